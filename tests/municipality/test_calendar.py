"""The days on which the municipality is closed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.working_days import add_working_days, is_working_day
from portal.municipality.calendar import calendar_with, read_closed_day
from portal.municipality.texts import Unreadable

OPEN = calendar_with([])
CLOSED = calendar_with(read_closed_day("12-24") | read_closed_day("12-31"))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 3, 31), 7, date(2026, 4, 14)),
        (date(2026, 5, 12), 3, date(2026, 5, 18)),
        (date(2026, 12, 18), 7, date(2026, 12, 30)),
        (date(2024, 4, 25), 2, date(2024, 4, 29)),
        (date(2023, 5, 4), 2, date(2023, 5, 9)),
    ],
)
def test_working_days_are_counted_around_danish_holidays(start: date, days: int, end: date) -> None:
    assert add_working_days(start, days, OPEN) == end


def test_closed_days_of_the_municipality_are_no_working_days() -> None:
    assert add_working_days(date(2026, 12, 18), 7, CLOSED) == date(2027, 1, 4)


def test_store_bededag_was_a_holiday_until_2023() -> None:
    assert not is_working_day(date(2023, 5, 5), OPEN)
    assert is_working_day(date(2024, 4, 26), OPEN)


@given(year=st.integers(2022, 2100))
def test_every_year_has_its_ten_holidays(year: int) -> None:
    easter = _easter_sunday(year)
    expected = {easter + timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50)}
    expected |= {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    if year <= 2023:
        expected.add(easter + timedelta(days=26))
    assert {day for day in OPEN.holidays if day.year == year} == expected


def test_a_closed_day_may_hold_every_year_or_once() -> None:
    assert {date(2026, 12, 24), date(2050, 12, 24)} <= read_closed_day("12-24")
    assert read_closed_day("2027-05-07") == {date(2027, 5, 7)}
    assert date(2028, 2, 29) in read_closed_day("02-29")


@pytest.mark.parametrize("text", ["24-12", "24/12", "christmas", "2026-13-01", ""])
def test_a_closed_day_that_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_closed_day(text)


def _easter_sunday(year: int) -> date:
    """Easter by the anonymous Gregorian algorithm, worked out apart from any library."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, short = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    fourth, remainder = divmod(rest, 4)
    weekday = (32 + 2 * short + 2 * fourth - epact - remainder) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
