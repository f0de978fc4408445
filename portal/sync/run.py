"""One run of the sync, from its beginning to the row that says how it went."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from sqlalchemy import Engine, func, select
from sqlmodel import col

from portal import clock
from portal.config import Settings
from portal.municipality import Municipality
from portal.storage.leases import LeaseLost, hold
from portal.storage.session import open_session
from portal.storage.sync_runs import RunOutcome, SyncRunRow
from portal.sync.connectors import open_source
from portal.sync.mirror_writer import MirrorWriter
from portal.sync.removal import TooManyMissing, remove_missing
from portal.sync.snapshot import Snapshot, TooManyBad
from portal.sync.source import CaseSource, Progress, SourceFailed

_INTERRUPTED = "interrupted"
_TOTALS_DISAGREE = "totals_disagree"


def run_sync(
    settings: Settings,
    engine: Engine,
    municipality: Municipality,
    *,
    progress: Progress | None = None,
    wire: httpx.BaseTransport | None = None,
) -> SyncRunRow:
    """Read the case system of the settings into the mirror; the row tells outcome and counts.

    A source that fails ends the run as failed, without an exception. Anything else that breaks it is noted in
    the row and raised. `wire` takes the place of the network in tests.

    Raises:
        AlreadyRunning: another run is under way.
    """
    with hold(engine, f"sync:{settings.source}") as lease:
        run, turn = _begin_run(engine, settings.source)
        with _end_run(engine, run), open_source(settings, municipality, wire) as source:
            _read_all(source, MirrorWriter(engine, lease, run), run, turn=turn, progress=progress)
    return run


def _read_all(
    source: CaseSource, mirror: MirrorWriter, run: SyncRunRow, *, turn: int, progress: Progress | None
) -> None:
    snapshot = Snapshot(source, mirror, run, turn=turn, progress=progress)
    walk = snapshot.take()
    if not walk.is_complete:
        run.outcome, run.error_class = RunOutcome.SUSPECT, _TOTALS_DISAGREE
        return
    try:
        remove_missing(source, mirror, snapshot, walk.keys)
    except (TooManyMissing, SourceFailed) as doubt:
        run.outcome, run.error_class = RunOutcome.SUSPECT, _name(doubt)
        return
    mirror.resolve_others(snapshot.bad_keys)
    run.outcome = RunOutcome.COMPLETE


def _begin_run(engine: Engine, source: str) -> tuple[SyncRunRow, int]:
    """A new row, and how many runs there were before it. A run that was killed is noted as failed."""
    of_source = col(SyncRunRow.source) == source
    with open_session(engine, writes=True) as session:
        turn = session.scalar(select(func.count()).select_from(SyncRunRow).where(of_source)) or 0
        still_running = col(SyncRunRow.outcome) == RunOutcome.RUNNING
        for killed in session.scalars(select(SyncRunRow).where(of_source, still_running)):
            killed.outcome, killed.error_class, killed.finished_at = RunOutcome.FAILED, _INTERRUPTED, clock.now()
        run = SyncRunRow(source=source, started_at=clock.now())
        session.add(run)
        session.commit()
        session.expunge(run)
    return run, turn


@contextmanager
def _end_run(engine: Engine, run: SyncRunRow) -> Iterator[None]:
    """Write down how the run went, whatever happens in it."""
    try:
        yield
    except (SourceFailed, TooManyBad, LeaseLost) as failure:
        run.outcome, run.error_class = RunOutcome.FAILED, _name(failure)
    except BaseException as failure:
        run.outcome, run.error_class = RunOutcome.FAILED, _name(failure)
        raise
    finally:
        run.finished_at = clock.now()
        with open_session(engine, writes=True) as session:
            session.add(run)
            session.commit()
            session.expunge(run)


def _name(failure: BaseException) -> str:
    return failure.code if isinstance(failure, SourceFailed) else type(failure).__name__
