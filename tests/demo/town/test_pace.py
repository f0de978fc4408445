"""How long things take in the town."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.demo.settings_file import MUNICIPALITY_FOLDER
from portal.demo.town.from_municipality import read_paths
from portal.demo.town.pace import last_working_day, lay_out, next_working_day
from portal.demo.town.paths import Path
from portal.municipality import load
from tests.demo.town.towns import DAY_ZERO, chance

PATHS = read_paths(load(MUNICIPALITY_FOLDER), DAY_ZERO)


@given(path=st.sampled_from(list(PATHS.by_code.values())), seed=st.integers())
def test_steps_follow_each_other_and_the_case_ends_after_all_of_them(path: Path, seed: int) -> None:
    course = lay_out(path, chance(seed))
    before = [stretch for stretch in course.stretches if stretch.start < course.decided]
    for one, following in pairwise(before):
        assert one.start <= one.end <= following.start
    assert course.decided <= max(stretch.end for stretch in course.stretches) <= course.closed
    for stretch in course.stretches:
        assert stretch.end - stretch.start <= stretch.step.max_days * 1.5 + 1


@given(path=st.sampled_from(list(PATHS.by_code.values())), seed=st.integers())
def test_a_step_that_is_sure_to_come_comes(path: Path, seed: int) -> None:
    laid = {stretch.step.code for stretch in lay_out(path, chance(seed)).stretches}
    assert {step.code for step in path.steps if step.only_if is None} <= laid


def test_sickness_benefit_is_reviewed_after_twenty_two_weeks() -> None:
    course = lay_out(PATHS.by_code["sickness_benefit"], chance(1))
    assert course.start_of("review22") == 22 * 7


def test_a_begun_step_ends_where_the_next_begins_and_the_last_takes_all_its_time() -> None:
    course = lay_out(PATHS.by_code["car_support"], chance(1), {"received": -60, "assigned": -57, "collect": -50})
    days = {stretch.step.code: (stretch.start, stretch.end) for stretch in course.stretches}
    assert days["assigned"] == (-57, -50)
    assert days["collect"] == (-50, -50 + 84)
    assert days["function"][0] == -50 + 84
    assert "hearing" not in days


@given(day=st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1)))
def test_nobody_works_at_the_weekend(day: date) -> None:
    for near in (last_working_day(day), next_working_day(day)):
        assert near.weekday() < 5
        assert abs((near - day).days) <= 2
    assert last_working_day(day) <= day <= next_working_day(day)


def test_a_leader_gets_no_cases_by_chance() -> None:
    led = read_paths(load(MUNICIPALITY_FOLDER), DAY_ZERO, without_cases=["led"]).by_code["bpa"]
    assert "LED" in {person.initials for person in PATHS.by_code["bpa"].staff}
    assert "LED" not in {person.initials for person in led.staff}
