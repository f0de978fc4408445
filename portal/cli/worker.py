"""`flask worker`: runs what is due, until it is told to stop."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from types import FrameType
from typing import NoReturn

import click
import structlog
from sqlalchemy import Engine

from portal import clock
from portal.access.processing_times import count_times
from portal.access.runtime import Runtime
from portal.access.sign_in_retention import forget_sign_ins
from portal.cli.runtime import runtime
from portal.forecasting.night import fit_and_say, refresh
from portal.forecasting.tables import last_fitted_at
from portal.journal.seal import seal_entries
from portal.storage.leases import AlreadyRunning
from portal.storage.session import open_session
from portal.storage.sync_runs import RunOutcome
from portal.storage.sync_status import newest_run
from portal.sync.run import run_sync

_LOG = structlog.get_logger(__name__)
_LONGEST_SLEEP_SECONDS = 60.0
_SIGN_INS_INTERVAL = timedelta(minutes=5)
_JOURNAL_INTERVAL = timedelta(seconds=15)
_TIMES_INTERVAL = timedelta(hours=1)
_FIT_EVERY = timedelta(hours=20)
"""By business time: once a day, and sooner when a day was let pass."""

_MUCH_IS_NEW = 0.05
_MANY_NEW_CASES = 20


class StopAsked(BaseException):
    """The worker is to end now; whatever it does is broken off and made good by the next run."""


@dataclass
class Job:
    """Work that is done every so often by the machine's clock, and at once when the worker starts."""

    label: str
    interval: timedelta
    work: Callable[[], None]
    due_at: datetime | None = None


@click.command()
def worker() -> None:
    """Keep what the portal shows up to date, on schedule. Ends within a second of TERM or INT.

    It reads the case system, says what to expect, seals the journal, counts how long cases took and forgets old sign-ins.
    """
    portal = runtime()
    interval = timedelta(seconds=portal.settings.sync_interval_seconds)
    jobs = [
        Job("sync", interval, lambda: sync_once(portal)),
        Job("estimates", interval, lambda: expect_once(portal)),
        Job("journal", _JOURNAL_INTERVAL, lambda: seal_journal_once(portal)),
        Job("times", _TIMES_INTERVAL, lambda: count_times_once(portal)),
        Job("sign-ins", _SIGN_INS_INTERVAL, lambda: forget_sign_ins_once(portal)),
    ]
    try:
        with stop_on_signals():
            while True:
                time.sleep(run_due_jobs(jobs))
    except StopAsked:
        _LOG.info("worker_stopped")


def run_due_jobs(jobs: Sequence[Job]) -> float:
    """Run each job that is due, and tell the seconds until the next one is.

    A job that fails is told in one line and tried again when it is due again.
    """
    for job in jobs:
        if job.due_at is not None and clock.real() < job.due_at:
            continue
        job.due_at = clock.real() + job.interval
        try:
            job.work()
        except Exception as failure:  # noqa: BLE001 -- whatever broke it, the worker goes on
            _LOG.warning("job_failed", job=job.label, reason=type(failure).__name__)
    waits = [(job.due_at - clock.real()).total_seconds() for job in jobs if job.due_at is not None]
    return min(max(0.0, min(waits, default=_LONGEST_SLEEP_SECONDS)), _LONGEST_SLEEP_SECONDS)


def sync_once(portal: Runtime) -> None:
    """One run of the sync, told in a line when it has brought something or is not complete."""
    try:
        run = run_sync(portal.settings, portal.sync_engine, portal.municipality)
    except AlreadyRunning:
        _LOG.info("sync_already_running")
        return
    if run.outcome is not RunOutcome.COMPLETE:
        _LOG.warning("sync_not_complete", outcome=run.outcome.value, reason=run.error_class)
    elif run.inserted or run.updated or run.tombstoned:
        _LOG.info("sync_changed", inserted=run.inserted, updated=run.updated, removed=run.tombstoned)
    if run.inserted >= _MANY_NEW_CASES:
        count_times_once(portal)


def expect_once(portal: Runtime) -> None:
    """Say the ranges of what has changed; once a day fit the tables anew and say those of all open cases.

    Not while the case system is being read for the first time, or much of it is new: what is said stands, so it waits
    for the cases that it can be measured on.
    """
    now = clock.now()
    if is_filling(portal.sync_engine):
        return
    fitted_at = last_fitted_at(portal.engine)
    is_night = fitted_at is None or now - fitted_at >= _FIT_EVERY
    do = fit_and_say if is_night else refresh
    try:
        work = do(portal.engine, portal.municipality, now=now)
    except AlreadyRunning:
        return
    if work is not None and (work.said or work.outcomes):
        _LOG.info("ranges_said", version=work.version, said=work.said, outcomes=work.outcomes)


def is_filling(engine: Engine) -> bool:
    """Whether the last reading brought more than 20 new cases, and more than one in twenty of all it read."""
    with open_session(engine) as session:
        run = newest_run(session)
    return run is not None and run.inserted > max(_MANY_NEW_CASES, run.fetched * _MUCH_IS_NEW)


def seal_journal_once(portal: Runtime) -> None:
    """Seal what was entered in the journal since the last time."""
    try:
        sealed = seal_entries(portal.engine, now=clock.now())
    except AlreadyRunning:
        return
    if sealed:
        _LOG.info("journal_sealed", entries=sealed)


def count_times_once(portal: Runtime) -> None:
    """Count how long cases took, for the pages that tell it."""
    try:
        figures = count_times(portal, now=clock.now())
    except AlreadyRunning:
        return
    _LOG.info("times_counted", figures=figures)


def forget_sign_ins_once(portal: Runtime) -> None:
    """Let go of what nobody needs of old sign-ins, told in a line when there was any."""
    idle = timedelta(minutes=portal.settings.session_idle_minutes)
    forgotten = asdict(forget_sign_ins(portal.engine, idle=idle, now=clock.real()))
    if any(forgotten.values()):
        _LOG.info("sign_ins_forgotten", **forgotten)


@contextmanager
def stop_on_signals() -> Iterator[None]:
    """While the block runs, TERM and INT break off whatever it does by raising `StopAsked`."""
    signals = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(number, _stop) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise StopAsked
