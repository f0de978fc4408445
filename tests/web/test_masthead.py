"""The masthead holds: on the narrowest screen, with letters twice as large, in both languages, whatever the colours."""

import pytest
from flask import Flask
from playwright.sync_api import Browser

from portal.i18n import speaking
from tests.web.barriers import barriers
from tests.web.gallery import gallery
from tests.web.stage import stage
from tests.web.window import Screen, Window

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
TWICE_AS_LARGE = "document.documentElement.style.fontSize = '125%'"  # the design system's root is 62.5 %
LONG_NAME = "Ringkøbing-Skjern Kommunalbestyrelse"
ON_BEHALF = next(picture for picture in gallery() if picture.name == "case_on_behalf_of")
OUTSIDE = """
[...document.querySelectorAll('.masthead *')]
  .filter(part => part.offsetWidth > 1)
  .filter(part => { const box = part.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth; })
  .map(part => part.className)
"""
ON_TOP_OF_EACH_OTHER = """
(() => {
  const parts = ['.masthead-home', '.masthead-who', ...document.querySelectorAll('.masthead-link')]
    .map(part => (part.closest ? part : document.querySelector(part)).getBoundingClientRect());
  return parts.some((one, at) => parts.slice(at + 1).some(other =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom));
})()
"""


@pytest.fixture(scope="module")
def app() -> Flask:
    return stage()


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("is_large", [False, True])
def test_nothing_in_it_is_cut_off_or_covered(bare_browser: Browser, app: Flask, language: str, *, is_large: bool) -> None:
    window = Window(bare_browser, app, Screen.PHONE)
    window.page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # playwright's own dictionary
    with speaking(language):
        window.show(ON_BEHALF.html(app).replace("Eksempel Kommune", LONG_NAME))
    if is_large:
        window.page.evaluate(TWICE_AS_LARGE)
    assert window.page.evaluate(OUTSIDE) == []
    assert not window.page.evaluate(ON_TOP_OF_EACH_OTHER)
    heights = window.page.evaluate(
        "[...document.querySelectorAll('.masthead a, .masthead button')].map(part => part.offsetHeight)"
    )
    assert len(heights) == 3
    assert min(heights) >= 24
    window.close()


def test_it_wears_the_municipalitys_colours_and_nothing_written_in_them_is_faint(bare_browser: Browser, app: Flask) -> None:
    window = Window(bare_browser, app, Screen.PHONE)
    window.show(ON_BEHALF.html(app))
    colour = "part => [getComputedStyle(part).color, getComputedStyle(part).backgroundColor]"
    masthead = window.page.locator(".masthead").evaluate(colour)
    link = window.page.locator(".links a").first.evaluate(colour)[0]
    assert masthead == ["rgb(255, 255, 255)", "rgb(29, 79, 110)"]
    assert link == "rgb(29, 79, 110)"
    assert "contrast" not in str(barriers(window))
    window.close()
