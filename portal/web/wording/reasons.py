"""Coded reasons in words that follow upon "because", and as a choice of a form."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.domain.reasons import Reason
from portal.domain.roadmap.shape import ChangedDate, Moves
from portal.i18n import N_, gettext
from portal.web.wording.days import short

BECAUSE: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        Reason.REPORT: N_("we are waiting for a report or for an answer from others"),
        Reason.ILLNESS: N_("there has been illness"),
        Reason.MORE_INFORMATION: N_("we need to know more"),
        Reason.MANY_CASES: N_("we have more cases than we expected"),
        Reason.CITIZEN_ASKED: N_("we were asked to wait"),
        Reason.OUR_MISTAKE: N_("we made a mistake"),
        Reason.TREATMENT: N_("a treatment has to end first"),
        Reason.OTHER_AUTHORITY: N_("others have to decide something first"),
        Reason.OTHER: N_("something has come up"),
    }
)
"""What a citizen reads."""

CHOICES: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        Reason.REPORT: N_("We are waiting for a report, a doctor or somebody else"),
        Reason.ILLNESS: N_("Illness"),
        Reason.MORE_INFORMATION: N_("We need more information"),
        Reason.MANY_CASES: N_("More cases than expected"),
        Reason.CITIZEN_ASKED: N_("The citizen asked for it"),
        Reason.OUR_MISTAKE: N_("Our mistake"),
        Reason.TREATMENT: N_("A treatment has to end first"),
        Reason.OTHER_AUTHORITY: N_("Another authority or a court decides first"),
        Reason.OTHER: N_("Something else"),
    }
)
"""What a caseworker chooses from."""

MORE_TIME: Final[Mapping[Moves, str]] = MappingProxyType(
    {
        Moves.HEARING: N_(
            "You asked for more time to answer us, and got it on %(changed)s. Before: %(old)s. Now: %(new)s."
        ),
        Moves.STATEMENT: N_(
            "You asked for more time to say what you think, and got it on %(changed)s. Before: %(old)s. Now: %(new)s."
        ),
    }
)
"""What a party reads who was given more time."""


def because(reason: Reason) -> str:
    """The reason as it follows upon "because"."""
    return gettext(BECAUSE[reason])


def changed_day(change: ChangedDate) -> str:
    """What was told before, what is told now, who changed it, when, and why."""
    old, new, on = short(change.old_latest), short(change.new_latest), short(change.changed_on)
    if change.is_asked:
        return gettext(MORE_TIME[change.moves], old=old, new=new, changed=on)
    told = {"old": old, "new": new, "changed": on, "name": change.changed_by}
    if change.moves is Moves.STATEMENT and change.reason is not None:
        return gettext(
            N_("Your last day to say what you think was %(old)s. Now it is %(new)s. %(name)s changed it on %(changed)s, because %(reason)s."),
            **told, reason=because(change.reason),
        )  # fmt: skip
    if change.reason is None:
        return gettext(N_("Before: up to %(old)s. Now: up to %(new)s. %(name)s changed it on %(changed)s."), **told)
    return gettext(
        N_("Before: up to %(old)s. Now: up to %(new)s. %(name)s changed it on %(changed)s, because %(reason)s."),
        **told, reason=because(change.reason),
    )  # fmt: skip
