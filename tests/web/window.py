"""A browser window that looks at pages drawn from templates: no server, no network, the portal's strict CSP."""

from enum import Enum
from pathlib import Path
from typing import Final

from flask import Flask
from playwright.sync_api import Browser, Page, Route
from werkzeug.test import TestResponse

from tests.web.stage import ORIGIN, ROOT

AXE: Final = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BARRIERS: Final = Path(__file__).with_name("barriers.js")
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'"
)


class Screen(Enum):
    """A phone and a desk, in CSS pixels."""

    PHONE = 360
    DESK = 1280


class Window:
    """A browser window that shows one page after the other."""

    def __init__(self, browser: Browser, app: Flask, screen: Screen) -> None:
        self._app = app
        self._page = browser.new_page(viewport={"width": screen.value, "height": 740}, locale="da-DK")
        self._html = ""
        self._refusals: list[str] = []
        self._answers: dict[str, TestResponse] = {}
        self._page.on("console", lambda said: self._refusals.append(said.text) if said.type == "error" else None)
        self._page.route("**/*", self._answer)
        for script in (AXE, BARRIERS):
            self._page.add_init_script(path=script)

    def show(self, html: str) -> None:
        """Open a page."""
        self._html = html
        self._refusals.clear()
        self._page.goto(f"{ORIGIN}/picture")
        self._page.evaluate("document.fonts.ready")

    def photograph(self, path: Path, *, whole: bool = True) -> None:
        """Take a picture of the whole page, or of its first screen."""
        self._page.screenshot(path=path, full_page=whole)

    @property
    def page(self) -> Page:
        """What it shows."""
        return self._page

    @property
    def refusals(self) -> list[str]:
        """What the policy refused, and what else the browser complained of."""
        return [*self._refusals]

    def top_of(self, selector: str) -> float:
        """How far below the top of the page something begins, in CSS pixels."""
        box = self._page.locator(selector).bounding_box()
        assert box is not None
        return box["y"]

    def close(self) -> None:
        """Close it."""
        self._page.close()

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path == "/picture":
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(status=200, headers=headers, body=self._html)
            return
        if path not in self._answers:
            self._answers[path] = self._app.test_client().get(path, buffered=True)
        answer = self._answers[path]
        route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.data)
