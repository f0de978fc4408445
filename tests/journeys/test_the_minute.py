"""The staff's minute: the next step is told by keyboard alone, from the worklist to the receipt."""

import pytest

from tests.databases import on_sqlite
from tests.journeys.conftest import Town
from tests.pages.caseworker import Keyboard, Worklist
from tests.pages.citizen import Overview

pytestmark = [pytest.mark.browser, on_sqlite]

MOST_KEYS = 12
CAR = "Støtte til bil"
OWN_WORDS = "Vi ringer til dig og aftaler en dag."


def test_the_next_step_is_told_in_twelve_keystrokes_and_no_mouse(town: Town) -> None:
    susanne, anna = town.visitor("susanne", staff=True), town.visitor("anna")
    number = Worklist.of(susanne).number_of("Anna Test Andersen", CAR)

    of_the_path = Keyboard(susanne)
    of_the_path.press(*number, "Enter", "ArrowDown", "Enter", "Enter")
    assert "Næste skridt er sendt" in susanne.locator("h1").inner_text()
    assert of_the_path.pressed <= MOST_KEYS

    in_own_words = Keyboard(susanne)  # from the receipt, where the next case is found
    in_own_words.press(*number, "Enter", "Tab")
    in_own_words.write(OWN_WORDS)
    in_own_words.press("Tab", "Tab", "Tab", "Tab", "Enter", "Enter")
    assert OWN_WORDS in susanne.locator("textarea[readonly]").input_value()
    assert in_own_words.pressed <= MOST_KEYS
    assert OWN_WORDS in Overview.of(anna).open(CAR).says("next-step")
