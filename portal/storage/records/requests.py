"""Rows of what parties have asked, and of answers that told it takes longer."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlmodel import Field

from portal.domain.requests import RequestStage, RequestType
from portal.storage.base import RECORD, Row, Utc, enum_column


class RequestRow(Row, table=True):
    """Something asked. `answer_by` is the day that holds now."""

    __tablename__ = "request"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    number: str = Field(max_length=40, unique=True)
    case_id: UUID = Field(index=True)
    party_ref: str = Field(max_length=64)
    sent_by_ref: str = Field(max_length=64)
    type: RequestType = Field(sa_type=enum_column(RequestType))
    words: str
    phone: str | None = Field(default=None, max_length=40)
    call_times: str | None = Field(default=None, max_length=200)
    review_way: str | None = Field(default=None, max_length=40)
    is_late: bool = False
    stage: RequestStage = Field(sa_type=enum_column(RequestStage))
    received_at: datetime = Field(sa_type=Utc)
    answer_by: date
    taken_by_ref: str | None = Field(default=None, max_length=200)
    taken_by_name: str | None = Field(default=None, max_length=300)
    taken_at: datetime | None = Field(default=None, sa_type=Utc)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    answer_words: str | None = None


class InterimAnswerRow(Row, table=True):
    """That an answer takes longer. Never edited."""

    __tablename__ = "request_interim_answer"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    request_id: UUID = Field(foreign_key="request.id", index=True)
    case_id: UUID = Field(index=True)
    reason: str
    given_at: datetime = Field(sa_type=Utc)
    given_by_ref: str = Field(max_length=200)
    given_by_name: str = Field(max_length=300)
    until_before: date
    until: date
