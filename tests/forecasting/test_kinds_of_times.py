"""The five kinds of expected time, each somebody's case in the demo town: what they read after the first night."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import chain
from typing import Final

import pytest

from portal import clock
from portal.demo.earlier import tell_what_was_said
from portal.demo.keeping import Recipe
from portal.demo.people import load_people
from portal.demo.town.founding import found_kinds_of_times, found_town
from portal.demo.town.lives import Life
from portal.domain.cases import PartyRole
from portal.domain.said_ranges import DECISION_TARGET, RangeBasis, Silence, WhySaid
from portal.forecasting.night import fit_and_say
from portal.storage.mirror import PartyRow
from portal.storage.records.said_ranges import SaidRangeRow
from tests.databases import on_sqlite
from tests.forecasting.town_lives import TownLife, TownMirror, town_lives
from tests.world import TODAY, World, full_name, ref_of

pytestmark = [pytest.mark.deep, on_sqlite]

RECIPE: Final = Recipe(1, 80, TODAY)
TYPES: Final = ("bpa", "building_permit", "personal_supplement", "sickness_benefit", "support_at_home")


def lives_of_five() -> Mapping[str, Life]:
    """By what the demo calls them."""
    bo = next(citizen for citizen in load_people().citizens if citizen.key == "bo")
    of_bo = (life for life in found_town(RECIPE).lives if life.parties[0].number.replace("-", "") == bo.cpr)
    return {"bo": next(of_bo), **found_kinds_of_times(RECIPE)}


def in_words_of(world: World, lives: Sequence[Life]) -> Sequence[TownLife]:
    found = []
    for life in lives:
        case_type = world.municipality.case_type_for(life.kle, life.facet, life.opened_on)
        assert case_type is not None
        found.append(TownLife(life, case_type.code, world.municipality))
    return found


def test_each_kind_of_expected_time_is_somebodys(world: World) -> None:
    five = lives_of_five()
    cases = [*town_lives(world.municipality, TODAY, *TYPES), *in_words_of(world, list(five.values()))]
    yesterday = TODAY - timedelta(days=1)
    TownMirror(world, cases).show(yesterday)
    assert tell_what_was_said(world.runtime, RECIPE, five, now=clock.now())
    fit_and_say(world.engine, world.municipality, now=datetime.combine(TODAY, time(2), tzinfo=UTC))

    in_order = sorted(world.rows(SaidRangeRow), key=lambda row: row.said_at)
    said = {
        who: [row for row in in_order if (row.case_id, row.target) == (life.uuid, DECISION_TARGET)]
        for who, life in five.items()
    }
    assert [row.basis for row in chain(said["bo"], said["ove"])] == [RangeBasis.OWN, RangeBasis.POOLED]
    assert said["bo"][0].cases > 400
    assert [row.silence for row in said["tina"]] == [Silence.TOO_FEW]
    assert [row.why for row in said["knud"]] == [WhySaid.FIRST, WhySaid.RANGE_PASSED]
    assert [row.basis for row in said["else"]] == [RangeBasis.OWN]

    assert f"Bygger på {said['bo'][0].cases} sager som din" in page_of(world, five["bo"])
    assert f"Bygger på {said['ove'][0].cases} sager, der ligner din" in page_of(world, five["ove"])
    assert "Vi har haft for få sager som din" in page_of(world, five["tina"])
    knud = page_of(world, five["knud"])
    assert "Din sag tager længere tid, end vi regnede med." in knud
    assert "Vores nye bud: I 8 ud af 10 sager som din" in knud
    assert "Du får en ny tid" not in knud
    assert "Kirsten Aagaard har skrevet det" in page_of(world, five["else"])


def page_of(world: World, life: Life) -> str:
    who = life.parties[0].name.split()[0]
    world.write(
        PartyRow(case_id=life.uuid, person_ref=ref_of(who), role=PartyRole.PRIMARY, name=full_name(who)),
    )
    return world.citizen(who).opens(f"/sager/{life.uuid}").words
