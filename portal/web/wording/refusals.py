"""Why something cannot be done, and what can be done instead."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.domain.value import value
from portal.i18n import N_, gettext


@value
class Reason:
    """Two message ids: why not, and what else there is to do."""

    why: str
    instead: str


REASONS: Final[Mapping[str, Reason]] = MappingProxyType(
    {
        "holds_mandate_to_act": Reason(
            N_("Your power of attorney lets you read this case but not write in it."),
            N_("The person who gave it can write here, or give you one that also lets you act."),
        ),
        "before_decision": Reason(
            N_("The case is decided, so it is too late to say what you think before the decision."),
            N_("You can still write to us. We will see whether it is a complaint."),
        ),
        "is_party": Reason(
            N_("Only the person whose case it is can do this."),
            N_("That person can do it here, or by phone."),
        ),
        "is_assigned": Reason(
            N_("This case belongs to another caseworker or team."),
            N_("Ask the team that has the case."),
        ),
        "leads_team": Reason(
            N_("Only the leader of the team that has the case can do this."),
            N_("Ask the leader of your team to do it."),
        ),
        "request_not_open": Reason(
            N_("Your request has ended, so it cannot be changed."),
            N_("You can make a new one as long as the case is not decided."),
        ),
    }
)
"""By the word a refusal carries."""

OTHER: Final = Reason(
    N_("You can see this page, but not do what you just tried."),
    N_("Phone us, and we will find another way."),
)
"""For a refusal without a wording of its own."""


def why_not(reason: str | None) -> str:
    """Why it cannot be done."""
    return gettext(REASONS.get(reason or "", OTHER).why)


def what_instead(reason: str | None) -> str:
    """What can be done instead."""
    return gettext(REASONS.get(reason or "", OTHER).instead)
