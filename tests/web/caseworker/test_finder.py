"""A case is found by its number or a name, among her own and her team's, and no name stands in an address."""

import pytest

from portal.storage.audit import LookRow
from tests.reading import Page
from tests.world import World


def finds(world: World, typed: str, *, button: str = "Skriv næste skridt", who: str = "Susanne") -> Page:
    visitor = world.caseworker(who)
    return visitor.sends(visitor.opens("/medarbejder/").form("/find"), button=button, typed=typed)


def test_one_that_fits_is_opened_at_once_to_write_or_to_read(world: World) -> None:
    world.a_case(party="Anna")
    case = world.a_case(party="Bo")
    for typed in ("2", "0002", "S2026-00002", "s2026 00002", "bo", "Bo Test"):
        assert finds(world, typed).path == f"/medarbejder/sager/{case}/naeste-skridt", typed
    assert finds(world, "2", button="Åbn sagen").path == f"/medarbejder/sager/{case}"


def test_several_that_fit_are_listed_and_those_shown_are_recorded(world: World) -> None:
    cases = {world.a_case(party="Anna"), world.a_case(party="Anna", caseworker="Jonas")}
    world.a_case(party="Bo")
    before = len(world.rows(LookRow))
    page = finds(world, "anna")
    assert page.path == "/medarbejder/find"
    assert "2 sager passer." in page.words
    assert len(page.lines("work-row")) == 2
    assert {look.case_id for look in world.rows(LookRow)[before:]} >= cases


@pytest.mark.parametrize(
    ("button", "other"), [("Åbn sagen", "Skriv næste skridt"), ("Skriv næste skridt", "Åbn sagen")]
)
def test_of_several_the_title_leads_where_the_button_would_have(world: World, button: str, other: str) -> None:
    case = world.a_case(party="Anna")
    world.a_case(party="Anna", caseworker="Jonas")
    leads = {
        "Åbn sagen": f"/medarbejder/sager/{case}",
        "Skriv næste skridt": f"/medarbejder/sager/{case}/naeste-skridt",
    }
    links = finds(world, "anna", button=button).links()
    assert links["Støtte til bil S2026-00001"] == leads[button]
    assert links[f"{other} S2026-00001"] == leads[other]


def test_a_case_that_is_not_hers_is_not_found(world: World) -> None:
    world.a_case(party="Anna")
    world.a_case("building_permit", party="Poul", caseworker=None, team="building")
    nobody, not_hers = finds(world, "Inger"), finds(world, "Poul")
    assert "Ingen af dine eller dit teams sager passer" in not_hers.words
    assert nobody.words == not_hers.words


@pytest.mark.parametrize("typed", ["", " - ", "010170-1234"])
def test_what_we_cannot_search_by_is_told_at_the_field(world: World, typed: str) -> None:
    world.a_case()
    page = finds(world, typed)
    assert page.lines("work-row") == []
    assert page.form("/find").values["typed"] == typed.strip()
