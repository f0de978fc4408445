"""What a case asks of the municipality now, the most urgent first."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import Release
from portal.domain.norms import Norms
from portal.domain.roadmap.shape import DeadlineState, Roadmap, Situation
from portal.domain.statement_requests import RequestState
from portal.domain.working_days import Calendar, add_working_days

DEADLINE_NOTICE_WORKING_DAYS = 10


class DutyKind(StrEnum):
    """What is to be done, the most urgent first."""

    ANSWER_REQUEST = "answer_request"
    CONSIDER_STATEMENT = "consider_statement"
    NO_CASE_TYPE = "no_case_type"
    NO_NEXT_STEP = "no_next_step"
    CONFIRM_LETTER = "confirm_letter"
    NEW_RANGE = "new_range"
    DEADLINE_MISSED = "deadline_missed"
    DEADLINE_NOTICE = "deadline_notice"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do, and by when."""

    kind: DutyKind
    due_on: date | None = None


def duties(facts: CaseFacts, roadmap: Roadmap, today: date, calendar: Calendar, norms: Norms) -> tuple[Duty, ...]:
    """What the case asks of the municipality today, the most urgent first, then by date."""
    found = [*_requests(facts, today)]
    if facts.case_type is None:
        found.append(Duty(DutyKind.NO_CASE_TYPE))
    elif roadmap.situation is Situation.UNKNOWN:
        found.append(Duty(DutyKind.NO_NEXT_STEP))
    if roadmap.situation is Situation.LETTER_COMING:
        since = facts.state_changed_on or today
        found.append(
            Duty(DutyKind.CONFIRM_LETTER, add_working_days(since, norms.letter_confirm_working_days, calendar))
        )
    if roadmap.expected.late is not None:
        found.append(Duty(DutyKind.NEW_RANGE))
    deadline = roadmap.expected.deadline
    if deadline is not None and facts.case_type is not None and facts.case_type.release is not Release.MANUAL:
        if deadline.state is DeadlineState.MISSED:
            found.append(Duty(DutyKind.DEADLINE_MISSED, deadline.last_on))
        elif deadline.state is DeadlineState.AHEAD and deadline.last_on <= add_working_days(
            today, DEADLINE_NOTICE_WORKING_DAYS, calendar
        ):
            found.append(Duty(DutyKind.DEADLINE_NOTICE, deadline.last_on))
    if roadmap.silent_since is not None:
        found.append(Duty(DutyKind.SILENCE))
    order = list(DutyKind)
    return tuple(sorted(found, key=lambda duty: (order.index(duty.kind), duty.due_on or date.max)))


def _requests(facts: CaseFacts, today: date) -> list[Duty]:
    kinds = {RequestState.RECEIVED: DutyKind.ANSWER_REQUEST, RequestState.GIVEN: DutyKind.CONSIDER_STATEMENT}
    states = [(request, request.as_of(today).state) for request in facts.requests]
    return [Duty(kinds[state], request.answer_by) for request, state in states if state in kinds]
