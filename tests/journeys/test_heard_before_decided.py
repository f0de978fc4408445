"""Heard before it is decided, from both sides, on phones and without JavaScript, in Danish and in English."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from portal.domain.cases import CaseState, TaskStatus
from tests.browser import WatchedBrowser
from tests.databases import on_postgres
from tests.journeys.house import House, a_house, fills, main, opens, presses, staff_case
from tests.world import TODAY, World

pytestmark = [pytest.mark.browser, on_postgres]

YES = dict.fromkeys(("unknown_to_party", "about_facts", "against_party", "essential"), "yes")
FACT = {"fact_1": "Du kan gå 200 meter.", "source_1": "Brev fra din læge", "matters_1": "Det taler imod en bil."}


@pytest.fixture(params=["da", pytest.param("en", marks=pytest.mark.deep)])
def house(request: pytest.FixtureRequest, world: World, browser: WatchedBrowser) -> Iterator[House]:
    with a_house(world, request.param, browser) as found:
        yield found


def test_a_hearing_is_opened_read_put_off_answered_and_considered(house: House) -> None:
    case, says = house.world.a_case(), house.says
    susanne, anna = house.visitor("Susanne", staff=True), house.visitor("Anna")
    opens(susanne, f"{staff_case(case)}/hoering")
    presses(fills(susanne, "/hoering", **YES))
    assert house.either("Ikke læst her endnu", "Not read here yet") in presses(fills(susanne, "/ny", **FACT))

    opens(anna, f"/sager/{case}")
    shown = presses(anna.locator("#your-part a[href*='/partshoering/']"))
    assert all(words in shown for words in FACT.values())
    assert says("If you do not answer, we decide from what we know.") in shown
    assert says("You have asked for more time") in presses(fills(anna, "/mere-tid"))

    assert says("Answer a wish for more time") in opens(susanne, "/medarbejder/")
    opens(susanne, staff_case(case))
    presses(fills(susanne, "/mere-tid"))

    assert house.either("21. december", "21 December") in opens(anna, f"/sager/{case}")
    presses(anna.locator("#your-part a[href*='/partshoering/']"))
    answer = anna.locator("form.statement")
    answer.locator(".hearing-fact summary").first.click()
    answer.locator("textarea[name=wrong_1]").fill("Det er 20 meter.")
    answer.locator("textarea[name=words]").fill("Jeg kan ikke gå derhen.")
    receipt = presses(answer.locator("button"))
    assert says("We have received your answer") in receipt
    assert "Det er 20 meter." in receipt

    opens(susanne, staff_case(case))
    assert "Det er 20 meter." in susanne.locator("#hoering").inner_text()
    presses(fills(susanne, "/vurderet", words="Lægen måler igen."))
    opens(anna, f"/sager/{case}")
    assert "Lægen måler igen." in presses(anna.locator("#hearings a").first)


def test_a_refusal_is_not_announced_before_she_is_heard_and_then_it_is(house: House) -> None:
    case, says = house.world.a_case(state=CaseState.DECIDED), house.says
    susanne, anna = house.visitor("Susanne", staff=True), house.visitor("Anna")
    opens(susanne, staff_case(case))
    refused = presses(fills(susanne, "/afgoerelse", outcome="refused"))
    assert says("Not heard yet") in refused
    assert says("refused") not in opens(anna, f"/sager/{case}")

    presses(susanne.get_by_role("link", name=says("Hear them now")))
    presses(fills(susanne, "/ny", **FACT))
    opens(anna, f"/sager/{case}")
    presses(anna.locator("a[href*='/partshoering/']").first)
    presses(anna.locator("#ingen-bemaerkninger a"))
    assert says("You have nothing to add") in presses(fills(anna, "/ingen-bemaerkninger"))

    opens(susanne, staff_case(case))
    assert says("The decision is confirmed.") in presses(fills(susanne, "/afgoerelse", outcome="refused"))
    opens(anna, f"/sager/{case}")
    assert anna.locator(".decision").count() == 1
    assert says("Write to us about the decision") in main(anna)


def test_support_changed_before_anybody_was_heard_is_on_the_list_until_it_is_mended(house: House) -> None:
    world, says = house.world, house.says
    case = world.a_case("support_change", opened_on=TODAY - timedelta(days=60))
    world.the_case_moves(case, CaseState.EXECUTING)
    world.a_task(case, "decision", TaskStatus.FINISHED, closed_on=TODAY - timedelta(days=10))
    susanne = house.visitor("Susanne", staff=True)
    opens(susanne, "/medarbejder/partshoering-mangler")
    presses(susanne.locator(f"a[href*='{case}']").first)
    presses(fills(susanne, "/manglende-hoering"))
    opens(susanne, f"{staff_case(case)}/hoering/ny")
    presses(fills(susanne, "/ny", **FACT))

    anna = house.visitor("Anna")
    assert says("We made an error in your case") in opens(anna, f"/sager/{case}")
    opens(susanne, "/medarbejder/partshoering-mangler")
    assert susanne.locator(f"a[href*='{case}']").count() > 0

    house.lets_pass(days=15)
    susanne, anna = house.visitor("Susanne", staff=True), house.visitor("Anna")
    opens(susanne, f"{staff_case(case)}/manglende-hoering")
    for words in ("Anna har ikke svaret.", "Du beholder din støtte."):
        presses(fills(susanne, "/manglende-hoering", words=words))
    mended = presses(fills(susanne, "/manglende-hoering", words="Du får den tilbage fra i dag."))
    assert says("The last step is noted. The case is mended, and no longer on the list.") in mended
    opens(susanne, "/medarbejder/partshoering-mangler")
    assert susanne.locator(f"a[href*='{case}']").count() == 0
    assert "Du beholder din støtte." in opens(anna, f"/sager/{case}")


def test_what_she_asks_is_taken_put_off_when_it_is_late_and_answered(house: House) -> None:
    case, says = house.world.a_case(), house.says
    anna, susanne = house.visitor("Anna"), house.visitor("Susanne", staff=True)
    opens(anna, f"/sager/{case}/henvendelser/ny/spoergsmaal")
    receipt = presses(fills(anna, "/spoergsmaal", words="Hvornår hører jeg fra jer?"))
    assert house.either("30. november", "30 November") in receipt
    receipt_path = anna.url.removeprefix(house.url)
    opens(susanne, staff_case(case))
    presses(fills(susanne, "/tag"))
    assert "Susanne Krogh" in opens(anna, receipt_path)

    house.lets_pass(days=8)
    anna, susanne = house.visitor("Anna"), house.visitor("Susanne", staff=True)
    assert house.either("Det beklager vi", "we are sorry") in opens(anna, receipt_path)
    assert says("Answer what a party has asked") in opens(susanne, "/medarbejder/")
    opens(susanne, staff_case(case))
    susanne.locator("#henvendelser summary").first.click()
    presses(fills(susanne, "/ny-dato", words="Vi venter på lægen.", until="11.12.2026"))
    put_off = opens(anna, receipt_path)
    assert "Vi venter på lægen." in put_off
    assert house.either("11. december", "11 December") in put_off

    opens(susanne, staff_case(case))
    presses(fills(susanne, "/svar", words="Vi skriver til dig i næste uge."))
    assert "Vi skriver til dig i næste uge." in opens(anna, receipt_path)


def test_a_day_that_is_changed_stands_with_the_old_one_who_changed_it_and_why(house: House) -> None:
    case, says = house.world.a_case(opened_on=TODAY), house.says
    anna, susanne = house.visitor("Anna"), house.visitor("Susanne", staff=True)
    opens(susanne, f"{staff_case(case)}/naeste-skridt")
    presses(fills(susanne, "/naeste-skridt", expected_from="24.11.2026", expected_to="4.12.2026"))
    presses(susanne.locator("button[name=send]"))
    assert house.either("4. december", "4 December") in opens(anna, f"/sager/{case}")

    house.lets_pass(days=3)
    anna, susanne = house.visitor("Anna"), house.visitor("Susanne", staff=True)
    opens(susanne, f"{staff_case(case)}/naeste-skridt")
    asked_why = presses(fills(susanne, "/naeste-skridt", expected_from="27.11.2026", expected_to="18.12.2026"))
    assert says("You change a day that was told") in asked_why
    presses(fills(susanne, "/naeste-skridt", change_reason="illness", change_words="Lægen er syg."))
    presses(susanne.locator("button[name=send]"))

    opens(anna, f"/sager/{case}")
    history = " ".join(anna.locator("#promises").inner_text().split())
    assert says("there has been illness") in history
    days = house.either("4. december", "4 December"), house.either("18. december", "18 December")
    assert all(words in history for words in ("Lægen er syg.", "Susanne Krogh", *days))
