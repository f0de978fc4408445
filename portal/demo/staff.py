"""Members of staff of the town, at work before anybody has signed in: what they write goes through the use cases of pages."""

from datetime import timedelta
from uuid import uuid4

from portal import clock
from portal.access.viewer import StaffRole, StaffViewer
from portal.municipality.staff import StaffMember


def at_work(member: StaffMember) -> StaffViewer:
    """A caseworker for the next hour. Who does not sign in here is known by the case system's id."""
    return StaffViewer(
        sign_in_id=uuid4(),
        ref=member.sign_in or member.source_id,
        name=member.name,
        roles=frozenset({StaffRole.CASEWORKER}),
        caseworker_id=member.source_id,
        team_id=member.team.source_id,
        ends_at=clock.real() + timedelta(hours=1),
    )
