"""When a phone is answered: the week in short, and right now."""

from datetime import datetime, time
from functools import lru_cache, reduce
from typing import Final

from markupsafe import Markup

from portal import clock
from portal.domain.contacts import HoursSpan, Opening, PhoneHours, PhoneNow
from portal.domain.roadmap.shape import CaseworkerCard
from portal.i18n import N_, day_in_words, gettext, language, near
from portal.web.wording.phrases import unbroken

_DANISH_DIGITS = 8
_WEEKS_KEPT = 512
"""A municipality has a few for each language, and puts them on every page."""

WEEKDAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
"""The days of the week in short, Monday first."""


def hours(phone_hours: PhoneHours, ending: str = "") -> Markup:
    """The week in its shortest form: "Man-ons kl. 9-12, tors kl. 9-12 og 13-17". The `ending` stays on its last line."""
    return _hours(phone_hours, ending, language())


@lru_cache(maxsize=_WEEKS_KEPT)
def _hours(phone_hours: PhoneHours, ending: str, _spoken: str) -> Markup:
    spans = [_span(span) for span in phone_hours.spans()]
    if not spans:
        return Markup.escape(gettext(N_("The phone has no fixed hours")) + ending)
    spans[0] = spans[0][0].upper() + spans[0][1:]
    *others, last = spans
    return Markup(" ").join([*(unbroken(f"{span},") for span in others), unbroken(last + ending)])


def open_now(card: PhoneNow | CaseworkerCard) -> str:
    """Whether the phone is answered right now, and else when it will be."""
    if card.is_open:
        return gettext(N_("Open now"))
    if card.opens_at is None:
        return gettext(N_("Closed now."))
    if card.closed_today:
        return gettext(N_("We are closed today. We open %(day)s."), day=_opening_day(card.opens_at))
    return gettext(N_("Closed now. Opens %(day)s."), day=_opening_day(card.opens_at))


def phone_link(number: str) -> str:
    """The number as a phone dials it, from abroad too; short numbers like 112 as they are."""
    digits = number.replace(" ", "")
    is_whole = len(digits) == _DANISH_DIGITS
    return f"tel:+45{digits}" if is_whole else f"tel:{digits}"


def _span(span: HoursSpan) -> str:
    days = gettext(WEEKDAYS[span.first_weekday])
    if span.last_weekday != span.first_weekday:
        days = gettext(N_("%(first)s-%(last)s"), first=days, last=gettext(WEEKDAYS[span.last_weekday]))
    stretches = reduce(_joined, (_stretch(opening) for opening in span.openings))
    return gettext(N_("%(days)s from %(hours)s"), days=days, hours=stretches)


def _joined(first: str, second: str) -> str:
    return gettext(N_("%(first)s and %(second)s"), first=first, second=second)


def _stretch(opening: Opening) -> str:
    return gettext(N_("%(opens)s to %(closes)s"), opens=_hour(opening.opens), closes=_hour(opening.closes))


def _opening_day(opens_at: datetime) -> str:
    local, today = opens_at.astimezone(clock.COPENHAGEN), clock.today()
    day = near(local.date(), today) if (local.date() - today).days <= 1 else None
    return gettext(N_("%(day)s at %(hour)s"), day=day or day_in_words(local.date(), today), hour=_hour(local.time()))


def _hour(at: time) -> str:
    """A time of the day: "9", and "9.30"; in English "9:00" and "9:30"."""
    if at.minute == 0:
        return gettext(N_("%(hour)s:00"), hour=at.hour)
    return gettext(N_("%(hour)s:%(minutes)s"), hour=at.hour, minutes=f"{at.minute:02}")
