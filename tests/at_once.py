"""Two people at the same moment: one is in the midst of what she does when the other begins.

The first one goes on until everything is written but not yet committed. Then the second one begins, and goes on until
the database makes him wait or until he is done. Only then does the first one commit. Nobody sleeps, and what would be
lost is lost every time.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from threading import Event, current_thread
from typing import TypeVar

from sqlalchemy import Connection, Engine, event, text

_One = TypeVar("_One")
_Other = TypeVar("_Other")
_WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


@dataclass
class _Watch:
    """Follows the two through their statements, by the names of their threads."""

    engine: Engine
    table: str
    has_written: bool = False
    about_to_commit: Event = field(default_factory=Event)
    wants_to_write: Event = field(default_factory=Event)
    other: Future[object] | None = None

    def on_statement(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        name = current_thread().name
        if name == "first" and statement.startswith((f"INSERT INTO {self.table} ", f"UPDATE {self.table} ")):
            self.has_written = True
        if name == "second" and statement.startswith(("BEGIN IMMEDIATE", "INSERT INTO look ")):
            self.wants_to_write.set()

    def on_commit(self, _connection: Connection) -> None:
        if current_thread().name == "first" and self.has_written and not self.about_to_commit.is_set():
            self.about_to_commit.set()
            self._until_the_other_waits_or_is_done()

    def _until_the_other_waits_or_is_done(self) -> None:
        if self.engine.dialect.name == "sqlite":
            self.wants_to_write.wait(timeout=20)
            return
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            while not connection.scalar(_WAITING) and not (self.other and self.other.done()):
                pass


def at_once(engine: Engine, table: str, first: Callable[[], _One], second: Callable[[], _Other]) -> tuple[_One, _Other]:
    """What both of them get, when the second begins while the first has written to `table` and not yet committed."""
    watch = _Watch(engine, table)
    with _watched(watch), _thread("first") as one, _thread("second") as other:
        had = one.submit(copy_context().run, first)
        had.add_done_callback(lambda _done: watch.about_to_commit.set())
        watch.about_to_commit.wait()
        watch.other = other.submit(copy_context().run, second)
        watch.other.add_done_callback(lambda _done: watch.wants_to_write.set())
        both = had.result(), watch.other.result()
    assert watch.has_written, f"The first one wrote nothing to {table}."
    return both  # type: ignore[return-value]  # the second is what `second` gave


@contextmanager
def _watched(watch: _Watch) -> Iterator[None]:
    event.listen(watch.engine, "before_cursor_execute", watch.on_statement)
    event.listen(watch.engine, "commit", watch.on_commit)
    try:
        yield
    finally:
        event.remove(watch.engine, "before_cursor_execute", watch.on_statement)
        event.remove(watch.engine, "commit", watch.on_commit)


def _thread(name: str) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, initializer=lambda: setattr(current_thread(), "name", name))
