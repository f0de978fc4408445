"""What the people who run the portal type."""

from flask import Flask

from portal.cli.database import database
from portal.cli.municipality import municipality


def register_commands(app: Flask) -> None:
    """Make the commands known as `flask --app wsgi …`."""
    for command in (database, municipality):
        app.cli.add_command(command)
