"""The walk: sign in, see what happens next, ask to be heard, be answered, and let a mother follow it."""

import pytest

from tests.databases import on_postgres
from tests.journeys.conftest import Town
from tests.pages.caseworker import StaffCase, Worklist
from tests.pages.citizen import Overview

pytestmark = [pytest.mark.browser, on_postgres]

COSTS = "Merudgifter (voksen)"
CAR = "Støtte til bil"
CHANGE = "Ændring af din støtte"
CHILD = "Børnefaglig undersøgelse"


def test_the_walk(town: Town) -> None:  # noqa: PLR0915 -- one day in one story
    anna = town.visitor("anna")
    overview = Overview.of(anna)
    assert overview.titles == [CHANGE, CAR, COSTS]

    car = overview.open(CAR)
    assert car.is_whole
    assert car.fits
    assert "Vi venter på din læge" in car.says("now")
    assert "Du skal ikke gøre noget nu" in car.says("your-part")
    assert "En ergoterapeut taler med dig" in car.says("next-step")
    assert "Vi regner med" in car.says("expected")
    assert "Bygger på" in car.says("expected")
    assert "Susanne Krogh" in car.says("caseworker")
    assert "70 00 01 11" in car.says("caseworker")
    assert "Vi har modtaget din ansøgning" in car.says("roadmap")

    receipt = Overview.of(anna).open(COSTS).ask_to_be_heard(later=True)
    assert "Du får svar senest" in receipt
    assert "Afgørelsen venter" in Overview.of(anna).open(COSTS).says("now")

    susanne = town.visitor("susanne", staff=True)
    worklist = Worklist.of(susanne)
    assert COSTS in worklist.first
    case = worklist.open_first()
    case.set_statement_date()
    preview = case.write_next_step("Vi ringer til dig og gennemgår udgifterne")
    assert "Vi ringer til dig og gennemgår udgifterne" in preview
    StaffCase(susanne).post()

    costs = Overview.of(anna).open(COSTS)
    assert "Afgørelsen venter på, at du siger din mening" in costs.says("now")
    assert "Sig din mening" in costs.says("your-part")
    assert "Du kan sige din mening til og med" in costs.says("hearing")
    assert "Vi ringer til dig og gennemgår udgifterne" in costs.says("next-step")
    assert "Susanne Krogh" in costs.says("next-step") + costs.says("expected")

    karen = town.visitor("karen")
    theirs = Overview.of(karen)
    assert sorted(theirs.titles) == sorted([CAR, COSTS])
    third = Overview.of(anna).open(CHANGE).page.url
    assert karen.goto(third).status == 404  # type: ignore[union-attr]  # a page was opened
    on_behalf = Overview.of(karen).open(COSTS)
    assert "på vegne af Anna Test Andersen" in on_behalf.page.content()
    assert "Vi har modtaget det" in on_behalf.ask_to_be_heard(words="Anna har brug for mere tid.")
    read_only = Overview.of(karen).open(CAR)
    assert "på vegne af Anna Test Andersen" in read_only.page.content()
    assert karen.goto(f"{read_only.page.url}/udtalelse").status == 403  # type: ignore[union-attr]  # as above

    town.lets_a_day_pass()
    car = Overview.of(anna).open(CAR)
    assert "Du har fået en ny sagsbehandler" in car.says("caseworker")
    assert "Jonas Winther" in car.says("caseworker")
    assert "70 00 01 12" in car.says("caseworker")
    assert "En ergoterapeut er ved at beskrive" in car.says("now")

    anna.locator("form[action='/log-ud'] button").click()
    anna.wait_for_url("**/log-ud/farvel")
    anna.goto("/sager")
    assert "/sager" not in anna.url


def test_what_the_municipality_began_leaves_no_trace_until_it_is_released(town: Town) -> None:
    mette = town.visitor("mette")
    assert CHILD not in Overview.of(mette).titles

    jonas = town.visitor("jonas", staff=True)
    Worklist.of(jonas).open(CHILD).release_to("Mette Test Mikkelsen", step="child")
    page = Overview.of(mette).open(CHILD)
    assert page.is_whole
    assert "samtale med jeres barn" in page.says("now")


def test_a_low_level_is_refused_with_a_way_to_step_up(town: Town) -> None:
    lene = town.visitor("lene")
    assert "/sager" not in lene.url
    assert lene.locator("main a[href*='hoejere=1']").count() == 1
