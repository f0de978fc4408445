"""What the case system collects, since the portal never writes there: sealed entries, in order, as often as it asks.

An entry keeps its id and number for ever. Whoever collects drops what it has already; what it has filed, it says.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlmodel import col, select

from portal.access.reach import database_in_reach
from portal.access.runtime import Runtime
from portal.storage.journal import EntryKind, JournalEntryRow, JournalFilingRow
from portal.storage.mirror import CaseRow, PartyRow
from portal.storage.session import GuardedSession, open_session

PAGE: Final = 100
MOST_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """One entry as the case system gets it."""

    number: int
    id: UUID
    kind: EntryKind
    source: str
    source_case_id: str
    case_number: str
    party: str | None
    """The name of the party it concerns; None when it concerns every party of the case."""
    actor: str
    on_behalf: bool
    """Whether the actor acted for that party by a mandate."""
    text: str | None
    """None when the entry is locked: it told somebody what was not theirs."""
    entered_at: datetime
    sealed_at: datetime
    content_hash: str
    chain_hash: str


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Some entries, the number to go on after, and whether there are more now."""

    entries: Sequence[SealedEntry]
    next_after: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Filed:
    """What came of an acknowledgement: how many of the entries are filed now, and which nobody knows."""

    filed: int
    unknown: Sequence[UUID]


@database_in_reach()
def read_feed(portal: Runtime, *, after: int = 0, limit: int = PAGE) -> FeedPage:
    """The sealed entries after a number, at most `limit` of them and never more than 500.

    Raises:
        OutOfReach: the database cannot be reached now.
    """
    most = min(limit, MOST_AT_ONCE)
    with open_session(portal.engine, "records", "mirror") as session:
        newer = select(JournalEntryRow).where(col(JournalEntryRow.number) > after)
        found = session.scalars(newer.order_by(col(JournalEntryRow.number)).limit(most + 1)).all()
        entries = _told(session, found[:most])
    return FeedPage(entries, entries[-1].number if entries else after, len(found) > most)


@database_in_reach()
def file_entries(portal: Runtime, ids: Collection[UUID], *, now: datetime) -> Filed:
    """Note that the case system has filed these entries; saying it again changes nothing.

    Raises:
        OutOfReach: the database cannot be reached now.
    """
    with open_session(portal.engine, "records", writes=True) as session:
        wanted = col(JournalEntryRow.id).in_(list(ids))
        sealed = select(JournalEntryRow).where(wanted, col(JournalEntryRow.number).is_not(None)).with_for_update()
        entries = session.scalars(sealed).all()
        already = select(JournalFilingRow.entry_id).where(col(JournalFilingRow.entry_id).in_(list(ids)))
        filed = set(session.scalars(already))
        for entry in entries:
            if entry.id not in filed:
                filing = JournalFilingRow(
                    entry_id=entry.id, case_id=entry.case_id, subject_id=entry.subject_id, filed_at=now
                )
                session.add(filing)
        session.commit()
    known = {entry.id for entry in entries}
    return Filed(len(known), sorted(set(ids) - known))


def _told(session: GuardedSession, rows: Sequence[JournalEntryRow]) -> Sequence[SealedEntry]:
    case_ids = {row.case_id for row in rows}
    cases = {case.id: case for case in session.scalars(select(CaseRow).where(col(CaseRow.id).in_(case_ids)))}
    parties = session.scalars(select(PartyRow).where(col(PartyRow.case_id).in_(case_ids)))
    names = {(party.case_id, party.person_ref): party.name for party in parties}
    return [_entry(row, cases[row.case_id], names) for row in rows]


def _entry(row: JournalEntryRow, case: CaseRow, names: dict[tuple[UUID, str], str]) -> SealedEntry:
    if row.number is None or row.sealed_at is None or row.content_hash is None or row.chain_hash is None:
        raise RuntimeError("An entry that is not sealed was to be collected.")
    return SealedEntry(
        number=row.number,
        id=row.id,
        kind=row.kind,
        source=case.source,
        source_case_id=case.source_id,
        case_number=case.case_number,
        party=names.get((row.case_id, row.party_ref)) if row.party_ref else None,
        actor=row.actor_name,
        on_behalf=row.on_behalf_of is not None,
        text=None if row.locked else row.text,
        entered_at=row.entered_at,
        sealed_at=row.sealed_at,
        content_hash=row.content_hash,
        chain_hash=row.chain_hash,
    )
