"""One moment of the database, for everything that is read in one request."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine

from portal.storage.engine import forget_what_for, take_to_read, turn_to_write_at_once
from portal.storage.line import Line


class Snapshot:
    """A transaction that reads, over one connection: taken with the first question, given back when it is closed.

    Who is asking and what they read is found in the same one, so it costs a page one connection and not two.
    """

    def __init__(self, engine: Engine) -> None:
        """Of that database. Nothing is asked of it yet."""
        self._engine = engine
        self._line: Line | None = None

    @property
    def open_line(self) -> Line:
        """What statements are sent over."""
        if self._line is None:
            self._line = take_to_read(self._engine)
        return self._line

    @property
    def connection(self) -> Connection:
        """The same, for what goes through SQLAlchemy."""
        return self.open_line.connection

    @contextmanager
    def ended_by_writing(self, *, statements: int) -> Iterator[Line]:
        """The same connection to write over, once everything is read; it is committed with the block.

        One statement is a transaction by itself, and needs none around it.
        """
        line = self.open_line
        turn_to_write_at_once(line)
        if statements > 1:
            line.send("BEGIN IMMEDIATE" if line.dialect.name == "sqlite" else "BEGIN")
        yield line
        if statements > 1:
            line.send("COMMIT")
        self.close()

    def __enter__(self) -> Self:
        """Read in it while a block runs."""
        return self

    def __exit__(self, *_ended: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Give the connection back, if it was taken."""
        if self._line is not None:
            line, self._line = self._line, None
            forget_what_for(line)
            line.give_back()
