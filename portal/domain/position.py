"""Where a case stands on its path, from the evidence there is.

A passed step without evidence is "we do not know", never ticked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.domain.case_facts import CaseFacts, TaskEvidence
from portal.domain.case_types import CaseType, Step
from portal.domain.cases import CaseState, TaskStatus
from portal.domain.notices import Notice, NoticeKind, NoticeState

DECISION = "decision"
DECIDED_STATES = frozenset({CaseState.DECIDED, CaseState.EXECUTING})


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a case has come on its path."""

    index: int
    """Where the case stands, from 0; the length of the path when every step is done."""
    since: date | None
    """When that step began, as far as it is known."""
    done_on: dict[str, date | None]
    """Steps with evidence that they are done, and when."""
    due_on: date | None = None
    """The date the case system has set for that step."""

    def step(self, case_type: CaseType) -> Step | None:
        """The step the case stands at; None after the last."""
        return case_type.steps[self.index] if self.index < len(case_type.steps) else None


def standing(facts: CaseFacts, case_type: CaseType) -> Standing:
    """The furthest step for which there is evidence: a mapped state, a mapped task begun or done, a notice.

    A step whose evidence is closed is done, and its successor has begun. Evidence past the step that was
    released to this party does not count.
    """
    limit = _limit(facts, case_type)
    tasks = [task for task in facts.tasks if _within(case_type, task.step, limit)]
    done_on = {task.step: task.closed_on for task in tasks if _is_finished(task, tasks)}
    if is_decided(facts, case_type) and DECISION not in done_on:
        done_on[DECISION] = facts.decision.decided_on if facts.decision else None
    begun = [
        *_begun_by_tasks(tasks, case_type),
        *_begun_by_state(facts, case_type, limit),
        *_begun_by_notices(facts.notices, case_type, limit),
        (0, facts.opened_on),
    ]
    index = max(index for index, _ in begun)
    if limit is not None:
        index = min(index, limit)
    dates = [since for at, since in begun if at == index and since is not None]
    code = case_type.steps[index].code if index < len(case_type.steps) else None
    due = [task.due_on for task in tasks if task.step == code and task.due_on and code not in done_on]
    return Standing(index, min(dates, default=None), done_on, min(due, default=None))


def mapped_step(facts: CaseFacts, case_type: CaseType) -> str | None:
    """The step the case system alone proves, without any notice; None after the last."""
    limit = _limit(facts, case_type)
    tasks = [task for task in facts.tasks if _within(case_type, task.step, limit)]
    begun = [*_begun_by_tasks(tasks, case_type), *_begun_by_state(facts, case_type, limit), (0, None)]
    index = max(index for index, _ in begun)
    return case_type.steps[index].code if index < len(case_type.steps) else None


def is_decided(facts: CaseFacts, case_type: CaseType) -> bool:
    """Whether the case system has decided, as far as this party may see."""
    if not _within(case_type, DECISION, _limit(facts, case_type)):
        return False
    finished = any(task.step == DECISION and task.status is TaskStatus.FINISHED for task in facts.tasks)
    return finished or facts.state in DECIDED_STATES


def is_released(facts: CaseFacts, case_type: CaseType, code: str) -> bool:
    """Whether this party may know of that step."""
    return _within(case_type, code, _limit(facts, case_type))


def successor(case_type: CaseType, index: int) -> int:
    """The next step that is sure to come after `index`; the length of the path when there is none."""
    later = range(index + 1, len(case_type.steps))
    return next((at for at in later if case_type.steps[at].only_if is None), len(case_type.steps))


def _begun_by_tasks(tasks: Iterable[TaskEvidence], case_type: CaseType) -> Iterable[tuple[int, date | None]]:
    tasks = list(tasks)
    for task in tasks:
        at = case_type.position(task.step)
        if at is None or task.status is TaskStatus.NOT_STARTED:
            continue
        yield (successor(case_type, at), task.closed_on) if _is_finished(task, tasks) else (at, task.started_on)


def _is_finished(task: TaskEvidence, tasks: Iterable[TaskEvidence]) -> bool:
    """A step is done when none of its tasks is still being worked on."""
    same = [other for other in tasks if other.step == task.step]
    return task.status is TaskStatus.FINISHED and all(other.status is not TaskStatus.STARTED for other in same)


def _begun_by_state(facts: CaseFacts, case_type: CaseType, limit: int | None) -> Iterable[tuple[int, date | None]]:
    if facts.state_step is not None and _within(case_type, facts.state_step, limit):
        at = case_type.position(facts.state_step)
        if at is not None:
            yield at, facts.state_changed_on


def _begun_by_notices(
    notices: Iterable[Notice], case_type: CaseType, limit: int | None
) -> Iterable[tuple[int, date | None]]:
    """A notice of a coming step proves that the case has come to where it was posted; "still waiting" names that step."""
    for notice in notices:
        code = notice.step if notice.kind is NoticeKind.STILL_WAITING else notice.posted_at_step
        if notice.state is NoticeState.LIVE and code and _within(case_type, code, limit):
            at = case_type.position(code)
            if at is not None:
                yield at, None


def _limit(facts: CaseFacts, case_type: CaseType) -> int | None:
    return None if facts.furthest_released is None else case_type.position(facts.furthest_released)


def _within(case_type: CaseType, code: str, limit: int | None) -> bool:
    at = case_type.position(code)
    return at is not None and (limit is None or at <= limit)
