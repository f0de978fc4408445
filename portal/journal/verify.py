"""Proves that the journal is whole: no entry changed, taken out, put in or moved since it was sealed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Engine, func
from sqlmodel import col, select

from portal.domain.journal_chain import GENESIS, chain_hash, content_hash
from portal.storage.journal import JournalEntryRow
from portal.storage.session import GuardedSession, open_session

_BATCH: Final = 500


class FaultKind(StrEnum):
    """What is wrong with an entry."""

    CONTENT_CHANGED = "content_changed"
    CHAIN_BROKEN = "chain_broken"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry, by its number, that is not as it was sealed."""

    number: int
    kind: FaultKind


@dataclass(frozen=True, slots=True)
class Proof:
    """What a walk through the whole chain found. Note number and hash of the last entry elsewhere: they prove it later."""

    sealed: int
    unsealed: int
    last_number: int
    last_hash: str
    faults: Sequence[Fault]


def prove_journal(engine: Engine) -> Proof:
    """Walk through every sealed entry, from the first."""
    faults: list[Fault] = []
    sealed, number, before = 0, 0, GENESIS
    with open_session(engine, "records") as session:
        for entry in _sealed_entries(session):
            at = entry.number or 0
            faults += [Fault(missing, FaultKind.MISSING) for missing in range(number + 1, at)]
            content = content_hash(entry.content, entry.nonce)
            if content != entry.content_hash:
                faults.append(Fault(at, FaultKind.CONTENT_CHANGED))
            if chain_hash(before, at, entry.content_hash or "") != entry.chain_hash:
                faults.append(Fault(at, FaultKind.CHAIN_BROKEN))
            sealed, number, before = sealed + 1, at, entry.chain_hash or ""
        waiting = select(func.count()).select_from(JournalEntryRow).where(col(JournalEntryRow.number).is_(None))
        unsealed = session.scalar(waiting) or 0
    return Proof(sealed, unsealed, number, before, faults)


def _sealed_entries(session: GuardedSession) -> Iterator[JournalEntryRow]:
    after = 0
    while True:
        newer = select(JournalEntryRow).where(col(JournalEntryRow.number) > after)
        batch = session.scalars(newer.order_by(col(JournalEntryRow.number)).limit(_BATCH)).all()
        if not batch:
            return
        yield from batch
        after = batch[-1].number or after
        session.expunge_all()
