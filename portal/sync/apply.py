"""What has changed is written to the mirror: the case, its parties and tasks, and what a citizen must be told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from portal.domain.cases import CaseState
from portal.storage.mirror import CaseEventRow, CaseRow, EventKind, PartyRow, TaskRow
from portal.sync.source import CaseAggregate, PartySeen, TaskSeen


@dataclass(frozen=True, slots=True)
class Change:
    """A case that is new, or not as the mirror has it, with its two hashes."""

    case: CaseAggregate
    listing_hash: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the mirror has of a case, as far as is needed to see whether it has changed."""

    listing_hash: str
    content_hash: str
    is_removed: bool


@dataclass(frozen=True, slots=True)
class Written:
    """How many cases were new, and how many were not as they had been."""

    inserted: int
    updated: int


def read_known(session: Session, source: str, source_ids: Sequence[str]) -> dict[str, Known]:
    """What the mirror has of those cases, in one query."""
    hashes = select(
        col(CaseRow.source_id), col(CaseRow.listing_hash), col(CaseRow.content_hash), col(CaseRow.deleted_at)
    ).where(col(CaseRow.source) == source, col(CaseRow.source_id).in_(source_ids))
    return {
        source_id: Known(listing, content, removed_at is not None)
        for source_id, listing, content, removed_at in session.execute(hashes)
    }


def apply_changes(session: Session, source: str, changes: Sequence[Change], *, run_id: UUID, now: datetime) -> Written:
    """Write the changes in the session's transaction, with a number of reads that does not grow with them.

    A case seen again after its removal is there again. Only what was seen to change makes an event: the first
    sight of a case makes none, and neither does another reading of an unchanged state.
    """
    rows = _cases_by_source_id(session, source, [change.case.source_id for change in changes])
    known = len(rows)
    for change in changes:
        row = rows.get(change.case.source_id)
        if row is None:
            row = CaseRow(
                source=source,
                source_id=change.case.source_id,
                first_seen_at=now,
                is_past=change.case.state is CaseState.CLOSED,
                **_columns(change, now),
            )
            rows[row.source_id] = row
        else:
            session.add_all(_events(row, change.case, run_id, now))
            row.sqlmodel_update(_columns(change, now))
            row.is_past = row.is_past and change.case.state is CaseState.CLOSED
        session.add(row)
    session.flush()  # the cases first: their parties and tasks point at them
    _match_parties(session, {rows[change.case.source_id].id: change.case.parties for change in changes})
    _match_tasks(session, {rows[change.case.source_id].id: change.case.tasks for change in changes})
    session.flush()
    return Written(inserted=len(rows) - known, updated=known)


def remove_cases(session: Session, source: str, source_ids: Sequence[str], now: datetime) -> int:
    """Mark cases as removed from the source; what the mirror has of them stays. How many were marked."""
    rows = _cases_by_source_id(session, source, source_ids)
    for row in rows.values():
        row.deleted_at = row.changed_at = now
    session.flush()
    return len(rows)


def _cases_by_source_id(session: Session, source: str, source_ids: Iterable[str]) -> dict[str, CaseRow]:
    wanted = select(CaseRow).where(col(CaseRow.source) == source, col(CaseRow.source_id).in_(list(source_ids)))
    return {row.source_id: row for row in session.scalars(wanted)}


def _columns(change: Change, now: datetime) -> dict[str, Any]:
    case = change.case
    return {
        "case_number": case.case_number,
        "kle_number": case.kle,
        "facet": case.facet,
        "case_type": case.case_type,
        "source_state": case.source_state,
        "state": case.state,
        "opened_on": case.opened_on,
        "caseworker": case.caseworker,
        "team": case.team,
        "listing_hash": change.listing_hash,
        "content_hash": change.content_hash,
        "changed_at": now,
        "deleted_at": None,
    }


def _events(row: CaseRow, case: CaseAggregate, run_id: UUID, now: datetime) -> Iterable[CaseEventRow]:
    had, has = row.caseworker or row.team, case.caseworker or case.team
    if had != has:
        yield CaseEventRow(
            case_id=row.id,
            kind=EventKind.CASEWORKER_CHANGED,
            before=had,
            after=has,
            observed_at=now,
            run_id=run_id,
        )
    if row.source_state != case.source_state and row.state != case.state:
        yield CaseEventRow(
            case_id=row.id,
            kind=EventKind.STATE_CHANGED,
            before=row.state,
            after=case.state,
            observed_at=now,
            run_id=run_id,
        )


def _match_parties(session: Session, wanted: Mapping[UUID, Sequence[PartySeen]]) -> None:
    rows: defaultdict[UUID, dict[str, PartyRow]] = defaultdict(dict)
    for row in session.scalars(select(PartyRow).where(col(PartyRow.case_id).in_(wanted))):
        rows[row.case_id][row.person_ref] = row
    for case_id, parties in wanted.items():
        known = rows[case_id]
        for party in parties:
            kept = known.pop(party.person_ref, None)
            if kept is None:
                session.add(PartyRow(case_id=case_id, **asdict(party)))
            else:
                kept.sqlmodel_update(asdict(party))
        for gone in known.values():
            session.delete(gone)


def _match_tasks(session: Session, wanted: Mapping[UUID, Sequence[TaskSeen]]) -> None:
    rows: defaultdict[UUID, dict[str, TaskRow]] = defaultdict(dict)
    for row in session.scalars(select(TaskRow).where(col(TaskRow.case_id).in_(wanted))):
        rows[row.case_id][row.source_id] = row
    for case_id, tasks in wanted.items():
        known = rows[case_id]
        for task in tasks:
            kept = known.pop(task.source_id, None)
            if kept is None:
                session.add(TaskRow(case_id=case_id, **asdict(task)))
            else:
                kept.sqlmodel_update(asdict(task))
        for gone in known.values():
            session.delete(gone)
