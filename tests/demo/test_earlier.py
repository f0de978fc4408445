"""What a town remembers from before it was started here."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from portal import clock
from portal.demo.earlier import tell_what_was_said
from portal.demo.keeping import Recipe
from portal.demo.town.founding import found_kinds_of_times
from portal.demo.town.kinds_of_times import OWN_DAY, PASSED
from portal.demo.town.lives import Life
from portal.storage.mirror import CaseRow
from portal.storage.records.notices import NoticeRow
from portal.storage.records.said_ranges import SaidRangeRow
from tests.world import TODAY, World

RECIPE = Recipe(1, 80, TODAY)


@pytest.fixture
def read(world: World) -> Mapping[str, UUID]:
    """Knud's and Else's cases, in the mirror."""
    knud = world.a_case("building_permit", party="Knud", caseworker=None, team="building", opened_on=date(2026, 9, 9))
    world.a_task(knud, "review", started_on=TODAY - timedelta(days=59))
    elses = world.a_case("personal_supplement", party="Else", caseworker=None, team="benefits")
    world.a_task(elses, "economy", started_on=TODAY - timedelta(days=6))
    return {PASSED.owner: knud, OWN_DAY.owner: elses}


def lives_of(world: World, cases: Mapping[str, UUID]) -> Mapping[str, Life]:
    """The town's own lives, under the numbers that the mirror knows the cases by."""
    numbers = {row.id: row.case_number for row in world.rows(CaseRow)}
    return {
        owner: replace(life, number=numbers[cases[owner]]) if owner in cases else life
        for owner, life in found_kinds_of_times(RECIPE).items()
    }


def test_knud_reads_that_it_takes_longer_and_else_what_her_caseworker_wrote(
    world: World, read: Mapping[str, UUID]
) -> None:
    assert tell_what_was_said(world.runtime, RECIPE, lives_of(world, read), now=clock.now())
    late = world.citizen("Knud").opens(f"/sager/{read[PASSED.owner]}").words
    assert "Din sag tager længere tid, end vi regnede med." in late
    told = world.citizen("Else").opens(f"/sager/{read[OWN_DAY.owner]}").words
    assert "Kirsten Aagaard har skrevet det" in told
    assert "mellem 1. og 3. december" in told


def test_it_is_told_once(world: World, read: Mapping[str, UUID]) -> None:
    lives = lives_of(world, read)
    for _ in range(2):
        assert tell_what_was_said(world.runtime, RECIPE, lives, now=clock.now())
    assert len(world.rows(SaidRangeRow)) == len(world.rows(NoticeRow)) == 1


def test_nothing_is_told_before_the_cases_have_been_read(world: World) -> None:
    assert not tell_what_was_said(world.runtime, RECIPE, found_kinds_of_times(RECIPE), now=clock.now())
    assert not world.rows(SaidRangeRow)


def test_a_smaller_town_has_nobody_to_tell() -> None:
    assert not found_kinds_of_times(replace(RECIPE, size=20))
