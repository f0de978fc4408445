"""What a written value must look like: whole numbers, dates, phone numbers, addresses, phone hours.

Each reader gives the value or raises `Unreadable`, which says what is wrong and what would be right.
"""

import re
from datetime import date, time
from urllib.parse import urlsplit

from portal.domain.contacts import Opening, PhoneHours

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS_EXAMPLE = 'Write them like "mon-thu 09:00-12:00 13:00-15:00; fri 09:00-12:00".'
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(r"(\+45 ?)?(\d ?){7}\d")


class Unreadable(Exception):  # noqa: N818 -- says what is wrong with a text somebody wrote
    """A value that makes no sense here."""

    def __init__(self, wrong: str, right: str) -> None:
        """Keep what is wrong and what would be right, each a sentence."""
        super().__init__(f"{wrong} {right}")
        self.wrong = wrong
        self.right = right


def read_whole_number(text: str, *, least: int, most: int | None = None) -> int:
    """A whole number from `least` to `most`."""
    wanted = f"from {least}" + (f" to {most}" if most is not None else " up")
    if not re.fullmatch(r"\d{1,6}", text) or int(text) < least or (most is not None and int(text) > most):
        wrong = f'"{text}" cannot be used.'
        raise Unreadable(wrong, f"Write a whole number {wanted}.")
    return int(text)


def read_date(text: str) -> date:
    """A date written year-month-day."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    wrong = f'"{text}" is not a date.'
    raise Unreadable(wrong, "Write year-month-day, like 2026-11-22.")


def read_phone(text: str) -> str:
    """A Danish phone number of eight digits."""
    if not _PHONE.fullmatch(text):
        wrong = f'"{text}" is not a Danish phone number.'
        raise Unreadable(wrong, 'Write eight digits, like "70 00 01 00".')
    return text


def read_https_url(text: str) -> str:
    """An address on the web that is safe to link to."""
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname or any(sign.isspace() for sign in text):
        wrong = f'"{text}" is not an https address.'
        raise Unreadable(wrong, 'Write the whole address, like "https://www.kommunen.dk/kontakt".')
    return text


def read_mail(text: str) -> str:
    """A mail address."""
    if not _MAIL.fullmatch(text):
        wrong = f'"{text}" is not a mail address.'
        raise Unreadable(wrong, 'Write it like "dpo@kommunen.dk".')
    return text


def read_reachable(text: str) -> str:
    """Where one can be written to, as an address to link to: a page, or `mailto:` and a mail address."""
    return f"mailto:{read_mail(text)}" if "@" in text else read_https_url(text)


def read_phone_hours(text: str) -> PhoneHours:
    """Phone hours of a week, like "mon-thu 09:00-12:00 13:00-15:00; fri 09:00-12:00"; other days are closed."""
    week: dict[int, tuple[Opening, ...]] = {}
    for part in text.split(";"):
        days, *stretches = part.split() or [""]
        openings = tuple(_read_opening(stretch) for stretch in stretches)
        if not openings:
            wrong = f'The phone hours "{text}" cannot be read.'
            raise Unreadable(wrong, _HOURS_EXAMPLE)
        for weekday in _read_weekdays(days):
            if weekday in week:
                wrong = f'The phone hours name "{_WEEKDAYS[weekday]}" twice.'
                raise Unreadable(wrong, "Put all hours of a day together. " + _HOURS_EXAMPLE)
            week[weekday] = openings
    try:
        return PhoneHours(tuple(week.get(weekday, ()) for weekday in range(len(_WEEKDAYS))))
    except ValueError:
        wrong = f'The phone hours "{text}" overlap on one day.'
        raise Unreadable(wrong, "Write the hours of a day in order. " + _HOURS_EXAMPLE) from None


def _read_weekdays(text: str) -> range:
    first, _, last = text.partition("-")
    if first not in _WEEKDAYS or (last or first) not in _WEEKDAYS:
        wrong = f'"{text}" is no weekday.'
        raise Unreadable(wrong, f"Use {', '.join(_WEEKDAYS)}. {_HOURS_EXAMPLE}")
    span = range(_WEEKDAYS.index(first), _WEEKDAYS.index(last or first) + 1)
    if not span:
        wrong = f'"{text}" ends before it begins.'
        raise Unreadable(wrong, _HOURS_EXAMPLE)
    return span


def _read_opening(text: str) -> Opening:
    found = re.fullmatch(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})", text)
    try:
        if found:
            hours = [int(number) for number in found.groups()]
            return Opening(time(hours[0], hours[1]), time(hours[2], hours[3]))
    except ValueError:
        pass
    wrong = f'"{text}" is no stretch of time that opens and then closes.'
    raise Unreadable(wrong, _HOURS_EXAMPLE)
