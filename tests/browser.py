"""Debian's chromium, driven as a citizen or a caseworker drives it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

_QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # it runs as root in a container, and loads nothing but the portal
]


@contextmanager
def launch_browser() -> Iterator[Browser]:
    """A chromium of its own; the tests that need it are marked `browser`."""
    chromium = shutil.which("chromium")
    assert chromium, "Debian's chromium is missing: run `make test`, or `apt-get install chromium`."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_QUIET)
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launch_browser() as browser:
        yield browser
