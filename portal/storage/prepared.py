"""Statements put into a database's own words once, and sent by its driver.

SQLAlchemy writes a statement, and knows what each value in it and each column of its answer is. That does not change
from one page to the next; finding it out anew took six times as long as the database itself.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Dialect, Enum, Insert, Select, Uuid
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.types import TypeEngine

from portal.storage.line import Line

_STATEMENTS_KEPT: Final = 256
"""More than the portal has, on one database."""
_UUIDS_KEPT: Final = 1024

_Change = Callable[[Any], Any]
_Columns = tuple[tuple[int, _Change], ...]


class _Prepared:
    """One statement, as one kind of database is told it. It takes no lists: each length is another statement."""

    def __init__(self, statement: Select[*tuple[Any, ...]] | Insert, dialect: Dialect) -> None:
        """Write it down, with the change that each value goes through on its way in."""
        compiled = statement.compile(dialect=dialect)
        self._sql = str(compiled)
        self._dialect = dialect
        binds = {name: _on_its_way_in(bind.type, dialect) for bind, name in compiled.bind_names.items()}
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self._fixed = {
            name: value if (change := binds[name]) is None else change(value) for name, value in fixed.items()
        }
        self._changes_in = tuple(
            (name, change) for name, change in binds.items() if change is not None and name not in fixed
        )
        self._in_order = _in_order_of(compiled.positiontup or ()) if compiled.positional else None

    def send(self, line: Line, values: Mapping[str, object]) -> DBAPICursor:
        """Send it with its named values.

        Raises:
            DBAPIError: what the driver said, as SQLAlchemy tells it.
        """
        told = {**self._fixed, **values}
        for name, change in self._changes_in:
            told[name] = change(told[name])
        return line.send(self._sql, told if self._in_order is None else self._in_order(told))


class PreparedQuery(_Prepared):
    """A query, which gives rows with their columns by name."""

    def __init__(self, query: Select[*tuple[Any, ...]], dialect: Dialect) -> None:
        """Write it down."""
        super().__init__(query, dialect)
        columns = query.selected_columns
        self._types = [column.type.dialect_impl(dialect) for column in columns]
        row: Any = namedtuple("Found", [str(column.key) for column in columns])  # type: ignore[misc]  # noqa: PYI024 -- the names come with the query
        self._row: Callable[[Sequence[Any]], Any] = partial(tuple.__new__, row)
        self._changes_out: _Columns | None = None

    def read(self, line: Line, values: Mapping[str, object]) -> list[Any]:
        """Every row. It raises as `send` does."""
        cursor = self.send(line, values)
        if self._changes_out is None:
            self._changes_out = self._changes(cursor)
        found = [list(row) for row in cursor.fetchall()]
        for row in found:
            for place, change in self._changes_out:
                row[place] = change(row[place])
        return [self._row(row) for row in found]

    def _changes(self, cursor: DBAPICursor) -> _Columns:
        """What each column goes through on its way out; most come as they are."""
        described = zip(self._types, cursor.description or (), strict=True)
        changes = [_on_its_way_out(type_, self._dialect, column[1]) for type_, column in described]
        return tuple((place, change) for place, change in enumerate(changes) if change is not None)


class PreparedInsert(_Prepared):
    """A new row, with a value for each column of its table."""

    def write(self, line: Line, values: Mapping[str, object]) -> None:
        """Write it. It raises as `send` does."""
        self.send(line, values)


def _in_order_of(names: Sequence[str]) -> Callable[[Mapping[str, object]], Sequence[object]]:
    """Gives the values of these names, one after the other."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


def _on_its_way_in(type_: TypeEngine[Any], dialect: Dialect) -> _Change | None:
    """What a value goes through; a member of an enum is looked up, and anything else than a member is refused."""
    if isinstance(type_, Enum) and type_.enum_class is not None:
        texts: dict[Any, Any] = {None: None, **{member: member.value for member in type_.enum_class}}
        return texts.__getitem__
    return type_.dialect_impl(dialect).bind_processor(dialect)


def _on_its_way_out(type_: TypeEngine[Any], dialect: Dialect, driver_type: object) -> _Change | None:
    """The same for what was found."""
    if isinstance(type_, Enum) and type_.enum_class is not None:
        members: dict[Any, Any] = {None: None, **{member.value: member for member in type_.enum_class}}
        return members.__getitem__
    change = type_.result_processor(dialect, driver_type)
    return change if change is None or not isinstance(type_, Uuid) else _known_uuid


@lru_cache(maxsize=_UUIDS_KEPT)
def _known_uuid(text: str | None) -> UUID | None:
    """Kept, for the rows about a case all name it, and making one takes longer than finding it."""
    return None if text is None else UUID(text)


@lru_cache(maxsize=_STATEMENTS_KEPT)
def prepared(query: Select[*tuple[Any, ...]], dialect: Dialect) -> PreparedQuery:
    """The query for that kind of database; kept, so that it is written once. Give it one that stands in a module."""
    return PreparedQuery(query, dialect)


@lru_cache(maxsize=_STATEMENTS_KEPT)
def prepared_insert(statement: Insert, dialect: Dialect) -> PreparedInsert:
    """The same for a new row."""
    return PreparedInsert(statement.inline(), dialect)
