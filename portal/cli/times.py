"""`flask times`: count how long cases took, for the page that tells everybody."""

import click

from portal import clock
from portal.access.processing_times import count_times
from portal.cli.runtime import runtime
from portal.storage.leases import AlreadyRunning, LeaseLost


@click.group("times")
def times() -> None:
    """How long cases took from the application to the decision."""


@times.command()
def count() -> None:
    """Count anew, up to and with today. The worker does it by itself."""
    try:
        figures = count_times(runtime(), now=clock.now())
    except (AlreadyRunning, LeaseLost):
        raise click.ClickException("Another runner is counting now.") from None
    click.echo(f"Counted. {figures} figures can be told, each of at least 20 cases.")
