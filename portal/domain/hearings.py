"""Hearings (partshøring, forvaltningsloven § 19): before we decide, a party is shown what counts against them.

The authority's own duty. A demand to be heard (§ 21) is the party's right, and is another thing: see
`statement_requests`. One hearing is for one party; nobody sees another's.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from uuid import UUID

from portal.domain.cases import CaseId
from portal.domain.more_time import MoreTimeAsk, MoreTimeNotAsked, declined, granted, open_ask_of
from portal.domain.norms import Norms
from portal.domain.people import PersonRef
from portal.domain.refusals import Refusal
from portal.domain.value import value
from portal.domain.working_days import Calendar, add_working_days, next_working_day

USUAL_DAYS = 14
"""Calendar days that a party is usually given to answer."""

MOST_FACTS = 5
"""More in one hearing than this is more than somebody can answer well."""


class HearingState(StrEnum):
    """Where a hearing stands. Who we wait for follows from it."""

    OFFERED = "offered"
    SEEN = "seen"
    ANSWERED = "answered"
    NO_COMMENT = "no_comment"
    LAPSED = "lapsed"
    CONSIDERED = "considered"
    CALLED_OFF = "called_off"


OPEN_STATES = frozenset({HearingState.OFFERED, HearingState.SEEN})
"""States in which we wait for the party."""

CONCLUDED_STATES = frozenset({HearingState.NO_COMMENT, HearingState.LAPSED, HearingState.CONSIDERED})
"""States in which the party has had their say: an answer counts only when it has been considered."""

COMES_FROM: Mapping[HearingState, frozenset[HearingState]] = {
    HearingState.SEEN: frozenset({HearingState.OFFERED}),
    HearingState.ANSWERED: OPEN_STATES | {HearingState.ANSWERED, HearingState.NO_COMMENT, HearingState.LAPSED},
    HearingState.NO_COMMENT: OPEN_STATES | {HearingState.LAPSED},
    HearingState.CONSIDERED: frozenset({HearingState.ANSWERED, HearingState.NO_COMMENT, HearingState.LAPSED}),
    HearingState.CALLED_OFF: OPEN_STATES,
}
"""What a hearing must be for somebody to make it another. It begins as offered; it lapses by itself.

An answer that comes late is taken as long as the hearing has not been considered: nobody's words are lost.
"""


class FactKind(StrEnum):
    """What a party is heard about: a fact, or an assessment by somebody outside."""

    FACT = "fact"
    ASSESSMENT = "assessment"


class HearingNotOpen(Refusal):
    """The hearing has come further, so this can no longer be done to it."""


class HearingTooShort(Refusal):
    """The party must be given longer to answer; `earliest` is the first day that may be set."""

    def __init__(self, earliest: date) -> None:
        """Keep the first day that may be set."""
        super().__init__(earliest.isoformat())
        self.earliest = earliest


class NothingToHearAbout(Refusal):
    """A hearing holds at least one fact or outside assessment."""


@value
class HearingFact:
    """One thing that may count against the party: what, where it comes from, and why it matters."""

    id: UUID
    kind: FactKind
    text: str
    source: str
    matters: str


@value
class Objection:
    """That a party says of one fact that it is wrong, and what is right."""

    fact_id: UUID
    words: str


@value
class HearingAnswer:
    """What a party has said in a hearing, and when. Never edited."""

    words: str
    given_at: datetime
    given_by: PersonRef
    objections: tuple[Objection, ...] = ()


@value
class Hearing:
    """One party's hearing in one case."""

    id: UUID
    number: str
    case_id: CaseId
    party: PersonRef
    state: HearingState
    opened_at: datetime
    opened_by: str
    """The name shown to citizens."""
    facts: tuple[HearingFact, ...]
    answer_by: date
    considering: str | None = None
    """What the municipality considers deciding, when it says so (agterskrivelse)."""
    documents: str | None = None
    seen_at: datetime | None = None
    answers: tuple[HearingAnswer, ...] = ()
    asks: tuple[MoreTimeAsk, ...] = ()
    concluded_at: datetime | None = None
    """When the party said that they have no comments, or we said what the answer led to."""
    closing_words: str | None = None
    holds_decision: bool = True
    """Whether a decision can still wait for it. Worked out from the facts of the case, and kept nowhere: see `arrivals`."""

    @property
    def open_ask(self) -> MoreTimeAsk | None:
        """The wish for more time that waits for our answer; who has answered meanwhile needs no more."""
        return open_ask_of(self.asks) if self.state in OPEN_STATES else None

    def has_lapsed(self, today: date) -> bool:
        """Whether the time to answer has passed unused. It does not pass while a wish for more time is unanswered."""
        return self.state in OPEN_STATES and self.answer_by < today and self.open_ask is None

    def as_of(self, today: date) -> "Hearing":
        """The hearing as it stands on a day."""
        return replace(self, state=HearingState.LAPSED) if self.has_lapsed(today) else self

    def consider_by(self, norms: Norms, calendar: Calendar, zone: tzinfo | None) -> date | None:
        """The day by which we have read the last answer and told what it led to; None while there is no answer."""
        given_at = max((answer.given_at for answer in self.answers), default=None)
        if given_at is None:
            return None
        return add_working_days(given_at.astimezone(zone).date(), norms.statement_answer_working_days, calendar)

    def is_concluded(self, today: date) -> bool:
        """Whether the party has had their say, and what they said has been considered."""
        return self.as_of(today).state in CONCLUDED_STATES

    def concluded_on(self, today: date, zone: tzinfo) -> date | None:
        """The day it was concluded, there; for one that lapsed, the day after its time was up. None while it is not."""
        if not self.is_concluded(today):
            return None
        return self.concluded_at.astimezone(zone).date() if self.concluded_at else self.answer_by + timedelta(days=1)


def usual_answer_by(today: date, norms: Norms, calendar: Calendar) -> date:
    """The day a party is usually given until: 14 calendar days, or the municipality's floor when that is later."""
    usual = next_working_day(today + timedelta(days=USUAL_DAYS), calendar)
    return max(usual, earliest_answer_by(today, norms, calendar))


def earliest_answer_by(today: date, norms: Norms, calendar: Calendar) -> date:
    """The first day that may be set: the municipality's floor in working days (reasonable time, § 19(1))."""
    return add_working_days(today, norms.hearing_floor_working_days, calendar)


def see(hearing: Hearing, *, now: datetime, today: date) -> Hearing:
    """Note that the party has opened it; opening it again changes nothing, and one that has come further stays so."""
    if hearing.seen_at is not None:
        return hearing
    seen = replace(hearing, seen_at=now)
    return replace(seen, state=HearingState.SEEN) if hearing.as_of(today).state is HearingState.OFFERED else seen


def answer(hearing: Hearing, given: HearingAnswer, today: date) -> Hearing:
    """Add what the party says; from now on we are the ones to act.

    Raises:
        HearingNotOpen: it has been considered, or called off.
    """
    answered = _moved(hearing, HearingState.ANSWERED, today)
    return replace(answered, answers=(*hearing.answers, given), concluded_at=None)


def say_no_comment(hearing: Hearing, *, now: datetime, today: date) -> Hearing:
    """The party has no comments; we go on.

    Raises:
        HearingNotOpen: the party has said something already, or the hearing has come further.
    """
    return replace(_moved(hearing, HearingState.NO_COMMENT, today), concluded_at=now)


def ask_for_more_time(hearing: Hearing, ask: MoreTimeAsk, today: date) -> Hearing:
    """Wish for more time. Until it is answered, the time to answer does not run out.

    Raises:
        HearingNotOpen: the time has passed, or the hearing has come further.
    """
    if hearing.as_of(today).state not in OPEN_STATES or hearing.open_ask is not None:
        raise HearingNotOpen
    return replace(hearing, asks=(*hearing.asks, ask))


def give_more_time(hearing: Hearing, until: date, *, now: datetime, today: date) -> Hearing:
    """Give the party until and with another day.

    Raises:
        MoreTimeNotAsked: no wish waits for an answer.
        HearingTooShort: the day is not later than the one they had, or has come already.
    """
    earliest = max(hearing.answer_by, today) + timedelta(days=1)
    if hearing.open_ask is None:
        raise MoreTimeNotAsked
    if until < earliest:
        raise HearingTooShort(earliest)
    return replace(hearing, asks=granted(hearing.asks, until, now), answer_by=until)


def decline_more_time(hearing: Hearing, words: str, *, now: datetime, at_least: date) -> Hearing:
    """Say no to more time, and why. The party has until `at_least` in any case: asking takes no time from them.

    Raises:
        MoreTimeNotAsked: no wish waits for an answer.
    """
    if hearing.open_ask is None:
        raise MoreTimeNotAsked
    return replace(hearing, asks=declined(hearing.asks, words, now), answer_by=max(hearing.answer_by, at_least))


def consider(hearing: Hearing, closing_words: str, *, now: datetime, today: date) -> Hearing:
    """Say what the answer led to, or that none came.

    Raises:
        HearingNotOpen: the party may still answer, or it has been considered or called off.
    """
    return replace(_moved(hearing, HearingState.CONSIDERED, today), concluded_at=now, closing_words=closing_words)


def call_off(hearing: Hearing, words: str, *, today: date) -> Hearing:
    """Take back a hearing nobody has answered, and say why. It counts as if it had never been offered.

    Raises:
        HearingNotOpen: the party has answered, or its time has passed.
    """
    return replace(_moved(hearing, HearingState.CALLED_OFF, today), closing_words=words)


def _moved(hearing: Hearing, to: HearingState, today: date) -> Hearing:
    if hearing.as_of(today).state not in COMES_FROM[to]:
        raise HearingNotOpen
    return replace(hearing, state=to)
