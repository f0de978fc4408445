"""Rows of what was said of when something comes. They are only ever added: session and database refuse a change."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Index
from sqlmodel import Field

from portal.domain.rounded_ranges import Unit
from portal.domain.said_ranges import RangeBasis, RangeOutcome, Silence, WhySaid
from portal.storage.base import LEDGER, Row, Utc, enum_column


class SaidRangeRow(Row, table=True):
    """That a range was said of a case, or that none could be; then it has no days and says why."""

    __tablename__ = "said_range"
    __table_args__ = (
        Index("ix_said_range_case_id_said_at", "case_id", "said_at"),
        Index("ix_said_range_case_type_target", "case_type", "target"),
        {"info": LEDGER},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID
    case_type: str = Field(max_length=60)
    team: str = Field(max_length=200)
    """Who had the case that day, in lower case as in the case system; empty when no team had it."""
    target: str = Field(max_length=60)
    """`decision`, or the code of the coming step whose beginning it is about."""
    step: str = Field(max_length=60)
    """The step the case stood in."""
    step_since: date
    p10_on: date | None = None
    p50_on: date | None = None
    p80_on: date | None = None
    p90_on: date | None = None
    unit: Unit | None = Field(default=None, sa_type=enum_column(Unit))
    """What it was said in, rounded outward, with its first and last day."""
    from_on: date | None = None
    to_on: date | None = None
    basis: RangeBasis = Field(sa_type=enum_column(RangeBasis))
    cases: int
    silence: Silence | None = Field(default=None, sa_type=enum_column(Silence))
    table_version: int
    why: WhySaid = Field(sa_type=enum_column(WhySaid))
    said_on: date
    said_at: datetime = Field(sa_type=Utc)


class SaidRangeOutcomeRow(Row, table=True):
    """What came of a range. One for each: what has come of it comes once."""

    __tablename__ = "said_range_outcome"
    __table_args__ = ({"info": LEDGER},)

    said_range_id: UUID = Field(primary_key=True, foreign_key="said_range.id")
    case_id: UUID = Field(index=True)
    outcome: RangeOutcome = Field(sa_type=enum_column(RangeOutcome))
    came_on: date | None = None
    """The day it came; None when it never did."""
    off_days: int
    """By how many calendar days it came sooner or later than the range; 0 inside it."""
    noted_at: datetime = Field(sa_type=Utc)
