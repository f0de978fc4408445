"""Every citizen page as a phone shows it: nothing for axe to find, nothing the policy refuses, no scrolling sideways."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.web.gallery import Picture, gallery
from tests.web.stage import stage
from tests.web.window import Screen, Window

pytestmark = pytest.mark.browser

FIRST_SCREEN_PIXELS = 740


@pytest.fixture(scope="module")
def app() -> Flask:
    return stage()


@pytest.fixture(scope="module")
def phone(browser: Browser, app: Flask) -> Iterator[Window]:
    window = Window(browser, app, Screen.PHONE)
    yield window
    window.close()


@pytest.mark.parametrize("picture", gallery(), ids=lambda picture: picture.name)
def test_everybody_can_use_the_page(phone: Window, app: Flask, picture: Picture) -> None:
    phone.show(picture.html(app))
    assert phone.findings() == []


def test_a_page_that_shuts_people_out_is_found(phone: Window) -> None:
    phone.show('<!doctype html><html lang="da"><title>x</title><img src="/static/none.png"><p style="width:999px">x')
    found = " ".join(phone.findings())
    assert "image-alt" in found
    assert "Content Security Policy" in found


@pytest.mark.parametrize("name", ["case_waits_for_doctor", "case_waits_for_you", "case_decision_waits"])
def test_whose_turn_your_part_the_next_step_and_whom_to_phone_are_on_the_first_screen(
    phone: Window, app: Flask, name: str
) -> None:
    phone.show(next(picture for picture in gallery() if picture.name == name).html(app))
    tops = [phone.top_of(f"#{section}") for section in ("now", "your-part", "next-step", "caseworker")]
    assert tops == sorted(tops)
    assert tops[-1] < FIRST_SCREEN_PIXELS
