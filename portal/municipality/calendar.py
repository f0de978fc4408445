"""The municipality's calendar: Danish public holidays and the days it has chosen to be closed."""

from calendar import isleap
from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays

from portal.domain.working_days import Calendar
from portal.municipality.texts import Unreadable, read_date

YEARS = range(1990, 2101)
"""Outside these years only weekends are known as days off."""

_LEAP_YEAR = 2024
_MONTH_DAY_LENGTH = len("12-24")


def calendar_with(closed_days: Iterable[date]) -> Calendar:
    """Danish public holidays (store bededag until 2023) together with `closed_days`."""
    return Calendar(holidays=_public_holidays(), closed_days=frozenset(closed_days))


def read_closed_day(text: str) -> frozenset[date]:
    """The dates of a closed day: month-day means every year, year-month-day one day only.

    Raises:
        Unreadable: it is neither.
    """
    if len(text) != _MONTH_DAY_LENGTH:
        return frozenset({read_date(text)})
    try:
        day = read_date(f"{_LEAP_YEAR}-{text}")
    except Unreadable:
        wrong = f'"{text}" is not a day of the year.'
        raise Unreadable(wrong, "Write month-day, like 12-24, or year-month-day for one year.") from None
    return frozenset(day.replace(year=year) for year in YEARS if text != "02-29" or isleap(year))


@cache
def _public_holidays() -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=YEARS))
