"""How long earlier cases took, kept beside the mirror: visits to steps, what of the mirror is read, and what came of it."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlmodel import Field

from portal.storage.base import HISTORY, OPERATION, Row, Utc

WHOLE_TAIL: Final = 1000
"""What stands in a table's row when nothing of its tails was cut."""


class StepVisitRow(Row, table=True):
    """One stay of a case in one step, as the mirror proves it. Made anew for a case when its mirror has changed.

    Days are those in Copenhagen; None means that it is not known to have happened.
    """

    __tablename__ = "step_visit"
    __table_args__ = ({"info": HISTORY},)

    case_id: UUID = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    """From 1 within the case."""
    department: str = Field(max_length=200)
    """Who has the case, in lower case as in the case system; empty when no team has it."""
    case_type: str = Field(max_length=60)
    step: str = Field(max_length=60)
    entered_on: date
    left_on: date | None = None
    decided_on: date | None = None
    closed_on: date | None = None


class CaseReadRow(Row, table=True):
    """As which writing of its mirror a case was last read into the history."""

    __tablename__ = "case_read"
    __table_args__ = ({"info": HISTORY},)

    case_id: UUID = Field(primary_key=True)
    changed_at: datetime = Field(sa_type=Utc, index=True)


class QuantileTableRow(Row, table=True):
    """One night's table of quantiles for one target, packed; none of its figures is about one person.

    A row without a target stands for the night itself.
    """

    __tablename__ = "quantile_table"
    __table_args__ = ({"info": OPERATION},)

    version: int = Field(primary_key=True)
    target: str = Field(primary_key=True, max_length=60)
    fitted_at: datetime = Field(sa_type=Utc)
    visits: int
    """How many visits it was made from."""
    tail_per_mille: int
    """How much of each tail was left after a proven miss: 1000 when none was."""
    packed: bytes


class KeptRateRow(Row, table=True):
    """How promises of one kind were kept, as counted last night; `team` is empty for all teams together."""

    __tablename__ = "kept_rate"
    __table_args__ = ({"info": OPERATION},)

    team: str = Field(primary_key=True, max_length=200)
    case_type: str = Field(primary_key=True, max_length=60)
    step: str = Field(primary_key=True, max_length=60)
    """The step they were made in."""
    target: str = Field(primary_key=True, max_length=60)
    kept: int
    due: int
    verdict: str = Field(max_length=40)
    counted_on: date
