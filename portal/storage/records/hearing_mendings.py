"""Rows of what has been done to mend a hearing that was missing."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from portal.domain.hearing_review import MendingStep
from portal.storage.base import RECORD, Row, Utc, enum_column


class MendingStepRow(Row, table=True):
    """One step of the mending of one case. Never edited."""

    __tablename__ = "hearing_mending"
    __table_args__ = (UniqueConstraint("case_id", "step"), {"info": RECORD})

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID
    step: MendingStep = Field(sa_type=enum_column(MendingStep))
    done_on: date
    words: str
    noted_at: datetime = Field(sa_type=Utc)
    noted_by_ref: str = Field(max_length=200)
    noted_by_name: str = Field(max_length=300)
