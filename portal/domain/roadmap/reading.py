"""One reading of the facts that every part of the roadmap is written from."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import Actor, CaseType, Step
from portal.domain.cases import CaseState
from portal.domain.norms import Norms
from portal.domain.notices import Notice, NoticeState
from portal.domain.position import DECISION, Standing, is_decided, is_released, mapped_step, standing
from portal.domain.roadmap.shape import Situation
from portal.domain.statement_requests import RequestState, StatementRequest
from portal.domain.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts, and what follows from them at one moment."""

    facts: CaseFacts
    now: datetime
    """Copenhagen time."""
    calendar: Calendar
    norms: Norms
    situation: Situation
    case_type: CaseType | None
    standing: Standing | None
    notice: Notice | None
    """The notice that stands, if one does."""
    request: StatementRequest | None
    """This party's open demand, if there is one."""

    @property
    def today(self) -> date:
        """The day in Copenhagen."""
        return self.now.date()

    @property
    def step(self) -> Step | None:
        """The step the case stands at."""
        if self.case_type is None or self.standing is None:
            return None
        return self.standing.step(self.case_type)


def read(facts: CaseFacts, now: datetime, calendar: Calendar, norms: Norms) -> Reading:
    """See where the case stands and which rule its next step comes from. `now` is Copenhagen time."""
    today = now.date()
    case_type = facts.case_type
    known = facts.state is not CaseState.UNKNOWN or bool(facts.tasks)
    at = standing(facts, case_type) if case_type is not None and known else None
    request = open_request(facts, today)
    notice = standing_notice(facts, today)
    situation = _situation(facts, at, notice, request, today)
    if case_type is not None and at is not None:
        at = _as_shown(facts, case_type, at, situation)
    return Reading(facts, now, calendar, norms, situation, case_type, at, notice, request)


def open_request(facts: CaseFacts, today: date) -> StatementRequest | None:
    """The party's demand for which the decision waits."""
    return next((request for request in facts.requests if request.as_of(today).is_open), None)


def latest_request(facts: CaseFacts, today: date) -> StatementRequest | None:
    """The party's newest demand, as it stands today."""
    newest = max(facts.requests, key=lambda request: (request.received_at, request.number), default=None)
    return None if newest is None else newest.as_of(today)


def live_notice(facts: CaseFacts) -> Notice | None:
    """The newest notice that was neither replaced nor taken back."""
    live = [notice for notice in facts.notices if notice.state is NoticeState.LIVE]
    return max(live, key=lambda notice: (notice.posted_at, notice.version), default=None)


def standing_notice(facts: CaseFacts, today: date) -> Notice | None:
    """The live notice, unless its own date has passed or the case has moved to another step than it speaks of."""
    notice = live_notice(facts)
    if notice is None or notice.is_past(today) or facts.case_type is None:
        return None
    if not is_released(facts, facts.case_type, notice.step):
        return None
    return notice if notice.speaks_of(mapped_step(facts, facts.case_type)) else None


def _situation(
    facts: CaseFacts, at: Standing | None, notice: Notice | None, request: StatementRequest | None, today: date
) -> Situation:
    if facts.state is CaseState.CLOSED and facts.furthest_released is None:
        return Situation.CLOSED
    if facts.letter_is_available(today):
        return Situation.DECIDED
    if facts.case_type is not None and is_decided(facts, facts.case_type):
        return Situation.LETTER_COMING
    if facts.case_type is not None and at is not None and _asks_citizen(at, facts.case_type):
        return Situation.CITIZEN_ASKED
    if request is not None and request.state is RequestState.DATE_SET:
        return Situation.STATEMENT_AWAITED
    if notice is not None:
        return Situation.NOTICE
    return Situation.PATH if at is not None else Situation.UNKNOWN


def _asks_citizen(at: Standing, case_type: CaseType) -> bool:
    step = at.step(case_type)
    return step is not None and step.waiting_on is Actor.CITIZEN


def _as_shown(facts: CaseFacts, case_type: CaseType, at: Standing, situation: Situation) -> Standing:
    if situation is Situation.CLOSED:
        return replace(at, index=len(case_type.steps), since=facts.state_changed_on)
    if situation is Situation.LETTER_COMING:
        return _without_result(at, case_type)
    return at


def _without_result(at: Standing, case_type: CaseType) -> Standing:
    """The standing of a decision whose letter is not the party's yet: nothing after it may show what it was."""
    decided_at = case_type.position(DECISION)
    if decided_at is None:
        return at
    before = {step.code for step in case_type.steps[:decided_at]}
    done_on = {code: on for code, on in at.done_on.items() if code in before}
    return Standing(decided_at, None, done_on)
