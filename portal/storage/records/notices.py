"""Rows of next-step notices: every version is a row of its own."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from portal.domain.case_types import Actor, CitizenPart
from portal.domain.notices import NoticeKind, NoticeState
from portal.domain.reasons import Reason
from portal.storage.base import RECORD, Row, Utc, enum_column

_LIVE = text("state = 'live'")


class NoticeRow(Row, table=True):
    """One version of a notice. The partial unique index holds the rule: one live notice per case."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("uq_notice_live", "case_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        CheckConstraint("expected_from <= expected_to", name="dates_in_order"),
        {"info": RECORD},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(index=True)
    kind: NoticeKind = Field(sa_type=enum_column(NoticeKind))
    step: str = Field(max_length=60)
    posted_at_step: str | None = Field(default=None, max_length=60)
    words: str | None = None
    acts: Actor = Field(sa_type=enum_column(Actor))
    acts_name: str | None = Field(default=None, max_length=200)
    expected_from: date
    expected_to: date
    part: CitizenPart = Field(sa_type=enum_column(CitizenPart))
    part_words: str | None = None
    version: int = 1
    state: NoticeState = Field(default=NoticeState.LIVE, sa_type=enum_column(NoticeState))
    posted_at: datetime = Field(sa_type=Utc)
    posted_by_ref: str = Field(max_length=200)
    posted_by_name: str = Field(max_length=300)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    ended_by_ref: str | None = Field(default=None, max_length=200)
    change_reason: Reason | None = Field(default=None, sa_type=enum_column(Reason))
    change_words: str | None = None
