"""Debian's chromium, looking at pages drawn from templates: no server, no network, the portal's strict CSP."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Final

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.web.gallery import Picture
from tests.web.stage import ROOT

AXE: Final = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ADDRESS: Final = "https://portal.test/picture"
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'"
)
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Screen(Enum):
    """A phone and a desk, in CSS pixels."""

    PHONE = 360
    DESK = 1280


class CheckedPage:
    """One page in the browser."""

    def __init__(self, page: Page, refusals: list[str]) -> None:
        self._page = page
        self._refusals = refusals

    def photograph(self, path: Path) -> None:
        """Take a picture of the whole page."""
        self._page.screenshot(path=path, full_page=True)

    def findings(self) -> list[str]:
        """What axe finds, what the policy refused, and whether one must scroll sideways."""
        self._page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self._page.evaluate(
            "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))"
        )
        wide = self._page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        return [*found, *self._refusals, *(["One must scroll sideways."] if wide else [])]

    def top_of(self, selector: str) -> float:
        """How far below the top of the page something begins, in CSS pixels."""
        box = self._page.locator(selector).bounding_box()
        assert box is not None
        return box["y"]


class Chromium:
    """A browser that is given pages."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    @contextmanager
    def page(self, app: Flask, picture: Picture, screen: Screen) -> Iterator[CheckedPage]:
        """Open a picture on a screen."""
        context = self._browser.new_context(viewport={"width": screen.value, "height": 740}, locale="da-DK")
        page = context.new_page()
        refusals: list[str] = []
        page.on("console", lambda message: refusals.append(message.text) if message.type == "error" else None)
        page.route("**/*", lambda route: _answer(route, app.test_client(), picture.html(app)))
        page.goto(ADDRESS)
        page.evaluate("document.fonts.ready")
        try:
            yield CheckedPage(page, refusals)
        finally:
            context.close()


@contextmanager
def open_browser() -> Iterator[Chromium]:
    """Start Debian's chromium, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        try:
            yield Chromium(browser)
        finally:
            browser.close()


def _answer(route: Route, client: FlaskClient, html: str) -> None:
    if route.request.url == ADDRESS:
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(status=200, headers=headers, body=html)
        return
    answer = client.get(route.request.url.removeprefix("https://portal.test"), buffered=True)
    route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.data)
