"""A demo town, started as `make demo` starts it, and people who visit it with phones.

A worker has one town on each database for all journeys, so each is another citizen's; only days pass for everybody.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Seen, WatchedBrowser
from tests.databases import Place

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
def town(standing_town: Town, browser: WatchedBrowser) -> Town:
    """The town, visited with a browser whose pages are tried after the journey."""
    return replace(standing_town, browser=browser)


@pytest.fixture(scope="package")
def standing_town(
    tmp_path_factory: pytest.TempPathFactory, bare_browser: Browser, seen: Seen, database_place: Place
) -> Iterator[Town]:
    """A new town over a database without tables, ended with the last journey in it."""
    portal, broker, case_system = (str(port) for port in _free_ports(3))
    database_url = database_place.create()
    environment = {
        **os.environ,
        "DEMO_DIR": str(tmp_path_factory.mktemp("demo") / "town"),
        "PORT": portal,
        "BROKER_PORT": broker,
        "CASE_SYSTEM_PORT": case_system,
        "PORTAL_DATABASE_URL": database_url,
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
        yield Town(f"http://127.0.0.1:{portal}", environment, WatchedBrowser(bare_browser, seen))
        supervisor.send_signal(signal.SIGTERM)
        supervisor.stdout.read()
        assert supervisor.wait(timeout=10) == 0
    database_place.drop(database_url)


def _free_ports(count: int) -> list[int]:
    with_ports = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in with_ports]
    for each in with_ports:
        each.close()
    return ports
