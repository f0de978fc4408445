"""The schema and its migrations. Whoever migrates does it alone: others wait, and then find it done."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from portal.storage.engine import to_write

_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATING: Final = 5_204_417
"""A number of our own, for the lock that whoever migrates holds on PostgreSQL."""
_FOR_ALONE: Final = (
    "SET statement_timeout = 0",
    "SET idle_in_transaction_session_timeout = 0",
    "SET lock_timeout = 0",
    f"SELECT pg_advisory_lock({_MIGRATING})",
    "SET lock_timeout = '10s'",
)
"""A migration takes as long as it takes, but never keeps pages waiting behind it for a table that is in use."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema forward to a revision; the newest by default."""
    with _alone(engine) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to a revision; "base" for none at all."""
    with _alone(engine) as connection:
        command.downgrade(_config(connection), revision)


def revisions() -> Sequence[str]:
    """Every migration, the oldest first."""
    scripts = ScriptDirectory(str(_MIGRATIONS)).walk_revisions()
    return [script.revision for script in scripts][::-1]


def write_revision(engine: Engine, message: str, revision: str | None) -> None:
    """Write a migration from the difference between the database and the models."""
    with engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=revision)


def is_at_head(engine: Engine) -> bool:
    """Whether the database has every migration."""
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory(str(_MIGRATIONS)).get_current_head()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    with to_write(engine).connect() as connection:
        if connection.dialect.name == "postgresql":
            for statement in _FOR_ALONE:
                connection.exec_driver_sql(statement)
            connection.commit()
        else:
            _let_tables_be_remade(connection)
        try:
            yield connection
            _refuse_broken_references(connection)
            connection.commit()
        finally:
            # The lock and the limits are the connection's own; it does not go back to serve pages.
            connection.invalidate()


def _let_tables_be_remade(connection: Connection) -> None:
    """SQLite changes a table by making it anew, which its references forbid; they are checked afterwards instead."""
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.close()


def _refuse_broken_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            tables = ", ".join(sorted({row[0] for row in broken}))
            raise RuntimeError(f"The migration would leave rows that refer to nothing, in {tables}.")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
