"""Server-side sign-ins: a random id in the cookie, everything else here; and the mandates that came with one.

An attempt to sign in is kept by the browser until its answer comes; then it is noted here as used.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Field

from portal.domain.sign_ins import Realm
from portal.storage.base import SIGN_IN, Row, Utc, enum_column


class SignInRow(Row, table=True):
    """One sign-in. `token_hash` is the SHA-256 of the random id in the cookie, so a copy of this table opens nothing."""

    __tablename__ = "sign_in"
    __table_args__ = ({"info": SIGN_IN},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    realm: Realm = Field(sa_type=enum_column(Realm))
    subject: str = Field(max_length=255, index=True)
    provider_session: str | None = Field(default=None, max_length=255, index=True)
    person_ref: str | None = Field(default=None, max_length=64, index=True)
    name: str = Field(max_length=300)
    assurance: str | None = Field(default=None, max_length=40)
    staff_sign_in: str | None = Field(default=None, max_length=200)
    """The value of the configured caseworker claim; matched to the municipality's staff at each request."""
    staff_roles: str = Field(default="", max_length=200)
    """Roles from the configured claim, space separated."""
    id_token: str | None = None
    """Kept for the provider's sign-out, which asks for it as a hint."""
    created_at: datetime = Field(sa_type=Utc)
    last_seen_at: datetime = Field(sa_type=Utc)
    ends_at: datetime = Field(sa_type=Utc)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)


class SignInMandateRow(Row, table=True):
    """A mandate (fuldmagt) as it came with one sign-in. The ticket has no end of its own, so it ends soon."""

    __tablename__ = "sign_in_mandate"
    __table_args__ = ({"info": SIGN_IN},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    sign_in_id: UUID = Field(foreign_key="sign_in.id", index=True)
    giver_ref: str = Field(max_length=64)
    may_act: bool
    kle_prefix: str | None = Field(default=None, max_length=40)
    """The subject it covers, as a KLE prefix; None covers all present and coming cases."""
    ends_at: datetime = Field(sa_type=Utc)


class UsedSignInAttemptRow(Row, table=True):
    """An attempt whose answer has come: no copy of its cookie counts again. Kept until the cookie is too old anyway."""

    __tablename__ = "used_sign_in_attempt"
    __table_args__ = ({"info": SIGN_IN},)

    state_hash: str = Field(max_length=64, primary_key=True)
    """SHA-256 of the attempt's state."""
    expires_at: datetime = Field(sa_type=Utc, index=True)
