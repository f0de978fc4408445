"""A range as it is said: rounded outward, the coarser the further away it ends.

Under three weeks away it is working days, up to twelve weeks ISO weeks, beyond that months. The range said holds the
whole range meant, so rounding never breaks a promise.
"""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from portal.domain.value import value
from portal.domain.working_days import Calendar, is_working_day, next_working_day

WORKING_DAYS_UNDER_DAYS = 21
WEEKS_UP_TO_DAYS = 84


class Unit(StrEnum):
    """What the two ends of a range are said in."""

    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


@value
class RoundedRange:
    """The first and the last day of the first and the last unit, both included.

    In weeks it begins on a Monday and ends on a Sunday, in months on the first and the last of a month.
    """

    unit: Unit
    earliest: date
    latest: date

    @property
    def weeks(self) -> tuple[int, int]:
        """The ISO numbers of the first and the last week."""
        return self.earliest.isocalendar().week, self.latest.isocalendar().week

    @property
    def is_one(self) -> bool:
        """Whether both ends are said with the same word: one day, one week or one month."""
        match self.unit:
            case Unit.WORKING_DAYS:
                return self.earliest == self.latest
            case Unit.WEEKS:
                return self.latest - self.earliest < timedelta(weeks=1)
        return (self.earliest.year, self.earliest.month) == (self.latest.year, self.latest.month)


def round_outward(earliest: date, latest: date, today: date, calendar: Calendar) -> RoundedRange:
    """The range to say on `today` for something expected from `earliest` to `latest`, both included.

    What could have begun before today begins today, or on the next day the administration is open.

    Raises:
        ValueError: when the range ends before it begins, or before today.
    """
    if latest < max(earliest, today):
        raise ValueError(f"a range from {earliest} to {latest} cannot be said on {today}")
    away_days = (latest - today).days
    earliest = max(earliest, today)
    if away_days < WORKING_DAYS_UNDER_DAYS:
        first = _working_day_before(earliest, today, calendar)
        return RoundedRange(Unit.WORKING_DAYS, first, max(next_working_day(latest, calendar), first))
    if away_days <= WEEKS_UP_TO_DAYS:
        monday = earliest - timedelta(days=earliest.weekday())
        return RoundedRange(Unit.WEEKS, monday, latest + timedelta(days=6 - latest.weekday()))
    last_day = monthrange(latest.year, latest.month)[1]
    return RoundedRange(Unit.MONTHS, earliest.replace(day=1), latest.replace(day=last_day))


def _working_day_before(day: date, today: date, calendar: Calendar) -> date:
    """The last working day up to and with `day`, but none before `today`: then the first one from there."""
    candidate = day
    while candidate > today and not is_working_day(candidate, calendar):
        candidate -= timedelta(days=1)
    return next_working_day(candidate, calendar)
