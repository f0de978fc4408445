"""The cases that were finished in the town before its day zero: as many, as fast and as true as they are said to be."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache

import pytest
from stdnum.dk import cpr

from portal.demo.keeping import Recipe
from portal.demo.settings_file import MUNICIPALITY_FOLDER
from portal.demo.town.founding import found_history, found_town
from portal.demo.town.from_municipality import read_paths
from portal.demo.town.history import DECIDED_A_YEAR
from portal.demo.town.lives import Town
from portal.demo.town.records import Numbering, Progress, TownCase
from portal.demo.town.true_times import WITHDRAWN_SHARE, true_times
from portal.demo.town.working_pace import SLOWER_TEAM, TeamPace
from portal.domain.case_types import DECISION
from portal.domain.cases import TaskStatus
from portal.domain.working_days import is_working_day
from portal.municipality import load
from tests.demo.town.towns import DAY_ZERO

MUNICIPALITY = load(MUNICIPALITY_FOLDER)
PATHS = read_paths(MUNICIPALITY, DAY_ZERO).by_code
RECIPE = Recipe(1, 80, DAY_ZERO)
YEAR = timedelta(days=365)


@cache
def history() -> Town:
    return found_history(RECIPE)


@cache
def finished() -> dict[str, list[dict[str, tuple[date, date]]]]:
    """The steps of every case, by its type."""
    found = defaultdict(list)
    for case in history().cases_on(DAY_ZERO):
        found[type_of(case)].append(steps_of(case))
    return found


def pace_of(code: str) -> TeamPace:
    return TeamPace(PATHS[code].team_code, DAY_ZERO, MUNICIPALITY.calendar)


def type_of(case: TownCase) -> str:
    found = MUNICIPALITY.case_type_for(case.kle, case.facet, case.opened_on)
    assert found is not None, "Every case is of a type that there was when it was opened."
    return found.code


def steps_of(case: TownCase) -> dict[str, tuple[date, date]]:
    """When each step began and ended."""
    code = type_of(case)
    return {
        step: (task.started_on, task.closed_on)
        for task in case.tasks
        if (step := MUNICIPALITY.step_for_task(code, task.title, case.opened_on)) and task.started_on and task.closed_on
    }


def days_taken(case: TownCase) -> int:
    return (steps_of(case)[DECISION][1] - case.opened_on).days


def test_six_thousand_were_finished_in_four_years_and_nothing_is_left_to_do_in_them() -> None:
    cases = history().cases_on(DAY_ZERO)
    assert 5_700 <= len(cases) <= 6_300
    assert {case.progress for case in cases} == {Progress.CLOSED}
    assert {task.status for case in cases for task in case.tasks} == {TaskStatus.FINISHED}
    assert max(case.progress_since for case in cases) < DAY_ZERO
    assert {type_of(case) for case in cases} == set(DECIDED_A_YEAR)
    assert history().cases_on(DAY_ZERO + timedelta(days=40)) == cases


def test_the_same_seed_gives_the_same_past_and_another_another() -> None:
    assert found_history(RECIPE).lives == history().lives
    assert found_history(Recipe(2, 80, DAY_ZERO)).lives != history().lives
    assert found_history(Recipe(1, 20, DAY_ZERO)).lives == ()


def test_nobody_of_the_town_is_in_it_and_no_number_was_ever_given_to_anybody() -> None:
    living = {_digits(party.number) for case in found_town(RECIPE).cases_on(DAY_ZERO) for party in case.parties}
    numbers: Counter[str] = Counter()
    for case in history().cases_on(DAY_ZERO):
        people = [party for party in case.parties if party.numbering is Numbering.PERSON]
        numbers.update({_digits(party.number) for party in people})
        assert all(cpr.checksum(_digits(party.number)) != 0 for party in people)
        assert all(cpr.get_birth_date(_digits(party.number)) < date(2000, 1, 1) for party in people)
    assert set(numbers.values()) == {1}
    assert not numbers.keys() & living


def test_their_numbers_and_ids_are_their_own() -> None:
    every = [*history().cases_on(DAY_ZERO), *found_town(RECIPE).cases_on(DAY_ZERO)]
    assert len({case.number for case in every}) == len({case.uuid for case in every}) == len(every)


def test_nothing_happens_on_a_day_off_and_little_in_july() -> None:
    days = [day for cases in finished().values() for steps in cases for both in steps.values() for day in both]
    assert all(is_working_day(day, MUNICIPALITY.calendar) for day in days)
    months = Counter(day.month for day in days)
    assert months[7] < 0.5 * sum(months.values()) / 12


def test_who_applied_may_have_taken_it_back_and_everybody_else_was_decided_and_then_had_four_weeks() -> None:
    withdrawn = 0
    for case in history().cases_on(DAY_ZERO):
        steps = steps_of(case)
        if DECISION not in steps:
            withdrawn += 1
            assert type_of(case) not in {"support_change", "child_assessment"}
            continue
        assert case.progress_since >= steps[DECISION][1] + timedelta(weeks=4)
    assert withdrawn / len(history().lives) == pytest.approx(WITHDRAWN_SHARE, abs=0.015)


def test_before_every_change_of_support_somebody_was_heard() -> None:
    changes = finished()["support_change"]
    assert len(changes) > 100
    assert all(steps["hearing"][1] <= steps[DECISION][1] for steps in changes)


@pytest.mark.parametrize("code", ["sickness_benefit", "building_permit", "support_at_home", "additional_costs_child"])
def test_each_step_takes_as_long_as_it_truly_does(code: str) -> None:
    pace, truth = pace_of(code), true_times(PATHS[code])
    for step, time in truth.items():
        begun = [steps[step] for steps in finished()[code] if step in steps and DECISION in steps]
        if not time.spread or len(begun) < 150:
            continue
        for share in (0.2, 0.5, 0.8):
            last_days = [time.last_day(pace, began, share) for began, _ in begun]
            by_then = sum(ended <= day for (_, ended), day in zip(begun, last_days, strict=True)) / len(begun)
            sooner = sum(ended < day for (_, ended), day in zip(begun, last_days, strict=True)) / len(begun)
            assert sooner - 0.05 <= share <= by_then + 0.05, (step, share)


def test_a_fast_team_is_fast_and_the_team_that_lost_people_has_become_slower() -> None:
    year: defaultdict[str, list[int]] = defaultdict(list)
    before: defaultdict[str, list[int]] = defaultdict(list)
    for case in history().cases_on(DAY_ZERO):
        if DECISION in steps_of(case):
            decided_on = steps_of(case)[DECISION][1]
            kept = year if decided_on > DAY_ZERO - YEAR + timedelta(days=120) else before
            kept[type_of(case)].append(days_taken(case))
    change = {code: _middle(year[code]) / _middle(before[code]) for code in year if len(year[code]) > 30}
    slower = [code for code in change if PATHS[code].team_code == SLOWER_TEAM]
    assert slower
    assert all(change[code] > 1.2 for code in slower)
    assert all(0.8 < change[code] < 1.2 for code in change.keys() - set(slower))


def _middle(days: list[int]) -> int:
    return sorted(days)[len(days) // 2]


def _digits(number: str) -> str:
    return number.replace("-", "")
