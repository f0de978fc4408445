"""Working days, with the holidays and closed days between them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.working_days import (
    Calendar,
    add_working_days,
    is_working_day,
    next_working_day,
    working_days_between,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
CALENDARS = st.builds(
    Calendar,
    holidays=st.frozensets(DAYS, max_size=40),
    closed_days=st.frozensets(DAYS, max_size=10),
)
CHRISTMAS = Calendar(
    holidays=frozenset({date(2026, 12, 25), date(2026, 12, 26)}), closed_days=frozenset({date(2026, 12, 24)})
)


def test_a_weekend_a_holiday_and_a_closed_day_are_no_working_days() -> None:
    assert is_working_day(date(2026, 12, 23), CHRISTMAS)
    assert not is_working_day(date(2026, 12, 24), CHRISTMAS)
    assert not is_working_day(date(2026, 12, 25), CHRISTMAS)
    assert not is_working_day(date(2026, 12, 27), CHRISTMAS)


def test_the_day_it_starts_from_is_not_counted() -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert add_working_days(friday, 1, Calendar()) == monday
    assert working_days_between(friday, monday, Calendar()) == 1


def test_counting_may_start_on_a_day_off() -> None:
    assert add_working_days(date(2026, 11, 22), 1, Calendar()) == date(2026, 11, 23)


def test_days_can_be_counted_backwards() -> None:
    assert add_working_days(date(2026, 12, 28), -1, CHRISTMAS) == date(2026, 12, 23)
    assert working_days_between(date(2026, 12, 28), date(2026, 12, 22), CHRISTMAS) == -2


def test_a_working_day_is_its_own_next_one() -> None:
    assert next_working_day(date(2026, 12, 23), CHRISTMAS) == date(2026, 12, 23)
    assert next_working_day(date(2026, 12, 24), CHRISTMAS) == date(2026, 12, 28)


@given(start=DAYS, days=st.integers(1, 120), calendar=CALENDARS)
def test_adding_and_counting_agree(start: date, days: int, calendar: Calendar) -> None:
    end = add_working_days(start, days, calendar)
    assert is_working_day(end, calendar)
    assert working_days_between(start, end, calendar) == days


@given(start=DAYS, days=st.integers(-60, 60), more=st.integers(1, 60), calendar=CALENDARS)
def test_more_days_never_end_sooner(start: date, days: int, more: int, calendar: Calendar) -> None:
    assert add_working_days(start, days, calendar) < add_working_days(start, days + more, calendar)


@given(start=DAYS, days=st.integers(1, 60), calendar=CALENDARS)
def test_going_there_and_back_from_a_working_day_ends_where_it_began(
    start: date, days: int, calendar: Calendar
) -> None:
    start = next_working_day(start, calendar)
    assert add_working_days(add_working_days(start, days, calendar), -days, calendar) == start


@given(start=DAYS, gap=st.integers(0, 200), calendar=CALENDARS)
def test_there_are_never_more_working_days_than_days(start: date, gap: int, calendar: Calendar) -> None:
    end = start + timedelta(days=gap)
    assert 0 <= working_days_between(start, end, calendar) <= gap
    assert working_days_between(end, start, calendar) == -working_days_between(start, end, calendar)


def test_no_days_later_is_the_same_day() -> None:
    assert add_working_days(date(2026, 12, 24), 0, CHRISTMAS) == date(2026, 12, 24)
