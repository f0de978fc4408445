"""A hearing from both sides: opened, read, put off, answered and considered, on phones and without JavaScript."""

import pytest

from tests.databases import on_sqlite
from tests.journeys.conftest import Town
from tests.pages.caseworker import StaffCase, Worklist
from tests.pages.citizen import CasePage, HearingPage, Overview

pytestmark = [pytest.mark.browser, on_sqlite]

CAR = "Støtte til bil"
CAR_IN_ENGLISH = "Car support"
FACTS = (
    ("Du kan gå 200 meter.", "Brev fra din læge", "Det taler imod støtte til bil."),
    ("Bussen holder ved din dør.", "Din kommune", "Du kan komme på arbejde med bus."),
)


def test_a_hearing_is_opened_read_put_off_answered_and_considered(town: Town) -> None:
    anna, susanne = town.visitor("anna"), town.visitor("susanne", staff=True)
    anna.goto(Overview.of(anna).open(CAR).page.url)
    number = anna.url.rpartition("/")[2]
    susanne.goto(f"/medarbejder/sager/{number}")
    assert "Ikke læst her endnu" in StaffCase(susanne).hear(FACTS)

    hearing = Overview.of(anna).open(CAR).open_hearing()
    assert hearing.fits
    for fact in FACTS:
        assert all(words in hearing.says for words in fact)
    assert "Svarer du ikke" in hearing.says
    assert "Du har bedt om mere tid" in hearing.ask_for_more_time()

    assert "mere tid" in Worklist.of(susanne).first
    susanne.goto(f"/medarbejder/sager/{number}")
    assert "Læst her" in susanne.locator("#hoering").inner_text()
    assert "Vi venter på parten" in StaffCase(susanne).give_more_time()

    anna.goto(f"/sprog?til=en&next=/sager/{number}")
    in_english = CasePage(anna).open_hearing()
    assert "Read this, and answer before we decide" in in_english.says
    receipt = in_english.answer("Jeg kan ikke gå derhen.", first_is_wrong="Det er 20 meter.")
    assert "We have received your answer" in receipt
    assert "Det er 20 meter." in receipt
    assert HearingPage(anna).fits

    susanne.goto(f"/medarbejder/sager/{number}")
    assert "Det er 20 meter." in susanne.locator("#hoering").inner_text()
    assert "Afsluttet" in StaffCase(susanne).finish_hearing("Vi har bedt lægen om at måle igen.")
    anna.goto(f"/sager/{number}")
    anna.locator("#hearings a").first.click()
    assert "Vi har bedt lægen om at måle igen." in anna.locator("main").inner_text()
