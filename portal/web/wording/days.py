"""Days and moments as a page says them, near ones also by how near they are."""

from datetime import date, datetime

from portal import clock
from portal.i18n import N_, day_in_words, gettext, month_in_words, near, short_day, when


def day(on: date) -> str:
    """The day in words: "mandag den 7. december"."""
    return day_in_words(on, clock.today())


def short(on: date) -> str:
    """The day where there is little room: "7. december"."""
    return short_day(on, clock.today())


def full(on: date) -> str:
    """The day with its year, also in the year we are in: "7. december 2026"."""
    return short_day(on, date.min)


def month(on: date) -> str:
    """The month of a day: "november 2026"."""
    return month_in_words(on)


def moment(at: datetime) -> str:
    """A moment as it is said now: "i dag kl. 8.10"."""
    return when(at, clock.now())


def coming_day(on: date, *, count_down: bool = True) -> str:
    """A day to come, and how near it is: "fredag den 27. november (om 5 dage)". Without counting when told so."""
    today = clock.today()
    how_near = near(on, today) if count_down and on >= today else None
    if how_near is None:
        return day(on)
    return gettext(N_("%(day)s (%(near)s)"), day=day(on), near=how_near)
