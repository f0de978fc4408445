"""The town starts as one, and ends as one."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal.demo.supervisor.children import PROJECT

WITHIN_SECONDS = 5
PATIENCE_SECONDS = 30


@dataclass
class RunningTown:
    process: subprocess.Popen[str]
    folder: Path

    def reads_until(self, last: str) -> list[str]:
        lines = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            lines.append(line.strip())
            if line.strip() == last:
                return lines
        pytest.fail(f"It ended before it said {last!r}: {lines}")

    def rest(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.read()

    def pids(self) -> dict[str, int]:
        return {path.stem: int(path.read_text() or 0) for path in self.folder.glob("*.pid")}

    def left_behind(self) -> list[str]:
        return [name for name, pid in self.pids().items() if _is_running(pid)]


@contextmanager
def town(folder: Path, wrong: str = "nothing") -> Iterator[RunningTown]:
    command = [sys.executable, "-m", "tests.demo.supervisor.stand_in_town", str(folder), str(_free()), wrong]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)  # noqa: S603 -- our own stand-in
    running = RunningTown(process, folder)
    try:
        yield running
    finally:
        process.kill()
        process.communicate()
        _wait_until(lambda: not running.left_behind(), PATIENCE_SECONDS)


@pytest.mark.parametrize("message", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_one_word_ends_all_within_five_seconds(tmp_path: Path, message: int) -> None:
    with town(tmp_path) as running:
        assert running.reads_until("ready")[0] == "database is up to date"
        _wait_until(lambda: set(running.left_behind()) == {"provider", "worker"}, PATIENCE_SECONDS)
        running.process.send_signal(message)
        assert running.process.wait(WITHIN_SECONDS) == 0
        assert running.left_behind() == []
        assert running.rest() == "The town is closed.\n"


def test_who_will_not_end_is_ended_and_so_are_its_children(tmp_path: Path) -> None:
    with town(tmp_path, "stubborn") as running:
        running.reads_until("ready")
        _wait_until(lambda: running.pids().get("heir"), PATIENCE_SECONDS)
        running.process.terminate()
        assert running.process.wait(WITHIN_SECONDS) == 0
        _wait_until(lambda: not running.left_behind(), WITHIN_SECONDS)


def test_a_childs_death_ends_all_with_one_line(tmp_path: Path) -> None:
    with town(tmp_path, "dies") as running:
        running.reads_until("ready")
        (tmp_path / "die").touch()
        assert running.process.wait(PATIENCE_SECONDS) == 1
        log = tmp_path / "logs" / "worker.log"
        assert running.rest() == f"worker ended with exit code 3; its log is {log}\n"
        assert log.exists()
        assert running.left_behind() == []


def test_a_child_that_is_killed_is_named_with_its_signal(tmp_path: Path) -> None:
    with town(tmp_path) as running:
        running.reads_until("ready")
        os.kill(running.pids()["provider"], signal.SIGKILL)
        assert running.process.wait(PATIENCE_SECONDS) == 1
        assert running.rest().startswith("provider ended with signal 9; its log is ")
        assert running.left_behind() == []


@pytest.mark.parametrize("wrong", ["nothing", "stubborn"])
def test_nobody_is_left_when_the_supervisor_is_killed(tmp_path: Path, wrong: str) -> None:
    with town(tmp_path, wrong) as running:
        running.reads_until("ready")
        running.process.kill()
        assert running.process.wait(PATIENCE_SECONDS) == -signal.SIGKILL
        _wait_until(lambda: not running.left_behind(), PATIENCE_SECONDS)


def test_a_failed_migration_stops_the_start(tmp_path: Path) -> None:
    with town(tmp_path, "migration") as running:
        assert running.process.wait(PATIENCE_SECONDS) == 1
        assert running.rest() == f"database ended with exit code 1; its log is {tmp_path}/logs/database.log\n"
        assert (tmp_path / "logs" / "database.log").read_text() == "no such table\n"
        assert "worker" not in running.pids()
        assert running.left_behind() == []


def test_a_town_that_is_never_ready_gives_up(tmp_path: Path) -> None:
    with town(tmp_path, "never ready") as running:
        assert running.process.wait(PATIENCE_SECONDS) == 1
        assert "portal has not answered at /nowhere" in running.rest()
        assert running.left_behind() == []


def _wait_until(holds: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _is_running(pid: int) -> bool:
    """A process that has ended but that nobody has collected is not running."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
