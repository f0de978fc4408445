"""Debian's chromium, driven as a citizen or a caseworker drives it. Every page that anybody loads is kept to be tried.

Tests are given no other browser than one that remembers its pages; after each test they are shown to somebody who
cannot see, who cannot use a mouse … (tests/web/barriers.py), so no journey can leave one out. What a reader's device
can be asked for, such as large text, is tried on each page and state of the gallery.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import playwright as playwright_itself
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

_QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # it runs as root in a container, and loads nothing but the portal
]


@dataclass
class WatchedBrowser:
    """A browser for people, that remembers each page they load."""

    bare: Browser
    """For those who look at pages for a living, and not as visitors."""
    pages: dict[str, str] = field(default_factory=dict)
    """What was loaded, by its address without what was asked there."""

    def new_context(self, **wishes: Any) -> BrowserContext:  # noqa: ANN401 -- the browser's own
        """Somebody with a browser of their own."""
        context = self.bare.new_context(**wishes)
        context.on("page", lambda page: page.on("domcontentloaded", self._remember))
        return context

    def _remember(self, page: Page) -> None:
        parts = urlsplit(page.url)
        try:
            self.pages[f"{parts.netloc}{parts.path} {page.title()}"] = page.content()
        except Error:
            return  # Whoever opened it has moved on before it could be read.


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


@pytest.fixture
def browser(bare_browser: Browser) -> Iterator[WatchedBrowser]:
    """One whose every page must be open to everybody, or the test that loaded it fails."""
    watched = WatchedBrowser(bare_browser)
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
        if "/static/portal." in html:  # a page of the portal, and not of a provider
            window.show(html)
            found += [f"{address}: {line}" for line in str(barriers_as_it_comes(window)).splitlines()]
    window.close()
    return found
