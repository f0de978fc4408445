"""Seals journal entries in the order in which they were committed. One runner at a time does it."""

from datetime import datetime
from typing import Final

from sqlalchemy import Engine
from sqlmodel import col, select

from portal.domain.journal_chain import GENESIS, chain_hash, content_hash
from portal.storage.journal import JournalEntryRow
from portal.storage.leases import Lease, hold
from portal.storage.session import GuardedSession, open_session

JOB: Final = "journal:seal"
_BATCH: Final = 200


def seal_entries(engine: Engine, *, now: datetime) -> int:
    """Seal every committed entry that has no number yet; gives how many. `now` is UTC.

    An entry committed while this runs gets a number after those sealed before it, whenever it was written: whoever
    has collected up to a number misses nothing.

    Raises:
        AlreadyRunning: another runner is at it.
        LeaseLost: this runner was silent for so long that another took over; what it had sealed stands.
    """
    sealed = 0
    with hold(engine, JOB) as lease:
        while count := _seal_batch(engine, lease, now):
            sealed += count
    return sealed


def _seal_batch(engine: Engine, lease: Lease, now: datetime) -> int:
    with open_session(engine, "records", writes=True) as session:
        lease.renew_in(session)
        number, before = _last(session)
        unsealed = select(JournalEntryRow).where(col(JournalEntryRow.number).is_(None))
        in_order = unsealed.order_by(col(JournalEntryRow.entered_at), col(JournalEntryRow.id))
        entries = session.scalars(in_order.limit(_BATCH)).all()
        for entry in entries:
            number += 1
            entry.number, entry.sealed_at = number, now
            entry.content_hash = content_hash(entry.content, entry.nonce)
            before = entry.chain_hash = chain_hash(before, number, entry.content_hash)
        session.commit()
    return len(entries)


def _last(session: GuardedSession) -> tuple[int, str]:
    newest = select(JournalEntryRow.number, JournalEntryRow.chain_hash).where(col(JournalEntryRow.number).is_not(None))
    last = session.execute(newest.order_by(col(JournalEntryRow.number).desc()).limit(1)).one_or_none()
    return (last[0], last[1]) if last else (0, GENESIS)
