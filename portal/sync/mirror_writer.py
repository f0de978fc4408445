"""The sync's hand on the mirror: short transactions, each one only for the runner that holds the job."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from sqlmodel import col

from portal import clock
from portal.storage.leases import Lease
from portal.storage.mirror import CaseRow
from portal.storage.session import open_session
from portal.storage.sync_runs import SyncRunRow
from portal.sync.apply import Change, Known, apply_changes, read_known, remove_cases
from portal.sync.quarantine import SetAside, resolve_others, set_aside

CASES_A_TRANSACTION = 200
_OWNER = "mirror"
_MANY_CASES = 50
_PAUSE_SECONDS = 0.02


class MirrorWriter:
    """Reads and writes the mirror for one run, and counts into its row."""

    def __init__(self, engine: Engine, lease: Lease, run: SyncRunRow) -> None:
        self._engine = engine
        self._lease = lease
        self._run = run

    def keep_alive(self) -> None:
        """Let nobody else think that this run has died."""
        self._lease.keep()

    def read_known(self, source_ids: Sequence[str]) -> dict[str, Known]:
        """What the mirror has of those cases."""
        with open_session(self._engine, _OWNER) as session:
            return read_known(session, self._run.source, source_ids)

    def read_live_ids(self) -> list[str]:
        """The source's ids of all cases that are in the mirror and not removed."""
        live = select(col(CaseRow.source_id)).where(
            col(CaseRow.source) == self._run.source, col(CaseRow.deleted_at).is_(None)
        )
        with open_session(self._engine, _OWNER) as session:
            return list(session.scalars(live.order_by(col(CaseRow.source_id))))

    def write(self, changes: Sequence[Change], bad: Sequence[SetAside]) -> None:
        """Write what has changed and note what is bad, all or nothing. Does nothing when there is neither."""
        if not changes and not bad:
            return
        with self._transaction() as session:
            run, now = self._run, clock.now()
            written = apply_changes(session, run.source, changes, run_id=run.id, now=now)
            set_aside(session, run.source, bad, now)
        run.inserted += written.inserted
        run.updated += written.updated
        self._rest_after(len(changes))

    def remove(self, source_ids: Sequence[str]) -> None:
        """Mark cases as removed from the source."""
        with self._transaction() as session:
            removed = remove_cases(session, self._run.source, source_ids, clock.now())
        self._run.tombstoned += removed
        self._rest_after(removed)

    def resolve_others(self, still_bad: set[str]) -> None:
        """Close what was set aside earlier and is not bad any more."""
        with self._transaction() as session:
            resolve_others(session, self._run.source, still_bad, clock.now())

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with open_session(self._engine, _OWNER, writes=True) as session:
            self._lease.renew_in(session)
            yield session
            session.commit()

    def _rest_after(self, cases: int) -> None:
        """Let citizens write after a long transaction, where there is room for one writer at a time."""
        if self._engine.dialect.name == "sqlite" and cases >= _MANY_CASES:
            time.sleep(_PAUSE_SECONDS)
