"""The schema and its migrations."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema forward to a revision; the newest by default."""
    with engine.connect() as connection:
        command.upgrade(_config(connection), revision)
        connection.commit()


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to a revision; "base" for none at all."""
    with engine.connect() as connection:
        command.downgrade(_config(connection), revision)
        connection.commit()


def write_revision(engine: Engine, message: str, revision: str | None) -> None:
    """Write a migration from the difference between the database and the models."""
    with engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=revision)


def is_at_head(engine: Engine) -> bool:
    """Whether the database has every migration."""
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory(str(_MIGRATIONS)).get_current_head()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
