"""What proves how far a case has come: its tasks, its state and what caseworkers have told."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum, auto
from functools import wraps
from typing import TypeVar

from portal.domain.case_facts import CaseFacts, TaskEvidence
from portal.domain.case_types import DECISION, CaseType
from portal.domain.cases import CaseState, TaskStatus
from portal.domain.notices import NoticeKind, NoticeState
from portal.domain.value import value

_Found = TypeVar("_Found")

DECIDED_STATES = frozenset({CaseState.DECIDED, CaseState.EXECUTING})
OVER_STATES = DECIDED_STATES | {CaseState.CLOSED}
"""States in which nothing is left to decide."""


@value
class Work:
    """All the tasks of one step, of which there is at least one."""

    tasks: tuple[TaskEvidence, ...]
    is_open: bool
    """Whether somebody is at it."""
    is_done: bool
    """Whether nothing of it is left; a task not begun yet is something left."""
    has_begun: bool
    """Whether any of it has begun."""

    @classmethod
    def of(cls, tasks: Iterable[TaskEvidence]) -> "Work":
        """What those tasks come to."""
        tasks = tuple(tasks)
        states = {task.status for task in tasks}
        return cls(
            tasks,
            is_open=TaskStatus.STARTED in states,
            is_done=states == {TaskStatus.FINISHED},
            has_begun=states != {TaskStatus.NOT_STARTED},
        )

    @property
    def started_on(self) -> date | None:
        """When the first of it began, as far as that is known."""
        begun = (task for task in self.tasks if task.status is not TaskStatus.NOT_STARTED)
        return min((task.started_on for task in begun if task.started_on), default=None)

    @property
    def closed_on(self) -> date | None:
        """When the last of it was closed, as far as that is known."""
        return max((task.closed_on for task in self.tasks if task.closed_on), default=None)

    def due_on(self, today: date) -> date | None:
        """The next date set for what is being worked on; the last one when all have passed, None when one has none."""
        dates = [task.due_on for task in self.tasks if task.status is TaskStatus.STARTED]
        known = [due_on for due_on in dates if due_on is not None]
        ahead = [due_on for due_on in known if due_on >= today]
        if ahead:
            return min(ahead)
        return max(known, default=None) if len(known) == len(dates) else None


class Source(Enum):
    """What a proof that a step has begun comes from."""

    TASK = auto()
    STATE = auto()
    NOTICE = auto()
    CLOSED_BEFORE = auto()
    """The step before it was closed, or one of its own tasks was while the others have not begun."""


@value
class Proof:
    """That the case has come to a step, and when, as far as that is known."""

    at: int
    since: date | None
    source: Source


_Find = Callable[[CaseFacts, CaseType], _Found]


def _once(find: _Find[_Found]) -> _Find[_Found]:
    """Keep what is found with the facts it was found in; they never change, nor does the path they come with."""

    @wraps(find)
    def found(facts: CaseFacts, case_type: CaseType) -> _Found:
        if case_type is not facts.case_type:
            return find(facts, case_type)
        if find.__name__ not in facts.known:
            facts.known[find.__name__] = find(facts, case_type)
        kept: _Found = facts.known[find.__name__]
        return kept

    return found


@_once
def work_on(facts: CaseFacts, case_type: CaseType) -> Mapping[str, Work]:
    """The tasks of each step of the path that has any."""
    tasks: dict[str, list[TaskEvidence]] = defaultdict(list)
    for task in facts.tasks:
        tasks[task.step].append(task)
    return {code: Work.of(of_step) for code, of_step in tasks.items() if case_type.step(code) is not None}


@_once
def mapped_proofs(facts: CaseFacts, case_type: CaseType) -> Sequence[Proof]:
    """What the case system proves: a mapped state, and mapped tasks begun or closed."""
    return tuple(_mapped_proofs(facts, case_type))


def _mapped_proofs(facts: CaseFacts, case_type: CaseType) -> Iterator[Proof]:
    state_at = None if facts.state_step is None else case_type.position(facts.state_step)
    if state_at is not None:
        yield Proof(state_at, facts.state_changed_on, Source.STATE)
    elif facts.state is CaseState.RECEIVED and case_type.steps:
        yield Proof(0, facts.opened_on, Source.CLOSED_BEFORE)
    begun = {code: work for code, work in work_on(facts, case_type).items() if work.has_begun}
    for at, step in enumerate(case_type.steps):
        work = begun.get(step.code)
        if work is None:
            continue
        if work.is_done:
            yield Proof(_successor(case_type, at, begun), work.closed_on, Source.CLOSED_BEFORE)
        else:
            yield Proof(at, work.started_on, Source.TASK if work.is_open else Source.CLOSED_BEFORE)


def told_proofs(facts: CaseFacts, case_type: CaseType) -> Iterator[Proof]:
    """What a caseworker's notice proves: the step it was posted at, or the step it says is still waited for."""
    for notice in facts.notices:
        code = notice.step if notice.kind is NoticeKind.STILL_WAITING else notice.posted_at_step
        at = None if code is None else case_type.position(code)
        if notice.state is NoticeState.LIVE and at is not None:
            yield Proof(at, None, Source.NOTICE)


def mapped_step(facts: CaseFacts, case_type: CaseType) -> str | None:
    """The step the case system alone proves; None when it proves none, or every step is done."""
    at = mapped_index(facts, case_type)
    return case_type.steps[at].code if at is not None and at < len(case_type.steps) else None


def mapped_index(facts: CaseFacts, case_type: CaseType) -> int | None:
    """Where on the path that step stands; the length of the path when every step is done, None without proof."""
    return furthest(mapped_proofs(facts, case_type))


def furthest(proofs: Iterable[Proof]) -> int | None:
    """The furthest place proved; None without proof."""
    return max((proof.at for proof in proofs), default=None)


def is_decided(facts: CaseFacts, case_type: CaseType) -> bool:
    """Whether the case is decided, by a caseworker's word or by anything that comes only after it."""
    if facts.decision is not None or facts.state in DECIDED_STATES:
        return True
    decided_at = case_type.position(DECISION)
    reached = furthest([*mapped_proofs(facts, case_type), *told_proofs(facts, case_type)])
    return decided_at is not None and reached is not None and reached > decided_at


def _successor(case_type: CaseType, at: int, begun: Collection[str]) -> int:
    """The next step that is sure to come; one that might not have come is sure once it has begun."""
    sure_at = case_type.after(at)
    return next((index for index in range(at + 1, sure_at) if case_type.steps[index].code in begun), sure_at)
