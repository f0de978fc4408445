"""The browser of the journeys remembers what was opened, and tells what nobody stayed to see."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.wrappers import Response

from tests.browser import Seen, WatchedBrowser
from tests.local_server import LocalServer

pytestmark = pytest.mark.browser

ANSWER = Response("<!doctype html><title>Støtte til bil</title><h1>Støtte til bil</h1>", mimetype="text/html")


@pytest.fixture
def page(bare_browser: Browser) -> Iterator[Page]:
    with (
        closing(LocalServer(ANSWER)) as server,
        closing(bare_browser.new_context(base_url=server.url)) as context,
    ):
        yield context.new_page()


@pytest.fixture
def watched(bare_browser: Browser) -> WatchedBrowser:
    return WatchedBrowser(bare_browser, Seen())


def opens(page: Page, watched: WatchedBrowser, path: str, *, leaves_at_once: bool = False) -> None:
    answer = page.goto(path)
    assert answer is not None
    if leaves_at_once:
        page.close()
    watched.remember(answer)


def test_a_page_that_was_read_is_kept_to_be_tried(page: Page, watched: WatchedBrowser) -> None:
    opens(page, watched, "/sager/7?som=2")
    assert [address.partition("/")[2] for address in watched.pages] == ["sager/7 Støtte til bil"]
    assert watched.seen.never_tried == []


def test_a_page_that_everybody_left_before_it_could_be_read_is_told_of(page: Page, watched: WatchedBrowser) -> None:
    opens(page, watched, "/sager/7", leaves_at_once=True)
    assert watched.pages == {}
    assert watched.seen.never_tried == ["/sager/…"]


def test_a_page_that_somebody_else_stayed_to_see_is_tried(page: Page, watched: WatchedBrowser) -> None:
    opens(page, watched, "/sager/8")
    opens(page, watched, "/sager/7", leaves_at_once=True)
    assert watched.seen.never_tried == []
