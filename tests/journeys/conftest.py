"""A demo town of its own, started as `make demo` starts it, and people who visit it with phones."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import WatchedBrowser
from tests.databases import Databases

ROOT = Path(__file__).parents[2]
PHONE = {"width": 360, "height": 740}
_READY = "The town is ready"


@dataclass(frozen=True)
class Town:
    """A running town."""

    url: str
    environment: dict[str, str]
    browser: WatchedBrowser

    def visitor(self, who: str, *, staff: bool = False) -> Page:
        """Somebody with a phone of their own, without JavaScript, who has just signed in."""
        context = self.browser.new_context(viewport=PHONE, java_script_enabled=False, base_url=self.url)
        page = context.new_page()
        page.goto(f"{'/medarbejder' if staff else ''}/log-ind?login_hint={who}")
        return page

    def lets_a_day_pass(self) -> None:
        """The next day comes for all, and the case system is read again."""
        self._run("-m", "portal.demo", "next-day")
        self._run("-m", "flask", "--app", "wsgi", "sync", "run")

    def _run(self, *command: str) -> None:
        subprocess.run([sys.executable, *command], cwd=ROOT, env=self.environment, check=True, capture_output=True)  # noqa: S603 -- our own commands


@pytest.fixture
def town(tmp_path: Path, browser: WatchedBrowser, databases: Databases) -> Iterator[Town]:
    """A new town over a database without tables, ended with the test."""
    portal, broker, case_system = (str(port) for port in _free_ports(3))
    environment = {
        **os.environ,
        "DEMO_DIR": str(tmp_path / "town"),
        "PORT": portal,
        "BROKER_PORT": broker,
        "CASE_SYSTEM_PORT": case_system,
        "PORTAL_DATABASE_URL": databases.blank(),
    }
    command = [sys.executable, "-m", "portal.demo", "run", "--without-past"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as supervisor:  # noqa: S603 -- our own command
        assert supervisor.stdout is not None
        told = []
        for line in supervisor.stdout:
            told.append(line)
            if line.startswith(_READY):
                break
        assert "".join(told[-1:]).startswith(_READY), "".join(told)
        yield Town(f"http://127.0.0.1:{portal}", environment, browser)
        supervisor.send_signal(signal.SIGTERM)
        supervisor.stdout.read()
        assert supervisor.wait(timeout=10) == 0


def _free_ports(count: int) -> list[int]:
    with_ports = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in with_ports]
    for each in with_ports:
        each.close()
    return ports
