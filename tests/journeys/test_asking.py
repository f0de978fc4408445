"""Asking: a citizen with a phone asks to be called and for her papers; a caseworker takes it, puts it off and answers."""

import pytest
from playwright.sync_api import Locator, Page

from tests.databases import on_postgres
from tests.journeys.conftest import PHONE, Town
from tests.pages.citizen import Overview

pytestmark = [pytest.mark.browser, on_postgres]

HELP = "Støtte i hjemmet"


def fits(page: Page) -> bool:
    return page.locator("body").bounding_box()["width"] <= PHONE["width"]  # type: ignore[index]  # a body has a box


def presses(button: Locator) -> None:
    """Press it, and wait until the next page is there."""
    with button.page.expect_navigation():
        button.click()


def test_she_asks_without_javascript_and_is_answered(town: Town) -> None:
    amina = town.visitor("amina")
    case_url = Overview.of(amina).open(HELP).page.url
    presses(amina.get_by_role("button", name="Jeg forstår det ikke. Ring mig op"))
    assert "Vi har modtaget det" in amina.inner_text("h1")
    assert "Vi ringer til dig senest" in amina.inner_text("main")
    assert "Ingen har taget den endnu" in amina.inner_text("main")
    assert fits(amina)
    receipt_url = amina.url

    amina.goto(f"{case_url}/henvendelser")
    presses(amina.get_by_role("link", name="Se papirerne i din sag"))
    assert "112" in amina.inner_text("main form")
    presses(amina.get_by_role("button", name="Send"))
    papers_url = amina.url
    assert fits(amina)

    jonas = town.visitor("jonas", staff=True)
    jonas.goto(f"/medarbejder{case_url.removeprefix(town.url)}")
    papers, call = jonas.locator("#henvendelser article").all()
    presses(call.get_by_role("button", name="Jeg tager den"))
    papers, call = jonas.locator("#henvendelser article").all()
    call.get_by_label("Dit svar til borgeren").fill("Vi talte sammen i dag. Næste skridt er et besøg.")
    presses(call.get_by_role("button", name="Send svaret"))
    papers = jonas.locator("#henvendelser article").first
    papers.locator("summary").click()
    papers.get_by_label("Hvorfor det tager længere tid").fill("Vi venter på lægens papirer.")
    presses(papers.get_by_role("button", name="Giv den nye dato"))
    assert "Den nye dato er givet" in jonas.inner_text("main")
    assert fits(jonas)

    amina.goto(receipt_url)
    assert "Besvaret" in amina.inner_text("h1")
    assert "Næste skridt er et besøg." in amina.inner_text("main")
    amina.goto(papers_url)
    assert "Det tager længere tid, end vi sagde" in amina.inner_text("main")
    assert "Vi venter på lægens papirer." in amina.inner_text("main")
    assert "Du får papirerne i din sag senest" in Overview.of(amina).open(HELP).page.inner_text("#promises")
