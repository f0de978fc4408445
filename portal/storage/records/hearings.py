"""Rows of hearings: what a party is shown, what they answer, and their wishes for more time."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Index, text
from sqlmodel import Field

from portal.domain.hearings import FactKind, HearingState
from portal.storage.base import RECORD, Row, Utc, enum_column

_OPEN = text("state IN ('offered', 'seen', 'answered')")
_UNANSWERED = text("answered_at IS NULL")


class HearingRow(Row, table=True):
    """A hearing. The partial unique index holds the rule: one that is not concluded per case and party."""

    __tablename__ = "hearing"
    __table_args__ = (
        Index("uq_hearing_open", "case_id", "party_ref", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        {"info": RECORD},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    number: str = Field(max_length=40, unique=True)
    case_id: UUID = Field(index=True)
    party_ref: str = Field(max_length=64)
    state: HearingState = Field(sa_type=enum_column(HearingState))
    considering: str | None = None
    documents: str | None = None
    answer_by: date
    opened_at: datetime = Field(sa_type=Utc)
    opened_by_ref: str = Field(max_length=200)
    opened_by_name: str = Field(max_length=300)
    seen_at: datetime | None = Field(default=None, sa_type=Utc)
    concluded_at: datetime | None = Field(default=None, sa_type=Utc)
    closing_words: str | None = None


class HearingFactRow(Row, table=True):
    """One thing the party is heard about. Never edited: a hearing that was wrong is called off and offered anew."""

    __tablename__ = "hearing_fact"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    hearing_id: UUID = Field(foreign_key="hearing.id", index=True)
    case_id: UUID = Field(index=True)
    position: int
    kind: FactKind = Field(sa_type=enum_column(FactKind))
    text: str
    source: str
    matters: str


class HearingAnswerRow(Row, table=True):
    """What a party said. Never edited."""

    __tablename__ = "hearing_answer"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    hearing_id: UUID = Field(foreign_key="hearing.id", index=True)
    case_id: UUID = Field(index=True)
    words: str
    given_at: datetime = Field(sa_type=Utc)
    given_by_ref: str = Field(max_length=64)


class HearingObjectionRow(Row, table=True):
    """That a party says of one fact that it is wrong."""

    __tablename__ = "hearing_objection"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    answer_id: UUID = Field(foreign_key="hearing_answer.id", index=True)
    fact_id: UUID = Field(foreign_key="hearing_fact.id")
    case_id: UUID = Field(index=True)
    words: str


class MoreTimeAskRow(Row, table=True):
    """A wish for more time. One at a time waits for an answer."""

    __tablename__ = "hearing_more_time"
    __table_args__ = (
        Index(
            "uq_hearing_more_time_open",
            "hearing_id",
            unique=True,
            sqlite_where=_UNANSWERED,
            postgresql_where=_UNANSWERED,
        ),
        {"info": RECORD},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    hearing_id: UUID = Field(foreign_key="hearing.id")
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
