"""From what the mirror tells of a case to its visits: where it stood, day by day, by the roadmap's own rule.

For each day on which something happened, the case is looked at as it was known that day, and the same rule says where
it stands as on its page. So a visit hangs on nothing that happened after it. Days have no hours; noon stands for one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Final

from portal.clock import COPENHAGEN
from portal.domain.case_facts import CaseFacts, CaseworkerSeat, SourceReading, TaskEvidence
from portal.domain.case_types import Actor, CaseType
from portal.domain.cases import CaseState, TaskStatus
from portal.domain.evidence import DECIDED_STATES, OVER_STATES, is_decided, mapped_index
from portal.estimates.history import StepVisit
from portal.estimates.waits import CitizenWait, set_waits_apart
from portal.municipality import Municipality
from portal.storage.trails import CaseTrail, TaskTrail

SEEN_FROM_THE_FIRST_DAYS: Final = 7
"""A case first seen so many days after it was opened, or sooner, was in its first state all the while."""
_NOON: Final = time(12, tzinfo=UTC)


def noon(day: date) -> datetime:
    """The moment (UTC) that stands for a day."""
    return datetime.combine(day, _NOON)


def visits_of(trail: CaseTrail, municipality: Municipality, until: date) -> Sequence[StepVisit]:
    """The visits of a case in order, as known at the end of the day `until`; what is dated later is not looked at.

    None of a case that teaches nothing: one that was over when it was first seen, and whose tasks do not say when it
    was decided; and one that had come further by then than any of its tasks tells.
    """
    case_type = municipality.case_type(trail.case_type, trail.opened_on)
    if case_type is None or not case_type.steps or max(_day(trail.first_seen_at), trail.opened_on) > until:
        return []
    replay = _Replay(trail, case_type, municipality, until)
    if replay.is_undated:
        return []
    decided_on, closed_on = replay.decided_on, replay.closed_on
    visits = [
        StepVisit(
            case_id=str(trail.case_id),
            department=trail.department,
            case_type=trail.case_type,
            step=case_type.steps[stay.at].code,
            entered_at=noon(stay.entered_on),
            left_at=noon(stay.left_on) if stay.left_on else None,
            decided_at=noon(decided_on) if decided_on else None,
            closed_at=noon(closed_on) if closed_on else None,
        )
        for stay in replay.stays
        if stay.at < len(case_type.steps)
    ]
    return set_waits_apart(visits, replay.waits())


@dataclass(frozen=True, slots=True)
class _Stay:
    """A stay at a place of the path; at its length when every step is done."""

    at: int
    entered_on: date
    left_on: date | None = None


class _Replay:
    """A case, looked at on each of its days up to and with `until`."""

    def __init__(self, trail: CaseTrail, case_type: CaseType, municipality: Municipality, until: date) -> None:
        self._trail, self._case_type, self._municipality, self._until = trail, case_type, municipality, until
        self._first_seen_on = _day(trail.first_seen_at)
        self._first_state = trail.changes[0].before if trail.changes else trail.state
        self._changed = [(_day(change.observed_at), change.after) for change in trail.changes]
        self._as_on_page = CaseFacts(
            case_id=trail.case_id,
            case_number="",
            case_type=case_type,
            state=CaseState.RECEIVED,
            opened_on=trail.opened_on,
            first_seen_on=self._first_seen_on,
            state_step=None,
            state_changed_on=None,
            tasks=(),
            seat=CaseworkerSeat(municipality.switchboard()),
            reading=SourceReading(trail.first_seen_at, is_stale=False),
        )

    @property
    def is_undated(self) -> bool:
        """Whether the case had come somewhere when it was first seen, and nothing says when."""
        if self._first_state in OVER_STATES:
            return self.decided_on is None or self.decided_on > self._first_seen_on
        if (self._first_seen_on - self._trail.opened_on).days <= SEEN_FROM_THE_FIRST_DAYS:
            return False
        by_state = self._step_of(self._first_state)
        by_tasks = mapped_index(self._facts_on(self._first_seen_on - timedelta(days=1)), self._case_type)
        return by_state is not None and (self._case_type.position(by_state) or 0) > (by_tasks or 0)

    @cached_property
    def stays(self) -> Sequence[_Stay]:
        """Where the case stood, one stay after the other. On the day it is closed it comes to no other step.

        Who takes an application back ends the step it is in; the one after that has not begun.
        """
        stays: list[_Stay] = []
        for day in self._days:
            at = mapped_index(self._facts_on(day), self._case_type)
            if at is None or (stays and (stays[-1].at == at or day == self.closed_on)):
                continue
            if stays:
                stays[-1] = replace(stays[-1], left_on=day)
            stays.append(_Stay(at, day))
        if stays and self.closed_on is not None:
            stays[-1] = replace(stays[-1], left_on=max(self.closed_on, stays[-1].entered_on))
        return stays

    @cached_property
    def decided_on(self) -> date | None:
        """The first day on which the case was decided."""
        return next((day for day in self._days if is_decided(self._facts_on(day), self._case_type)), None)

    @cached_property
    def closed_on(self) -> date | None:
        """The day it was closed on and stayed so; of one first seen closed, the last day that anything tells of."""
        if self._state_on(self._until) is not CaseState.CLOSED:
            return None
        seen = [day for day, state in self._changed if state is CaseState.CLOSED and day <= self._until]
        if seen:
            return seen[-1]
        return (
            max(day for day in self._days if day <= self._first_seen_on) if self._first_state in OVER_STATES else None
        )

    def waits(self) -> Iterator[CitizenWait]:
        """When something was asked of the citizen and not answered yet: by a task, or by the case's own state."""
        asks = {step.code for step in self._case_type.steps if step.waiting_on is Actor.CITIZEN}
        asked = {task.step for task in self._trail.tasks if task.started_on and task.started_on <= self._until}
        for task in self._trail.tasks:
            if task.step in asks and task.started_on and task.started_on <= self._until:
                yield from self._wait(task.started_on, self._answered_on(task))
        for stay in self.stays:
            code = self._case_type.steps[stay.at].code if stay.at < len(self._case_type.steps) else None
            if code in asks - asked:
                yield from self._wait(stay.entered_on, stay.left_on)

    def _answered_on(self, task: TaskTrail) -> date | None:
        """When the task was closed, or its time was up; None while the citizen may still answer."""
        ends = [task.closed_on, task.due_on + timedelta(days=1) if task.due_on else None]
        return min((day for day in ends if day is not None and day <= self._until), default=None)

    def _wait(self, asked_on: date, answered_on: date | None) -> Iterator[CitizenWait]:
        if answered_on is None or answered_on > asked_on:
            yield CitizenWait(str(self._trail.case_id), noon(asked_on), noon(answered_on) if answered_on else None)

    @cached_property
    def _days(self) -> Sequence[date]:
        """The days on which anything happened, in order."""
        of_tasks = (day for task in self._trail.tasks for day in (task.created_on, task.started_on, task.closed_on))
        of_states = [day for day, _ in self._changed]
        days = {self._trail.opened_on, self._first_seen_on, *(day for day in of_tasks if day), *of_states}
        return sorted(day for day in days if self._trail.opened_on <= day <= self._until)

    def _facts_on(self, day: date) -> CaseFacts:
        state = self._state_on(day)
        return replace(
            self._as_on_page,
            state=state if state is not CaseState.CLOSED else CaseState.UNKNOWN,
            state_step=self._step_of(state) if state is not CaseState.CLOSED else None,
            tasks=tuple(evidence for task in self._trail.tasks if (evidence := _evidence_on(task, day)) is not None),
        )

    def _state_on(self, day: date) -> CaseState:
        """The state as it was known that day; what a case was in before it was first seen is not known.

        Nor does it say when, that a case was over when it was first seen; but that it is closed says so for good.
        """
        seen = [state for seen_on, state in self._changed if seen_on <= day]
        if seen:
            return seen[-1]
        if day < self._first_seen_on or self._first_state in DECIDED_STATES:
            return CaseState.RECEIVED
        return self._first_state

    def _step_of(self, state: CaseState) -> str | None:
        return self._municipality.step_for_state(self._trail.case_type, state, self._trail.opened_on)


def _evidence_on(task: TaskTrail, day: date) -> TaskEvidence | None:
    """The task as it was known that day; None before it was made."""
    if task.closed_on is not None and task.closed_on <= day:
        return TaskEvidence(task.step, TaskStatus.FINISHED, task.due_on, task.started_on, task.closed_on)
    if task.started_on is not None and task.started_on <= day:
        return TaskEvidence(task.step, TaskStatus.STARTED, task.due_on, task.started_on)
    if task.created_on is not None and task.created_on <= day:
        return TaskEvidence(task.step, TaskStatus.NOT_STARTED, task.due_on)
    return None


def _day(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()
