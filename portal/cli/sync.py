"""`flask sync`: read the case system now, and see how the readings have gone."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import select
from sqlmodel import col

from portal import clock
from portal.access.runtime import Runtime
from portal.cli.runtime import runtime
from portal.storage.freshness import last_complete_at
from portal.storage.leases import HOLD, AlreadyRunning
from portal.storage.session import open_session
from portal.storage.sync_runs import RunOutcome, SyncRunRow
from portal.sync.quarantine import read_open
from portal.sync.run import run_sync
from portal.sync.source import Progress as ProgressTold

_LOOK_AGAIN_SECONDS = 0.5
_MOST_MINUTES = 120


@click.group()
def sync() -> None:
    """Read the case system into the mirror. Nothing is ever written to it."""


@sync.command()
@click.option(
    "--wait",
    "wait_seconds",
    default=2 * HOLD.total_seconds(),
    show_default=True,
    help="How long to wait for a run that is under way; one that was killed is over after half a minute.",
)
def run(wait_seconds: float) -> None:
    """Read everything once. The exit code is 0 only when the run was complete."""
    portal = runtime()
    with _show_progress() as progress:
        row = _run_when_free(portal, progress, wait_seconds)
    click.echo(_tell_outcome(row))
    click.echo(_tell_counts(row))
    if row.outcome is not RunOutcome.COMPLETE:
        raise click.exceptions.Exit(1)


@sync.command()
def status() -> None:
    """Tell the last runs, how old the mirror is, and which records are set aside and why."""
    portal = runtime()
    source = portal.settings.source
    with open_session(portal.sync_engine) as session:
        complete_at = last_complete_at(session, source)
        newest = select(SyncRunRow).where(col(SyncRunRow.source) == source)
        last = session.scalar(newest.order_by(col(SyncRunRow.started_at).desc()).limit(1))
        bad = read_open(session, source)
    if complete_at is None:
        click.echo(f"{source}: never read completely.")
    else:
        age = _tell_age(clock.now() - complete_at)
        click.echo(f"{source}: last read completely at {complete_at:%Y-%m-%d %H:%M:%S} UTC, {age} ago.")
    if last is not None:
        click.echo(_tell_outcome(last))
        click.echo(_tell_counts(last))
    click.echo(f"{len(bad)} set aside.")
    for record in bad:
        since = f"since {record.first_seen_at:%Y-%m-%d}, tried {record.attempts} times"
        click.echo(f"  {record.record_key}  {record.reason} at {record.pointer or '/'}  ({since})")


def _run_when_free(portal: Runtime, progress: ProgressTold | None, wait_seconds: float) -> SyncRunRow:
    for look in range(int(wait_seconds / _LOOK_AGAIN_SECONDS)):
        try:
            return run_sync(portal.settings, portal.sync_engine, portal.municipality, progress=progress)
        except AlreadyRunning:
            if look == 0:
                click.echo(
                    f"Another run is under way, or was killed. Waiting for at most {wait_seconds:g} s.", err=True
                )
            time.sleep(_LOOK_AGAIN_SECONDS)
    try:
        return run_sync(portal.settings, portal.sync_engine, portal.municipality, progress=progress)
    except AlreadyRunning:
        raise click.ClickException("Another run is under way. Try again when it is over.") from None


@contextmanager
def _show_progress() -> Iterator[ProgressTold | None]:
    """A bar on a terminal, and nothing anywhere else."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    bar = Progress(TextColumn("Reading cases"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console)
    with bar:
        cases = bar.add_task("", total=None)
        yield lambda fetched, total: bar.update(cases, completed=fetched, total=total)


def _tell_outcome(row: SyncRunRow) -> str:
    reason = f" ({row.error_class})" if row.error_class else ""
    return f"Last run: {row.outcome}{reason}, started at {row.started_at:%Y-%m-%d %H:%M:%S} UTC."


def _tell_counts(row: SyncRunRow) -> str:
    return (
        f"Fetched {row.fetched} on {row.pages} pages: {row.inserted} new, {row.updated} changed, "
        f"{row.unchanged} unchanged, {row.quarantined} set aside, {row.duplicates} seen before. "
        f"Removed {row.tombstoned}. In an unknown state {row.unknown_states}, "
        f"of an unmapped type {row.unmapped_types}, unmapped tasks {row.unmapped_tasks}."
    )


def _tell_age(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    if minutes < 1:
        return f"{int(age.total_seconds())} s"
    return f"{minutes} min" if minutes < _MOST_MINUTES else f"{minutes // 60} h"
