"""Rows of tasks for the leader: somebody was shown what was not theirs."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Field

from portal.domain.breaches import BreachKind
from portal.storage.base import RECORD, Row, Utc, enum_column


class BreachTaskRow(Row, table=True):
    """What was shown and taken back: `subject_id` is the notice or the release. The clock runs from when it was found (GDPR article 33: 72 hours)."""

    __tablename__ = "breach_task"
    __table_args__ = ({"info": RECORD},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(index=True)
    subject_id: UUID = Field(unique=True)
    found_by_ref: str = Field(max_length=200)
    found_at: datetime = Field(sa_type=Utc)
    report_by: datetime = Field(sa_type=Utc)
    handled_at: datetime | None = Field(default=None, sa_type=Utc)
    handled_by_ref: str | None = Field(default=None, max_length=200)
    kind: BreachKind = Field(sa_type=enum_column(BreachKind))
