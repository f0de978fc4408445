"""Who acts, as it is written down beside what they did."""

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.staff_names import name_shown
from portal.access.viewer import CitizenViewer, StaffViewer
from portal.domain.people import PersonRef
from portal.domain.refusals import NotThere


def author_of(gate: Gate) -> PersonRef:
    """The citizen who writes, for themselves or for somebody else.

    Raises:
        NotThere: the viewer is no citizen.
    """
    if not isinstance(gate.viewer, CitizenViewer):
        raise NotThere
    return gate.viewer.person.ref


def party_of(admission: Admission) -> PersonRef:
    """The party the viewer is, or acts for.

    Raises:
        NotThere: the viewer is admitted as no party.
    """
    if admission.party is None:
        raise NotThere
    return admission.party.ref


def staff_name(gate: Gate) -> str:
    """The name that parties read of the member of staff who acts.

    Raises:
        NotThere: the viewer is not of the staff.
    """
    if not isinstance(gate.viewer, StaffViewer):
        raise NotThere
    return name_shown(gate.municipality, gate.viewer)
