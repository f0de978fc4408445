"""Queries put into a database's own words once, and sent by its driver.

SQLAlchemy writes a query, and knows what each value in it and each column of its answer is. That does not change from
one page to the next; finding it out anew took six times as long as the database itself.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

_QUERIES_KEPT: Final = 256
"""More than the portal has, on one database."""

_Change = Callable[[Any], Any]
_Columns = tuple[tuple[int, _Change], ...]


class Prepared:
    """One query, as one kind of database is asked it. It takes no lists: they make another query of each length."""

    def __init__(self, query: Select[Any], dialect: Dialect) -> None:
        """Write it down, with the change that each value goes through on its way in."""
        compiled = query.compile(dialect=dialect)
        self._sql = str(compiled)
        self._dialect = dialect
        self._fixed = dict(compiled.params)
        self._named = [
            (name, bind.type.dialect_impl(dialect).bind_processor(dialect))
            for bind, name in compiled.bind_names.items()
        ]
        self._order: Sequence[str] | None = compiled.positiontup if compiled.positional else None
        columns = query.selected_columns
        self._types: list[TypeEngine[Any]] = [column.type for column in columns]
        row: Any = namedtuple("Found", [str(column.key) for column in columns])  # type: ignore[misc]  # noqa: PYI024 -- the names come with the query
        self._row: Callable[[Sequence[Any]], Any] = row._make
        self._changed: _Columns | None = None

    def read(self, connection: Connection, values: Mapping[str, object]) -> list[Any]:
        """Every row, with its columns by name.

        Raises:
            DBAPIError: what the driver said, as SQLAlchemy tells it.
        """
        given = {**self._fixed, **values}
        sent: Any = {name: change(given[name]) if change else given[name] for name, change in self._named}
        if self._order is not None:
            sent = [sent[name] for name in self._order]
        cursor = connection.connection.cursor()
        for told in connection.engine.dispatch.before_cursor_execute:
            told(connection, cursor, self._sql, sent, None, False)  # noqa: FBT003 -- SQLAlchemy's own
        try:
            cursor.execute(self._sql, sent)
            rows = cursor.fetchall()
        except self._dialect.loaded_dbapi.Error as error:
            raise self._told_of(error, connection, cursor) from error
        if self._changed is None:
            self._changed = self._changes(cursor)
        cursor.close()
        return [self._made(row) for row in rows]

    def _made(self, found: Sequence[Any]) -> Any:  # noqa: ANN401 -- columns by name, of whatever types the query says
        row = list(found)
        for place, change in self._changed or ():
            row[place] = change(row[place])
        return self._row(row)

    def _changes(self, cursor: DBAPICursor) -> _Columns:
        """What each column goes through on its way out; most come as they are."""
        changes = (
            type_.dialect_impl(self._dialect).result_processor(self._dialect, described[1])
            for type_, described in zip(self._types, cursor.description or (), strict=True)
        )
        return tuple((place, change) for place, change in enumerate(changes) if change is not None)

    def _told_of(self, error: Exception, connection: Connection, cursor: DBAPICursor) -> BaseException:
        is_gone = self._dialect.is_disconnect(error, connection.connection, cursor)  # type: ignore[arg-type]  # of this driver
        if is_gone:
            connection.invalidate(error)
        return DBAPIError.instance(
            self._sql,
            None,
            error,
            self._dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=is_gone,
            dialect=self._dialect,
        )


@lru_cache(maxsize=_QUERIES_KEPT)
def prepared(query: Select[Any], dialect: Dialect) -> Prepared:
    """The query for that kind of database; kept, so that it is written once. Give it one that stands in a module."""
    return Prepared(query, dialect)
