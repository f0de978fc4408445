"""Cases of the mirror, read with Core: by party, by assignment, by id. Each is one query, whatever the number."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row as ResultRow
from sqlalchemy import Select, bindparam, exists, func, or_, select
from sqlmodel import col

from portal.domain.cases import CaseId, CaseState, PartyRole
from portal.domain.decisions import Decision
from portal.domain.people import Person, PersonRef
from portal.domain.value import value
from portal.storage.journal import JournalEntryRow
from portal.storage.mirror import CaseRow, PartyRow
from portal.storage.one_or_many import OneOrMany
from portal.storage.record_kinds import RecordKinds, kinds_about
from portal.storage.records.decisions import DecisionRow
from portal.storage.records.releases import ReleaseRow
from portal.storage.session import GuardedSession
from portal.storage.sync_runs import RunOutcome, SyncRunRow

_SOURCE_READ_AT = (
    select(func.max(col(SyncRunRow.finished_at)))
    .where(col(SyncRunRow.source) == col(CaseRow.source), col(SyncRunRow.outcome) == RunOutcome.COMPLETE)
    .scalar_subquery()
    .label("source_read_at")
)

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
    col(CaseRow.is_past),
    col(CaseRow.source),
    _SOURCE_READ_AT,
    kinds_about(col(CaseRow.id)),
    col(DecisionRow.outcome),
    col(DecisionRow.decided_on),
    col(DecisionRow.letter_available_on),
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


@value
class CaseRecord:
    """A case as the mirror holds it, with the decision confirmed in it; `case_type` is a code of the municipality's."""

    id: CaseId
    case_number: str
    case_type: str | None
    kle_number: str | None
    state: CaseState
    opened_on: date
    first_seen_at: datetime
    caseworker: str | None
    team: str | None
    is_past: bool
    """Whether it was closed when it was first seen, and has been ever since."""
    source: str
    source_read_at: datetime | None
    """When its case system was last read completely, in business time (UTC)."""
    decision: Decision | None
    record_kinds: RecordKinds
    """Which kinds of records there are about it."""


@value
class PartyRecord:
    """A party of a case, and the furthest step released to them by hand, if any."""

    case_id: CaseId
    person: Person
    role: PartyRole
    furthest_released: str | None


def _present(query: Select[Any]) -> Select[Any]:
    decided = query.outerjoin(DecisionRow, col(DecisionRow.case_id) == col(CaseRow.id))
    return decided.where(col(CaseRow.deleted_at).is_(None))


_OF_PEOPLE = OneOrMany.by(
    col(PartyRow.person_ref),
    _present(
        select(*_COLUMNS, *_PARTY_COLUMNS)
        .select_from(CaseRow)
        .join(PartyRow, col(PartyRow.case_id) == col(CaseRow.id))
        .outerjoin(ReleaseRow, _RELEASED)
    ),
)
_OF_STAFF = _present(
    select(*_COLUMNS)
    .select_from(CaseRow)
    .where(
        or_(
            func.lower(col(CaseRow.caseworker)) == bindparam("caseworker"),
            func.lower(col(CaseRow.team)) == bindparam("team"),
        )
    )
)
_IS_TOLD_OF = exists().where(col(JournalEntryRow.case_id) == col(CaseRow.id))
"""Something has been sent, received or done here."""
_AT_WORK_OF_STAFF = _OF_STAFF.where(
    or_(
        col(CaseRow.is_past).is_(False),
        col(CaseRow.case_type).in_(bindparam("past_of", expanding=True)),
        _IS_TOLD_OF,
    )
)
_ALL = _present(select(*_COLUMNS).select_from(CaseRow))
_THE_ONE = col(CaseRow.id) == bindparam("case_id")
_ONE_OF_PEOPLE = _OF_PEOPLE.also(lambda query: query.where(_THE_ONE))
_ONE_OF_STAFF = _OF_STAFF.where(_THE_ONE)
_PARTIES = OneOrMany.by(
    col(PartyRow.case_id),
    select(*_PARTY_COLUMNS)
    .select_from(PartyRow)
    .outerjoin(ReleaseRow, _RELEASED)
    .order_by(col(PartyRow.role), col(PartyRow.name), col(PartyRow.person_ref)),
)


def cases_of_people(
    session: GuardedSession, people: Collection[PersonRef], case_id: CaseId | None = None
) -> Sequence[tuple[CaseRecord, PartyRecord]]:
    """Every case to which one of these people is party, with that party; only one case when `case_id` is given."""
    if case_id is None:
        rows = _OF_PEOPLE.read(session, sorted(people))
    else:
        rows = _ONE_OF_PEOPLE.read(session, sorted(people), case_id=case_id)
    return [(_case(row), _party(row)) for row in rows]


def cases_of_staff(
    session: GuardedSession, caseworker: str | None, team: str | None, case_id: CaseId | None = None
) -> Sequence[CaseRecord]:
    """Every case assigned to this caseworker or this team, by the case system's ids, whatever their capitals.

    To None nothing is assigned.
    """
    assigned = _assigned(caseworker, team)
    if case_id is None:
        rows = session.fetch(_OF_STAFF, **assigned)
    else:
        rows = session.fetch(_ONE_OF_STAFF, **assigned, case_id=case_id)
    return [_case(row) for row in rows]


def cases_at_work(
    session: GuardedSession, caseworker: str | None, team: str | None, past_of: Collection[str]
) -> Sequence[CaseRecord]:
    """The same without the past: what was closed before it was first seen, and nobody has done anything in here.

    Of the case types `past_of` the past counts too.
    """
    rows = session.fetch_many(_AT_WORK_OF_STAFF, **_assigned(caseworker, team), past_of=list(past_of))
    return [_case(row) for row in rows]


def _assigned(caseworker: str | None, team: str | None) -> dict[str, str | None]:
    return {"caseworker": caseworker.lower() if caseworker else None, "team": team.lower() if team else None}


def all_cases(session: GuardedSession) -> Sequence[CaseRecord]:
    """Every case of every team, for those who run the portal."""
    return [_case(row) for row in session.fetch(_ALL)]


def parties_of(session: GuardedSession, cases: Collection[CaseId]) -> Sequence[PartyRecord]:
    """The parties of these cases, the primary one first."""
    return [_party(row) for row in _PARTIES.read(session, cases)]


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
        is_past=row.is_past,
        source=row.source,
        source_read_at=row.source_read_at,
        decision=Decision(row.outcome, row.decided_on, row.letter_available_on) if row.outcome else None,
        record_kinds=RecordKinds(row.record_kinds),
    )


def _party(row: ResultRow[Any]) -> PartyRecord:
    case_id: UUID = row.party_case_id
    return PartyRecord(CaseId(case_id), Person(PersonRef(row.person_ref), row.name), row.role, row.furthest_step)
