"""The words the policy is written in. Each is a plain statement about a viewer and a case."""

from collections.abc import Callable

from portal.access.admission import Admission
from portal.access.viewer import CitizenViewer, StaffRole, StaffViewer

Condition = Callable[[Admission], bool]


def is_party(admission: Admission) -> bool:
    """The viewer is a party to the case."""
    viewer, party = admission.viewer, admission.party
    return isinstance(viewer, CitizenViewer) and party is not None and party.ref == viewer.person.ref


def holds_mandate(admission: Admission) -> bool:
    """A party has given the viewer a mandate (fuldmagt) that covers this case."""
    return isinstance(admission.viewer, CitizenViewer) and bool(admission.mandates)


def holds_mandate_to_act(admission: Admission) -> bool:
    """One of those mandates is also to act, not only to read."""
    return holds_mandate(admission) and any(mandate.may_act for mandate in admission.mandates)


def is_released(admission: Admission) -> bool:
    """The case is one that a party in this role sees by themselves, or a caseworker has released it to this party."""
    return admission.furthest_released is not None or sees_by_themselves(admission)


def sees_by_themselves(admission: Admission) -> bool:
    """The municipality says of cases of this type that a party in this role sees them without a release."""
    case_type, role = admission.case_type, admission.role
    return case_type is not None and role is not None and case_type.shows_itself_to(role)


def is_assigned(admission: Admission) -> bool:
    """The case is the caseworker's own, or her team's."""
    viewer, case = admission.viewer, admission.case
    if not isinstance(viewer, StaffViewer):
        return False
    own = viewer.caseworker_id is not None and case.caseworker == viewer.caseworker_id
    return own or (viewer.team_id is not None and case.team == viewer.team_id)


def leads_team(admission: Admission) -> bool:
    """The viewer leads the team that has the case."""
    viewer = admission.viewer
    return isinstance(viewer, StaffViewer) and StaffRole.TEAM_LEADER in viewer.roles and is_assigned(admission)
