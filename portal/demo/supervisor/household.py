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
_UP_SECONDS = 60.0

Process = subprocess.Popen[bytes]


class AskedToEnd(Exception):  # noqa: N818 -- somebody's wish, not a fault
    """The person who runs the town has had enough of it."""


class Household:
    """The children that run now. Each leads a process group of its own; leaving the `with` block ends them all."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], is_asked_to_end: Callable[[], bool]
    ) -> None:
        """Keep logs under `folder`; nobody runs yet."""
        self._logs = folder / "logs"
        self._environment = environment
        self._is_asked_to_end = is_asked_to_end
        self._running: dict[str, Process] = {}
        self._guardian: Process | None = None

    def __enter__(self) -> Self:
        """Start the guardian, who ends the children should this process be killed."""
        self._guardian = self._start(_GUARDIAN, stdin=subprocess.PIPE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End everybody: first asked, then by force."""
        children = list(self._running.values())
        end_groups([child.pid for child in children], reap=lambda: [child.poll() for child in children])
        for child in children:
            child.wait()
        if self._guardian is not None:
            self._tell_guardian(ALL_ENDED)
            self._guardian.communicate()

    def start(self, child: Child) -> None:
        """Start a child; its output goes to its log."""
        process = self._start(child, stdin=subprocess.DEVNULL)
        self._running[child.name] = process
        self._tell_guardian(str(process.pid))

    def wait_until_up(self, child: Child) -> None:
        """Wait until the child answers at its address.

        Raises:
            TownRefused: a child ended, or this one did not answer in time.
            AskedToEnd: somebody said stop.
        """
        if child.address is not None:
            self.wait_for(child.address, child.name)

    def wait_for(self, address: Address, name: str) -> None:
        """Wait until `address` answers; `name` is the child to blame.

        Raises:
            TownRefused: a child ended, or there was no answer in time.
            AskedToEnd: somebody said stop.
        """
        deadline = time.monotonic() + _UP_SECONDS
        while not _answers(address):
            if time.monotonic() > deadline:
                message = (
                    f"{name} has not answered at {address.path} in {_UP_SECONDS:.0f} s; {self._see_log(name)}"
                )
                raise TownRefused(message)
            self.stay()

    def wait_until_done(self, child: Child) -> None:
        """Wait until a child that has one thing to do has done it.

        Raises:
            TownRefused: it failed, or another child ended.
            AskedToEnd: somebody said stop.
        """
        process = self._running[child.name]
        while process.poll() is None:
            self.stay()
        if process.returncode:
            raise TownRefused(self._tell_end(child.name, process.returncode))
        del self._running[child.name]

    def stay(self) -> None:
        """Let a moment pass, and notice what happened.

        Raises:
            TownRefused: a child ended.
            AskedToEnd: somebody said stop.
        """
        time.sleep(_POLL_SECONDS)
        if self._is_asked_to_end():
            raise AskedToEnd
        for name, process in self._everybody().items():
            code = process.poll()
            if code is not None and not (name == "database" and code == 0):
                raise TownRefused(self._tell_end(name, code))

    def _everybody(self) -> dict[str, Process]:
        guardian = {_GUARDIAN.name: self._guardian} if self._guardian else {}
        return self._running | guardian

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
