"""The figures of how long cases took, as rows: counted in a job, read by pages. No word about any person."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from sqlmodel import Field, col

from portal.clock import COPENHAGEN
from portal.domain.case_types import DECISION
from portal.domain.cases import TaskStatus
from portal.domain.circumstances import DECIDES_AGAIN
from portal.domain.evidence import DECIDED_STATES
from portal.domain.processing_times import Measured, Period, Times
from portal.domain.value import value
from portal.storage.base import OPERATION, Row, Utc, enum_column
from portal.storage.mirror import CaseEventRow, CaseRow, EventKind, TaskRow
from portal.storage.records.circumstances import CircumstanceRow
from portal.storage.records.decisions import DecisionRow
from portal.storage.session import GuardedSession


class TimesCountRow(Row, table=True):
    """That the times were counted. There is one: the newest."""

    __tablename__ = "times_count"
    __table_args__ = ({"info": OPERATION},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    last_on: date
    """The last day that is counted."""
    counted_at: datetime = Field(sa_type=Utc)


class ProcessingTimeRow(Row, table=True):
    """The times of one kind of case in one period, of a team or of all."""

    __tablename__ = "processing_time"
    __table_args__ = ({"info": OPERATION},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    count_id: UUID = Field(foreign_key="times_count.id")
    case_type: str = Field(max_length=60)
    team: str | None = Field(default=None, max_length=100, index=True)
    """The case system's id of the team, in lower case; None for all of them."""
    period: Period = Field(sa_type=enum_column(Period))
    cases: int
    half_within_days: int
    eight_of_ten_within_days: int
    in_time: int | None = None
    with_deadline: int | None = None


@value
class CountedTimes:
    """Some of the figures, and up to which day cases were counted; None before any were."""

    last_on: date | None
    measured: Sequence[Measured]


@value
class StoredDecision:
    """When a case of a known type was received and decided, and who had it; never which case it was."""

    case_type: str
    team: str | None
    received_on: date
    decided_on: date


_TASK = (
    select(col(TaskRow.case_id), func.min(col(TaskRow.closed_on)).label("closed_on"))
    .where(col(TaskRow.step) == DECISION, col(TaskRow.status) == TaskStatus.FINISHED)
    .group_by(col(TaskRow.case_id))
    .subquery()
)
_SEEN = (
    select(col(CaseEventRow.case_id), func.min(col(CaseEventRow.observed_at)).label("observed_at"))
    .where(col(CaseEventRow.kind) == EventKind.STATE_CHANGED, col(CaseEventRow.after).in_(sorted(DECIDED_STATES)))
    .group_by(col(CaseEventRow.case_id))
    .subquery()
)
_AGAIN = select(col(CircumstanceRow.case_id)).where(col(CircumstanceRow.kind).in_(sorted(DECIDES_AGAIN)))
_DECIDED = (
    select(
        col(CaseRow.case_type),
        col(CaseRow.team),
        col(CaseRow.opened_on),
        col(DecisionRow.decided_on),
        _TASK.c.closed_on,
        _SEEN.c.observed_at,
    )
    .outerjoin(DecisionRow, col(DecisionRow.case_id) == col(CaseRow.id))
    .outerjoin(_TASK, _TASK.c.case_id == col(CaseRow.id))
    .outerjoin(_SEEN, _SEEN.c.case_id == col(CaseRow.id))
    .where(col(CaseRow.deleted_at).is_(None), col(CaseRow.case_type).is_not(None), col(CaseRow.id).not_in(_AGAIN))
)


def read_decisions(session: GuardedSession) -> Sequence[StoredDecision]:
    """Every decided case, for whoever counts them: by the confirmed decision, else by the closed task, else as it was seen.

    One that is decided anew, because it was opened again or sent back, is left out: its clock started twice.
    """
    found = (
        (row, row.decided_on or row.closed_on or (row.observed_at and row.observed_at.astimezone(COPENHAGEN).date()))
        for row in session.execute(_DECIDED)
    )
    return [
        StoredDecision(row.case_type, row.team.casefold() if row.team else None, row.opened_on, decided_on)
        for row, decided_on in found
        if decided_on is not None
    ]


def write_times(session: Session, measured: Sequence[Measured], last_on: date, counted_at: datetime) -> None:
    """Put these figures in the place of those before."""
    session.execute(delete(ProcessingTimeRow))
    session.execute(delete(TimesCountRow))
    count = TimesCountRow(last_on=last_on, counted_at=counted_at)
    session.add(count)
    session.flush()
    for each in measured:
        times = each.times
        session.add(
            ProcessingTimeRow(
                count_id=count.id,
                case_type=each.case_type,
                team=each.team,
                period=each.period,
                cases=times.cases,
                half_within_days=times.half_within_days,
                eight_of_ten_within_days=times.eight_of_ten_within_days,
                in_time=times.in_time,
                with_deadline=times.with_deadline,
            )
        )


def read_times(session: Session, team: str | None) -> CountedTimes:
    """The figures of a team, by the case system's id, or of all."""
    count = session.execute(select(TimesCountRow)).scalars().first()
    if count is None:
        return CountedTimes(None, ())
    of_team = col(ProcessingTimeRow.team)
    wanted = of_team.is_(None) if team is None else of_team == team.casefold()
    rows = session.execute(select(ProcessingTimeRow).where(wanted)).scalars().all()
    return CountedTimes(count.last_on, [_measured(row) for row in rows])


def _measured(row: ProcessingTimeRow) -> Measured:
    times = Times(row.cases, row.half_within_days, row.eight_of_ten_within_days, row.in_time, row.with_deadline)
    return Measured(row.case_type, row.team, row.period, times)
