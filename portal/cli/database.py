"""`flask db`: bring the schema forward, look at it, and write a migration."""

import logging

import click

from portal.cli.runtime import runtime
from portal.storage import schema


@click.group("db")
def database() -> None:
    """The database's schema."""
    logging.getLogger("alembic").setLevel(logging.INFO)  # each step is told here, and here alone


@database.command()
@click.option("--to", "revision", default="head", show_default=True, help="The revision to stop at.")
def upgrade(revision: str) -> None:
    """Bring the schema forward."""
    schema.upgrade(runtime().owner_engine, revision)
    click.echo(f"The schema is at {revision}.")


@database.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the schema back to REVISION; "base" for none at all."""
    schema.downgrade(runtime().owner_engine, revision)
    click.echo(f"The schema is at {revision}.")


@database.command()
@click.argument("message")
def revision(message: str) -> None:
    """Write a migration from what the models say and the database does not have."""
    schema.write_revision(runtime().owner_engine, message, None)
