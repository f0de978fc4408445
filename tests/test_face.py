"""What the built style sheet does in a real browser."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask, render_template_string
from playwright.sync_api import Browser, Page

from portal.web.assets import BUILT, serve_assets
from tests.local_server import LocalServer

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Prøve</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="{{ icon_url('circle') }}">
<link rel="stylesheet" href="{{ asset_url('portal.css') }}"></head>
<body>{% from "components/icon.html" import icon %}
<a class="skipnav" href="#main-content">Gå til indhold</a>
<main id="main-content" class="container page-container">
<h1>Støtte til bil</h1>
<p class="alert alert-info">{{ icon("info", "Information") }} Vi venter på din læge</p>
<ol class="step-indicator"><li class="current"><div class="step"><span class="step-icon">{{ icon("check", "Færdig") }}</span>
<div><span class="step-title">Ansøgning modtaget</span></div></div></li></ol>
<details class="details"><summary class="details-summary">Mere</summary><div class="details-text">Det hele</div></details>
<a class="button button-primary" href="tel:+4500000000">{{ icon("phone") }} Ring</a></main></body></html>"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    app = Flask("portal", static_folder=None, template_folder=str(BUILT.parent.parent / "templates"))
    serve_assets(app)
    app.add_url_rule(
        "/", "page", lambda: (render_template_string(PAGE), {"Content-Security-Policy": "default-src 'self'"})
    )
    with closing(LocalServer(app)) as server:
        yield server.url


@pytest.fixture
def page(bare_browser: Browser, address: str) -> Iterator[Page]:
    context = bare_browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto(address, wait_until="networkidle")
    yield page
    context.close()
    assert complaints == []


def test_texts_are_set_in_the_portals_own_letters(page: Page) -> None:
    loaded = page.evaluate("[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family)")
    assert {family.strip('"') for family in loaded} == {"IBM Plex Sans"}


def test_nothing_runs_out_of_a_phone(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_icons_are_drawn(page: Page) -> None:
    for icon in page.locator("svg use").all():
        box = icon.evaluate("use => use.getBBox().width")
        assert box > 0


def test_nothing_moves_for_who_asked_for_rest(page: Page) -> None:
    seconds = page.locator(".skipnav").evaluate("link => parseFloat(getComputedStyle(link).transitionDuration)")
    assert seconds < 0.001


def test_paper_shows_what_is_folded_and_hides_what_can_only_be_pressed(page: Page) -> None:
    assert not page.get_by_text("Det hele").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("Det hele").is_visible()
    assert not page.get_by_text("Ring").is_visible()
