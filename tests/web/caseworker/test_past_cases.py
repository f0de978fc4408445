"""A case that was closed before the portal first saw it is kept for what can be learnt from it, and is nobody's work."""

from datetime import date
from uuid import UUID

import pytest

from portal.domain.cases import CaseState, TaskStatus
from tests.reading import Page
from tests.world import World

LONG_AGO = date(2024, 3, 4)


def a_past_case(world: World, case_type: str = "support_at_home", *, others: tuple[str, ...] = ()) -> UUID:
    case = world.a_case(case_type, state=CaseState.CLOSED, opened_on=LONG_AGO, is_past=True, others=others)
    world.a_task(case, "decision", TaskStatus.FINISHED, started_on=LONG_AGO, closed_on=date(2024, 5, 6))
    return case


def listed(page: Page, case: UUID) -> bool:
    return bool(page.root.xpath(f"//a[contains(@href, '/sager/{case}')]"))


@pytest.mark.parametrize(
    ("case_type", "others"), [("support_at_home", ()), ("respite_child", ("Poul",)), ("child_assessment", ())]
)
def test_it_is_on_no_worklist_and_asks_for_no_release(world: World, case_type: str, others: tuple[str, ...]) -> None:
    past = a_past_case(world, case_type, others=others)
    live = world.a_case()
    page = world.caseworker().opens("/medarbejder/")
    assert listed(page, live)
    assert not listed(page, past)
    assert not listed(world.caseworker().opens("/medarbejder/partshoering-mangler?fund=alle"), past)


def test_it_is_found_by_its_number_and_opened(world: World) -> None:
    past = a_past_case(world)
    susanne = world.caseworker()
    world.a_case()
    found = susanne.sends(susanne.opens("/medarbejder/").form("/find"), typed="00001")
    assert str(past) in found.path


def test_what_its_party_asks_brings_it_back(world: World) -> None:
    past = a_past_case(world)
    anna = world.citizen("Anna")
    anna.sends(anna.opens(f"/sager/{past}/henvendelser/ny/spoergsmaal").form("/spoergsmaal"), words="Hvorfor?")
    assert listed(world.caseworker().opens("/medarbejder/"), past)


def test_a_change_of_support_without_a_hearing_is_found_however_long_ago_it_was(world: World) -> None:
    past = a_past_case(world, "support_change")
    heard = a_past_case(world, "support_change")
    world.a_task(heard, "hearing", TaskStatus.FINISHED, started_on=LONG_AGO, closed_on=date(2024, 4, 4))
    susanne = world.caseworker()
    for path in ("/medarbejder/", "/medarbejder/partshoering-mangler"):
        page = susanne.opens(path)
        assert listed(page, past)
        assert not listed(page, heard)
