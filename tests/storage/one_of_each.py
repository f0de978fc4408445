"""A row in every table, whatever the schema is: for migrations, that must not only work on empty tables."""

import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    CHAR,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Uuid,
    inspect,
)

_NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_FIRST_VALUE = re.compile(r"'([^']*)'")


def fill(engine: Engine) -> None:
    """Put one row into every table that is there and empty, as the database itself describes it."""
    found = MetaData()
    with engine.execution_options(writes=True).begin() as connection:
        found.reflect(connection, only=_empty_tables(connection))
        for table in found.sorted_tables:
            if _is_empty(connection, table.name):
                connection.execute(table.insert().values(_row(table, connection)))


def _empty_tables(connection: Connection) -> list[str]:
    names = inspect(connection).get_table_names()
    return [name for name in names if name != "alembic_version" and _is_empty(connection, name)]


def _is_empty(connection: Connection, table: str) -> bool:
    return connection.exec_driver_sql(f"SELECT 1 FROM {table} LIMIT 1").first() is None  # noqa: S608 -- our own names


def _row(table: Table, connection: Connection) -> dict[str, Any]:
    return {column.name: _value(column, connection) for column in table.columns}


def _value(column: Column[Any], connection: Connection) -> Any:  # noqa: ANN401, PLR0911 -- as the column is, of whatever type
    for key in column.foreign_keys:
        return connection.execute(key.column.table.select().with_only_columns(key.column)).scalar()
    if allowed := _first_allowed(column):
        return allowed
    match column.type:
        case Uuid():
            return uuid4()
        case DateTime():
            return _NOW if column.type.timezone else _NOW.replace(tzinfo=None)
        case Date():
            return date(2026, 11, 23)
        case Boolean():
            return True
        case Integer():
            return 1
        case LargeBinary():
            return b"x"
        case CHAR(length=32):  # how SQLite keeps a UUID
            return uuid4().hex
    return "x"


def _first_allowed(column: Column[Any]) -> str | None:
    """The first value that a CHECK allows in this column: `state IN ('live', …)`, as both databases write it."""
    for check in column.table.constraints:
        if isinstance(check, CheckConstraint) and re.match(rf"\W*{column.name}\b.*'", str(check.sqltext), re.DOTALL):
            found = _FIRST_VALUE.search(str(check.sqltext))
            return found[1] if found else None
    return None
