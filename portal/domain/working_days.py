"""Working days (arbejdsdage): days when the administration is open.

A day count never includes the day it starts from: one working day from a Friday is the Monday after.
"""

from datetime import date, timedelta
from functools import lru_cache

from portal.domain.value import value

_DAY = timedelta(days=1)
_SATURDAY = 5
_SUMS_KEPT = 4096
"""A list of cases asks for the same few days again and again."""


@value
class Calendar:
    """The days, besides Saturdays and Sundays, on which nobody is at work.

    `holidays` are the public holidays, `closed_days` those the municipality has chosen itself.
    """

    holidays: frozenset[date] = frozenset()
    closed_days: frozenset[date] = frozenset()

    def is_closed(self, day: date) -> bool:
        """Whether `day` is a public holiday or a day the municipality is closed; weekends are not asked for here."""
        return day in self.holidays or day in self.closed_days


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether the administration is open on `day`."""
    return day.weekday() < _SATURDAY and not calendar.is_closed(day)


def next_working_day(day: date, calendar: Calendar) -> date:
    """The first working day on or after `day`: the day itself when it is one."""
    while not is_working_day(day, calendar):
        day += _DAY
    return day


@lru_cache(maxsize=_SUMS_KEPT)
def add_working_days(start: date, days: int, calendar: Calendar) -> date:
    """The working day that lies `days` working days after `start`, or before it when `days` is negative.

    `start` is not counted and need not be a working day; 0 days is `start` itself.
    """
    step = _DAY if days > 0 else -_DAY
    day, left = start, abs(days)
    while left:
        day += step
        left -= is_working_day(day, calendar)
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """How many working days there are after `start`, up to and with `end`; negative when `end` comes first."""
    if end < start:
        return -working_days_between(end, start, calendar)
    days = (start + _DAY * number for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, calendar) for day in days)
