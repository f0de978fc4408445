"""Rows of decisions as a caseworker has confirmed them."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlmodel import Field

from portal.domain.decisions import Outcome
from portal.storage.base import RECORD, Row, Utc, enum_column


class DecisionRow(Row, table=True):
    """A confirmed decision: what, when, and the day its letter is available to the parties."""

    __tablename__ = "decision"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(unique=True)
    outcome: Outcome = Field(sa_type=enum_column(Outcome))
    decided_on: date
    letter_available_on: date
    confirmed_by_ref: str = Field(max_length=200)
    confirmed_at: datetime = Field(sa_type=Utc)
