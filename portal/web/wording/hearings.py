"""Hearings (partshøring, forvaltningsloven § 19), in words that say who we wait for and what comes of an answer."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from portal import clock
from portal.domain.hearings import OPEN_STATES, FactKind, Hearing, HearingState
from portal.i18n import N_, gettext
from portal.web.wording.days import coming_day, day, short

STATES: Final[Mapping[HearingState, str]] = MappingProxyType(
    {
        HearingState.OFFERED: N_("We are waiting for your answer. You have until %(answer_by)s."),
        HearingState.SEEN: N_("We are waiting for your answer. You have until %(answer_by)s."),
        HearingState.ANSWERED: N_(
            "We have your answer, and we read it before we decide. We tell you what it led to by %(considered_by)s."
        ),
        HearingState.NO_COMMENT: N_("You have nothing to add. We go on with the case."),
        HearingState.LAPSED: N_(
            "You had until %(answer_by)s to answer. That time is over, and we go on with the case."
        ),
        HearingState.CONSIDERED: N_("We have read your answer. Here is what it led to."),
        HearingState.CALLED_OFF: N_("We have called this off. You need not answer."),
    }
)
"""What a hearing has come to."""

MORE_TIME_ASKED: Final = N_(
    "You have asked for more time. We answer you by %(answer_by)s. Your time does not run out before that."
)
MORE_TIME_LATE: Final = N_(
    "You have asked for more time, and should have had an answer by %(answer_by)s. We did not manage that, and we are "
    "sorry. Your time does not run out before you have an answer."
)
CONSIDERED_LATE: Final = N_(
    "We have your answer, and we read it before we decide. You should have heard from us by %(considered_by)s. "
    "We did not manage that, and we are sorry."
)
IS_READ: Final = N_("We have your answer, and we read it before we decide.")
IS_READ_AFTERWARDS: Final = N_("We have your answer. We read it, and tell you what it led to.")
ANSWERED_AFTERWARDS: Final = N_("We have your answer. We tell you what it led to by %(considered_by)s.")
CONSIDERED_LATE_AFTERWARDS: Final = N_(
    "We have your answer. You should have heard from us by %(considered_by)s. We did not manage that, and we are sorry."
)
"""The same where no decision waits for an answer: what we owe is to tell what it led to."""
WENT_ON: Final = N_("We have gone on with the case. Here is what we wrote.")

FACTS: Final[Mapping[FactKind, str]] = MappingProxyType(
    {FactKind.FACT: N_("Information"), FactKind.ASSESSMENT: N_("An assessment by others")}
)
"""What a party is heard about."""


def hearing_state(hearing: Hearing, considered_by: date | None = None) -> str:
    """What a hearing has come to, and by when somebody acts."""
    today, ask = clock.today(), hearing.open_ask
    if ask is not None:
        return gettext(MORE_TIME_LATE if ask.answer_by < today else MORE_TIME_ASKED, answer_by=day(ask.answer_by))
    message = STATES[hearing.state]
    if hearing.state is HearingState.ANSWERED:
        message = _answered(considered_by, today, waits=hearing.holds_decision)
    if hearing.state is HearingState.CONSIDERED and not hearing.answers:
        message = WENT_ON
    ahead = hearing.state in OPEN_STATES
    return gettext(
        message,
        answer_by=(coming_day if ahead else day)(hearing.answer_by),
        considered_by="" if considered_by is None else day(considered_by),
    )


def _answered(considered_by: date | None, today: date, *, waits: bool) -> str:
    """What comes of an answer, where the decision `waits` for it and where it does not."""
    if considered_by is None:
        return IS_READ if waits else IS_READ_AFTERWARDS
    if considered_by < today:
        return CONSIDERED_LATE if waits else CONSIDERED_LATE_AFTERWARDS
    return STATES[HearingState.ANSWERED] if waits else ANSWERED_AFTERWARDS


def answer_link(hearing: Hearing) -> str:
    """What the button to a hearing says that waits for its party."""
    return gettext(N_("Answer by %(day)s"), day=short(hearing.answer_by))


def fact_kind(kind: FactKind) -> str:
    """What kind of thing a party is heard about."""
    return gettext(FACTS[kind])
