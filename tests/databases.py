"""The two databases the portal runs on: a test that asks for `database_url` is run once on each.

A worker has one database of each kind, copied from a template and emptied after each test. A test that needs others,
without tables or as they were at some moment, asks for `databases`; one that tells of one kind only is marked
`on_postgres` or `on_sqlite`, and one about what comes before any database `on_postgres_in_depth`.

What reads and writes is tried on both each time. Pages and long stories stand on it and on nothing of a database's
own, so they take turns: `make test` tries each on one of the two, and `make test-deep` all on both.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final, Protocol
from zlib import crc32

import pytest

from portal.storage.engine import make_engine
from portal.storage.tables import metadata
from tests.postgres.session import PostgresSession

KINDS: Final = ("sqlite", "postgres")
_TAKE_TURNS: Final = (
    "tests/web/",
    "tests/matrix/",
    "tests/forecasting/test_year.py",
    "tests/sync/test_interruption.py",
    "tests/sync/test_missing_hearings.py",
    "tests/sync/test_town.py",
)
on_postgres = pytest.mark.parametrize("database_kind", ["postgres"], indirect=True, scope="session")
on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True, scope="session")
on_postgres_in_depth = pytest.mark.parametrize(
    "database_kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.deep)], indirect=True, scope="session"
)
_IS_USED = "SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {name}) AS {name}" for name in metadata.tables)  # noqa: S608 -- our own names
"""Plain words: what SQLAlchemy would have to build anew for every test takes longer than most tests."""


class Place(Protocol):
    """Where databases of one kind are made."""

    def create(self, copied_from: str | None = None) -> str:
        """Make a database, empty or as another is now, and give its address; nobody may be in the other."""

    def drop(self, url: str) -> None:
        """Remove a database."""


@dataclass
class SqliteFolder:
    """SQLite's databases are files."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def create(self, copied_from: str | None = None) -> str:
        """Make a database, empty or as another is now, and give its address; nobody may be in the other."""
        path = self.folder / f"{next(self._numbers)}.sqlite"
        if copied_from:
            shutil.copy(_path(copied_from), path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        """Remove a database."""
        for part in ("", "-wal", "-shm"):
            Path(f"{_path(url)}{part}").unlink(missing_ok=True)


@dataclass
class Databases:
    """Databases of a test's own, all of one kind."""

    place: Place
    template: str
    made: list[str] = field(default_factory=list)

    def blank(self) -> str:
        """The address of a new database without tables."""
        return self._keep(self.place.create())

    def new(self) -> str:
        """The address of a new database with all tables, empty."""
        return self.copy(self.template)

    def copy(self, url: str) -> str:
        """The address of a new database that is as another is now; nobody may be in the other."""
        return self._keep(self.place.create(url))

    def _keep(self, url: str) -> str:
        self.made.append(url)
        return url


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the other database to `make test-deep`, where a test that takes turns has not said itself which it needs."""
    for item in items:
        callspec = getattr(item, "callspec", None)
        kind = callspec.params.get("database_kind") if callspec else None
        chooses = any(mark.args[0] == "database_kind" for mark in item.iter_markers("parametrize"))
        if kind and not chooses and item.nodeid.startswith(_TAKE_TURNS):
            whole, _, named = item.nodeid.partition("[")
            words = sorted(word for word in named.rstrip("]").split("-") if word not in KINDS)
            if kind != KINDS[crc32("".join((whole, *words)).encode()) % len(KINDS)]:
                item.add_marker(pytest.mark.deep)


@pytest.fixture(scope="session", params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture(scope="session")
def database_place(
    database_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    if database_kind == "sqlite":
        return SqliteFolder(tmp_path_factory.mktemp("databases"))
    postgres: PostgresSession = request.getfixturevalue("postgres")
    return postgres


@pytest.fixture(scope="session")
def database_template(database_place: Place) -> str:
    if isinstance(database_place, PostgresSession):
        return database_place.template(_build)
    url = database_place.create()
    _build(url)
    return url


@pytest.fixture(scope="session")
def worker_database_url(database_place: Place, database_template: str) -> Iterator[str]:
    url = database_place.create(database_template)
    yield url
    database_place.drop(url)


@pytest.fixture
def database_url(worker_database_url: str) -> Iterator[str]:
    """A database with all tables, empty, on each kind."""
    yield worker_database_url
    empty(worker_database_url)


def empty(url: str) -> None:
    """Take every row out of a database; somebody who still is in the midst of something in it is an error."""
    engine = make_engine(url)
    with engine.execution_options(writes=True).begin() as connection:
        used = [name for name, is_used in connection.exec_driver_sql(_IS_USED).mappings().one().items() if is_used]
        if connection.dialect.name == "sqlite":
            for table in reversed(metadata.sorted_tables):
                if table.name in used:
                    connection.exec_driver_sql(f"DELETE FROM {table.name}")  # noqa: S608 -- as above
        elif used:
            # Rows that are deleted leave holes that the next ones fill, in any order.
            connection.exec_driver_sql(f"TRUNCATE {', '.join(used)} CASCADE")
    engine.dispose()


@pytest.fixture
def databases(database_place: Place, database_template: str) -> Iterator[Databases]:
    """As many databases as the test wants, on each kind; gone with the test."""
    databases = Databases(database_place, database_template)
    yield databases
    for url in databases.made:
        database_place.drop(url)


def _build(url: str) -> None:
    engine = make_engine(url)
    metadata.create_all(engine)
    engine.dispose()


def _path(url: str) -> str:
    return url.removeprefix("sqlite:///")
