"""From the facts to the situation: which rule the next step comes from, the first that applies."""

from dataclasses import replace
from datetime import date, datetime

from portal.domain.arrivals import arrival, with_arrivals, with_held_back
from portal.domain.case_facts import CaseFacts
from portal.domain.cases import CaseState
from portal.domain.circumstances import Circumstance, CircumstanceKind
from portal.domain.evidence import DECIDED_STATES, mapped_index
from portal.domain.hearings import OPEN_STATES, Hearing, HearingState
from portal.domain.norms import Norms
from portal.domain.notices import Notice, live_notice
from portal.domain.position import Standing, standing
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import COMES_NO_FURTHER, ENDS_UNDECIDED, Situation
from portal.domain.roadmap.special import NEEDS_NO_PATH, RUNS_AFTERWARDS, first_of, may_be_known, opened_again
from portal.domain.sight import as_released, as_seen, decision_is_released
from portal.domain.statement_requests import Arrival, RequestState, StatementRequest
from portal.domain.working_days import Calendar


def read(facts: CaseFacts, now: datetime, calendar: Calendar, norms: Norms) -> Reading:
    """See where the case stands and which rule its next step comes from. `now` is Copenhagen time."""
    today = now.date()
    facts, again = opened_again(facts, today) if decision_is_released(facts) else (facts, None)
    facts = as_released(facts)
    new_demand, requests = arrival(facts, today), with_arrivals(facts, today, now.tzinfo)
    hearings = with_held_back(facts, now.tzinfo)
    facts = as_seen(facts, today, calendar)
    facts = replace(facts, requests=requests, hearings=hearings) if requests or hearings else facts
    case_type = facts.case_type
    at = standing(facts, case_type, today) if case_type is not None else None
    request = open_request(facts, today)
    notice = applying_notice(facts)
    is_past = notice is not None and notice.is_past(today)
    hearing = open_hearing(facts, today)
    special = may_be_known(facts, today)
    by_rule = _situation(facts, at, None if is_past else notice, request, hearing)
    situation, told = _with_special(by_rule, special)
    if situation in ENDS_UNDECIDED and (requests or hearings):
        hearings = tuple(replace(each, holds_decision=False) for each in hearings)
        facts = replace(facts, requests=tuple(_ended(each) for each in requests), hearings=hearings)
        request, hearing = open_request(facts, today), open_hearing(facts, today)
    if at is not None and case_type is not None and situation in COMES_NO_FURTHER | {Situation.LETTER_COMING}:
        is_closed = situation in COMES_NO_FURTHER
        at = replace(
            at,
            index=len(case_type.steps) if is_closed else at.index,
            since=facts.state_changed_on,
        )
    return Reading(
        facts,
        now,
        calendar,
        norms,
        situation,
        at,
        notice=None if is_past else notice,
        ended_notice=notice if is_past else None,
        request=request,
        hearing=hearing,
        special=special,
        told_special=told,
        decided_again=again,
        new_demand=new_demand,
    )


def _ended(request: StatementRequest) -> StatementRequest:
    """A demand in a case that has ended: where nothing was decided, nothing will be."""
    return replace(request, arrival=Arrival.ENDED) if request.arrival is Arrival.UNDECIDED else request


def open_request(facts: CaseFacts, today: date) -> StatementRequest | None:
    """The newest demand about which something is still owed."""
    return _newest(tuple(request for request in facts.requests if request.as_of(today).is_open))


def open_hearing(facts: CaseFacts, today: date) -> Hearing | None:
    """The hearing for which the decision waits: one still to be answered comes first, the nearest day of all."""
    stand = (hearing.as_of(today) for hearing in facts.hearings)
    waiting = [hearing for hearing in stand if hearing.state in OPEN_STATES | {HearingState.ANSWERED}]
    return min(
        waiting,
        key=lambda each: (each.state is HearingState.ANSWERED, each.answer_by, each.number),
        default=None,
    )


def latest_hearing(facts: CaseFacts, today: date) -> Hearing | None:
    """The newest hearing, as it stands today; none that was called off."""
    kept = [hearing for hearing in facts.hearings if hearing.state is not HearingState.CALLED_OFF]
    newest = max(kept, key=lambda hearing: (hearing.opened_at, hearing.number), default=None)
    return None if newest is None else newest.as_of(today)


def other_hearings(facts: CaseFacts, but: Hearing | None, today: date) -> tuple[Hearing, ...]:
    """Every hearing but one, as they stand today, the newest first."""
    others = [hearing.as_of(today) for hearing in facts.hearings if but is None or hearing.id != but.id]
    return tuple(sorted(others, key=lambda hearing: (hearing.opened_at, hearing.number), reverse=True))


def latest_request(facts: CaseFacts, today: date) -> StatementRequest | None:
    """The newest demand, as it stands today."""
    newest = _newest(facts.requests)
    return None if newest is None else newest.as_of(today)


def applying_notice(facts: CaseFacts) -> Notice | None:
    """The live notice, unless the case has moved to another step than it speaks of. Its dates may have passed.

    It speaks of the step it names, which usually comes next, and so also of the step at which it was posted. While
    nothing is mapped, or that step was not known, it stands until the case is past the step it names.
    """
    notice, case_type = live_notice(facts.notices), facts.case_type
    if notice is None or case_type is None:
        return None
    named, mapped = case_type.position(notice.step), mapped_index(facts, case_type)
    if named is None:
        return None
    if mapped is None or mapped == named:
        return notice
    posted_at = case_type.position(notice.posted_at_step) if notice.posted_at_step else None
    return notice if (mapped < named if posted_at is None else mapped == posted_at) else None


def _newest(requests: tuple[StatementRequest, ...]) -> StatementRequest | None:
    return max(requests, key=lambda request: (request.received_at, request.number), default=None)


def _with_special(by_rule: Situation, special: tuple[Circumstance, ...]) -> tuple[Situation, Circumstance | None]:
    """The situation with what a caseworker has said of the case, and which of that it comes from."""
    if ended := first_of(special, *NEEDS_NO_PATH):
        return NEEDS_NO_PATH[ended.kind], ended
    runs = first_of(special, *RUNS_AFTERWARDS)
    if runs is not None and by_rule is not Situation.LETTER_COMING:
        return Situation.AFTERWARDS, runs
    missing = first_of(special, CircumstanceKind.NO_ANSWER)
    if missing is not None and by_rule in _BEFORE_MISSING:
        return Situation.NO_ANSWER, missing
    waits = first_of(special, CircumstanceKind.SUSPENDED)
    if waits is not None and by_rule in {Situation.PATH, Situation.UNKNOWN}:
        return Situation.SUSPENDED, waits
    return by_rule, None


_BEFORE_MISSING = {
    Situation.CITIZEN_ASKED,
    Situation.STATEMENT_AWAITED,
    Situation.NOTICE,
    Situation.PATH,
    Situation.UNKNOWN,
}
"""What comes after an answer that is missing: an open hearing has its own day, and a decided case misses none."""


def _situation(
    facts: CaseFacts,
    at: Standing | None,
    notice: Notice | None,
    request: StatementRequest | None,
    hearing: Hearing | None,
) -> Situation:
    match facts.state:
        case CaseState.CLOSED:
            return Situation.CLOSED
        case state if state in DECIDED_STATES:
            return Situation.DECIDED if facts.decision is not None else Situation.LETTER_COMING
    if hearing is not None and hearing.state in OPEN_STATES:
        return Situation.HEARING_OPEN
    if at is not None and at.is_asked:
        return Situation.CITIZEN_ASKED
    if request is not None and request.state is RequestState.DATE_SET:
        return Situation.STATEMENT_AWAITED
    if notice is not None:
        return Situation.NOTICE
    return Situation.PATH if at is not None else Situation.UNKNOWN
