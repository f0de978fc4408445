"""The week's rhythm: things happen in office hours, and some only on the days when letters or payments go out.

Time is counted on a clock that runs fast when much happens and slowly at night and at weekends: a stay of "two
days" then means two days' worth of work, whichever weekday it began. The clock shows the same as the calendar at the
beginning of every week (weeks counted from 1 January 1970, a Thursday, in UTC); only within the week they differ.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from portal.estimates.history import Floats

_HOURS = 168
_WEEK_DAYS = 7.0
_HALF_LIFE_DAYS = 365.0
# The even week counts for 30 % of what is seen, and for 50 happenings at the least.
_EVEN_SHARE = 0.3
_EVEN_AT_LEAST = 50.0


@dataclass(frozen=True, slots=True)
class WeekRhythm:
    """Both ways between the calendar and the clock of work; both in days.

    `calendar` and `worked` hold, for the beginning of each hour of the week and its end, how far each has come.
    """

    calendar: Floats
    worked: Floats

    @classmethod
    def learn(cls, happened: Floats, at: float) -> Self:
        """The rhythm of these moments (days since 1970, all before `at`), the last year counting most."""
        weight = 0.5 ** ((at - happened) / _HALF_LIFE_DAYS)
        hour = (happened % _WEEK_DAYS * 24).astype(np.int64) % _HOURS
        counted = np.bincount(hour, weight, minlength=_HOURS)
        even = max(counted.sum() * _EVEN_SHARE / (1 - _EVEN_SHARE), _EVEN_AT_LEAST) / _HOURS
        worked = np.concatenate(([0.0], np.cumsum(counted + even)))
        worked *= _WEEK_DAYS / worked[-1]
        worked[-1] = _WEEK_DAYS
        return cls(calendar=np.arange(_HOURS + 1) / 24, worked=worked)

    def to_work(self, moment: Floats) -> Floats:
        """What the clock of work shows at these moments; NaN stays NaN."""
        return _through(moment, self.calendar, self.worked)

    def to_calendar(self, shown: Floats) -> Floats:
        """The moments at which the clock of work shows this; NaN stays NaN."""
        return _through(shown, self.worked, self.calendar)


def _through(moment: Floats, given: Floats, wanted: Floats) -> Floats:
    week = np.floor(moment / _WEEK_DAYS) * _WEEK_DAYS
    return week + np.interp(moment - week, given, wanted)
