"""Deadlines that are set by law or published by the council, as exact dates."""

from calendar import monthrange
from datetime import date, timedelta

from portal.domain.case_types import DeadlineUnit, PublishedDeadline
from portal.domain.working_days import Calendar, add_working_days

APPEAL_WEEKS = 4

_MONTHS_A_YEAR = 12
_SATURDAY = 5
_DAYS_THAT_MOVE_A_DEADLINE = {(6, 5), (12, 24), (12, 31)}


def published_deadline_on(deadline: PublishedDeadline, received_on: date, calendar: Calendar) -> date:
    """The last day on which most cases received on `received_on` are decided (retssikkerhedsloven § 3(2)).

    The clock starts with the application; waiting for the citizen does not stop it. The date is the authority's
    own deadline and is never moved to a later day because it falls on a day off.
    """
    match deadline.unit:
        case DeadlineUnit.DAYS:
            return received_on + timedelta(days=deadline.value)
        case DeadlineUnit.WORKING_DAYS:
            return add_working_days(received_on, deadline.value, calendar)
        case DeadlineUnit.WEEKS:
            return received_on + timedelta(weeks=deadline.value)
        case DeadlineUnit.MONTHS:
            return months_after(received_on, deadline.value)


def appeal_deadline(letter_on: date, calendar: Calendar) -> date:
    """The last day to complain: the same weekday four weeks after the letter (retssikkerhedsloven § 67).

    It moves to the next working day when it falls on a Saturday, Sunday, public holiday, or when the municipality
    is closed on 5 June, 24 or 31 December. Another day that a municipality has chosen to close on moves nothing:
    a date told to a citizen must never be later than the one the law gives her.
    """
    day = letter_on + timedelta(weeks=APPEAL_WEEKS)
    while _moves_a_deadline(day, calendar):
        day += timedelta(days=1)
    return day


def _moves_a_deadline(day: date, calendar: Calendar) -> bool:
    if day.weekday() >= _SATURDAY or day in calendar.holidays:
        return True
    return day in calendar.closed_days and (day.month, day.day) in _DAYS_THAT_MOVE_A_DEADLINE


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later, earlier when negative; the month's last day when it is too short."""
    years, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
