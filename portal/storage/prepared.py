"""Statements put into a database's own words once, and sent by its driver.

SQLAlchemy writes a statement, and knows what each value in it and each column of its answer is. That does not change
from one page to the next; finding it out anew took six times as long as the database itself.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Insert, Select
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError

_STATEMENTS_KEPT: Final = 256
"""More than the portal has, on one database."""

_Change = Callable[[Any], Any]
_Columns = tuple[tuple[int, _Change], ...]


class _Prepared:
    """One statement, as one kind of database is told it. It takes no lists: each length is another statement."""

    def __init__(self, statement: Select[*tuple[Any, ...]] | Insert, dialect: Dialect) -> None:
        """Write it down, with the change that each value goes through on its way in."""
        compiled = statement.compile(dialect=dialect)
        self._sql = str(compiled)
        self._dialect = dialect
        self._fixed = dict(compiled.params)
        self._named = [
            (name, bind.type.dialect_impl(dialect).bind_processor(dialect))
            for bind, name in compiled.bind_names.items()
        ]
        self._order: Sequence[str] | None = compiled.positiontup if compiled.positional else None

    def send(self, connection: Connection, values: Mapping[str, object]) -> DBAPICursor:
        """Send it with its named values.

        Raises:
            DBAPIError: what the driver said, as SQLAlchemy tells it.
        """
        given = {**self._fixed, **values}
        sent: Any = {name: change(given[name]) if change else given[name] for name, change in self._named}
        if self._order is not None:
            sent = [sent[name] for name in self._order]
        cursor = connection.connection.cursor()
        send_by_driver(connection, cursor, self._sql, sent)
        return cursor


class PreparedQuery(_Prepared):
    """A query, which gives rows with their columns by name."""

    def __init__(self, query: Select[*tuple[Any, ...]], dialect: Dialect) -> None:
        """Write it down."""
        super().__init__(query, dialect)
        columns = query.selected_columns
        self._types = [column.type.dialect_impl(dialect) for column in columns]
        row: Any = namedtuple("Found", [str(column.key) for column in columns])  # type: ignore[misc]  # noqa: PYI024 -- the names come with the query
        self._row: Callable[[Sequence[Any]], Any] = row._make
        self._changed: _Columns | None = None

    def read(self, connection: Connection, values: Mapping[str, object]) -> list[Any]:
        """Every row. It raises as `send` does."""
        cursor = self.send(connection, values)
        if self._changed is None:
            self._changed = self._changes(cursor)
        found = cursor.fetchall()
        cursor.close()
        return [self._made(row) for row in found]

    def _made(self, found: Sequence[Any]) -> Any:  # noqa: ANN401 -- columns by name, of whatever types the query says
        row = list(found)
        for place, change in self._changed or ():
            row[place] = change(row[place])
        return self._row(row)

    def _changes(self, cursor: DBAPICursor) -> _Columns:
        """What each column goes through on its way out; most come as they are."""
        described = zip(self._types, cursor.description or (), strict=True)
        changes = [type_.result_processor(self._dialect, column[1]) for type_, column in described]
        return tuple((place, change) for place, change in enumerate(changes) if change is not None)


class PreparedInsert(_Prepared):
    """A new row, with a value for each column of its table."""

    def write(self, connection: Connection, values: Mapping[str, object]) -> None:
        """Write it. It raises as `send` does."""
        self.send(connection, values).close()


@lru_cache(maxsize=_STATEMENTS_KEPT)
def prepared(query: Select[*tuple[Any, ...]], dialect: Dialect) -> PreparedQuery:
    """The query for that kind of database; kept, so that it is written once. Give it one that stands in a module."""
    return PreparedQuery(query, dialect)


@lru_cache(maxsize=_STATEMENTS_KEPT)
def prepared_insert(statement: Insert, dialect: Dialect) -> PreparedInsert:
    """The same for a new row."""
    return PreparedInsert(statement.inline(), dialect)


def send_by_driver(connection: Connection, cursor: DBAPICursor, sql: str, values: Any = ()) -> None:  # noqa: ANN401 -- a list or a mapping, as the driver has it
    """Send a statement past what SQLAlchemy does around each.

    Raises:
        DBAPIError: what the driver said, as SQLAlchemy tells it.
    """
    dialect = connection.dialect
    driver_error = dialect.loaded_dbapi.Error
    for told in connection.engine.dispatch.before_cursor_execute:
        told(connection, cursor, sql, values, None, False)  # noqa: FBT003 -- SQLAlchemy's own
    try:
        cursor.execute(sql, values)
    except driver_error as error:
        is_gone = dialect.is_disconnect(error, connection.connection, cursor)
        if is_gone:
            connection.invalidate(error)
        raise DBAPIError.instance(
            sql, None, error, driver_error, hide_parameters=True, connection_invalidated=is_gone, dialect=dialect
        ) from error
