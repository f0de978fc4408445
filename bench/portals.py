"""The portal as it is measured: what it is told, in this process or behind its server, on either database."""

import fcntl
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

from tests.postgres.launcher import SESSION_LOCK, SUPERUSER

ROOT: Final = Path(__file__).parent.parent
WORKERS: Final = 2
_START_SECONDS: Final = 30
_STOP_SECONDS: Final = 15


def environment(database_url: str, port: int) -> dict[str, str]:
    """The settings of the measured portal, as environment variables."""
    return {
        "PORTAL_MODE": "test",
        "PORTAL_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PORTAL_MUNICIPALITY": str(ROOT / "portal/demo/municipality"),
        "PORTAL_DATABASE_URL": database_url,
        "PORTAL_SECRET_KEY": "s" * 32,
        "PORTAL_PERSON_KEY": "p" * 32,
        "PORTAL_OIDC_ISSUER": "http://127.0.0.1:1/citizens",
        "PORTAL_OIDC_CLIENT_ID": "portal",
        "PORTAL_OIDC_CLIENT_SECRET": "secret",
        "PORTAL_STAFF_OIDC_ISSUER": "http://127.0.0.1:1/staff",
        "PORTAL_STAFF_OIDC_CLIENT_ID": "portal",
        "PORTAL_STAFF_OIDC_CLIENT_SECRET": "secret",
        "PORTAL_SOURCE": "nova",
        "PORTAL_SOURCE_URL": "http://127.0.0.1:1/",
        "PORTAL_SOURCE_TOKEN_URL": "http://127.0.0.1:1/token",
        "PORTAL_SOURCE_CLIENT_ID": "portal",
        "PORTAL_SOURCE_CLIENT_SECRET": "secret",
    }


@contextmanager
def sqlite() -> Iterator[str]:
    """The address of an empty SQLite database, gone with the block."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        yield f"sqlite:///{folder}/portal.sqlite"


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL database on a server of its own, gone with the block.

    It is the tests' server, which keeps nothing over a crash: good for what the portal itself spends, not for what
    PostgreSQL does.
    """
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-postgres-"))
    folder.chmod(0o711)
    with (folder / SESSION_LOCK).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        command = [sys.executable, "-m", "tests.postgres.launcher", str(folder)]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 -- our own
        yield f"postgresql://{SUPERUSER}@/postgres?host={folder / 'run'}"


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens at."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def served(settings: Mapping[str, str], port: int) -> Iterator[None]:
    """The portal behind its server, as the README runs it, until the block ends.

    Raises:
        RuntimeError: it did not answer in time.
    """
    how = ["--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", "4", "--workers-kill-timeout", "5"]
    where = ["--host", "127.0.0.1", "--port", str(port), "--no-access-log", "--log-level", "warning"]
    command = [sys.executable, "-m", "granian", *how, *where, "wsgi:app"]
    given = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")} | dict(settings)
    server = subprocess.Popen(command, cwd=ROOT, env=given)  # noqa: S603 -- our own
    try:
        _wait_until_it_answers(port)
        yield
    finally:
        server.terminate()
        server.wait(_STOP_SECONDS)


def _wait_until_it_answers(port: int) -> None:
    give_up_at = time.monotonic() + _START_SECONDS
    while time.monotonic() < give_up_at:
        connection = HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:  # noqa: PLR2004 -- OK
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("The portal's server did not answer.")
