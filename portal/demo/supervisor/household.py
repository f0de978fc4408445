"""The running children: starts, watches and ends them."""

import http.client
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from portal.demo.ports import HOST
from portal.demo.refusal import TownRefused
from portal.demo.supervisor.children import PROJECT, Address, Child
from portal.demo.supervisor.guardian import ALL_ENDED, end_groups

_GUARDIAN = Child("guardian", (sys.executable, "-m", "portal.demo.supervisor.guardian"))
_POLL_SECONDS = 0.1
_ANSWER_SECONDS = 2.0

Process = subprocess.Popen[bytes]


class AskedToEnd(Exception):  # noqa: N818 -- somebody's wish, not a fault
    """The person who runs the town has had enough of it."""


class Household:
    """The children that run now. Each leads a process group of its own; leaving the `with` block ends them all."""

    def __init__(self, folder: Path, environment: Mapping[str, str], is_asked_to_end: Callable[[], bool]) -> None:
        """Keep logs under `folder`; nobody runs yet."""
        self._logs = folder / "logs"
        self._environment = environment
        self._is_asked_to_end = is_asked_to_end
        self._running: list[tuple[Child, Process]] = []
        self._guardian: Process | None = None

    def __enter__(self) -> Self:
        """Start the guardian, who ends the children should this process be killed."""
        self._guardian = self._start(_GUARDIAN, stdin=subprocess.PIPE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End everybody: first asked, then by force."""
        processes = [process for _, process in self._running]
        end_groups([one.pid for one in processes], reap=lambda: [one.poll() for one in processes])
        for process in processes:
            process.wait()
        if self._guardian is not None:
            self._tell_guardian(ALL_ENDED)
            self._guardian.communicate()

    def start(self, child: Child) -> None:
        """Start a child; its output goes to its log."""
        process = self._start(child, stdin=subprocess.DEVNULL)
        self._running.append((child, process))
        self._tell_guardian(str(process.pid))

    def wait_for(self, address: Address, child: str, patience_seconds: float) -> None:
        """Wait until `address` answers; `child` is who is to blame if it does not.

        Raises:
            TownRefused: a child ended, or there was no answer in time.
            AskedToEnd: somebody said stop.
        """
        deadline = time.monotonic() + patience_seconds
        while not _answers(address):
            if time.monotonic() > deadline:
                gave_up = f"{child} has not answered at {address.path} within {patience_seconds:.0f} seconds"
                raise TownRefused(f"{gave_up}; {self._see_log(child)}")
            self.stay()

    def wait_until_ended(self, name: str) -> None:
        """Wait until the children of that name, which end themselves, have ended.

        Raises:
            TownRefused: it failed, or another child ended.
            AskedToEnd: somebody said stop.
        """
        while any(process.poll() is None for child, process in self._running if child.name == name):
            self.stay()
        self._notice_ends()

    def stay(self) -> None:
        """Let a moment pass, and notice what happened.

        Raises:
            TownRefused: a child ended.
            AskedToEnd: somebody said stop.
        """
        time.sleep(_POLL_SECONDS)
        if self._is_asked_to_end():
            raise AskedToEnd
        self._notice_ends()

    def _notice_ends(self) -> None:
        guardian = [(_GUARDIAN, self._guardian)] if self._guardian else []
        for child, process in [*self._running, *guardian]:
            code = process.poll()
            if code is not None and not (child.ends_itself and code == 0):
                raise TownRefused(self._tell_end(child.name, code))

    def _start(self, child: Child, stdin: int) -> Process:
        with (self._logs / f"{child.name}.log").open("wb") as log:
            return subprocess.Popen(  # noqa: S603 -- our own commands
                child.command,
                cwd=PROJECT,
                env=self._environment,
                stdin=stdin,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _tell_guardian(self, line: str) -> None:
        pipe: IO[bytes] | None = self._guardian.stdin if self._guardian else None
        if pipe is None:
            return
        try:
            pipe.write(f"{line}\n".encode())
            pipe.flush()
        except BrokenPipeError:
            return

    def _tell_end(self, name: str, code: int) -> str:
        how = f"exit code {code}" if code >= 0 else f"signal {-code}"
        return f"{name} ended with {how}; {self._see_log(name)}"

    def _see_log(self, name: str) -> str:
        return f"its log is {self._logs / f'{name}.log'}"


def _answers(address: Address) -> bool:
    connection = http.client.HTTPConnection(HOST, address.port, timeout=_ANSWER_SECONDS)
    try:
        connection.request("GET", address.path)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return status == HTTPStatus.OK or not address.must_be_ok
