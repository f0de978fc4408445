"""The PostgreSQL of a test session: started by the first test that asks, shared by all workers, gone with the session.

`PORTAL_TEST_POSTGRES_DSN` names a server to use instead, as a user that may make databases; they are removed after.
There is no way to go without: what cannot be reached is a failure.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO, Any

import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.pool import NullPool

from tests.postgres.launcher import LAUNCHER_LOCK, SESSION_LOCK, SUPERUSER

_GIVEN = os.environ.pop("PORTAL_TEST_POSTGRES_DSN", None)
_FOLDER = pytest.StashKey[Path]()
_HELD = pytest.StashKey[IO[str]]()
_GIVEN_ADDRESS = "address"
_SHARED = "postgres_session"


class PostgresSession:
    """Makes databases on the session's server; their names begin with the session's own."""

    def __init__(self, folder: Path, worker: str) -> None:
        """Belong to the session of `folder`, and start its server if nobody has."""
        self._folder = folder
        self._worker = worker
        self._numbers = count()
        if (folder / _GIVEN_ADDRESS).exists():
            self._address = (folder / _GIVEN_ADDRESS).read_text()
        else:
            with self._turn():
                self._launch()
            self._address = f"postgresql://{SUPERUSER}@/postgres?host={folder / 'run'}"
        self._admin = _admin(self._address)

    def create(self, copied_from: str | None = None) -> str:
        """Make a database, empty or as another is now, and give its address; nobody may be in the other."""
        return self._create(f"{self._worker}_{next(self._numbers)}", copied_from)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is in it."""
        self._run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def template(self, build: Callable[[str], None]) -> str:
        """The address of a database to copy from, built by the first worker that asks."""
        built = self._folder / "template"
        with self._turn():
            if not built.exists():
                url = self._create("template")
                build(url)
                built.write_text(url)
        return built.read_text()

    def _create(self, name: str, copied_from: str | None = None) -> str:
        name = _prefix(self._folder) + name
        # Copying files takes 28 ms where the default way, by the log, takes 71 ms.
        origin = f"{make_url(copied_from).database} STRATEGY file_copy" if copied_from else "template0"
        self._run(f"CREATE DATABASE {name} TEMPLATE {origin}")
        return make_url(self._address).set(database=name).render_as_string(hide_password=False)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with (self._folder / "turn.lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(statement)

    def _launch(self) -> None:
        if (self._folder / "ready").exists():
            return
        command = [sys.executable, "-m", "tests.postgres.launcher", str(self._folder)]
        launching = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
        if launching.returncode:
            pytest.fail(launching.stdout or launching.stderr, pytrace=False)
        (self._folder / "ready").touch()


def pytest_configure(config: pytest.Config) -> None:
    """Give the session a folder, that a launcher watches; workers of xdist share their controller's."""
    shared = getattr(config, "workerinput", {}).get(_SHARED)
    folder = Path(shared or tempfile.mkdtemp(prefix="portal-postgres-"))
    config.stash[_FOLDER] = folder
    if shared is None:
        folder.chmod(0o711)
        if _GIVEN:
            (folder / _GIVEN_ADDRESS).touch(0o600)
            (folder / _GIVEN_ADDRESS).write_text(_GIVEN)
        held = (folder / SESSION_LOCK).open("w")
        fcntl.flock(held, fcntl.LOCK_EX)
        config.stash[_HELD] = held


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401 -- xdist has no types
    """Tell a worker which session it works for."""
    node.workerinput[_SHARED] = str(node.config.stash[_FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the session: the launcher sees the lock go, stops the server and removes the folder."""
    held, folder = config.stash.get(_HELD, None), config.stash[_FOLDER]
    if held is None:
        return
    if _GIVEN:
        _drop_all(folder)
    held.close()
    try:
        with (folder / LAUNCHER_LOCK).open("r+") as launcher:
            fcntl.flock(launcher, fcntl.LOCK_EX)
    except FileNotFoundError:
        pass
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> PostgresSession:
    """The session's PostgreSQL."""
    worker = getattr(pytestconfig, "workerinput", {}).get("workerid", "main")
    return PostgresSession(pytestconfig.stash[_FOLDER], worker)


def _drop_all(folder: Path) -> None:
    with _admin(_GIVEN or "").connect() as connection:
        ours = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        for (name,) in connection.exec_driver_sql(ours, (_prefix(folder),)).all():
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def _admin(address: str) -> Engine:
    url = address.replace("postgresql://", "postgresql+psycopg://", 1)
    return create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")


def _prefix(folder: Path) -> str:
    letters = "".join(letter for letter in folder.name.lower() if letter.isalnum())
    return f"test_{letters.removeprefix('portalpostgres')}_"
