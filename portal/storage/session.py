"""Sessions that cannot be used past the gate.

A session is opened for certain owners of tables. Any other personal table may only be read by a statement that
the gate has stamped, and only be written through rows the gate has admitted. The mirror is never written by
anybody but its owner, the sync.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn, TypeVar

from sqlalchemy import Connection, Engine, Executable, Select, TextClause, event
from sqlalchemy import Row as ResultRow
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, object_mapper
from sqlalchemy.sql import visitors
from sqlalchemy.sql.schema import Table

from portal.storage.engine import to_read, to_write
from portal.storage.line import Line
from portal.storage.prepared import prepared
from portal.storage.snapshot import Snapshot

STAMP = "stamped_by_gate"
OPERATIONS = "operations"

_Statement = TypeVar("_Statement", bound=Executable)


class UngatedQuery(RuntimeError):  # noqa: N818 -- it names what was tried
    """A statement on personal tables, or a write to them, that did not come through the gate."""


class GuardedSession(Session):
    """A session held to the tables of its owners and to what the gate stamps."""

    def __init__(self, source: Engine | Snapshot, owners: frozenset[str]) -> None:
        """Open a session for the tables of `owners`; tables about the running of the portal are always free."""
        super().__init__(expire_on_commit=False, autoflush=False)
        self.__source = source
        self.__line: Line | None = None
        self.owners = owners | {OPERATIONS}
        self._clearance = object()
        self._admitted: dict[int, object] = {}

    def stamp(self, statement: _Statement) -> _Statement:
        """Mark a statement as made by the gate; only this session takes the mark."""
        return statement.execution_options(**{STAMP: self._clearance})

    def fetch(self, query: Select[*tuple[Any, ...]], **values: object) -> Sequence[Any]:
        """The rows of a query that the gate stands for as if it had stamped it, with its named values.

        Keep the query: one that is written anew each time, or goes through `execute`, costs a page several times as
        much as what the database does for it.
        """
        line = self._line_for(query)
        return prepared(query, line.dialect).read(line, values)

    def fetch_many(self, query: Select[*tuple[Any, ...]], **values: object) -> Sequence[ResultRow[Any]]:
        """The same for a query with a list among its values, which is put in anew each time."""
        return self._line_for(query).connection.execute(query, values).all()

    def _line_for(self, query: Select[*tuple[Any, ...]]) -> Line:
        if isinstance(self.__source, Snapshot):
            return self.__source.open_line
        if self.__line is None or self.__line.connection.closed:
            self.__line = Line.of(super().connection(bind_arguments={"clause": query}))
        return self.__line

    def close(self) -> None:
        """Leave the database. One that only fetched has nothing to forget."""
        if self.in_transaction():
            super().close()

    def admit(self, row: object) -> None:
        """Let a row be written that the gate has checked."""
        self._admitted[id(row)] = row
        self.add(row)

    def is_stamped(self, options: Any) -> bool:  # noqa: ANN401 -- SQLAlchemy's own mapping
        """Whether those execution options carry this session's mark."""
        return options.get(STAMP) is self._clearance

    def is_admitted(self, row: object) -> bool:
        """Whether the gate has let this row be written."""
        return id(row) in self._admitted

    @property
    def is_on_postgresql(self) -> bool:
        """Whether the database has many writers at a time."""
        return self.__database().dialect.name == "postgresql"

    def get_bind(self, mapper: Any = None, *, clause: Any = None, **others: Any) -> Engine | Connection:  # noqa: ANN401, ARG002 -- SQLAlchemy's own
        """The database, for a statement or a row on its way through this session; nobody else gets it.

        Raises:
            UngatedQuery: it was asked for by itself, to go past the gate with.
        """
        if mapper is None and clause is None:
            raise UngatedQuery("The engine leads past the gate. Use the gate, or the session's own execute.")
        return self.__database()

    def __database(self) -> Engine | Connection:
        return self.__source.connection if isinstance(self.__source, Snapshot) else self.__source

    def _refuse_bulk(self, *_args: Any, **_kwargs: Any) -> NoReturn:  # noqa: ANN401 -- refuses whatever it is given
        message = "Bulk methods and bare connections go past the gate. Use the gate, or the session's own execute."
        raise UngatedQuery(message)

    bulk_save_objects = _refuse_bulk
    bulk_insert_mappings = _refuse_bulk
    bulk_update_mappings = _refuse_bulk
    connection = _refuse_bulk


def open_session(engine: Engine, *owners: str, writes: bool = False) -> GuardedSession:
    """A session for the tables of `owners`, to read one moment of them or to write."""
    return GuardedSession(to_write(engine) if writes else to_read(engine), frozenset(owners))


def read_in(snapshot: Snapshot, *owners: str) -> GuardedSession:
    """A session to read in a snapshot, which goes on when the session is closed."""
    return GuardedSession(snapshot, frozenset(owners))


@event.listens_for(GuardedSession, "do_orm_execute")
def _refuse_ungated_statement(state: ORMExecuteState) -> None:
    session = state.session
    _refuse_change_of_what_is_only_added(state)
    if not isinstance(session, GuardedSession) or session.is_stamped(state.execution_options):
        return
    if isinstance(state.statement, TextClause):
        message = "Raw SQL cannot be checked. Ask the gate for a query."
        raise UngatedQuery(message)
    foreign = sorted({table.name for table in _tables_in(state.statement) if not _is_free(session, table)})
    if foreign:
        message = f"A query on {', '.join(foreign)} did not come through the gate. Use a method of Gate."
        raise UngatedQuery(message)


def _refuse_change_of_what_is_only_added(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete):
        return
    only_added = sorted(table.name for table in _tables_in(state.statement) if table.info.get("is_append_only"))
    if only_added:
        message = f"Rows of {', '.join(only_added)} were to be changed. They are only ever added."
        raise UngatedQuery(message)


@event.listens_for(GuardedSession, "before_flush")
def _refuse_unadmitted_rows(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if not isinstance(session, GuardedSession):
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        table = object_mapper(row).local_table
        if isinstance(table, Table) and table.info.get("is_append_only") and row not in session.new:
            message = f"A row of {table.name} was to be changed. Its rows are only ever added."
            raise UngatedQuery(message)
        if not isinstance(table, Table) or _is_free(session, table):
            continue
        if table.info.get("owner") == "mirror" or not session.is_admitted(row):
            message = f"A row of {table.name} was to be written past the gate. Use gate.add or gate.change."
            raise UngatedQuery(message)


def _is_free(session: GuardedSession, table: Table) -> bool:
    return table.info.get("owner") in session.owners


def _tables_in(statement: object) -> Iterable[Table]:
    for element in visitors.iterate(statement):  # type: ignore[arg-type]
        if isinstance(element, Table):
            yield element
