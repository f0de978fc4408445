"""Who has looked at what. A look is opening a case, a document or a preview; a list names the cases it showed."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import PrimaryKeyConstraint
from sqlmodel import Field

from portal.storage.base import RECORD, Row, Utc, enum_column


class LookKind(StrEnum):
    """What was looked at."""

    LIST = "list"
    CASE = "case"
    PREVIEW = "preview"
    HEARING = "hearing"


class ViewerKind(StrEnum):
    """Who looked."""

    PARTY = "party"
    REPRESENTATIVE = "representative"
    STAFF = "staff"


class LookRow(Row, table=True):
    """One look at one case: by whom, on whose behalf, when. One row per sign-in, case and kind in 15 minutes.

    Looks lie in the order of their cases and times, without an index beside them: nearly every page writes one.
    """

    __tablename__ = "look"
    __table_args__ = (
        PrimaryKeyConstraint("case_id", "looked_at", "id"),
        {"info": RECORD, "sqlite_with_rowid": False},
    )

    id: UUID = Field(default_factory=uuid4)
    case_id: UUID
    sign_in_id: UUID
    kind: LookKind = Field(sa_type=enum_column(LookKind))
    viewer_kind: ViewerKind = Field(sa_type=enum_column(ViewerKind))
    viewer_ref: str = Field(max_length=200)
    viewer_name: str = Field(max_length=300)
    on_behalf_of: str | None = Field(default=None, max_length=64)
    looked_at: datetime = Field(sa_type=Utc)
    shown_name: str | None = Field(default=None, max_length=300)
    """What a citizen is told they are called: of staff, what the municipality called them then."""
