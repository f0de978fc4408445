"""Every page as a phone shows it: nobody is shut out, whatever they see, hear, press or have asked their device for."""

from collections import defaultdict
from collections.abc import Iterator
from zlib import crc32

import pytest
from flask import Flask
from lxml import html
from playwright.sync_api import Browser

from portal.i18n import speaking
from tests.web.access_report import REPORT
from tests.web.barriers import Check, barriers, barriers_as_it_comes
from tests.web.gallery import Picture, gallery
from tests.web.staff_gallery import StaffPicture
from tests.web.stage import stage
from tests.web.window import Screen, Window

pytestmark = pytest.mark.browser

FIRST_SCREEN_PIXELS = 740


@pytest.fixture(scope="module")
def app() -> Flask:
    return stage()


@pytest.fixture(scope="module")
def phone(bare_browser: Browser, app: Flask) -> Iterator[Window]:
    window = Window(bare_browser, app, Screen.PHONE)
    yield window
    window.close()


def takes_turn(picture: Picture | StaffPicture) -> bool:
    """Whether it is tried in every way each time; any other is tried as it comes, and in every way in `make test-deep`."""
    return crc32(picture.name.encode()) % 2 == 0


@pytest.mark.parametrize("picture", gallery(), ids=lambda picture: picture.name)
def test_everybody_can_use_the_page(phone: Window, app: Flask, picture: Picture | StaffPicture) -> None:
    phone.show(picture.html(app))
    found = barriers(phone) if takes_turn(picture) else barriers_as_it_comes(phone)
    assert not found.found, str(found)


@pytest.mark.deep
@pytest.mark.parametrize(
    "picture", [each for each in gallery() if not takes_turn(each)], ids=lambda picture: picture.name
)
def test_everybody_can_use_the_page_as_their_device_shows_it(
    phone: Window, app: Flask, picture: Picture | StaffPicture
) -> None:
    phone.show(picture.html(app))
    found = barriers(phone)
    assert not found.found, str(found)


@pytest.mark.deep
@pytest.mark.parametrize("picture", gallery(), ids=lambda picture: picture.name)
def test_everybody_can_use_the_page_in_english(phone: Window, app: Flask, picture: Picture | StaffPicture) -> None:
    with speaking("en"):
        phone.show(picture.html(app))
    found = barriers(phone)
    assert not found.found, str(found)


SHUT = """<!doctype html><html lang="da"><head><title>x</title></head><body>
<link rel="stylesheet" href="https://elsewhere.test/x.css"><header>x</header><main><h1>x</h1><h3>x</h3><img src="/static/none.png">
<p style="width:999px">x</p><a href="/a" id="a">her</a><div id="alert" class="alert"><svg class="icon-svg" aria-hidden="true"></svg></div>
<span class="form-error-message">x</span><input aria-label="x" aria-invalid="true"></main></body></html>"""
SHUT_STYLE = """() => {
    const style = (selector, rules) => Object.assign(document.querySelector(selector).style, rules);
    style("a", { outline: "none" });
    document.querySelector("a").style.setProperty("transition", "color 1s", "important");
    style("p", { height: "1em", overflow: "hidden", width: "400px", font: "2rem monospace" });
    style("svg", { fill: "#eee", width: "24px", height: "24px" });
}"""


def test_a_page_that_shuts_people_out_is_found_in_every_way(phone: Window) -> None:
    phone.show(SHUT.replace("<p style", f"<p>{'ord ' * 400}</p><p style"))
    phone.page.evaluate(SHUT_STYLE)
    assert {*Check} - {*barriers(phone).found} == set()


def test_a_line_in_which_nothing_is_read_aloud_is_found(phone: Window) -> None:
    bars = '<p><span aria-hidden="true">I dag</span></p><p aria-hidden="true">I dag</p><p><input aria-label="x"></p>'
    phone.show(f'<html lang="da"><head><title>x</title></head><body><main><h1>x</h1>{bars}</main></body></html>')
    assert [each for each in barriers(phone).found[Check.STRUCTURE] if "nothing" in each] == [
        "<p> I dag is read as nothing"
    ]


def test_no_two_pages_have_the_same_title(app: Flask) -> None:
    of = defaultdict(set)
    for picture in gallery():
        if picture.name == "error_last_resort":
            continue  # it stands in for the page of an error of ours, when that cannot be drawn
        of[html.document_fromstring(picture.html(app)).findtext(".//title")].add(picture.template)
    assert {title: pages for title, pages in of.items() if len(pages) > 1} == {}


def test_the_report_tells_of_every_page() -> None:
    said = REPORT.read_text(encoding="utf-8")
    missing = [picture.name for picture in gallery() if f"| {picture.name} |" not in said]
    assert missing == [], "Run `make access-report`, and see what it says of these."
    assert " 0 barriers." in said


@pytest.mark.parametrize("name", ["case_waits_for_doctor", "case_waits_for_you", "case_decision_waits"])
def test_whose_turn_your_part_the_next_step_and_whom_to_phone_are_on_the_first_screen(
    phone: Window, app: Flask, name: str
) -> None:
    phone.show(next(picture for picture in gallery() if picture.name == name).html(app))
    tops = [phone.top_of(f"#{section}") for section in ("now", "your-part", "next-step", "caseworker")]
    assert tops == sorted(tops)
    assert tops[-1] < FIRST_SCREEN_PIXELS
