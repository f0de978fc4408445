"""What the mirror tells of cases over time: their tasks with their days, and the states they were seen in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import col

from portal.domain.cases import CaseId, CaseState
from portal.domain.value import value
from portal.storage.history import CaseReadRow
from portal.storage.mirror import CaseEventRow, CaseRow, EventKind, TaskRow
from portal.storage.session import GuardedSession

_LONGEST_WRITING: Final = timedelta(hours=1)
_TASKS: Any = select(
    col(TaskRow.case_id),
    col(TaskRow.step),
    col(TaskRow.created_on),
    col(TaskRow.started_on),
    col(TaskRow.closed_on),
    col(TaskRow.due_on),
).where(col(TaskRow.step).is_not(None))
_STATES: Any = select(
    col(CaseEventRow.case_id), col(CaseEventRow.before), col(CaseEventRow.after), col(CaseEventRow.observed_at)
).where(col(CaseEventRow.kind) == EventKind.STATE_CHANGED)


@value
class TaskTrail:
    """The days of a task that was mapped to a step, as far as they are known."""

    step: str
    created_on: date | None
    started_on: date | None
    closed_on: date | None
    due_on: date | None


@value
class StateChange:
    """A change of state, and when it was seen."""

    before: CaseState
    after: CaseState
    observed_at: datetime


@dataclass(slots=True)
class CaseTrail:
    """A case over time; `state` is the present one."""

    case_id: CaseId
    case_type: str
    department: str
    """Who has it, in lower case as in the case system; empty when no team has it."""
    opened_on: date
    first_seen_at: datetime
    state: CaseState
    tasks: list[TaskTrail] = field(default_factory=list)
    changes: list[StateChange] = field(default_factory=list)
    """The first first."""


def changed_cases(session: GuardedSession, *, anew: bool = False) -> Sequence[tuple[CaseId, datetime]]:
    """Every case written since it was last read, with when, the first written first; every case there is when `anew`.

    Two runs of the sync may be under way at once, of two case systems, and the one that began first may end last:
    so it is not enough to look from the newest writing that was read.
    """
    written = col(CaseRow.changed_at)
    query = select(col(CaseRow.id), written).order_by(written, col(CaseRow.id))
    newest = session.scalar(select(func.max(col(CaseReadRow.changed_at))))
    if newest is not None and not anew:
        query = (
            query.outerjoin(CaseReadRow, col(CaseReadRow.case_id) == col(CaseRow.id))
            .where(written >= newest - _LONGEST_WRITING)
            .where(col(CaseReadRow.changed_at).is_(None) | (col(CaseReadRow.changed_at) != written))
        )
    return [(CaseId(case_id), changed_at) for case_id, changed_at in session.execute(query)]


def load_trails(session: GuardedSession, cases: Collection[CaseId]) -> Sequence[CaseTrail]:
    """The trails of those of the cases that are of a known type and still there, in three queries."""
    wanted: Any = select(
        col(CaseRow.id),
        col(CaseRow.case_type),
        col(CaseRow.team),
        col(CaseRow.opened_on),
        col(CaseRow.first_seen_at),
        col(CaseRow.state),
    ).where(col(CaseRow.id).in_(cases), col(CaseRow.case_type).is_not(None), col(CaseRow.deleted_at).is_(None))
    trails = {CaseId(row.id): _trail(row) for row in session.execute(wanted)}
    for row in session.execute(_TASKS.where(col(TaskRow.case_id).in_(trails)).order_by(col(TaskRow.source_id))):
        trails[row.case_id].tasks.append(TaskTrail(row.step, row.created_on, row.started_on, row.closed_on, row.due_on))
    in_order = _STATES.where(col(CaseEventRow.case_id).in_(trails)).order_by(
        col(CaseEventRow.observed_at), col(CaseEventRow.id)
    )
    for row in session.execute(in_order):
        change = StateChange(CaseState(row.before), CaseState(row.after), row.observed_at)
        trails[row.case_id].changes.append(change)
    return list(trails.values())


def _trail(row: Any) -> CaseTrail:  # noqa: ANN401 -- a Core row with the columns by name
    return CaseTrail(
        case_id=CaseId(row.id),
        case_type=row.case_type,
        department=(row.team or "").casefold(),
        opened_on=row.opened_on,
        first_seen_at=row.first_seen_at,
        state=row.state,
    )
