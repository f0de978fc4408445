"""Rows of circumstances: what a caseworker has recorded that the case system cannot say."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from portal.domain.circumstances import CircumstanceKind
from portal.domain.reasons import Reason
from portal.storage.base import RECORD, Row, Utc, enum_column


class CircumstanceRow(Row, table=True):
    """One circumstance of a case, of every party or of one. It is ended, and otherwise never edited."""

    __tablename__ = "circumstance"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR begun_on <= until_on", name="days_in_order"),
        {"info": RECORD},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(index=True)
    party_ref: str | None = Field(default=None, max_length=64)
    kind: CircumstanceKind = Field(sa_type=enum_column(CircumstanceKind))
    begun_on: date
    until_on: date | None = None
    promised_on: date | None = None
    deadline_on: date | None = None
    """Of a letter of delay: the published deadline it was about, so that it can be counted whether it came in time."""
    other: str | None = Field(default=None, max_length=200)
    words: str | None = None
    reason: Reason | None = Field(default=None, sa_type=enum_column(Reason))
    noted_at: datetime = Field(sa_type=Utc)
    noted_by_ref: str = Field(max_length=200)
    noted_by_name: str = Field(max_length=300)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    ended_by_ref: str | None = Field(default=None, max_length=200)
