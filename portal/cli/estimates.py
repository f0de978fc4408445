"""`flask estimates`: the night's work on expected ranges."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from portal import clock
from portal.cli.runtime import runtime
from portal.forecasting.history import Told
from portal.forecasting.night import NightWork, fit_and_say, refresh
from portal.storage.leases import AlreadyRunning, LeaseLost

_PARTS: Final = {
    "history": "Reading cases",
    "tables": "Fitting tables",
    "said": "Saying ranges",
}


@click.group()
def estimates() -> None:
    """How long it takes: expected ranges, measured on earlier cases."""


@estimates.command()
@click.option("--anew", is_flag=True, help="Make the whole history again from the mirror, not only what has changed.")
def fit(*, anew: bool) -> None:
    """Read what has changed, fit the tables, and say the ranges of all open cases. Meant for every night."""
    portal = runtime()
    with _one_at_a_time(), _show_progress() as told:
        work = fit_and_say(portal.engine, portal.municipality, now=clock.now(), anew=anew, told=told)
    _tell(work)


@estimates.command("refresh")
def refresh_command() -> None:
    """Say the ranges of the cases that have changed, with the last night's tables. The worker does it by itself."""
    portal = runtime()
    with _one_at_a_time():
        work = refresh(portal.engine, portal.municipality, now=clock.now())
    if work is None:
        click.echo("Nothing to say: no case has changed, or there are no tables yet. `flask estimates fit` makes them.")
    else:
        _tell(work)


def _tell(work: NightWork) -> None:
    click.echo(
        f"Cases read: {work.cases}. Tables: version {work.version}. "
        f"Ranges said: {work.said}. Outcomes noted: {work.outcomes}."
    )


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    try:
        yield
    except (AlreadyRunning, LeaseLost):
        raise click.ClickException("Another runner is at it now.") from None


@contextmanager
def _show_progress() -> Iterator[Told]:
    """A bar for each part on a terminal, and nothing anywhere else."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda *_: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    shown: dict[str, TaskID] = {}
    with Progress(*columns, console=console) as bar:

        def told(part: str, done: int, every: int) -> None:
            if part not in shown:
                shown[part] = bar.add_task(_PARTS[part])
            bar.update(shown[part], completed=done, total=every)

        yield told
