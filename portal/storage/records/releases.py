"""Rows of releases: what a party may see of a case that they do not see by themselves. Each is kept when it has ended."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Index, text
from sqlmodel import Field

from portal.domain.releases import WithdrawalReason
from portal.storage.base import RECORD, Row, Utc, enum_column

_LIVE = text("ended_at IS NULL")


class ReleaseRow(Row, table=True):
    """A caseworker's release of a case to one party, up to and with a step, until it is replaced or taken back.

    The partial unique index holds the rule: one live release per case and party.
    """

    __tablename__ = "case_release"
    __table_args__ = (
        Index("uq_case_release_live", "case_id", "party_ref", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        {"info": RECORD},
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID
    party_ref: str = Field(max_length=64, index=True)
    furthest_step: str = Field(max_length=60)
    released_by_ref: str = Field(max_length=200)
    released_at: datetime = Field(sa_type=Utc)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    ended_by_ref: str | None = Field(default=None, max_length=200)
    withdrawal_reason: WithdrawalReason | None = Field(default=None, sa_type=enum_column(WithdrawalReason))
    """Why it was taken back; None while it lives, and when another took its place."""
    withdrawal_words: str | None = None
