"""Anna reads what counts against her before the decision, and answers."""

from datetime import timedelta
from uuid import UUID

import pytest

from portal import clock
from portal.domain.cases import CaseState
from portal.domain.hearings import HearingState
from portal.storage.records.hearings import HearingAnswerRow, HearingObjectionRow, HearingRow, MoreTimeAskRow
from tests.reading import Page
from tests.world import MONDAY, TODAY, Visitor, World, later

MIDNIGHT = MONDAY + timedelta(hours=15)
"""In Denmark, at the end of the Monday."""
WORDS = "Jeg kan kun gå 50 meter."


def the_page(visitor: Visitor, case: UUID, number: str) -> Page:
    return visitor.opens(f"/sager/{case}/partshoering/{number}")


def states(world: World) -> list[HearingState]:
    return [row.state for row in world.rows(HearingRow)]


def test_the_case_leads_to_the_hearing_with_one_button_that_says_when(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    page = world.citizen("Anna").opens(f"/sager/{case}")
    assert page.links()["Svar senest 7. december"] == f"/sager/{case}/partshoering/{number}"
    assert page.section("hearing") != page.section("hearings") != ""


def test_while_she_is_asked_her_own_right_stands_as_a_link_that_says_it_is_another(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna = world.citizen("Anna")
    page = anna.opens(f"/sager/{case}")
    assert page.section("hearing").startswith("Vil du sige noget andet? Det her er ikke det svar, vi beder om ovenfor.")
    assert page.links()["Sig noget andet, før vi afgør sagen"] == f"/sager/{case}/udtalelse"
    assert page.root.xpath("//*[@id='hearing']//*[contains(@class, 'button')]") == []
    anna.sends(the_page(anna, case, number).form(number), words=WORDS)
    assert anna.opens(f"/sager/{case}").links()["Sig din mening"] == f"/sager/{case}/udtalelse"


def test_she_reads_what_is_used_and_her_answer_has_a_receipt(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna = world.citizen("Anna")
    page = the_page(anna, case, number)
    for words in ("Du kan gå 200 meter.", "Brev fra din læge", "Det taler imod", "mandag den 7. december", "112"):
        assert words in page.words
    receipt = anna.sends(page.form(number), words=WORDS, wrong_1="Det er 50 meter.")
    assert receipt.path.endswith(f"/{number}/kvittering")
    for words in (number, WORDS, "Det er 50 meter.", "Vi fortæller dig"):
        assert words in receipt.words
    assert states(world) == [HearingState.ANSWERED]
    assert [row.words for row in world.rows(HearingObjectionRow)] == ["Det er 50 meter."]


def test_a_tick_alone_says_that_a_fact_is_wrong(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna = world.citizen("Anna")
    receipt = anna.sends(the_page(anna, case, number).form(number), is_wrong_1="y")
    assert "Det er forkert." in receipt.words


def test_an_empty_answer_is_told_what_is_needed(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna = world.citizen("Anna")
    page = anna.sends(the_page(anna, case, number).form(number), words=" ")
    assert page.status == 422
    assert states(world) == [HearingState.OFFERED]


def test_more_time_takes_one_tap_and_her_time_does_not_run_out_meanwhile(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case, answer_by=TODAY + timedelta(days=1))
    anna = world.citizen("Anna")
    receipt = anna.sends(the_page(anna, case, number).form("/mere-tid"))
    assert "Du har bedt om mere tid" in receipt.heading
    assert len(world.rows(MoreTimeAskRow)) == 1
    assert "Det er vores tur" in anna.opens(f"/sager/{case}").words
    with later(days=4):
        anna = world.citizen("Anna")
        assert the_page(anna, case, number).has_form(number)


def test_nothing_to_add_is_said_on_a_page_of_its_own_and_can_be_undone(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna = world.citizen("Anna")
    confirm = anna.opens(the_page(anna, case, number).links()["Jeg har ingen bemærkninger"])
    receipt = anna.sends(confirm.form("/ingen-bemaerkninger"))
    assert receipt.heading == "Du har ingen bemærkninger"
    assert states(world) == [HearingState.NO_COMMENT]
    anna.sends(the_page(anna, case, number).form(number), words="Jo, alligevel.")
    assert states(world) == [HearingState.ANSWERED]


def test_words_that_come_after_her_time_are_kept(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case, answer_by=TODAY)
    with later(days=2):
        anna = world.citizen("Anna")
        page = the_page(anna, case, number)
        assert "Den tid er gået" in page.words
        anna.sends(page.form(number), words=WORDS)
    assert [row.words for row in world.rows(HearingAnswerRow)] == [WORDS]


@pytest.mark.parametrize(
    ("after_midnight", "is_late"), [(timedelta(minutes=-30), False), (timedelta(minutes=30), True)]
)
def test_the_last_day_ends_at_midnight_in_denmark(world: World, after_midnight: timedelta, *, is_late: bool) -> None:
    case = world.a_case()
    number = world.a_hearing(case, answer_by=TODAY)
    with clock.frozen(MIDNIGHT + after_midnight):
        anna = world.citizen("Anna")
        page = the_page(anna, case, number)
        assert ("Den tid er gået" in page.words) is is_late
        assert page.has_form("/mere-tid") is not is_late
        receipt = anna.sends(page.form(number), words=WORDS)
        answered_on = "24. november" if is_late else "23. november"
        assert any(said in receipt.words for said in (answered_on, "i dag"))
        susanne = world.caseworker().opens(f"/medarbejder/sager/{case}")
        due = "1. december" if is_late else "30. november"
        assert due in susanne.section("arbejde")
        assert due in receipt.words


def test_a_hearing_after_the_decision_does_not_say_that_we_will_not_decide_before_the_answer(world: World) -> None:
    case = world.a_case("additional_costs_adult")
    world.the_case_moves(case, CaseState.DECIDED)
    with later(days=1):
        number = world.a_hearing(case, opened_on=TODAY + timedelta(days=1))
        anna = world.citizen("Anna")
        asked = [anna.opens(f"/sager/{case}"), the_page(anna, case, number)]
        assert asked[0].links()["Svar senest 7. december"] == f"/sager/{case}/partshoering/{number}"
        assert "Du skal ikke gøre noget" not in asked[0].words
        receipt = anna.sends(asked[1].form(number), words=WORDS)
        answered = [anna.opens(f"/sager/{case}"), the_page(anna, case, number), receipt]
    for page in (*asked, *answered):
        said = page.words.replace(page.section("roadmap"), "")
        for words in ("afgør ikke sagen", "før vi afgør", "Intet er afgjort"):
            assert words not in said
    for page in answered:
        assert "Vi fortæller dig senest tirsdag den 1. december, hvad det førte til." in page.words
    with later(days=12):
        assert "Det nåede vi ikke." in the_page(world.citizen("Anna"), case, number).words


def test_words_for_a_hearing_that_is_over_stand_on_the_page_to_be_copied(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna = world.citizen("Anna")
    form = the_page(anna, case, number).form(number)
    susanne = world.caseworker()
    susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/aflyst"), words="Sendt ved en fejl.")
    page = anna.sends(form, words=WORDS)
    assert page.status == 409
    assert WORDS in page.words
    assert world.rows(HearingAnswerRow) == []
