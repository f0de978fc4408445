"""Demands to be heard before a decision (begæring om udsættelse, forvaltningsloven § 21).

A party may at any time demand that the decision waits until they have made a statement. The demand needs no
acceptance: the decision waits from receipt. The municipality sets a date, or declines on a ground of § 21(2). Until
that date the party may ask for more time. A day that we move without having been asked is moved for a reason they read.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from portal.domain.cases import CaseId
from portal.domain.more_time import MoreTimeAsk, MoreTimeNotAsked, declined, granted, open_ask_of
from portal.domain.moved_days import MovedDay, MovedTooEarly
from portal.domain.norms import Norms
from portal.domain.people import PersonRef
from portal.domain.reasons import DayChangeUnexplained
from portal.domain.refusals import Refusal
from portal.domain.value import value
from portal.domain.working_days import Calendar, add_working_days


class RequestState(StrEnum):
    """Where a demand stands. Who we wait for follows from it."""

    RECEIVED = "received"
    DATE_SET = "date_set"
    GIVEN = "given"
    CONSIDERED = "considered"
    LAPSED = "lapsed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset({RequestState.RECEIVED, RequestState.DATE_SET, RequestState.GIVEN})
"""States in which something is still owed about it: the decision waits, unless it was made before the demand came."""

COMES_FROM: Mapping[RequestState, frozenset[RequestState]] = {
    RequestState.DATE_SET: frozenset({RequestState.RECEIVED, RequestState.DATE_SET}),
    RequestState.GIVEN: OPEN_STATES,
    RequestState.CONSIDERED: frozenset({RequestState.GIVEN}),
    RequestState.DECLINED: frozenset({RequestState.RECEIVED, RequestState.DATE_SET}),
    RequestState.WITHDRAWN: OPEN_STATES,
}
"""What a demand must be for somebody to make it another. It begins as received, or given; it lapses by itself."""


class Arrival(StrEnum):
    """How a demand came to the decision in time."""

    UNDECIDED = "undecided"
    """Nothing is decided yet."""
    BEFORE = "before"
    """It came by the day of the decision, which it held back, or should have."""
    AFTER = "after"
    """It came when it was decided, and holds nothing back."""
    ENDED = "ended"
    """The case has ended without a decision: there is nothing to hold back."""


class Channel(StrEnum):
    """How the party wants to be heard."""

    WRITING = "writing"
    PHONE = "phone"
    MEETING = "meeting"


class Timing(StrEnum):
    """Whether the statement comes with the demand, or later."""

    NOW = "now"
    LATER = "later"


class DeclineGround(StrEnum):
    """The grounds of forvaltningsloven § 21(2) on which a demand may be declined."""

    STATUTORY_DEADLINE = "statutory_deadline"
    ESSENTIAL_INTERESTS = "essential_interests"
    SPECIAL_LAW = "special_law"


class RequestNotOpen(Refusal):
    """The demand has been answered, declined or withdrawn, so this can no longer be done to it."""


class StatementDateTooEarly(Refusal):
    """A date for the statement must be a day that has not come yet."""


class NothingSaid(Refusal):
    """Words are needed and there are none."""


@value
class Statement:
    """What a party has said, and when."""

    text: str
    given_at: datetime
    given_by: PersonRef


@value
class StatementRequest:
    """One party's demand to be heard in one case."""

    id: UUID
    number: str
    case_id: CaseId
    party: PersonRef
    made_by: PersonRef
    timing: Timing
    channel: Channel
    with_support_person: bool
    state: RequestState
    received_at: datetime
    answer_by: date
    answered_at: datetime | None = None
    statement_by: date | None = None
    declined_on_ground: DeclineGround | None = None
    closing_words: str | None = None
    ended_at: datetime | None = None
    """When we said what the statement led to, or declined."""
    statements: tuple[Statement, ...] = ()
    asks: tuple[MoreTimeAsk, ...] = ()
    moved: tuple[MovedDay, ...] = ()
    """Moves of the day that nobody wished for, the first first."""
    arrival: Arrival = Arrival.UNDECIDED
    """Worked out from the facts of the case, and kept nowhere: see `domain.arrivals`."""

    @property
    def is_open(self) -> bool:
        """Whether something is still owed about this demand."""
        return self.state in OPEN_STATES

    @property
    def holds_decision(self) -> bool:
        """Whether the decision waits for this demand."""
        return self.is_open and self.arrival in {Arrival.UNDECIDED, Arrival.BEFORE}

    @property
    def open_ask(self) -> MoreTimeAsk | None:
        """The wish for more time that waits for our answer; who has spoken meanwhile needs no more."""
        return open_ask_of(self.asks) if self.state is RequestState.DATE_SET else None

    def has_lapsed(self, today: date) -> bool:
        """Whether the date set has passed without a statement. It does not pass while a wish for more time is open."""
        is_past = self.statement_by is not None and self.statement_by < today
        return self.state is RequestState.DATE_SET and is_past and self.open_ask is None

    def as_of(self, today: date) -> "StatementRequest":
        """The demand as it stands on a day: one whose date has passed unused has lapsed."""
        return replace(self, state=RequestState.LAPSED) if self.has_lapsed(today) else self


def first_state(timing: Timing, channel: Channel) -> RequestState:
    """The state a new demand begins in: a written statement sent along needs no date."""
    given = timing is Timing.NOW and channel is Channel.WRITING
    return RequestState.GIVEN if given else RequestState.RECEIVED


def set_date(request: StatementRequest, statement_by: date, *, now: datetime, today: date) -> StatementRequest:
    """Give the party until and with `statement_by` to make the statement: the first date, or a yes to their wish.

    Raises:
        RequestNotOpen: the statement has come already, the demand has ended, or a date stands that no wish is to move.
        StatementDateTooEarly: the date is not after today, or not after the one the party was given.
    """
    dated = _moved(request, RequestState.DATE_SET, today)
    before = request.statement_by
    if before is not None and request.open_ask is None:
        raise RequestNotOpen
    if statement_by <= today or (before is not None and statement_by <= before):
        raise StatementDateTooEarly
    return replace(
        dated,
        statement_by=statement_by,
        answered_at=request.answered_at or now,
        asks=granted(request.asks, statement_by, now),
    )


def move_date(request: StatementRequest, moved: MovedDay, *, today: date, earliest: date) -> StatementRequest:
    """Move a date that was set and that nobody has asked to have moved, for a reason the party reads.

    A later day may be any; an earlier one leaves the party at least until `earliest`, counted from today: what they
    were promised is not taken from them without time enough to speak in.

    Raises:
        RequestNotOpen: no date stands, it has passed, a wish for another waits, or the statement has come.
        MovedTooEarly: the day is the one that stands, or an earlier one that leaves too little time.
        DayChangeUnexplained: there are no words on why.
    """
    after = _moved(request, RequestState.DATE_SET, today)
    before = request.statement_by
    if before is None or request.open_ask is not None:
        raise RequestNotOpen
    if moved.until == before or moved.until < min(before, earliest):
        raise MovedTooEarly(earliest)
    if not moved.words:
        raise DayChangeUnexplained
    return replace(after, statement_by=moved.until, moved=(*request.moved, moved))


def ask_for_more_time(request: StatementRequest, ask: MoreTimeAsk, today: date) -> StatementRequest:
    """Wish for more time. Until it is answered, the time to speak does not run out, and the decision waits.

    Raises:
        RequestNotOpen: no date is set, the date has passed, or the last wish waits for an answer still.
    """
    if request.as_of(today).state is not RequestState.DATE_SET or request.open_ask is not None:
        raise RequestNotOpen
    return replace(request, asks=(*request.asks, ask))


def decline_more_time(request: StatementRequest, words: str, *, now: datetime, at_least: date) -> StatementRequest:
    """Say no to more time, and why. The party has until `at_least` in any case: asking takes no time from them.

    Raises:
        MoreTimeNotAsked: no wish waits for an answer.
    """
    if request.open_ask is None or request.statement_by is None:
        raise MoreTimeNotAsked
    by = max(request.statement_by, at_least)
    return replace(request, asks=declined(request.asks, words, now), statement_by=by)


def give_statement(request: StatementRequest, statement: Statement, today: date) -> StatementRequest:
    """Add what the party says; from now on we are the ones to act.

    Raises:
        RequestNotOpen: the demand has ended, or its date has passed.
    """
    return replace(_moved(request, RequestState.GIVEN, today), statements=(*request.statements, statement))


def consider(request: StatementRequest, closing_words: str, *, now: datetime, today: date) -> StatementRequest:
    """Say what the statement led to; the decision no longer waits.

    Raises:
        RequestNotOpen: there is no statement waiting to be considered.
    """
    considered = _moved(request, RequestState.CONSIDERED, today)
    return replace(considered, closing_words=closing_words, answered_at=request.answered_at or now, ended_at=now)


def decline(
    request: StatementRequest, ground: DeclineGround, words: str, *, now: datetime, today: date
) -> StatementRequest:
    """Decline on a ground of forvaltningsloven § 21(2), in words the party reads.

    Raises:
        RequestNotOpen: the demand has ended, or the statement has come already.
    """
    declined = _moved(request, RequestState.DECLINED, today)
    answered_at = request.answered_at or now
    return replace(declined, declined_on_ground=ground, closing_words=words, answered_at=answered_at, ended_at=now)


def withdraw(request: StatementRequest, today: date) -> StatementRequest:
    """Take the demand back; the decision no longer waits.

    Raises:
        RequestNotOpen: the demand has ended.
    """
    return _moved(request, RequestState.WITHDRAWN, today)


def consider_by(request: StatementRequest, norms: Norms, calendar: Calendar) -> date:
    """The day by which we say what a statement led to: the norm runs from the end of the time that was given.

    Without such a time it runs from the demand.
    """
    if request.statement_by is None:
        return request.answer_by
    return add_working_days(request.statement_by, norms.statement_answer_working_days, calendar)


def _moved(request: StatementRequest, to: RequestState, today: date) -> StatementRequest:
    if request.as_of(today).state not in COMES_FROM[to]:
        raise RequestNotOpen
    return replace(request, state=to)
