"""A browser window that looks at pages drawn from templates, under the portal's strict CSP."""

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Flask
from playwright.sync_api import Browser, Page

from tests.local_server import LocalServer
from tests.web.stage import ROOT

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

AXE: Final = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BARRIERS: Final = Path(__file__).with_name("barriers.js")
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'"
)

_PICTURE: Final = "/picture"


class Screen(Enum):
    """A phone and a desk, in CSS pixels."""

    PHONE = 360
    DESK = 1280


class Window:
    """A browser window that shows one page after the other.

    It has a server of its own, so that the browser keeps styles, fonts and icons from one page to the next: asked for
    each time they took as long as looking at the page.
    """

    def __init__(self, browser: Browser, app: Flask, screen: Screen) -> None:
        self._app = app
        self._page = browser.new_page(viewport={"width": screen.value, "height": 740}, locale="da-DK")
        self._html = ""
        self._refusals: list[str] = []
        self._page.on("console", lambda said: self._refusals.append(said.text) if said.type == "error" else None)
        for script in (AXE, BARRIERS):
            self._page.add_init_script(path=script)
        self._server = LocalServer(self._answer)

    def show(self, html: str) -> None:
        """Open a page."""
        self._html = html
        self._refusals.clear()
        self._page.goto(f"{self._server.url}{_PICTURE}")
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
        self._server.close()

    def _answer(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] != _PICTURE:
            return self._app.wsgi_app(environ, start_response)
        body = self._html.encode()
        headers = {
            "Content-Security-Policy": POLICY,
            "Content-Type": "text/html; charset=utf-8",
            "Cache-Control": "no-store",
        }
        start_response("200 OK", [*headers.items(), ("Content-Length", str(len(body)))])
        return [body]
