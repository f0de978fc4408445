"""A year of promises in the demo town: what was said, what came, and the share on the page, counted by hand."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple
from uuid import UUID

import pytest

from portal.domain.case_types import Actor
from portal.domain.cases import PartyRole
from portal.domain.said_ranges import DECISION_TARGET, FEWEST_KEPT, RangeOutcome, WhySaid
from portal.forecasting.night import fit_and_say
from portal.storage.history import KeptRateRow
from portal.storage.mirror import PartyRow
from portal.storage.records.said_ranges import SaidRangeOutcomeRow, SaidRangeRow
from tests.databases import on_sqlite
from tests.forecasting.town_lives import TownLife, TownMirror, town_lives
from tests.world import TODAY, World, full_name, ref_of

pytestmark = [pytest.mark.deep, on_sqlite]

DAY_ZERO: Final = TODAY + timedelta(days=150)
"""So late that the cases of the year are there which end after it."""
BEGIN: Final = TODAY - timedelta(days=365)
BETWEEN_NIGHTS: Final = timedelta(days=28)
TYPES: Final = ("additional_costs_child", "building_permit", "personal_supplement", "sickness_benefit")
"""One of a team that has become slower, one in which we wait for the citizen, and two that are many."""


class Kind(NamedTuple):
    """What promises are counted by."""

    case_type: str
    step: str
    target: str


def let_a_year_pass(world: World, lives: Sequence[TownLife]) -> None:
    mirror, day = TownMirror(world, lives), BEGIN
    while day < TODAY:
        work_a_night(world, mirror, day)
        day += BETWEEN_NIGHTS
    work_a_night(world, mirror, TODAY - timedelta(days=1))


def work_a_night(world: World, mirror: TownMirror, day: date) -> None:
    mirror.show(day)
    night = datetime.combine(day, time(2), tzinfo=UTC) + timedelta(days=1)
    fit_and_say(world.engine, world.municipality, now=night)


def first_said(rows: Iterable[SaidRangeRow]) -> Mapping[tuple[UUID, str, str], SaidRangeRow]:
    """Of each case the first range that was said of a target in each step."""
    first: dict[tuple[UUID, str, str], SaidRangeRow] = {}
    for row in sorted(rows, key=lambda row: row.said_at):
        if row.p90_on is not None and row.why in {WhySaid.FIRST, WhySaid.STEP_CHANGED}:
            first.setdefault((row.case_id, row.step, row.target), row)
    return first


def counted_by_hand(world: World, lives: Sequence[TownLife]) -> Mapping[Kind, tuple[int, int]]:
    """How many were kept of those whose last day has passed, by the tasks that the town planned and nothing else."""
    known = {life.case_id: life for life in lives}
    kept: Counter[Kind] = Counter()
    due: Counter[Kind] = Counter()
    for row in first_said(world.rows(SaidRangeRow)).values():
        life, kind = known[row.case_id], Kind(row.case_type, row.step, row.target)
        came = came_on(life, row)
        comes_to_nothing = (came is None or came >= TODAY) and ended_on(life, row.target) < TODAY
        if row.p10_on is None or row.p90_on is None or row.p90_on >= TODAY or comes_to_nothing:
            continue
        due[kind] += 1
        kept[kind] += came is not None and row.p10_on <= came <= row.p90_on
    return {kind: (kept[kind], due[kind]) for kind in due}


def came_on(life: TownLife, row: SaidRangeRow) -> date | None:
    """When the decision was made, or the coming step began; None when it never did, or began and ended on one day."""
    begun, ended = life.steps.get(row.target, (None, None))
    if row.target == DECISION_TARGET:
        return ended
    return begun if begun != ended else None


def ended_on(life: TownLife, target: str) -> date:
    """When it could come no longer: with the decision, or with the case."""
    decided = life.steps.get(DECISION_TARGET, (None, None))[1]
    return life.closed_on if decided is None or target == DECISION_TARGET else decided


def is_sure_to_be_seen(world: World, kind: Kind) -> bool:
    """Not what the citizen does: while we wait for them, the case stands in no step of its path."""
    versions = world.municipality.case_types.versions(kind.case_type)
    step = versions[-1].case_type.step(kind.target)
    return step is not None and step.waiting_on is not Actor.CITIZEN


def test_after_a_year_in_the_town_the_page_tells_how_often_we_were_right_as_counted_by_hand(world: World) -> None:
    lives = town_lives(world.municipality, DAY_ZERO, *TYPES)
    let_a_year_pass(world, lives)
    by_hand = {kind: count for kind, count in counted_by_hand(world, lives).items() if is_sure_to_be_seen(world, kind)}
    told = {
        Kind(row.case_type, row.step, row.target): (row.kept, row.due)
        for row in world.rows(KeptRateRow)
        if not row.team
    }
    assert by_hand == {kind: count for kind, count in told.items() if is_sure_to_be_seen(world, kind)}

    kept, due = (sum(column) for column in zip(*by_hand.values(), strict=True))
    assert due > 1_000
    assert 0.75 <= kept / due <= 0.88
    outcomes = Counter(each.outcome for each in world.rows(SaidRangeOutcomeRow))
    assert min(outcomes[each] for each in RangeOutcome) > 0

    life, kind = a_case_that_waits(world, lives, by_hand)
    kept, due = by_hand[kind]
    page = open_page(world, life)
    assert f"Vores forventning har passet i {100 * kept // due} ud af 100 sager. Vi har talt {due} sager." in page


def a_case_that_waits(
    world: World, lives: Sequence[TownLife], by_hand: Mapping[Kind, tuple[int, int]]
) -> tuple[TownLife, Kind]:
    """One that waits for the decision alone, in a step from which it was promised often enough."""
    standing = {(row.case_id, row.target): row for row in sorted(world.rows(SaidRangeRow), key=lambda row: row.said_at)}
    for life in lives:
        step = next((step for step, (begun, ended) in life.steps.items() if begun < TODAY < ended), None)
        said = [row for row in standing.values() if row.case_id == life.case_id and row.step == step]
        if [row.target for row in said if row.to_on is not None and row.to_on >= TODAY] == [DECISION_TARGET]:
            kind = Kind(life.case_type, said[0].step, DECISION_TARGET)
            if by_hand.get(kind, (0, 0))[1] >= FEWEST_KEPT:
                return life, kind
    raise AssertionError("No case waits for a decision that was promised often enough.")


def open_page(world: World, life: TownLife) -> str:
    party = PartyRow(case_id=life.case_id, person_ref=ref_of("Anna"), role=PartyRole.PRIMARY, name=full_name("Anna"))
    world.write(party)
    return world.citizen("Anna").opens(f"/sager/{life.case_id}").words
