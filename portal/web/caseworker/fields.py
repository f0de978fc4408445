"""Fields that several staff forms share: a day, and words to read."""

import re
from collections.abc import Mapping
from datetime import date

from wtforms import DateField, StringField, TextAreaField, ValidationError

from portal import clock
from portal.i18n import LANGUAGES
from portal.i18n import gettext as _
from portal.web.typed_text import clean_text

LONGEST_WORDS = 5_000
LONGEST_NAME = 200

_DANISH = {"lang": LANGUAGES[0]}
_OF_A_BROWSER = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_OF_A_DANE = re.compile(
    r"(?P<day>\d{1,2})[./ -]+(?P<month>\d{1,2})(?:[./ -]+(?P<year>\d{4}|\d{2}))?[.]?"
    r"|(?P<day2>\d{2})(?P<month2>\d{2})(?P<year2>\d{4}|\d{2})?",
    re.ASCII,
)
_CENTURY = 2000


class DayField(DateField):
    """A day, as the browser sends it or as Danes write it; what cannot be read is kept as it was typed."""

    called: str | None = None
    """What the form calls it, where that is another thing from form to form: for the summary of what is wrong."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day.

        Raises:
            ValueError: with words for the one who typed it.
        """
        typed = " ".join(valuelist).strip()
        self.data = read_day(typed, clock.today())
        if self.data is None:
            raise ValueError(_("Write a date as day, month and year, like 7.12.2026."))

    @property
    def day(self) -> date:
        """The day of a form that has been found valid."""
        if self.data is None:
            raise ValueError("There is no day in a form that is not valid.")
        return self.data


def read_day(typed: str, today: date) -> date | None:
    """A day as a browser sends it or as Danes type it: "7.12.2026", "7/12", "0712". None when it is none.

    Without a year it is the one nearest to today.
    """
    found = _OF_A_BROWSER.fullmatch(typed) or _OF_A_DANE.fullmatch(typed)
    if found is None:
        return None
    parts = {name.rstrip("2"): int(value) for name, value in found.groupdict().items() if value}
    if "year" in parts:
        is_short = len(
            next(value for name, value in found.groupdict().items() if value and name.startswith("year"))
        ) == len("26")
        return _day(_CENTURY + parts["year"] if is_short else parts["year"], parts)
    near = [day for year in (today.year - 1, today.year, today.year + 1) if (day := _day(year, parts))]
    return min(near, key=lambda day: abs(day - today), default=None)


def _day(year: int, parts: Mapping[str, int]) -> date | None:
    try:
        return date(year, parts["month"], parts["day"])
    except ValueError:
        return None


def words_field() -> TextAreaField:
    """Words for somebody to read. Staff write Danish, whatever language they read the portal in."""
    return TextAreaField(filters=[clean_text], validators=[_short_enough], render_kw=_DANISH)


def name_field() -> StringField:
    """One line of words, in Danish too."""
    return StringField(filters=[_clean_line], validators=[_short_enough_line], render_kw=_DANISH)


def _clean_line(text: str | None) -> str:
    return " ".join(clean_text(text).split())


def _short_enough(_form: object, field: TextAreaField) -> None:
    if len(field.data or "") > LONGEST_WORDS:
        raise ValidationError(_("Your text is too long. Shorten it to %(number)s characters.", number=LONGEST_WORDS))


def _short_enough_line(_form: object, field: StringField) -> None:
    if len(field.data or "") > LONGEST_NAME:
        raise ValidationError(_("Your text is too long. Shorten it to %(number)s characters.", number=LONGEST_NAME))
