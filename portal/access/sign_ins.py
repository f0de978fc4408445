"""Sign-ins on the server: opened with a random token, resolved to a viewer at each request, ended for good.

The token lives in a cookie. Only its SHA-256 is stored, so neither a copy of the table nor a cookie kept from
before a sign-out opens anything. All times here are the machine's (`clock.real()`), never business time.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Engine, bindparam, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, update

from portal.access.reach import database_in_reach
from portal.access.viewer import CitizenViewer, StaffRole, StaffViewer, Viewer
from portal.domain.mandates import Mandate
from portal.domain.people import Person, PersonRef
from portal.domain.sign_ins import Realm, SignInExpired
from portal.municipality.municipality import Municipality
from portal.storage.prepared import prepared
from portal.storage.session import open_session
from portal.storage.sign_ins import SignInMandateRow, SignInRow, UsedSignInAttemptRow
from portal.storage.snapshot import Snapshot

TOKEN_BYTES = 32
_SIGN_IN, _MANDATE = SignInRow.__table__.c, SignInMandateRow.__table__.c  # type: ignore[attr-defined]
_HELD: Final = (
    select(
        _SIGN_IN.id,
        _SIGN_IN.realm,
        _SIGN_IN.subject,
        _SIGN_IN.person_ref,
        _SIGN_IN.name,
        _SIGN_IN.staff_sign_in,
        _SIGN_IN.staff_roles,
        _SIGN_IN.ends_at,
        _SIGN_IN.last_seen_at,
        _MANDATE.giver_ref,
        _MANDATE.may_act,
        _MANDATE.kle_prefix,
        _MANDATE.ends_at.label("mandate_ends_at"),
    )
    .select_from(SignInRow)
    .outerjoin(SignInMandateRow, _MANDATE.sign_in_id == _SIGN_IN.id)
    .where(
        _SIGN_IN.token_hash == bindparam("token_hash"),
        _SIGN_IN.realm == bindparam("realm"),
        _SIGN_IN.ended_at.is_(None),
        _SIGN_IN.ends_at > bindparam("now"),
        _SIGN_IN.last_seen_at > bindparam("idle_since"),
    )
)
"""The sign-in of a token, in a row for each mandate that came with it. Written once: every request asks it."""
SLIDE_AFTER = timedelta(minutes=1)
"""A look within this long of the last one is not written down, so that reading pages does not write."""


@dataclass(frozen=True, slots=True)
class NewCitizenSignIn:
    """A citizen whose identity has been proved, with the mandates that came along."""

    subject: str
    provider_session: str | None
    person: Person
    assurance: str
    mandates: tuple[Mandate, ...]
    ends_at: datetime
    id_token: str


@dataclass(frozen=True, slots=True)
class NewStaffSignIn:
    """A member of staff with at least one role. `sign_in` is the value of the configured caseworker claim."""

    subject: str
    provider_session: str | None
    name: str
    sign_in: str | None
    roles: frozenset[StaffRole]
    ends_at: datetime
    id_token: str


@dataclass(frozen=True, slots=True)
class EndedSignIn:
    """A sign-in that has just been ended; its ID token is the provider's hint for its own sign-out."""

    id_token: str | None


class SignIns:
    """Every sign-in of one portal. `idle` is how long one may rest before it is over.

    Everything here raises OutOfReach when the database cannot be reached.
    """

    def __init__(self, engine: Engine, municipality: Municipality, *, idle: timedelta) -> None:
        """Keep the sign-ins in that database and match staff to that municipality's."""
        self._engine = engine
        self._municipality = municipality
        self._idle = idle

    @database_in_reach()
    def use_attempt(self, state: str, *, expires_at: datetime) -> None:
        """Let the attempt of that state be answered, this once; its cookie counts for nothing after `expires_at`.

        Raises:
            SignInExpired: it has been answered before.

        """
        with open_session(self._engine, "sign_ins", writes=True) as session:
            session.add(UsedSignInAttemptRow(state_hash=_hash(state), expires_at=expires_at))
            try:
                session.commit()
            except IntegrityError:
                raise SignInExpired from None

    @database_in_reach()
    def open(self, new: NewCitizenSignIn | NewStaffSignIn, *, replaces: str | None, now: datetime) -> str:
        """Write a sign-in down and give its token, for the cookie. The one that `replaces` held is ended."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = _to_row(new, _hash(token), now)
        with open_session(self._engine, "sign_ins", writes=True) as session:
            if replaces:
                ended = update(SignInRow).where(col(SignInRow.token_hash) == _hash(replaces))
                session.execute(
                    ended.where(col(SignInRow.realm) == row.realm, col(SignInRow.ended_at).is_(None))
                    .values(ended_at=now, id_token=None)
                    .execution_options(synchronize_session=False)
                )
            session.add(row)
            session.flush()
            if isinstance(new, NewCitizenSignIn):
                session.add_all(_to_mandate_row(row, mandate) for mandate in new.mandates)
            session.commit()
        return token

    def snapshot(self) -> Snapshot:
        """One moment of the database, in which a request finds out who is asking, and then reads what they ask for."""
        return Snapshot(self._engine)

    @database_in_reach()
    def resolve(self, snapshot: Snapshot, token: str, realm: Realm, *, now: datetime) -> Viewer | None:
        """Who holds that token; None when it is unknown, of the other realm, ended, or too old or idle."""
        held = {"token_hash": _hash(token), "realm": realm, "now": now, "idle_since": now - self._idle}
        found = prepared(_HELD, snapshot.open_line.dialect).read(snapshot.open_line, held)
        if not found:
            return None
        row = found[0]
        seen_at = self._slide(row, now)
        ends_at = min(row.ends_at, seen_at + self._idle)
        if row.realm is Realm.STAFF:
            return self._to_staff(row, ends_at)
        if row.person_ref is None:
            return None
        person = Person(PersonRef(row.person_ref), row.name)
        return _to_citizen(row.id, person, found, ends_at, now)

    @database_in_reach()
    def end(self, token: str, realm: Realm, *, now: datetime) -> EndedSignIn | None:
        """End that sign-in for good; None when there is none that still runs."""
        query = select(SignInRow).where(
            col(SignInRow.token_hash) == _hash(token),
            col(SignInRow.realm) == realm,
            col(SignInRow.ended_at).is_(None),
        )
        with open_session(self._engine, "sign_ins", writes=True) as session:
            row = session.execute(query).scalar_one_or_none()
            if row is None:
                return None
            ended = EndedSignIn(row.id_token)
            row.ended_at = now
            row.id_token = None
            session.commit()
        return ended

    def _slide(self, row: ResultRow[*tuple[Any, ...]], now: datetime) -> datetime:
        if now - row.last_seen_at < SLIDE_AFTER:
            seen_at: datetime = row.last_seen_at
            return seen_at
        with open_session(self._engine, "sign_ins", writes=True) as session:
            session.execute(
                update(SignInRow)
                .where(col(SignInRow.id) == row.id, col(SignInRow.last_seen_at) < now)
                .values(last_seen_at=now)
                .execution_options(synchronize_session=False)
            )
            session.commit()
        return now

    def _to_staff(self, row: ResultRow[*tuple[Any, ...]], ends_at: datetime) -> StaffViewer:
        member = self._municipality.staff_by_sign_in(row.staff_sign_in) if row.staff_sign_in else None
        return StaffViewer(
            sign_in_id=row.id,
            ref=row.staff_sign_in or row.subject,
            name=row.name,
            roles=frozenset(StaffRole(role) for role in row.staff_roles.split()),
            caseworker_id=member.source_id if member else None,
            team_id=member.team.source_id if member else None,
            ends_at=ends_at,
        )


def _to_citizen(
    sign_in_id: UUID, person: Person, rows: Sequence[ResultRow[*tuple[Any, ...]]], ends_at: datetime, now: datetime
) -> CitizenViewer:
    held = (
        Mandate(PersonRef(row.giver_ref), row.may_act, row.kle_prefix, row.mandate_ends_at)
        for row in rows
        if row.giver_ref is not None and row.mandate_ends_at > now
    )
    return CitizenViewer(sign_in_id=sign_in_id, person=person, mandates=tuple(held), ends_at=ends_at)


def _to_row(new: NewCitizenSignIn | NewStaffSignIn, token_hash: str, now: datetime) -> SignInRow:
    row = SignInRow(
        token_hash=token_hash,
        realm=Realm.CITIZEN if isinstance(new, NewCitizenSignIn) else Realm.STAFF,
        subject=new.subject,
        provider_session=new.provider_session,
        name=new.person.name if isinstance(new, NewCitizenSignIn) else new.name,
        id_token=new.id_token,
        created_at=now,
        last_seen_at=now,
        ends_at=new.ends_at,
    )
    if isinstance(new, NewCitizenSignIn):
        row.person_ref = new.person.ref
        row.assurance = new.assurance
    else:
        row.staff_sign_in = new.sign_in
        row.staff_roles = " ".join(sorted(new.roles))
    return row


def _to_mandate_row(row: SignInRow, mandate: Mandate) -> SignInMandateRow:
    return SignInMandateRow(
        sign_in_id=row.id,
        giver_ref=mandate.giver,
        may_act=mandate.may_act,
        kle_prefix=mandate.kle_prefix,
        ends_at=mandate.ends_at,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
