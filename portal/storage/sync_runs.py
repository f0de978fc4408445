"""The sync's own books: each run with its counts, and the records that were set aside."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from portal.storage.base import OPERATION, Row, Utc, enum_column


class RunOutcome(StrEnum):
    """How a run ended. Only a complete one makes the portal fresh."""

    RUNNING = "running"
    COMPLETE = "complete"
    SUSPECT = "suspect"
    FAILED = "failed"


class SyncRunRow(Row, table=True):
    """One walk through the case system. Counts of records; fetched is the sum of the five after it."""

    __tablename__ = "sync_run"
    __table_args__ = (
        Index("ix_sync_run_source_outcome_finished_at", "source", "outcome", "finished_at"),
        {"info": OPERATION},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    source: str = Field(max_length=40)
    started_at: datetime = Field(sa_type=Utc)
    finished_at: datetime | None = Field(default=None, sa_type=Utc)
    outcome: RunOutcome = Field(default=RunOutcome.RUNNING, sa_type=enum_column(RunOutcome))
    pages: int = 0
    fetched: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0
    duplicates: int = 0
    tombstoned: int = 0
    unknown_states: int = 0
    unmapped_types: int = 0
    unmapped_tasks: int = 0
    source_total: int | None = None
    error_class: str | None = Field(default=None, max_length=100)


class QuarantineRow(Row, table=True):
    """A record that could not be read, with the reason and where in it; never its content."""

    __tablename__ = "sync_quarantine"
    __table_args__ = (UniqueConstraint("source", "record_key"), {"info": OPERATION})

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    source: str = Field(max_length=40)
    record_key: str = Field(max_length=100)
    """The source's id of the record, or the hash of its bytes when it has none."""
    reason: str = Field(max_length=60)
    pointer: str = Field(max_length=200)
    """Where in the record, as a JSON pointer."""
    first_seen_at: datetime = Field(sa_type=Utc)
    last_seen_at: datetime = Field(sa_type=Utc)
    attempts: int = 1
    resolved_at: datetime | None = Field(default=None, sa_type=Utc)
