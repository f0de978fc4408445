"""A case's planned life: all that will ever happen to it, of which each day shows the part that has happened."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from portal.demo.town.records import Caseworker, Group, Party, Progress, TownCase, TownTask
from portal.domain.cases import TaskStatus

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task with all its dates, past and future."""

    uuid: UUID
    title: str
    created_on: date
    started_on: date
    closed_on: date
    deadline_on: date

    def status_on(self, day: date) -> TaskStatus:
        """How far the task has come on that day."""
        if day >= self.closed_on:
            return TaskStatus.FINISHED
        return TaskStatus.STARTED if day >= self.started_on else TaskStatus.NOT_STARTED


@dataclass(frozen=True, slots=True)
class Since(Generic[T]):
    """What holds from a day on, until something else does."""

    day: date
    what: T


@dataclass(frozen=True, slots=True)
class Life:
    """Everything about a case; the lists are in the order of their days."""

    uuid: UUID
    number: str
    title: str
    opened_on: date
    kle: str
    facet: str
    parties: tuple[Party, ...]
    department: Group
    progress: tuple[Since[Progress], ...]
    caseworkers: tuple[Since[Caseworker | None], ...]
    tasks: tuple[PlannedTask, ...]
    odd_date: str | None = None
    odd_state: str | None = None

    def on(self, day: date) -> TownCase | None:
        """The case as it stands on that day; None before it was opened."""
        if day < self.opened_on:
            return None
        progress = _latest(self.progress, day)
        caseworker = _latest(self.caseworkers, day)
        return TownCase(
            uuid=self.uuid,
            number=self.number,
            title=self.title,
            opened_on=self.opened_on,
            kle=self.kle,
            facet=self.facet,
            progress=progress.what if progress else Progress.ARISEN,
            progress_since=progress.day if progress else self.opened_on,
            parties=self.parties,
            caseworker=caseworker.what if caseworker else None,
            department=self.department,
            tasks=tuple(self._task_on(task, day) for task in self.tasks if task.created_on <= day),
            odd_date=self.odd_date,
            odd_state=self.odd_state,
        )

    def _task_on(self, task: PlannedTask, day: date) -> TownTask:
        caseworker = _latest(self.caseworkers, min(day, task.closed_on))
        return TownTask(
            uuid=task.uuid,
            title=task.title,
            status=task.status_on(day),
            created_on=task.created_on,
            deadline_on=task.deadline_on,
            started_on=task.started_on if task.started_on <= day else None,
            closed_on=task.closed_on if task.closed_on <= day else None,
            caseworker=caseworker.what if caseworker else None,
        )


@dataclass(frozen=True, slots=True)
class Town:
    """All lives of a town, in the order in which its case system lists them."""

    lives: tuple[Life, ...] = field(repr=False)

    def cases_on(self, business_date: date) -> Sequence[TownCase]:
        """Every case opened by that date, as it stands on it; the same order on every day."""
        return [case for life in self.lives if (case := life.on(business_date)) is not None]


def _latest(history: Sequence[Since[T]], day: date) -> Since[T] | None:
    return next((entry for entry in reversed(history) if entry.day <= day), None)
