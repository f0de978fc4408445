"""Debian's chromium, driven as a citizen or a caseworker drives it. Every page that anybody loads is kept to be tried.

Tests are given no other browser than one that remembers its pages; after each test they are shown to somebody who
cannot see, who cannot use a mouse … (tests/web/barriers.py), so no journey can leave one out. What a reader's device
can be asked for, such as large text, is tried on each page and state of the gallery.

A page is read as it comes. Whoever goes on before that leaves it untried, which matters only where nobody else of the
worker's tests stays long enough: that is told when they have ended.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import playwright as playwright_itself
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Response, sync_playwright

_QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # it runs as root in a container, and loads nothing but the portal
]


_REDIRECTS: Final = range(300, 400)
_TITLE: Final = re.compile("<title>(.*?)</title>", re.DOTALL)


@dataclass
class Seen:
    """The kinds of pages that were opened: those that could be read, and those that were left before."""

    read: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)

    @property
    def never_tried(self) -> list[str]:
        """What was opened and never once read."""
        return sorted(self.left - self.read)


@dataclass
class WatchedBrowser:
    """A browser for people, that remembers each page of the portal they load."""

    bare: Browser
    """For those who look at pages for a living, and not as visitors."""
    seen: Seen
    pages: dict[str, str] = field(default_factory=dict)
    """What was loaded, by its address without what was asked there."""

    def new_context(self, *, base_url: str, **wishes: Any) -> BrowserContext:  # noqa: ANN401 -- the browser's own
        """Somebody with a browser of their own, who visits the portal at `base_url`."""
        context = self.bare.new_context(base_url=base_url, **wishes)
        context.on("response", lambda answer: self.remember(answer) if answer.url.startswith(base_url) else None)
        return context

    def remember(self, answer: Response) -> None:
        """Keep the page that was answered with, or that it was left before it could be read."""
        if not answer.request.is_navigation_request() or answer.status in _REDIRECTS:
            return
        parts = urlsplit(answer.url)
        kind = "/".join("…" if re.search(r"\d", part) else part for part in parts.path.split("/"))
        try:
            html = answer.text()
        except Error:
            self.seen.left.add(kind)
            return
        self.seen.read.add(kind)
        title = _TITLE.search(html)
        self.pages[f"{parts.netloc}{parts.path} {title[1] if title else ''}"] = html


@contextmanager
def launch_browser() -> Iterator[Browser]:
    """A chromium of its own; the tests that need it are marked `browser`."""
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert chromium, "Debian's chromium is missing: run `make test`, or `apt-get install chromium-headless-shell`."
    if (node := shutil.which("node")) and not _starts(Path(playwright_itself.__file__).parent / "driver" / "node"):
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_QUIET)
        try:
            yield browser
        finally:
            browser.close()


def _starts(node: Path) -> bool:
    """Whether it runs here: the node that playwright brings wants libatomic1, which a fresh Debian does not have."""
    return (
        node.is_file() and subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0  # noqa: S603 -- named above
    )


@pytest.fixture(scope="session")
def bare_browser() -> Iterator[Browser]:
    """One that remembers nothing: for windows that try pages themselves."""
    with launch_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def seen() -> Iterator[Seen]:
    """What all journeys of this worker have opened: together they have tried every page of it."""
    seen = Seen()
    yield seen
    assert seen.never_tried == [], "Let a journey wait for what these pages say before it goes on: nobody tried them."


@pytest.fixture
def browser(bare_browser: Browser, seen: Seen) -> Iterator[WatchedBrowser]:
    """One whose every page must be open to everybody, or the test that loaded it fails."""
    watched = WatchedBrowser(bare_browser, seen)
    yield watched
    shut = barriers_of(watched)
    assert not shut, "Somebody is shut out of a page that this test loaded:\n" + "\n".join(shut)


def barriers_of(watched: WatchedBrowser) -> list[str]:
    """What shuts people out of the pages that were loaded."""
    from tests.web.barriers import barriers_as_it_comes  # noqa: PLC0415 -- only who drives a browser waits for it
    from tests.web.stage import stage  # noqa: PLC0415 -- the same
    from tests.web.window import Screen, Window  # noqa: PLC0415 -- the same

    window = Window(watched.bare, stage(), Screen.PHONE)
    found = []
    for address, html in [*watched.pages.items()]:
        window.show(html)
        found += [f"{address}: {line}" for line in str(barriers_as_it_comes(window)).splitlines()]
    window.close()
    return found
