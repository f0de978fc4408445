"""What happens to a viewer at a door, by the policy and by nothing else."""

from collections.abc import Mapping
from enum import StrEnum

from portal.access.permissions import Permission
from portal.access.policy import ALLOWED, VISIBLE, Rule
from tools.access_matrix.doors import Door
from tools.access_matrix.viewers import Visiting


class Outcome(StrEnum):
    """One cell of the table."""

    OPEN = "open to all"
    MACHINES_ONLY = "only the system that shows its token"
    SIGN_IN = "must sign in"
    NOT_THERE = "does not exist"
    WHY_NOT = "is told why not"
    DOES = "yes"
    LISTED = "yes, with the case"
    UNLISTED = "yes, without the case"


def outcome(
    door: Door,
    viewer: Visiting,
    *,
    visible: Rule = VISIBLE,
    allowed: Mapping[Permission, Rule] = ALLOWED,
) -> Outcome:
    """What the policy says happens."""
    if door.rule.token is not None:
        return Outcome.MACHINES_ONLY
    permission = door.rule.permission
    if permission is None:
        return Outcome.OPEN
    if viewer.realm is not permission.realm:
        return Outcome.SIGN_IN
    sees, may = _is_met(visible, viewer), _is_met(allowed[permission], viewer)
    if door.is_list_of_cases:
        return Outcome.LISTED if sees and may else Outcome.UNLISTED
    if not door.is_about_a_case:
        return Outcome.DOES
    if not sees:
        return Outcome.NOT_THERE
    return Outcome.DOES if may else Outcome.WHY_NOT


def _is_met(rule: Rule, viewer: Visiting) -> bool:
    return any(all(condition in viewer.holds for condition in way) for way in rule)
