"""Who has come with a mandate from somebody, as their sign-ins told, and which givers have died."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from portal.domain.circumstances import CircumstanceKind
from portal.domain.people import PersonRef
from portal.domain.value import value
from portal.storage.one_or_many import OneOrMany
from portal.storage.records.circumstances import CircumstanceRow
from portal.storage.session import GuardedSession
from portal.storage.sign_ins import SignInMandateRow, SignInRow

_COLUMNS: Final = CircumstanceRow.__table__.c  # type: ignore[attr-defined]  # SQLModel's own table
_DIED: Final = OneOrMany.by(
    _COLUMNS.party_ref,
    select(_COLUMNS.party_ref).where(
        _COLUMNS.kind == CircumstanceKind.DEATH,
        _COLUMNS.ended_at.is_(None),
        _COLUMNS.begun_on <= bindparam("today"),
    ),
)


@value
class HolderRecord:
    """Somebody who has come with a mandate, to read or to act, and when they last did."""

    name: str
    may_act: bool
    kle_prefix: str | None
    last_came_at: datetime


def holders_of(session: GuardedSession, giver: PersonRef) -> Sequence[HolderRecord]:
    """Everybody who has signed in with a mandate from `giver`, the latest first."""
    last_came_at = func.max(col(SignInRow.created_at)).label("last_came_at")
    query = (
        select(col(SignInRow.name), col(SignInMandateRow.may_act), col(SignInMandateRow.kle_prefix), last_came_at)
        .join(SignInRow, col(SignInRow.id) == col(SignInMandateRow.sign_in_id))
        .where(col(SignInMandateRow.giver_ref) == giver)
        .group_by(
            col(SignInRow.person_ref),
            col(SignInRow.name),
            col(SignInMandateRow.may_act),
            col(SignInMandateRow.kle_prefix),
        )
        .order_by(last_came_at.desc())
    )
    rows = session.execute(session.stamp(query)).all()
    return [HolderRecord(row.name, row.may_act, row.kle_prefix, row.last_came_at) for row in rows]


def givers_who_died(session: GuardedSession, givers: Collection[PersonRef], today: date) -> frozenset[PersonRef]:
    """Those of whom a caseworker has recorded in any case that they have died; none where it was taken back."""
    return frozenset(PersonRef(row.party_ref) for row in _DIED.read(session, sorted(givers), today=today))
