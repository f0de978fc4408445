"""The week's rhythm: things happen in office hours, and some only on the days when letters or payments go out.

Time is counted on a clock that runs fast when much happens and slowly at night and at weekends: a stay of "two
days" then means two days' worth of work, whichever weekday it began. The clock shows the same as the calendar at the
beginning of every week (weeks counted from 1 January 1970, a Thursday, in UTC); only within the week they differ.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from portal.estimates.history import Floats, Ints

_HOURS = 168
_HOURS_PER_DAY = 24.0
_PARTS = 1024
_WEEK_DAYS = 7.0
_HALF_LIFE_DAYS = 365.0
# The even week counts for 60 % of the whole, and for 50 happenings at the least.
_EVEN_SHARE = 0.6
_EVEN_AT_LEAST = 50.0


@dataclass(frozen=True, slots=True)
class WeekRhythm:
    """Both ways between the calendar and the clock of work; both in days.

    `worked` holds how far the clock has come at the beginning of each hour of the week, and at its end. `hour_at`
    holds in which hour each of `_PARTS` equal parts of the clock's week begins; no part is as long as an hour is, for
    the even week gives every hour 60 % of its length.
    """

    worked: Floats
    hour_at: Ints

    @classmethod
    def learn(cls, happened: Floats, at: float) -> Self:
        """The rhythm of these moments (days since 1970, all before `at`), the last year counting most."""
        weight = 0.5 ** ((at - happened) / _HALF_LIFE_DAYS)
        hour = (happened % _WEEK_DAYS * _HOURS_PER_DAY).astype(np.int64) % _HOURS
        counted = np.bincount(hour, weight, minlength=_HOURS)
        even = max(counted.sum() * _EVEN_SHARE / (1 - _EVEN_SHARE), _EVEN_AT_LEAST) / _HOURS
        worked = np.concatenate(([0.0], np.cumsum(counted + even)))
        worked *= _WEEK_DAYS / worked[-1]
        worked[-1] = _WEEK_DAYS
        parts = np.arange(_PARTS) * (_WEEK_DAYS / _PARTS)
        return cls(worked, np.searchsorted(worked, parts, side="right") - 1)

    def to_work(self, moment: Floats) -> Floats:
        """What the clock of work shows at these moments; NaN stays NaN."""
        week = np.floor(moment / _WEEK_DAYS) * _WEEK_DAYS
        hours = (moment - week) * _HOURS_PER_DAY
        hour = np.minimum(np.fmax(hours, 0).astype(np.int64), _HOURS - 1)
        return week + self.worked.take(hour) + (hours - hour) * np.diff(self.worked).take(hour)

    def to_calendar(self, shown: Floats) -> Floats:
        """The moments at which the clock of work shows this."""
        week = np.floor(shown / _WEEK_DAYS) * _WEEK_DAYS
        within = shown - week
        part = np.minimum((within * (_PARTS / _WEEK_DAYS)).astype(np.int64), _PARTS - 1)
        hour = self.hour_at.take(part)
        hour += within >= self.worked[1:].take(hour)
        np.minimum(hour, _HOURS - 1, out=hour)
        hours = hour + (within - self.worked.take(hour)) * (1 / np.diff(self.worked)).take(hour)
        return week + hours / _HOURS_PER_DAY
