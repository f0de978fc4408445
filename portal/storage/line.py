"""Statements on their way to the database's driver, past what SQLAlchemy does around each."""

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError


class Line:
    """One open connection, to send statements over as the driver has them."""

    def __init__(self, connection: Connection) -> None:
        """Take an open connection. Who listens to its statements is found out once."""
        self.connection = connection
        self.dialect = connection.dialect
        self._listeners = tuple(connection.engine.dispatch.before_cursor_execute)
        self._cursor = connection.connection.cursor()
        self._driver_error = self.dialect.loaded_dbapi.Error

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

    def _told(self, sql: str, error: Exception, cursor: DBAPICursor) -> Exception:
        """The error as SQLAlchemy tells it, without the values; a connection that is gone is given up."""
        is_gone = self.dialect.is_disconnect(error, self.connection.connection, cursor)  # type: ignore[arg-type]
        if is_gone:
            self.connection.invalidate(error)
        return DBAPIError.instance(
            sql,
            None,
            error,
            self._driver_error,
            hide_parameters=True,
            connection_invalidated=is_gone,
            dialect=self.dialect,
        )
