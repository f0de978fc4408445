"""How long cases took: half within, eight of ten within, and how many within the deadline."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.processing_times import FEWEST, DecidedCase, Period, days_of, measure, times_of

LAST_DAY = date(2026, 11, 23)


def cases(days: Sequence[int], *, decided_on: date = LAST_DAY, within: int | None = 30) -> list[DecidedCase]:
    """A case of "support" for each number of days that one took."""
    received = [decided_on - timedelta(days=each) for each in days]
    return [
        DecidedCase("support", "900101", on, decided_on, None if within is None else on + timedelta(days=within))
        for on in received
    ]


def test_twenty_cases_counted_by_hand() -> None:
    times = times_of(cases([*range(1, 20), 400], within=16))
    assert (times.cases, times.half_within_days, times.eight_of_ten_within_days) == (20, 10, 16)
    assert (times.in_time, times.with_deadline) == (16, 20)


def test_what_is_said_is_true_of_at_least_as_many_as_it_says() -> None:
    times = times_of(cases(range(1, 22)))
    assert (times.half_within_days, times.eight_of_ten_within_days) == (11, 17)


@given(days=st.lists(st.integers(0, 900), min_size=1, max_size=60))
def test_so_many_were_decided_within_it_and_fewer_a_day_before(days: list[int]) -> None:
    times = times_of(cases(days))
    for within, share in ((times.half_within_days, 0.5), (times.eight_of_ten_within_days, 0.8)):
        assert sum(each <= within for each in days) >= share * len(days) - 1e-9
        assert sum(each < within for each in days) < share * len(days)


def test_a_deadline_is_kept_on_its_last_day_and_missed_the_day_after() -> None:
    kept, missed = (times_of(cases([taken] * FEWEST, within=30)).in_time for taken in (30, 31))
    assert (kept, missed) == (FEWEST, 0)


def test_without_a_deadline_for_twenty_of_them_nothing_is_said_of_deadlines() -> None:
    times = times_of([*cases([3] * (FEWEST - 1)), *cases([3] * FEWEST, within=None)])
    assert (times.in_time, times.with_deadline) == (None, None)


def test_fewer_than_twenty_say_nothing_and_the_nineteen_of_a_team_are_not_among_all() -> None:
    assert measure(cases([5] * (FEWEST - 1)), LAST_DAY) == []
    other = [DecidedCase("support", None, LAST_DAY, LAST_DAY, None)]
    found = measure([*cases([5] * (FEWEST - 1)), *other], LAST_DAY)
    assert {(each.team, each.period) for each in found} == {(None, Period.YEAR), (None, Period.HALF)}


def test_the_year_is_its_two_halves_and_nothing_before_or_after() -> None:
    (first, middle), (after_middle, last) = (days_of(period, LAST_DAY) for period in (Period.HALF_BEFORE, Period.HALF))
    assert (first, last) == days_of(Period.YEAR, LAST_DAY) == (date(2025, 11, 24), LAST_DAY)
    assert after_middle - middle == timedelta(days=1)
    days = {first: 11, middle: 13, after_middle: 17, last: 19, first - timedelta(days=1): 99}
    decided = [case for on, taken in days.items() for case in cases([taken] * FEWEST, decided_on=on)]
    found = {each.period: each.times for each in measure(decided, LAST_DAY) if each.team is None}
    assert {period: times.cases for period, times in found.items()} == {
        Period.YEAR: 4 * FEWEST,
        Period.HALF: 2 * FEWEST,
        Period.HALF_BEFORE: 2 * FEWEST,
    }
    assert (found[Period.HALF].half_within_days, found[Period.HALF_BEFORE].half_within_days) == (17, 11)


def test_a_case_decided_before_it_came_is_a_slip_of_the_pen_and_not_counted() -> None:
    assert measure(cases([-3] * FEWEST), LAST_DAY) == []
