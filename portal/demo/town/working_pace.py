"""How fast each team works on each day: not at all when it is closed, slowly in July and at Christmas.

Work is counted in ordinary days: what an ordinary team does on an ordinary working day is 1.
"""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from portal.domain.working_days import Calendar, is_working_day

TEMPO: Final[Mapping[str, float]] = MappingProxyType(
    {"disability": 0.95, "families": 1.2, "benefits": 1.35, "building": 1.1}
)
"""How much a team does on an ordinary day; one that is not named here does 1."""
SLOWER_TEAM: Final = "families"
SLOWER_BY: Final = 0.7
"""What is left of the tempo of that team since it lost people."""
SLOWER_FOR_DAYS: Final = 365
"""How many days before day zero that was."""

_JULY: Final = 7
_IN_JULY: Final = 0.35
_AT_CHRISTMAS: Final = 0.4
_CHRISTMAS: Final = frozenset({(12, day) for day in range(18, 32)} | {(1, day) for day in range(1, 4)})
_YEARS_BACK: Final = 9
_DAYS_AHEAD: Final = 800


class TeamPace:
    """What one team does, added up over the days."""

    def __init__(self, team: str, day_zero: date, calendar: Calendar) -> None:
        """Add up nine years before day zero and two after it. `team` is the municipality's code."""
        self._first = day_zero - timedelta(days=_YEARS_BACK * 366)
        count = (day_zero - self._first).days + _DAYS_AHEAD
        days = [self._first + timedelta(days=number) for number in range(count)]
        self._done = list(accumulate(_work_on(day, team, day_zero, calendar) for day in days))

    def done_by(self, day: date) -> float:
        """Everything done from the first day to the middle of this one, in ordinary days."""
        number = (day - self._first).days
        return (self._done[number - 1] + self._done[number]) / 2

    def day_of(self, done: float) -> date:
        """The day on which that much has been done: always one on which the team works."""
        return self._first + timedelta(days=bisect_left(self._done, done))


def _work_on(day: date, team: str, day_zero: date, calendar: Calendar) -> float:
    if not is_working_day(day, calendar):
        return 0.0
    work = TEMPO.get(team, 1.0)
    if team == SLOWER_TEAM and (day_zero - day).days <= SLOWER_FOR_DAYS:
        work *= SLOWER_BY
    if day.month == _JULY:
        work *= _IN_JULY
    elif (day.month, day.day) in _CHRISTMAS:
        work *= _AT_CHRISTMAS
    return work
