"""Statements on their way to the database's driver, past what SQLAlchemy does around each."""

from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection


class Line:
    """One connection that was taken from an engine, to send statements over as the driver has them."""

    def __init__(self, engine: Engine, taken: PoolProxiedConnection, connection: Connection | None = None) -> None:
        """Take what has been taken. Who listens to its statements is found out once."""
        self.taken = taken
        self.dialect = engine.dialect
        self._engine = engine
        self._connection = connection
        self._listeners = tuple(engine.dispatch.before_cursor_execute)
        self._driver_error = self.dialect.loaded_dbapi.Error
        self._cursor = taken.cursor()

    @classmethod
    def of(cls, connection: Connection) -> "Line":
        """The line that a connection of SQLAlchemy's goes over."""
        return cls(connection.engine, connection.connection, connection)

    @property
    def connection(self) -> Connection:
        """The same, for what goes through SQLAlchemy."""
        if self._connection is None:
            self._connection = Connection(self._engine, self.taken)
        return self._connection

    def send(self, sql: str, values: Any = ()) -> DBAPICursor:  # noqa: ANN401 -- a list or a mapping, as the driver has it
        """Send a statement. What it answers is to be read before the next one is sent.

        Raises:
            DBAPIError: what the driver said, as SQLAlchemy tells it.
        """
        cursor = self._cursor
        for listener in self._listeners:
            listener(self.connection, cursor, sql, values, None, False)  # noqa: FBT003 -- SQLAlchemy's own
        try:
            cursor.execute(sql, values)
        except self._driver_error as error:
            raise self._told(sql, error, cursor) from error
        return cursor

    def roll_back(self) -> None:
        """End a transaction without keeping what it wrote.

        Raises:
            DBAPIError: as for `send`.
        """
        if self._connection is not None and self._connection.in_transaction():
            self._connection.rollback()
            return
        try:
            self.taken.rollback()
        except self._driver_error as error:
            raise self._told("ROLLBACK", error, self._cursor) from error

    def give_back(self) -> None:
        """Let the engine have the connection again."""
        (self._connection or self.taken).close()

    def _told(self, sql: str, error: Exception, cursor: DBAPICursor) -> Exception:
        """The error as SQLAlchemy tells it, without the values; a connection that is gone is given up."""
        is_gone = self.dialect.is_disconnect(error, self.taken, cursor)  # type: ignore[arg-type]
        if is_gone:
            (self._connection or self.taken).invalidate(error)
        return DBAPIError.instance(
            sql,
            None,
            error,
            self._driver_error,
            hide_parameters=True,
            connection_invalidated=is_gone,
            dialect=self.dialect,
        )
