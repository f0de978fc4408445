"""A range is said in the unit that its distance bears, and what is said holds what is meant."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.rounded_ranges import RoundedRange, Unit, round_outward
from portal.domain.working_days import Calendar, is_working_day

CALENDAR = Calendar(holidays=frozenset({date(2026, 12, 24), date(2026, 12, 25)}))
MONDAY = date(2026, 11, 23)


def test_a_range_that_ends_within_three_weeks_is_said_in_working_days() -> None:
    said = round_outward(date(2026, 11, 28), date(2026, 12, 12), MONDAY, CALENDAR)
    assert said == RoundedRange(Unit.WORKING_DAYS, date(2026, 11, 27), date(2026, 12, 14))


def test_a_range_that_ends_within_twelve_weeks_is_said_in_iso_weeks() -> None:
    said = round_outward(date(2026, 11, 25), date(2026, 12, 30), MONDAY, CALENDAR)
    assert said == RoundedRange(Unit.WEEKS, date(2026, 11, 23), date(2027, 1, 3))
    assert said.weeks == (48, 53)


def test_a_range_further_away_is_said_in_months() -> None:
    said = round_outward(date(2026, 12, 15), date(2027, 2, 16), MONDAY, CALENDAR)
    assert said == RoundedRange(Unit.MONTHS, date(2026, 12, 1), date(2027, 2, 28))


@pytest.mark.parametrize(
    ("days", "unit"), [(20, Unit.WORKING_DAYS), (21, Unit.WEEKS), (84, Unit.WEEKS), (85, Unit.MONTHS)]
)
def test_the_unit_changes_at_three_and_after_twelve_weeks(days: int, unit: Unit) -> None:
    assert round_outward(MONDAY, MONDAY + timedelta(days=days), MONDAY, CALENDAR).unit is unit


def test_what_is_expected_on_a_closed_day_is_said_for_the_next_open_one() -> None:
    christmas = date(2026, 12, 24)
    said = round_outward(christmas, christmas, christmas, CALENDAR)
    assert said == RoundedRange(Unit.WORKING_DAYS, date(2026, 12, 28), date(2026, 12, 28))
    assert said.is_one


def test_two_months_of_the_same_name_are_not_one() -> None:
    assert not RoundedRange(Unit.MONTHS, date(2026, 12, 1), date(2027, 12, 31)).is_one
    assert RoundedRange(Unit.WEEKS, MONDAY, MONDAY + timedelta(days=6)).is_one


def test_a_range_that_is_over_cannot_be_said() -> None:
    with pytest.raises(ValueError, match="cannot be said"):
        round_outward(date(2026, 11, 1), date(2026, 11, 20), MONDAY, CALENDAR)


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(-30, 400), st.integers(0, 400))
def test_what_is_said_holds_every_open_day_that_is_meant(today: date, begins: int, length: int) -> None:
    earliest = today + timedelta(days=begins)
    latest = max(earliest + timedelta(days=length), today)
    said = round_outward(earliest, latest, today, CALENDAR)
    meant = (max(earliest, today) + timedelta(days=day) for day in range((latest - max(earliest, today)).days + 1))
    assert all(said.earliest <= day <= said.latest for day in meant if is_working_day(day, CALENDAR))
    assert said.unit is not Unit.WORKING_DAYS or said.earliest >= today
