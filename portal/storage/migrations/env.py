"""Runs migrations on the connection that `storage.schema` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel.sql.sqltypes import AutoString

from portal.storage.base import Utc
from portal.storage.tables import metadata


def write_type(kind: str, column_type: object, _context: AutogenContext) -> str | Literal[False]:
    """How a new migration writes the types the portal adds to SQLAlchemy's own."""
    if kind != "type":
        return False
    if isinstance(column_type, Utc):
        return "Utc()"
    if isinstance(column_type, AutoString):
        return f"sa.String({column_type.length})" if column_type.length else "sa.String()"
    return False


connection: Any = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=write_type,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
