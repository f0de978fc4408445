"""The journal: everything sent or received here, for the case system to collect. Entries are only ever added."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import Index
from sqlmodel import Field

from portal.storage.base import RECORD, Row, Utc, enum_column


class EntryKind(StrEnum):
    """What was sent, received or done."""

    STATEMENT_REQUEST_RECEIVED = "statement_request_received"
    STATEMENT_DATE_SET = "statement_date_set"
    STATEMENT_RECEIVED = "statement_received"
    STATEMENT_CONSIDERED = "statement_considered"
    STATEMENT_REQUEST_DECLINED = "statement_request_declined"
    STATEMENT_REQUEST_WITHDRAWN = "statement_request_withdrawn"
    MESSAGE_RECEIVED = "message_received"
    MESSAGE_ANSWERED = "message_answered"
    NOTICE_POSTED = "notice_posted"
    NOTICE_TAKEN_BACK = "notice_taken_back"
    BREACH_HANDLED = "breach_handled"
    CASE_RELEASED = "case_released"
    DECISION_CONFIRMED = "decision_confirmed"


class JournalEntryRow(Row, table=True):
    """One entry. `locked` hides its text from all but those who handle a breach."""

    __tablename__ = "journal_entry"
    __table_args__ = (Index("ix_journal_entry_case_id_entered_at", "case_id", "entered_at"), {"info": RECORD})

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID
    kind: EntryKind = Field(sa_type=enum_column(EntryKind))
    party_ref: str | None = Field(default=None, max_length=64)
    """The party it concerns; None when it concerns every party of the case."""
    actor_ref: str = Field(max_length=200)
    actor_name: str = Field(max_length=300)
    on_behalf_of: str | None = Field(default=None, max_length=64)
    subject_id: UUID
    """The row it tells of."""
    text: str
    locked: bool = False
    entered_at: datetime = Field(sa_type=Utc)
