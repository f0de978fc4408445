"""The walk with keys alone, from the front page: a citizen is heard, and her caseworker tells what comes next."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.databases import on_sqlite
from tests.journeys.conftest import PHONE, Town
from tests.pages.keyboard import Keyboard

pytestmark = pytest.mark.browser

COSTS = "Merudgifter (voksen)"
SIDE_BY_SIDE = 60
"""Places in one row may be this many pixels above each other."""


def arrives(town: Town, path: str) -> Page:
    context = town.browser.new_context(viewport=PHONE, java_script_enabled=False, base_url=town.url)
    page = context.new_page()
    page.goto(path)
    return page


@on_sqlite
def test_the_walk_without_a_mouse(town: Town) -> None:
    anna = arrives(town, "/")
    keys = Keyboard(anna)
    keys.follows("Log ind med MitID")
    keys.follows("Anna")
    keys.follows(COSTS)

    keys.tabs_to("Gå til sidens indhold")
    keys.presses("Enter")
    keys.presses("Tab")
    assert keys.here == "Alle dine sager", "The way past the masthead does not lead to the content."
    tops = keys.tops_from_here()
    assert all(later >= earlier - SIDE_BY_SIDE for earlier, later in pairwise(tops)), tops

    anna.reload()
    keys.tabs_to("Bygger på")
    keys.presses("Space")
    anna.locator("details[open] .details-text").wait_for(timeout=3000)

    keys.follows("Sig din mening")
    keys.follows("Send")
    assert keys.here.startswith("Der er noget, du skal rette"), "Reading does not begin at what is wrong."
    keys.follows("Skriv")
    keys.types("Hvad skal vi vide", "Lægen har misforstået det.")
    keys.tabs_to("På skrift")
    keys.presses("ArrowDown")
    keys.follows("Send")
    assert "Vi har modtaget" in anna.locator("h1").inner_text()

    susanne = arrives(town, "/medarbejder/log-ind")
    keys = Keyboard(susanne)
    keys.follows("Susanne")
    keys.follows(COSTS)
    keys.follows("Skriv næste skridt")
    keys.types("Med dine egne ord", "Vi ringer til dig på torsdag.")
    keys.follows("Se, hvordan det ser ud")
    keys.follows("Send")
    assert susanne.get_by_text("Vi ringer til dig på torsdag.").first.is_visible()
    assert len(town.browser.pages) >= 9, "The pages of a journey are not kept to be tried."
