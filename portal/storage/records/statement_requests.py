"""Rows of demands to be heard before a decision, of what was said, of wishes for more time, and of days moved unasked."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Index, text
from sqlmodel import Field

from portal.domain.reasons import Reason
from portal.domain.statement_requests import Channel, DeclineGround, RequestState, Timing
from portal.storage.base import RECORD, Row, Utc, enum_column

_OPEN = text("state IN ('received', 'date_set', 'given')")
_UNANSWERED = text("answered_at IS NULL")


class StatementRequestRow(Row, table=True):
    """A demand. The partial unique index holds the rule: one open demand per case and party."""

    __tablename__ = "statement_request"
    __table_args__ = (
        Index(
            "uq_statement_request_open", "case_id", "party_ref", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        {"info": RECORD},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    number: str = Field(max_length=40, unique=True)
    case_id: UUID = Field(index=True)
    party_ref: str = Field(max_length=64)
    made_by_ref: str = Field(max_length=64)
    timing: Timing = Field(sa_type=enum_column(Timing))
    channel: Channel = Field(sa_type=enum_column(Channel))
    with_support_person: bool
    state: RequestState = Field(sa_type=enum_column(RequestState))
    received_at: datetime = Field(sa_type=Utc)
    answer_by: date
    answered_at: datetime | None = Field(default=None, sa_type=Utc)
    statement_by: date | None = None
    declined_on_ground: DeclineGround | None = Field(default=None, sa_type=enum_column(DeclineGround))
    closing_words: str | None = None
    ended_at: datetime | None = Field(default=None, sa_type=Utc)


class StatementRow(Row, table=True):
    """What a party said. Never edited."""

    __tablename__ = "statement"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    request_id: UUID = Field(foreign_key="statement_request.id", index=True)
    case_id: UUID = Field(index=True)
    words: str
    given_at: datetime = Field(sa_type=Utc)
    given_by_ref: str = Field(max_length=64)


class StatementTimeAskRow(Row, table=True):
    """A wish for more time to make the statement. One at a time waits for an answer."""

    __tablename__ = "statement_more_time"
    __table_args__ = (
        Index(
            "uq_statement_more_time_open",
            "request_id",
            unique=True,
            sqlite_where=_UNANSWERED,
            postgresql_where=_UNANSWERED,
        ),
        {"info": RECORD},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    request_id: UUID = Field(foreign_key="statement_request.id")
    case_id: UUID = Field(index=True)
    words: str | None = None
    asked_at: datetime = Field(sa_type=Utc)
    asked_by_ref: str = Field(max_length=64)
    answer_by: date
    until_before: date
    answered_at: datetime | None = Field(default=None, sa_type=Utc)
    answered_by_ref: str | None = Field(default=None, max_length=200)
    granted_until: date | None = None
    declined_words: str | None = None


class StatementDayMoveRow(Row, table=True):
    """A last day to speak that was moved without a wish for it. Never edited."""

    __tablename__ = "statement_day_move"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    request_id: UUID = Field(foreign_key="statement_request.id")
    case_id: UUID = Field(index=True)
    day_before: date
    moved_to: date
    reason: Reason = Field(sa_type=enum_column(Reason))
    words: str
    moved_at: datetime = Field(sa_type=Utc)
    moved_by_ref: str = Field(max_length=200)
    moved_by_name: str = Field(max_length=300)
