"""The journal: everything sent or received here, for the case system to collect. Entries are only ever added.

An entry is written unsealed, in the transaction of what it tells of. One runner seals entries afterwards: a number in
the order in which they were committed, and the hashes of `portal.domain.journal_chain`.
"""

import secrets
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import Index, text
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
    # Two that are entered no more: a message about a decision is something asked. What was entered stays as it is.
    MESSAGE_RECEIVED = "message_received"
    MESSAGE_ANSWERED = "message_answered"
    NOTICE_POSTED = "notice_posted"
    NOTICE_TAKEN_BACK = "notice_taken_back"
    BREACH_HANDLED = "breach_handled"
    CASE_RELEASED = "case_released"
    DECISION_CONFIRMED = "decision_confirmed"
    HEARING_OFFERED = "hearing_offered"
    HEARING_ANSWERED = "hearing_answered"
    HEARING_NO_COMMENT = "hearing_no_comment"
    HEARING_MORE_TIME_ASKED = "hearing_more_time_asked"
    HEARING_MORE_TIME_GIVEN = "hearing_more_time_given"
    HEARING_MORE_TIME_DECLINED = "hearing_more_time_declined"
    HEARING_CONSIDERED = "hearing_considered"
    HEARING_CALLED_OFF = "hearing_called_off"
    HEARING_REASON_CODED = "hearing_reason_coded"
    CHILD_HEARD = "child_heard"
    HEARING_MENDED = "hearing_mended"
    CASE_RELEASE_WITHDRAWN = "case_release_withdrawn"
    REQUEST_RECEIVED = "request_received"
    REQUEST_TAKEN = "request_taken"
    REQUEST_PUT_OFF = "request_put_off"
    REQUEST_ANSWERED = "request_answered"
    REQUEST_FORWARDED = "request_forwarded"
    REQUEST_WITHDRAWN = "request_withdrawn"
    CIRCUMSTANCE_NOTED = "circumstance_noted"
    CIRCUMSTANCE_ENDED = "circumstance_ended"
    DELAY_LETTER_SENT = "delay_letter_sent"
    STATEMENT_MORE_TIME_ASKED = "statement_more_time_asked"
    STATEMENT_MORE_TIME_GIVEN = "statement_more_time_given"
    STATEMENT_MORE_TIME_DECLINED = "statement_more_time_declined"
    STATEMENT_DATE_MOVED = "statement_date_moved"


_UNSEALED = text("number IS NULL")


class JournalEntryRow(Row, table=True):
    """One entry. `locked` hides its text from all but those who handle a breach."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        Index("ix_journal_entry_case_id_entered_at", "case_id", "entered_at"),
        Index("ix_journal_entry_unsealed", "entered_at", sqlite_where=_UNSEALED, postgresql_where=_UNSEALED),
        {"info": RECORD},
    )

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

    nonce: str = Field(default_factory=lambda: secrets.token_hex(16), max_length=32)
    number: int | None = Field(default=None, unique=True)
    """From 1, without gaps; None until the entry is sealed."""
    content_hash: str | None = Field(default=None, max_length=64)
    chain_hash: str | None = Field(default=None, max_length=64)
    sealed_at: datetime | None = Field(default=None, sa_type=Utc)

    @property
    def content(self) -> dict[str, str | None]:
        """Everything the entry says, as it is sealed. That it was locked later is no part of it."""
        return {
            "id": str(self.id),
            "case_id": str(self.case_id),
            "kind": self.kind.value,
            "party_ref": self.party_ref,
            "actor_ref": self.actor_ref,
            "actor_name": self.actor_name,
            "on_behalf_of": self.on_behalf_of,
            "subject_id": str(self.subject_id),
            "text": self.text,
            "entered_at": self.entered_at.astimezone(UTC).isoformat(timespec="microseconds"),
        }


class JournalFilingRow(Row, table=True):
    """That the case system has an entry on its case: it said so itself, after it had collected it."""

    __tablename__ = "journal_filing"
    __table_args__ = ({"info": RECORD},)

    entry_id: UUID = Field(primary_key=True, foreign_key="journal_entry.id")
    case_id: UUID = Field(index=True)
    subject_id: UUID
    filed_at: datetime = Field(sa_type=Utc)
