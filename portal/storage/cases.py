"""Cases of the mirror, read with Core: by party, by assignment, by id. Each is one query, whatever the number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row as ResultRow
from sqlalchemy import Select, false, func, or_, select
from sqlmodel import col

from portal.domain.cases import CaseId, CaseState, PartyRole
from portal.domain.people import Person, PersonRef
from portal.storage.mirror import CaseRow, PartyRow
from portal.storage.records.releases import ReleaseRow
from portal.storage.session import GuardedSession

_COLUMNS: tuple[Any, ...] = (
    col(CaseRow.id),
    col(CaseRow.case_number),
    col(CaseRow.case_type),
    col(CaseRow.kle_number),
    col(CaseRow.state),
    col(CaseRow.opened_on),
    col(CaseRow.first_seen_at),
    col(CaseRow.caseworker),
    col(CaseRow.team),
    col(CaseRow.source),
)


_RELEASED = (
    (col(ReleaseRow.case_id) == col(PartyRow.case_id))
    & (col(ReleaseRow.party_ref) == col(PartyRow.person_ref))
    & col(ReleaseRow.ended_at).is_(None)
)

_PARTY_COLUMNS: tuple[Any, ...] = (
    col(PartyRow.case_id).label("party_case_id"),
    col(PartyRow.person_ref),
    col(PartyRow.name),
    col(PartyRow.role),
    col(ReleaseRow.furthest_step),
)


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case as the mirror holds it; `case_type` is a code of the municipality's."""

    id: CaseId
    case_number: str
    case_type: str | None
    kle_number: str | None
    state: CaseState
    opened_on: date
    first_seen_at: datetime
    caseworker: str | None
    team: str | None
    source: str


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """A party of a case, and the furthest step released to them by hand, if any."""

    case_id: CaseId
    person: Person
    role: PartyRole
    furthest_released: str | None


def cases_of_people(
    session: GuardedSession, people: Collection[PersonRef], case_id: CaseId | None = None
) -> Sequence[tuple[CaseRecord, PartyRecord]]:
    """Every case to which one of these people is party, with that party; only one case when `case_id` is given."""
    query = (
        select(*_COLUMNS, *_PARTY_COLUMNS)
        .join(PartyRow, col(PartyRow.case_id) == col(CaseRow.id))
        .outerjoin(ReleaseRow, _RELEASED)
        .where(col(PartyRow.person_ref).in_(sorted(people)))
    )
    rows = session.execute(session.stamp(_present(query, case_id))).all()
    return [(_case(row), _party(row)) for row in rows]


def cases_of_staff(
    session: GuardedSession, caseworker: str | None, team: str | None, case_id: CaseId | None = None
) -> Sequence[CaseRecord]:
    """Every case assigned to this caseworker or this team, by the case system's ids, whatever their capitals."""
    assigned = [func.lower(col(CaseRow.caseworker)) == caseworker.lower()] if caseworker else []
    assigned += [func.lower(col(CaseRow.team)) == team.lower()] if team else []
    query = select(*_COLUMNS).where(or_(false(), *assigned))
    return [_case(row) for row in session.execute(session.stamp(_present(query, case_id))).all()]


def all_cases(session: GuardedSession) -> Sequence[CaseRecord]:
    """Every case of every team, for those who run the portal."""
    return [_case(row) for row in session.execute(session.stamp(_present(select(*_COLUMNS), None))).all()]


def parties_of(session: GuardedSession, cases: Collection[CaseId]) -> Sequence[PartyRecord]:
    """The parties of these cases, the primary one first."""
    query = (
        select(*_PARTY_COLUMNS)
        .outerjoin(ReleaseRow, _RELEASED)
        .where(col(PartyRow.case_id).in_(list(cases)))
        .order_by(col(PartyRow.role), col(PartyRow.name), col(PartyRow.person_ref))
    )
    return [_party(row) for row in session.execute(session.stamp(query)).all()]


def _present(query: Select[Any], case_id: CaseId | None) -> Select[Any]:
    query = query.where(col(CaseRow.deleted_at).is_(None))
    return query if case_id is None else query.where(col(CaseRow.id) == case_id)


def _case(row: ResultRow[Any]) -> CaseRecord:
    return CaseRecord(
        id=CaseId(row.id),
        case_number=row.case_number,
        case_type=row.case_type,
        kle_number=row.kle_number,
        state=row.state,
        opened_on=row.opened_on,
        first_seen_at=row.first_seen_at,
        caseworker=row.caseworker,
        team=row.team,
        source=row.source,
    )


def _party(row: ResultRow[Any]) -> PartyRecord:
    case_id: UUID = row.party_case_id
    return PartyRecord(CaseId(case_id), Person(PersonRef(row.person_ref), row.name), row.role, row.furthest_step)
