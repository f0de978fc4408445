"""What the municipality owes in a case, and by when: what a caseworker's list is sorted by.

A duty is derived like the roadmap and stored nowhere; it is gone when what it asks for has been done.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import DECISION
from portal.domain.circumstances import DELAY_LETTERS, standing_circumstances
from portal.domain.hearings import OPEN_STATES, HearingState
from portal.domain.norms import Norms
from portal.domain.notices import live_notice
from portal.domain.requests import RequestType
from portal.domain.roadmap.reading import ENDED
from portal.domain.roadmap.shape import DeadlineState, Moves, Outlook, Situation
from portal.domain.roadmap.situations import applying_notice
from portal.domain.roadmap.special import opened_again
from portal.domain.said_ranges import likely_after
from portal.domain.sentences import Say, Sentence
from portal.domain.statement_requests import RequestState, consider_by
from portal.domain.value import value
from portal.domain.working_days import Calendar, add_working_days, is_working_day

WARNING_WORKING_DAYS = 10
"""How long before a published deadline the letter that owns up to missing it is asked for."""

_PUSHES_A_LEADER_SEES = 2


class DutyKind(StrEnum):
    """What is owed, the most urgent first."""

    ANSWER_REQUEST = "answer_request"
    """Set a date for a demanded statement, or decline it."""
    ANSWER_MORE_TIME = "answer_more_time"
    """Say yes or no to a wish for more time to answer in a hearing, or to speak after a demand."""
    CONSIDER_STATEMENT = "consider_statement"
    """Read what a party said, and tell what it led to."""
    CONSIDER_HEARING = "consider_hearing"
    """Read what a party answered in a hearing, and tell what it led to."""
    CALL_BACK = "call_back"
    """Phone a party who has asked for it."""
    GIVE_PAPERS = "give_papers"
    """Let a party see the papers, or give the reason and a new date (forvaltningsloven § 16(2))."""
    LOOK_AGAIN = "look_again"
    """Reassess a decision that was complained about, or send it on (retssikkerhedsloven § 66)."""
    ANSWER_COMPLAINT = "answer_complaint"
    """Answer a complaint over the handling."""
    ANSWER_ASKED = "answer_asked"
    """Answer what else a party has asked."""
    CONFIRM_LETTER = "confirm_letter"
    """The case is decided, and nobody has confirmed the letter: the party is told nothing yet."""
    WRITE_MISSED_DEADLINE = "write_missed_deadline"
    """The published deadline has passed: the letter of retssikkerhedsloven § 3 is overdue."""
    WRITE_BEFORE_DEADLINE = "write_before_deadline"
    """The published deadline is near and no decision in sight: that letter is due before it passes."""
    WRITE_AGAIN = "write_again"
    """The day that letter promised is near or passed, and the case is not decided."""
    KEEP_PROMISED_DAY = "keep_promised_day"
    """What a caseworker has said of the case holds a day, and it is near or passed."""
    GO_ON_UNANSWERED = "go_on_unanswered"
    """The citizen's time to answer is up."""
    GIVE_NEW_TIME = "give_new_time"
    """What was expected has passed: a new time or an explanation is promised."""
    TELL_NEXT_STEP = "tell_next_step"
    """The next step cannot be seen: a message is promised."""
    RENEW_NOTICE = "renew_notice"
    """The case has moved past what was told."""
    GIVE_NEWS = "give_news"
    """It has been our turn for long without anything new."""
    REMIND_THIRD_PARTY = "remind_third_party"
    """Whoever we wait for is to be reminded today."""
    FIND_CASE_TYPE = "find_case_type"
    """Nothing says what kind of case it is, so no party can see it."""
    EXPLAIN_PUSHED_DATE = "explain_pushed_date"
    """The same date has been put off more than once."""

    @property
    def urgency(self) -> int:
        """Its place in a list; 0 comes first."""
        return list(DutyKind).index(self)


LEADER_KINDS = frozenset({DutyKind.WRITE_MISSED_DEADLINE, DutyKind.WRITE_AGAIN, DutyKind.EXPLAIN_PUSHED_DATE})
"""Duties that the team's leader sees too."""


_ASKED: Mapping[RequestType, DutyKind] = MappingProxyType(
    {
        RequestType.CALL_ME: DutyKind.CALL_BACK,
        RequestType.PAPERS: DutyKind.GIVE_PAPERS,
        RequestType.DECISION_COMPLAINT: DutyKind.LOOK_AGAIN,
        RequestType.HANDLING_COMPLAINT: DutyKind.ANSWER_COMPLAINT,
    }
)


@value
class Duty:
    """One thing that is owed, the day it is due, and since when there is a reason for it."""

    kind: DutyKind
    due_on: date
    since: date | datetime | None
    """When the reason for it arose, a day or a moment in UTC; None when that is not known."""
    holds_decision: bool = False
    """Whether a demand to be heard is behind it for which the decision waits."""

    @property
    def rank(self) -> tuple[int, date]:
        """What a list is sorted by: the most urgent first, and then the longest due."""
        return self.kind.urgency, self.due_on


def duties(facts: CaseFacts, outlook: Outlook, now: datetime, calendar: Calendar, norms: Norms) -> tuple[Duty, ...]:
    """Everything owed in a case, in the order of its urgency. `outlook` is made from the same facts the same day.

    `now` is in the municipality's own time: days are counted there.
    """
    today = now.date()
    if facts.case_type is None:
        due_on = add_working_days(facts.first_seen_on, norms.unknown_step_answer_working_days, calendar)
        return (Duty(DutyKind.FIND_CASE_TYPE, due_on, facts.first_seen_on),)
    if outlook.situation is Situation.DIED:
        return ()
    found = [
        *_of_special(facts, outlook, today, calendar),
        *_of_demands(outlook, norms, calendar),
        *_to_parties(facts, now, calendar, norms),
        *_of_decision(facts, outlook, today, calendar, norms),
        *_of_next_step(facts, outlook, today, calendar, norms),
    ]
    return tuple(sorted(found, key=lambda duty: duty.rank))


def _of_demands(outlook: Outlook, norms: Norms, calendar: Calendar) -> Iterator[Duty]:
    for request in outlook.demands:
        waits = request.holds_decision
        match request.state:
            case RequestState.RECEIVED:
                yield Duty(DutyKind.ANSWER_REQUEST, request.answer_by, request.received_at, waits)
            case RequestState.GIVEN:
                said_at = max((each.given_at for each in request.statements), default=request.received_at)
                yield Duty(DutyKind.CONSIDER_STATEMENT, consider_by(request, norms, calendar), said_at, waits)
        if request.open_ask is not None:
            yield Duty(DutyKind.ANSWER_MORE_TIME, request.open_ask.answer_by, request.open_ask.asked_at, waits)


def _to_parties(facts: CaseFacts, now: datetime, calendar: Calendar, norms: Norms) -> Iterator[Duty]:
    for asked in facts.asked:
        yield Duty(_ASKED.get(asked.type, DutyKind.ANSWER_ASKED), asked.answer_by, asked.received_at)
    for hearing in facts.hearings:
        if hearing.open_ask is not None and hearing.state in OPEN_STATES:
            yield Duty(DutyKind.ANSWER_MORE_TIME, hearing.open_ask.answer_by, hearing.open_ask.asked_at)
        by = hearing.consider_by(norms, calendar, now.tzinfo)
        if hearing.state is HearingState.ANSWERED and by is not None:
            yield Duty(DutyKind.CONSIDER_HEARING, by, max(answer.given_at for answer in hearing.answers))


def _of_decision(facts: CaseFacts, outlook: Outlook, today: date, calendar: Calendar, norms: Norms) -> Iterator[Duty]:
    stands, again = opened_again(facts, today)
    if outlook.situation is Situation.LETTER_COMING and stands.decision is None:
        closed = (task.closed_on for task in facts.tasks if task.step == DECISION and task.closed_on)
        anew_on = stands.decided_seen_on if again is not None else None
        decided_on = anew_on or max(closed, default=facts.state_changed_on or facts.first_seen_on)
        confirm_by = add_working_days(decided_on, norms.letter_confirm_working_days, calendar)
        yield Duty(DutyKind.CONFIRM_LETTER, confirm_by, decided_on)
    line = outlook.expected.deadline
    if line is None or facts.case_type is None or not facts.case_type.is_social:
        return
    if line.state is DeadlineState.MISSED:
        yield Duty(DutyKind.WRITE_MISSED_DEADLINE, line.last_on, line.last_on)
    decision = outlook.expected.decision
    in_sight = decision is not None and decision.latest <= line.last_on
    near_since = _asked_since(facts, line.last_on, calendar)
    if line.state is DeadlineState.AHEAD and near_since <= today and not in_sight:
        last_working_day = line.last_on if is_working_day(line.last_on, calendar) else None
        write_by = last_working_day or add_working_days(line.last_on, -1, calendar)
        yield Duty(DutyKind.WRITE_BEFORE_DEADLINE, write_by, near_since)


def _asked_since(facts: CaseFacts, last_on: date, calendar: Calendar) -> date:
    """Since when the letter before the deadline is asked for: since more than half of such cases come after it."""
    near_since = add_working_days(last_on, -WARNING_WORKING_DAYS, calendar)
    said = likely_after(facts.said, last_on)
    return min(said.said_on, near_since) if said is not None else near_since


def _of_special(facts: CaseFacts, outlook: Outlook, today: date, calendar: Calendar) -> Iterator[Duty]:
    """Days that were promised in a letter of delay, or in what is special about the case."""
    near = add_working_days(today, WARNING_WORKING_DAYS, calendar)
    delay = outlook.expected.delay
    by = delay.values.get("date") if delay is not None else None
    if isinstance(by, date) and by <= near:
        yield Duty(DutyKind.WRITE_AGAIN, by, by)
    for each in standing_circumstances(facts.circumstances, today):
        is_promise = each.kind not in DELAY_LETTERS and each.promised_on is not None
        if is_promise and each.promised_on is not None and each.promised_on <= near:
            yield Duty(DutyKind.KEEP_PROMISED_DAY, each.promised_on, each.begun_on)


def _of_next_step(facts: CaseFacts, outlook: Outlook, today: date, calendar: Calendar, norms: Norms) -> Iterator[Duty]:
    asked_until, remind_on = outlook.your_part.due_on, outlook.turn.remind_on
    if asked_until is not None and asked_until < today:
        yield Duty(DutyKind.GO_ON_UNANSWERED, add_working_days(asked_until, 1, calendar), asked_until)
    if (by := _date_of(outlook.expected.late)) is not None:
        yield Duty(DutyKind.GIVE_NEW_TIME, by, outlook.now.since)
    cannot_see = {Say.CANNOT_SEE_NEXT, Say.CANNOT_SEE_NEXT_LATE}
    coming = outlook.next_step.text
    if isinstance(coming, Sentence) and coming.say in cannot_see and (by := _date_of(coming)) is not None:
        yield Duty(DutyKind.TELL_NEXT_STEP, by, outlook.now.since)
    if outlook.silent_since is not None:
        news_by = outlook.silent_since + timedelta(days=norms.silence_days)
        yield Duty(DutyKind.GIVE_NEWS, news_by, outlook.silent_since)
    if remind_on is not None and remind_on <= today:
        yield Duty(DutyKind.REMIND_THIRD_PARTY, remind_on, outlook.turn.since)
    notice = live_notice(facts.notices)
    if notice is None or outlook.situation in ENDED:
        return
    if applying_notice(facts) is None:
        moved_on = outlook.now.since or notice.expected_to
        renew_by = add_working_days(moved_on, norms.unknown_step_answer_working_days, calendar)
        yield Duty(DutyKind.RENEW_NOTICE, renew_by, moved_on)
    pushes = [
        change
        for change in outlook.changed_dates
        if change.step == notice.step and change.is_later and change.moves is Moves.STEP
    ]
    if len(pushes) >= _PUSHES_A_LEADER_SEES:
        pushed_on = max(change.changed_on for change in pushes)
        yield Duty(DutyKind.EXPLAIN_PUSHED_DATE, pushed_on, pushed_on)


def _date_of(promised: Sentence | None) -> date | None:
    by = promised.values["date"] if promised is not None else None
    return by if isinstance(by, date) else None
