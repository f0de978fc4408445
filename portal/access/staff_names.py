"""What citizens are told that a member of staff is called."""

from portal.access.viewer import StaffViewer
from portal.municipality import Municipality


def name_shown(municipality: Municipality, viewer: StaffViewer) -> str:
    """The name in the municipality's list, the team's where she is under threat; the municipality's for anybody else."""
    member = municipality.staff_by_source(viewer.caseworker_id) if viewer.caseworker_id else None
    return member.contact().name.da if member else municipality.name
