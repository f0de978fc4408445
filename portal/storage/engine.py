"""Engines: SQLite in WAL mode or PostgreSQL, from one address.

A transaction begins by saying whether it writes. One that reads sees one moment of the database throughout, and
cannot write on PostgreSQL; one that writes sees what is committed meanwhile, so that it can wait for another and
then read what that one wrote.
"""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection, IsolationLevel
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from portal.storage.line import Line

BUSY_TIMEOUT_MS: Final = 10_000
LOCK_TIMEOUT_MS: Final = 10_000
"""How long a writer waits for another; as long on both databases."""
_PAGES_KEPT_KIB: Final = 16 * 1024
"""Of an SQLite file, by each connection that has read so much. By itself SQLite keeps 2 MiB, and a first view of one of
5,000 cases read the file two or three times."""
_STATEMENT_TIMEOUT_MS: Final = 30_000
_IDLE_IN_TRANSACTION_TIMEOUT_MS: Final = 60_000
"""A process that hangs in a transaction loses it, and with it its locks."""
_CONNECT_TIMEOUT_SECONDS: Final = 5
_POOL_TIMEOUT_SECONDS: Final = 5
"""A request that gets no connection in this time is told that the portal is busy."""
_POOL_SIZE: Final = 5
_MAX_OVERFLOW: Final = 10
_RECYCLE_AFTER_SECONDS: Final = 1800
_APPLICATION_NAME: Final = "portal"
_ISOLATION: Final = "READ COMMITTED"
_ENGINES_KEPT: Final = 16
"""So that a session does not dress the engine anew."""


def make_engine(database_url: str) -> Engine:
    """An engine for that address, `sqlite:///…` or `postgresql://…`. It connects when it is first used.

    Its errors leave out the values of a statement: what a citizen wrote must not reach the log.
    """
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        connect_args=_connect_args(url),
        isolation_level=_ISOLATION,
        pool_size=_POOL_SIZE,
        max_overflow=_MAX_OVERFLOW,
        pool_timeout=_POOL_TIMEOUT_SECONDS,
        pool_recycle=_RECYCLE_AFTER_SECONDS,
        pool_pre_ping=True,
    )


@lru_cache(maxsize=_ENGINES_KEPT)
def to_read(engine: Engine) -> Engine:
    """The same engine, for transactions that read: on PostgreSQL one snapshot, and writing is refused."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@lru_cache(maxsize=_ENGINES_KEPT)
def to_write(engine: Engine) -> Engine:
    """The same engine, for transactions that write: on SQLite the one writer's, from the beginning."""
    return engine.execution_options(writes=True)


def take_to_read(engine: Engine) -> Line:
    """A line in a transaction that reads, as `to_read` has it, without what SQLAlchemy does around a transaction.

    Raises:
        DBAPIError: the database could not be reached, as SQLAlchemy tells it.
    """
    driver_error = engine.dialect.loaded_dbapi.Error
    try:
        line = Line(engine, engine.raw_connection())
    except driver_error as error:
        raise DBAPIError.instance(None, None, error, driver_error, dialect=engine.dialect) from error
    if engine.dialect.name == "sqlite":
        line.send("BEGIN")
    else:
        _make(line, isolation="REPEATABLE READ", is_readonly=True)
    return line


def turn_to_write_at_once(line: Line) -> None:
    """Let each next statement of a line that has read be a transaction that writes, by itself.

    SQLite needs no word of it: what is sent without a transaction is one.
    """
    line.roll_back()
    if line.dialect.name != "sqlite":
        _make(line, isolation="AUTOCOMMIT", is_readonly=False)


def forget_what_for(line: Line) -> None:
    """Leave a line as the engine gave it, whatever it was taken for; one that was cut meanwhile is given up."""
    if line.dialect.name == "sqlite" or not line.taken.is_valid:
        return
    try:
        line.roll_back()
    except DBAPIError as error:
        if line.taken.is_valid:
            line.taken.invalidate(error)
    else:
        _make(line, isolation=_ISOLATION, is_readonly=False)


def _make(line: Line, *, isolation: IsolationLevel, is_readonly: bool) -> None:
    """What the next transactions of a PostgreSQL connection are; the driver sends it with the first word of each."""
    connection: Any = line.taken.dbapi_connection
    line.dialect.set_isolation_level(connection, isolation)
    connection.read_only = is_readonly


def _connect_args(url: URL) -> dict[str, Any]:
    """What the address does not say itself."""
    limits = {
        "timezone": "UTC",
        "statement_timeout": _STATEMENT_TIMEOUT_MS,
        "lock_timeout": LOCK_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": _IDLE_IN_TRANSACTION_TIMEOUT_MS,
    }
    ours = " ".join(f"-c {name}={value}" for name, value in limits.items())
    given = url.query.get("options", ())
    options = " ".join([ours, *((given,) if isinstance(given, str) else given)])
    defaults = {"application_name": _APPLICATION_NAME, "connect_timeout": _CONNECT_TIMEOUT_SECONDS}
    return {name: value for name, value in defaults.items() if name not in url.query} | {"options": options}


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    kept = f"cache_size=-{_PAGES_KEPT_KIB}"
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        kept,
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Say so, unless a line has: one of `take_to_read` that goes on through SQLAlchemy is in its transaction already."""
    writes = connection.get_execution_options().get("writes", False)
    if not getattr(connection.connection.dbapi_connection, "in_transaction", False):
        Line.of(connection).send("BEGIN IMMEDIATE" if writes else "BEGIN")
