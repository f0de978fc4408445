"""Rows of releases: what a party may see of a case that is not shown by itself."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from portal.storage.base import RECORD, Row, Utc


class ReleaseRow(Row, table=True):
    """A caseworker's release of a case to one party, up to and with a step."""

    __tablename__ = "case_release"
    __table_args__ = (UniqueConstraint("case_id", "party_ref"), {"info": RECORD})

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID
    party_ref: str = Field(max_length=64, index=True)
    furthest_step: str = Field(max_length=60)
    released_by_ref: str = Field(max_length=200)
    released_at: datetime = Field(sa_type=Utc)
