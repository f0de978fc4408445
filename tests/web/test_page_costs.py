"""What a page costs: as many queries for two hundred cases as for one, and no more bytes than a phone needs."""

import gzip
from collections.abc import Sequence
from typing import Final
from uuid import UUID

import pytest

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.domain.case_facts import CaseFacts
from portal.services import cases
from portal.services.case_facts import facts_of
from tests.matrix.ground import lay_ground
from tests.world import PORTAL, Visitor, World, counted_queries, later

MANY: Final = 200
AROUND: Final = ("PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "SHOW", "SET")
"""What a driver says around the queries."""

MOST_QUERIES: Final = {
    "/sager": 14,
    "/sager/{case}": 14,
    "/sager/{case}/udtalelse": 14,
    "/sager/{case}/set-af": 15,
    "/fuldmagter": 3,
    "/medarbejder/": 20,
    "/medarbejder/sager/{case}": 27,
    "/medarbejder/sager/{case}/naeste-skridt": 15,
}
"""Of a page with everything in it, to the reader whose look at it was recorded a moment ago."""

MOST_QUERIES_OF_A_PLAIN_CASE: Final = {
    "/sager": 5,
    "/sager/{case}": 5,
    "/medarbejder/": 8,
    "/medarbejder/sager/{case}": 10,
}
"""Of the same pages with a case that nobody has written anything about: most are so."""

MOST_BYTES: Final = {
    "/sager": 4_200,
    "/sager/{case}": 14_000,
    "/sager/{case}/udtalelse": 5_300,
    "/medarbejder/": 5_300,
    "/medarbejder/sager/{case}": 29_500,
}
"""Of HTML, before it is packed, with one case that has everything in it, and another in the overview."""

MOST_BYTES_PER_CASE: Final = {"/sager": 1_000, "/medarbejder/": 800}


def reader(world: World, path: str) -> Visitor:
    return world.caseworker() if path.startswith("/medarbejder") else world.citizen("Anna")


def queries(world: World, path: str) -> int:
    visitor = reader(world, path)
    visitor.opens(path)
    with counted_queries(world.engine) as sent:
        assert visitor.client.get(path, base_url=PORTAL).status_code == 200
    return len([each for each in sent if not each.startswith(AROUND)])


def lay_ground_for(world: World, path: str) -> UUID:
    """A case with everything in it; an overview needs another beside it, for an only case is its own overview."""
    if path == "/sager":
        world.a_case()
    return lay_ground(world).case_id


def weight(world: World, path: str) -> int:
    return len(reader(world, path).client.get(path, base_url=PORTAL).data)


def test_two_hundred_cases_take_as_many_queries_as_one(world: World) -> None:
    case = lay_ground(world).case_id
    for_one = {path: queries(world, path.format(case=case)) for path in MOST_QUERIES}
    for number in range(MANY - 1):
        world.a_task(world.a_case(others=(f"Part {number}",)), "collect")
    for_many = {path: queries(world, path.format(case=case)) for path in MOST_QUERIES}
    more = {path: count for path, count in for_many.items() if count > for_one[path]}
    assert more == {}, "Read for all cases at once: gate.stored_facts and gate.rows take any number of them."
    dear = {path: count for path, count in for_one.items() if count > MOST_QUERIES[path]}
    assert dear == {}, "Is there a query that another has answered already?"


@pytest.mark.parametrize("path", MOST_QUERIES_OF_A_PLAIN_CASE)
def test_nobody_asks_for_records_that_are_not_there(world: World, path: str) -> None:
    case = world.a_case()
    world.a_task(case, "collect")
    assert queries(world, path.format(case=case)) <= MOST_QUERIES_OF_A_PLAIN_CASE[path], "See storage/record_kinds.py."


def test_a_case_with_many_parties_and_much_in_it_takes_as_many_queries(world: World) -> None:
    few = queries(world, f"/medarbejder/sager/{lay_ground(world).case_id}")
    case = world.a_case(others=tuple(f"Part {number}" for number in range(8)))
    world.a_task(case, "collect")
    for number in range(8):
        with later(hours=number):
            party = world.citizen(f"Part {number}")
            party.sends(party.opens(f"/sager/{case}/udtalelse").forms()[-1], timing="later")
    assert queries(world, f"/medarbejder/sager/{case}") <= few


@pytest.mark.parametrize("path", MOST_BYTES)
def test_a_page_is_light(world: World, path: str) -> None:
    page = path.format(case=lay_ground_for(world, path))
    assert weight(world, page) <= MOST_BYTES[path], "What on the page does nobody read?"


@pytest.mark.parametrize("path", MOST_BYTES_PER_CASE)
def test_a_list_grows_by_little_for_each_case(world: World, path: str) -> None:
    lay_ground_for(world, path)
    for_one = weight(world, path)
    for _ in range(20):
        world.a_task(world.a_case(), "collect")
    assert (weight(world, path) - for_one) / 20 <= MOST_BYTES_PER_CASE[path]


def test_the_case_page_and_its_style_fit_in_the_first_round_trips(world: World) -> None:
    case = lay_ground(world).case_id
    packed = gzip.compress(world.citizen("Anna").client.get(f"/sager/{case}", base_url=PORTAL).data)
    assert len(packed) <= 5_000


def test_reading_case_by_case_would_be_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def one_by_one(gate: Gate, admissions: Sequence[Admission]) -> list[CaseFacts]:
        return [facts for admission in admissions for facts in facts_of(gate, [admission])]

    monkeypatch.setattr(cases, "facts_of", one_by_one)
    lay_ground(world)
    for_one = queries(world, "/sager")
    lay_ground(world)
    assert queries(world, "/sager") > for_one
