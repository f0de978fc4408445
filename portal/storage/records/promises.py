"""Rows of the promise ledger. They are only ever added: the session refuses a change, and so does the database."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Index
from sqlmodel import Field

from portal.domain.promise_ledger import PromiseEnd, PromiseKind
from portal.storage.base import LEDGER, Row, Utc, enum_column


class PromiseRow(Row, table=True):
    """That an answer was promised by a day."""

    __tablename__ = "promise"
    __table_args__ = (Index("ix_promise_team_due_on", "team", "due_on"), {"info": LEDGER})

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: PromiseKind = Field(sa_type=enum_column(PromiseKind))
    case_id: UUID
    subject_id: UUID = Field(index=True)
    """The row that it was promised about."""
    team: str | None = Field(default=None, max_length=200)
    """Who had the case that day, in lower case as in the case system; None when no team had it."""
    promised_on: date
    due_on: date
    made_at: datetime = Field(sa_type=Utc)


class PromiseEndRow(Row, table=True):
    """What came of a promise. One for each: what has come of it comes once."""

    __tablename__ = "promise_end"
    __table_args__ = ({"info": LEDGER},)

    promise_id: UUID = Field(primary_key=True, foreign_key="promise.id")
    case_id: UUID
    end: PromiseEnd = Field(sa_type=enum_column(PromiseEnd))
    ended_on: date
    ended_at: datetime = Field(sa_type=Utc)
