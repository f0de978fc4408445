"""Fields that several staff forms share: a day, and words to read."""

from datetime import date, datetime

from wtforms import DateField, StringField, TextAreaField, ValidationError

from portal.i18n import LANGUAGES
from portal.i18n import gettext as _
from portal.web.typed_text import clean_text

LONGEST_WORDS = 5_000
LONGEST_NAME = 200

_DANISH = {"lang": LANGUAGES[0]}
_WRITTEN = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y")


class DayField(DateField):
    """A day, as the browser sends it or as Danes write it; what cannot be read is kept as it was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day.

        Raises:
            ValueError: with words for the one who typed it.
        """
        typed = " ".join(valuelist).strip()
        self.data = next((day for day in (_read(typed, way) for way in _WRITTEN) if day), None)
        if self.data is None:
            raise ValueError(_("Write a date as day, month and year, like 7.12.2026."))

    @property
    def day(self) -> date:
        """The day of a form that has been found valid."""
        if self.data is None:
            raise ValueError("There is no day in a form that is not valid.")
        return self.data


def words_field() -> TextAreaField:
    """Words for somebody to read. Staff write Danish, whatever language they read the portal in."""
    return TextAreaField(filters=[clean_text], validators=[_short_enough], render_kw=_DANISH)


def name_field() -> StringField:
    """One line of words, in Danish too."""
    return StringField(filters=[_clean_line], validators=[_short_enough_line], render_kw=_DANISH)


def _read(typed: str, way: str) -> date | None:
    try:
        return datetime.strptime(typed, way).date()  # noqa: DTZ007 -- a day has no zone
    except ValueError:
        return None


def _clean_line(text: str | None) -> str:
    return " ".join(clean_text(text).split())


def _short_enough(_form: object, field: TextAreaField) -> None:
    if len(field.data or "") > LONGEST_WORDS:
        raise ValidationError(_("Your text is too long. Shorten it to %(number)s characters.", number=LONGEST_WORDS))


def _short_enough_line(_form: object, field: StringField) -> None:
    if len(field.data or "") > LONGEST_NAME:
        raise ValidationError(_("Your text is too long. Shorten it to %(number)s characters.", number=LONGEST_NAME))
