"""Asking: a citizen with a phone asks to be called and for her papers; a caseworker takes it, puts it off and answers."""

import pytest
from playwright.sync_api import Locator, Page

from tests.databases import on_postgres
from tests.journeys.conftest import PHONE, Town
from tests.pages.citizen import Overview

pytestmark = [pytest.mark.browser, on_postgres]

CAR = "Støtte til bil"


def fits(page: Page) -> bool:
    return page.locator("body").bounding_box()["width"] <= PHONE["width"]  # type: ignore[index]  # a body has a box


def presses(button: Locator) -> None:
    """Press it, and wait until the next page is there."""
    with button.page.expect_navigation():
        button.click()


def test_she_asks_without_javascript_and_is_answered(town: Town) -> None:
    anna = town.visitor("anna")
    case_url = Overview.of(anna).open(CAR).page.url
    presses(anna.get_by_role("button", name="Jeg forstår det ikke. Ring mig op"))
    assert "Vi har modtaget det" in anna.inner_text("h1")
    assert "Vi ringer til dig senest" in anna.inner_text("main")
    assert "Ingen har taget den endnu" in anna.inner_text("main")
    assert fits(anna)
    receipt_url = anna.url

    anna.goto(f"{case_url}/henvendelser")
    presses(anna.get_by_role("link", name="Se papirerne i din sag"))
    assert "112" in anna.inner_text("main form")
    presses(anna.get_by_role("button", name="Send"))
    papers_url = anna.url
    assert fits(anna)

    susanne = town.visitor("susanne", staff=True)
    susanne.goto(f"/medarbejder{case_url.removeprefix(town.url)}")
    papers, call = susanne.locator("#henvendelser article").all()
    presses(call.get_by_role("button", name="Jeg tager den"))
    papers, call = susanne.locator("#henvendelser article").all()
    call.get_by_label("Dit svar til borgeren").fill("Vi talte sammen i dag. Næste skridt er et besøg.")
    presses(call.get_by_role("button", name="Send svaret"))
    papers = susanne.locator("#henvendelser article").first
    papers.locator("summary").click()
    papers.get_by_label("Hvorfor det tager længere tid").fill("Vi venter på lægens papirer.")
    presses(papers.get_by_role("button", name="Giv den nye dato"))
    assert "Den nye dato er givet" in susanne.inner_text("main")
    assert fits(susanne)

    anna.goto(receipt_url)
    assert "Besvaret" in anna.inner_text("h1")
    assert "Næste skridt er et besøg." in anna.inner_text("main")
    anna.goto(papers_url)
    assert "Det tager længere tid, end vi sagde" in anna.inner_text("main")
    assert "Vi venter på lægens papirer." in anna.inner_text("main")
    assert "Du får papirerne i din sag senest" in Overview.of(anna).open(CAR).page.inner_text("#promises")
