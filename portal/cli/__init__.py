"""What the people who run the portal type."""

from flask import Flask

from portal.cli.database import database
from portal.cli.estimates import estimates
from portal.cli.hearings import hearings
from portal.cli.journal import journal
from portal.cli.municipality import municipality
from portal.cli.sync import sync
from portal.cli.times import times
from portal.cli.worker import worker


def register_commands(app: Flask) -> None:
    """Make the commands known as `flask --app wsgi …`."""
    for command in (database, estimates, hearings, journal, municipality, sync, times, worker):
        app.cli.add_command(command)
