"""Rows of messages from citizens about a case that has been decided."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlmodel import Field

from portal.storage.base import RECORD, Row, Utc


class MessageRow(Row, table=True):
    """A message and the day it is answered by."""

    __tablename__ = "message"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    number: str = Field(max_length=40, unique=True)
    case_id: UUID = Field(index=True)
    party_ref: str = Field(max_length=64)
    sent_by_ref: str = Field(max_length=64)
    words: str
    received_at: datetime = Field(sa_type=Utc)
    answer_by: date
    answered_at: datetime | None = Field(default=None, sa_type=Utc)
