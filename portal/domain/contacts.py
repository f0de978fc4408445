"""Whom a citizen can phone about a case, and when the phone is open."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import groupby, pairwise

from portal.domain.value import value
from portal.domain.words import Words
from portal.domain.working_days import Calendar

_DAYS_A_WEEK = 7
_DAYS_TO_SEARCH = 366


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """One stretch of a day when the phone is answered, in Copenhagen time; open at `opens`, closed at `closes`.

    Raises:
        ValueError: it does not close after it opens.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        """Refuse a stretch without length."""
        if self.closes <= self.opens:
            message = "An opening must close after it opens."
            raise ValueError(message)


@value
class HoursSpan:
    """Neighbouring weekdays with the same openings; Monday is 0."""

    first_weekday: int
    last_weekday: int
    openings: tuple[Opening, ...]


@value
class PhoneNow:
    """Whether a phone is answered at a moment."""

    is_open: bool
    opens_at: datetime | None
    """When it is answered next; None while it is open, and when it never is."""
    closed_today: bool
    """Whether the administration is closed all day."""


@value
class PhoneHours:
    """The openings of each weekday, Monday first, each day's in order; an empty day is closed.

    Raises:
        ValueError: there are not seven days, or openings of a day overlap.
    """

    weekdays: tuple[tuple[Opening, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a week that is not one."""
        if len(self.weekdays) != _DAYS_A_WEEK:
            message = "Phone hours need seven weekdays, Monday first."
            raise ValueError(message)
        if any(later.opens < earlier.closes for day in self.weekdays for earlier, later in pairwise(day)):
            message = "The openings of a day must be in order and must not overlap."
            raise ValueError(message)

    def is_open(self, at_local: datetime, calendar: Calendar) -> bool:
        """Whether the phone is answered at `at_local`, a Copenhagen time."""
        if calendar.is_closed(at_local.date()):
            return False
        clock = at_local.time()
        return any(opening.opens <= clock < opening.closes for opening in self.weekdays[at_local.weekday()])

    def now(self, at_local: datetime, calendar: Calendar) -> PhoneNow:
        """Whether the phone is answered at `at_local`, a Copenhagen time, and when it next will be."""
        is_open = self.is_open(at_local, calendar)
        opens_at = None if is_open else self.next_opening(at_local, calendar)
        return PhoneNow(is_open, opens_at, calendar.is_closed(at_local.date()))

    def next_opening(self, after: datetime, calendar: Calendar) -> datetime | None:
        """When the phone opens for the first time later than `after`, in the same zone; None when it never does."""
        for days in range(_DAYS_TO_SEARCH):
            day = after.date() + timedelta(days=days)
            if calendar.is_closed(day):
                continue
            for opening in self.weekdays[day.weekday()]:
                opens_at = datetime.combine(day, opening.opens, tzinfo=after.tzinfo)
                if opens_at > after:
                    return opens_at
        return None

    def spans(self) -> tuple[HoursSpan, ...]:
        """The week in its shortest form: neighbouring days with the same openings together, closed days left out."""
        runs = groupby(enumerate(self.weekdays), key=lambda day: day[1])
        grouped = ((openings, [number for number, _ in days]) for openings, days in runs)
        return tuple(HoursSpan(days[0], days[-1], openings) for openings, days in grouped if openings)


NEVER_OPEN = PhoneHours(((),) * _DAYS_A_WEEK)
"""A phone without hours."""


class ContactKind(StrEnum):
    """Whether a citizen is told a person's name or a team's."""

    PERSON = "person"
    TEAM = "team"


@value
class Contact:
    """Somebody a citizen can phone. A person's name is the same in every language, a team's is not."""

    kind: ContactKind
    name: Words
    title: Words | None
    phone: str
    hours: PhoneHours
    team_name: Words
