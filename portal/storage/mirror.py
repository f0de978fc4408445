"""The mirror: what the case system says of cases, parties and tasks. Only the sync writes it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from portal import clock
from portal.domain.cases import CaseState, PartyRole, TaskStatus
from portal.storage.base import MIRROR, Row, Utc, enum_column


class EventKind(StrEnum):
    """What was seen to change in the case system.

    Of a caseworker, before and after are the source's ids of who has the case: a person or, where none has it, the
    team. Of a state, they are `CaseState`s.
    """

    CASEWORKER_CHANGED = "caseworker_changed"
    STATE_CHANGED = "state_changed"


class CaseRow(Row, table=True):
    """A case. Its internal title is not kept: nobody here may ever show it."""

    __tablename__ = "mirror_case"
    __table_args__ = (UniqueConstraint("source", "source_id"), {"info": MIRROR})

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    source: str = Field(max_length=40)
    source_id: str = Field(max_length=100)
    case_number: str = Field(max_length=100)
    kle_number: str | None = Field(default=None, max_length=40)
    facet: str | None = Field(default=None, max_length=40)
    case_type: str | None = Field(default=None, max_length=60, index=True)
    source_state: str = Field(max_length=100)
    state: CaseState = Field(sa_type=enum_column(CaseState))
    opened_on: date
    caseworker: str | None = Field(default=None, max_length=100, index=True)
    """The source's id of the caseworker; None when a team has it, or nobody."""
    team: str | None = Field(default=None, max_length=100, index=True)
    """The source's id of the department or group that has it."""
    listing_hash: str = Field(max_length=64)
    """Of the case as it is listed, without its tasks: these cost the source one more question."""
    content_hash: str = Field(max_length=64)
    """Of the case with its parties, caseworker and tasks."""
    first_seen_at: datetime = Field(sa_type=Utc)
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)
    is_past: bool = False
    """Whether it was closed when it was first seen, and has been ever since: nobody here has had it as work."""
    changed_at: datetime = Field(default_factory=clock.now, sa_type=Utc, index=True)
    """When it was last written, with anything of it, or marked as removed."""


class PartyRow(Row, table=True):
    """A person who is party to a case, as the source lists them."""

    __tablename__ = "mirror_party"
    __table_args__ = (
        UniqueConstraint("case_id", "person_ref"),
        Index("ix_mirror_party_person_ref_case_id", "person_ref", "case_id"),
        {"info": MIRROR},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(foreign_key="mirror_case.id")
    person_ref: str = Field(max_length=64)
    role: PartyRole = Field(sa_type=enum_column(PartyRole))
    name: str = Field(max_length=300)


class TaskRow(Row, table=True):
    """A task in the case system. Its title is internal; what is kept is the step it was mapped to."""

    __tablename__ = "mirror_task"
    __table_args__ = (UniqueConstraint("case_id", "source_id"), {"info": MIRROR})

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(foreign_key="mirror_case.id")
    source_id: str = Field(max_length=100)
    step: str | None = Field(default=None, max_length=60)
    status: TaskStatus = Field(sa_type=enum_column(TaskStatus))
    due_on: date | None = None
    created_on: date | None = None
    started_on: date | None = None
    closed_on: date | None = None


class CaseEventRow(Row, table=True):
    """One change seen in the case system. Never edited; the first sight of a case makes none."""

    __tablename__ = "mirror_event"
    __table_args__ = (
        Index("ix_mirror_event_case_id_observed_at_id", "case_id", "observed_at", "id"),
        {"info": MIRROR},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(foreign_key="mirror_case.id")
    kind: EventKind = Field(sa_type=enum_column(EventKind))
    before: str | None = Field(default=None, max_length=100)
    after: str | None = Field(default=None, max_length=100)
    observed_at: datetime = Field(sa_type=Utc)
    run_id: UUID
