"""The words the policy is written in. Each is a plain statement about a viewer and a case."""

from collections.abc import Callable

from portal.access.admission import Admission
from portal.access.viewer import CitizenViewer, StaffRole, StaffViewer
from portal.domain.cases import is_same_source_id

Condition = Callable[[Admission], bool]


def is_party(admission: Admission) -> bool:
    """The viewer is a party to the case."""
    viewer, party = admission.viewer, admission.party
    return isinstance(viewer, CitizenViewer) and party is not None and party.ref == viewer.person.ref


def holds_mandate(admission: Admission) -> bool:
    """A party has given the viewer a mandate (fuldmagt) that covers this case. It ends when that party dies."""
    return isinstance(admission.viewer, CitizenViewer) and bool(admission.mandates)


def holds_mandate_to_act(admission: Admission) -> bool:
    """One of those mandates is also to act, not only to read."""
    return holds_mandate(admission) and any(mandate.may_act for mandate in admission.mandates)


def is_released(admission: Admission) -> bool:
    """The case is one that a party in this role sees by themselves, or a caseworker has released it to this party."""
    return admission.furthest_released is not None or admission.shows_itself


def is_assigned(admission: Admission) -> bool:
    """The case is the caseworker's own, or her team's."""
    viewer, case = admission.viewer, admission.case
    if not isinstance(viewer, StaffViewer):
        return False
    return is_same_source_id(case.caseworker, viewer.caseworker_id) or is_same_source_id(case.team, viewer.team_id)


def leads_team(admission: Admission) -> bool:
    """The viewer leads the team that has the case."""
    viewer = admission.viewer
    return isinstance(viewer, StaffViewer) and StaffRole.TEAM_LEADER in viewer.roles and is_assigned(admission)
