"""The portal's languages: texts from the catalogue, and dates as people say them.

Message ids are English and are the English text; Danish is a full catalogue. The language is that of the current
context (`speaking`), Danish unless said. As in templates, a per cent sign in a message is written twice.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache, wraps
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from babel.dates import format_date
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from portal import clock

LANGUAGES: Final = ("da", "en")
"""The languages the portal speaks; the first is spoken when nothing else is asked for."""

_CATALOGUES = Path(__file__).parent.parent / "translations"
_NEAR_DAYS = 7
_DAYS_KEPT = 4096
_MESSAGES_KEPT = 8192
"""More than there are, in all languages."""
_TIED = "\N{NO-BREAK SPACE}"
"""Between a day and its month: a line never ends with "den 4."."""

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


def language() -> str:
    """The language spoken now: "da" or "en"."""
    return _language.get()


@contextmanager
def speaking(spoken: str) -> Iterator[None]:
    """Speak another language for a while.

    Raises:
        ValueError: the portal does not speak it.
    """
    if spoken not in LANGUAGES:
        raise ValueError(f"The portal does not speak {spoken!r}.")
    token = _language.set(spoken)
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str, /, **parameters: object) -> str:
    """The message in the current language, with its `%(named)s` parameters."""
    spoken = _language.get()
    return _translated(message, spoken) % parameters if parameters else _said(message, spoken)


def ngettext(singular: str, plural: str, number: int, /, **parameters: object) -> str:
    """The message in the form that fits `number`, which is also the parameter `%(num)s`."""
    return _translate_plural(singular, plural, number) % {"num": number, **parameters}


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name, which extraction looks for
    """Mark a message that stands in a table, to be translated with `gettext` when it is shown."""
    return message


def install(environment: Environment) -> None:
    """Give templates `_`, `ngettext` and the ways to say a date. Parameters are escaped like any other value."""
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(translate, _translate_plural, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    add_filters(
        environment,
        {
            "day_in_words": day_in_words,
            "short_day": short_day,
            "near": near,
            "time_of_day": time_of_day,
            "when": when,
        },
    )
    environment.globals.update(day_range=day_range, weeks=weeks, language=language)


def add_filters(environment: Environment, filters: Mapping[str, Callable[..., object]]) -> None:
    """Give templates filters that say something, anew for each reader.

    Jinja answers a filter of a constant once and for all, in whatever language is spoken when the template is first
    read; one that asks for the page's context it leaves alone.
    """
    environment.filters.update({name: _said_anew(each) for name, each in filters.items()})


def day_in_words(day: date, today: date) -> str:
    """A day as it is said: "mandag den 7. december"; with its year when that is not today's."""
    if day.year == today.year:
        return _say(day, da=f"EEEE 'den' d.{_TIED}MMMM", en=f"EEEE d{_TIED}MMMM")
    return _say(day, da=f"EEEE 'den' d.{_TIED}MMMM{_TIED}y", en=f"EEEE d{_TIED}MMMM{_TIED}y")


def short_day(day: date, today: date) -> str:
    """A day where there is little room: "7. december"; with its year when that is not today's."""
    if day.year == today.year:
        return _say(day, da=f"d.{_TIED}MMMM", en=f"d{_TIED}MMMM")
    return _say(day, da=f"d.{_TIED}MMMM{_TIED}y", en=f"d{_TIED}MMMM{_TIED}y")


def month_in_words(day: date) -> str:
    """The month of a day: "november 2026"."""
    return _say(day, da=f"MMMM{_TIED}y", en=f"MMMM{_TIED}y")


def day_range(first: date, last: date, today: date) -> str:
    """The days from `first` to `last`, both included: "mellem 30. november og 27. december"; "den 7. december" for one."""
    if first == last:
        return gettext("on %(day)s", day=short_day(first, today))
    if (first.year, first.month) == (last.year, last.month):
        start = _say(first, da="d.", en="d")
    else:
        start = short_day(first, today)
    return gettext("between %(first)s and %(last)s", first=start, last=short_day(last, today))


def month_range(first: date, last: date) -> str:
    """The months from `first` to `last`: "mellem februar og april 2027"; "i februar 2027" for one."""
    if (first.year, first.month) == (last.year, last.month):
        return gettext("in %(month)s", month=month_in_words(first))
    start = _say(first, da="MMMM", en="MMMM") if first.year == last.year else month_in_words(first)
    return gettext("between %(first)s and %(last)s", first=start, last=month_in_words(last))


def weeks(first: date, last: date) -> str:
    """The ISO weeks from `first` to `last`: "uge 49-52"; "uge 49" when it is one."""
    start, end = first.isocalendar(), last.isocalendar()
    if start[:2] == end[:2]:
        return gettext("week %(week)s", week=start.week)
    return gettext("weeks %(first)s-%(last)s", first=start.week, last=end.week)


def time_of_day(moment: datetime) -> str:
    """The time in Copenhagen: "kl. 8.10"."""
    there = moment.astimezone(clock.COPENHAGEN)
    return gettext("at %(hour)s:%(minute)s", hour=there.hour, minute=f"{there.minute:02}")


def when(moment: datetime, now: datetime) -> str:
    """A moment as it is said now: "i dag kl. 8.10", "i går kl. 8.10", "mandag den 2. november kl. 8.10"."""
    return _when(moment, now.astimezone(clock.COPENHAGEN).date(), language())


@lru_cache(maxsize=_DAYS_KEPT)
def _when(moment: datetime, today: date, _spoken: str) -> str:
    """Kept, for every page says when the case system was last read."""
    day = moment.astimezone(clock.COPENHAGEN).date()
    spoken_day = near(day, today) if abs((day - today).days) <= 1 else None
    return gettext("%(day)s %(time)s", day=spoken_day or day_in_words(day, today), time=time_of_day(moment))


def near(day: date, today: date) -> str | None:
    """How near a day is, in calendar days: "i går", "i dag", "i morgen", "om 3 dage"; None beyond a week ahead."""
    days = (day - today).days
    if days in _NEXT_DAYS:
        return gettext(_NEXT_DAYS[days])
    if 0 < days <= _NEAR_DAYS:
        return ngettext("in %(num)s\N{NO-BREAK SPACE}day", "in %(num)s\N{NO-BREAK SPACE}days", days)
    return None


_NEXT_DAYS = {-1: N_("yesterday"), 0: N_("today"), 1: N_("tomorrow")}


def filters_in_one_language(environment: Environment) -> dict[str, Callable[..., object]]:
    """The filters of an environment as they were given to it, for one whose templates are compiled in each language.

    What Jinja answers early there, it answers in the language of who will read it.
    """
    return {name: getattr(each, _GIVEN, each) for name, each in environment.filters.items()}


_GIVEN: Final = "given"


def _said_anew(filter_: Callable[..., object]) -> Callable[..., object]:
    @pass_context
    @wraps(filter_)
    def say(_context: Context, *values: object, **named: object) -> object:
        return filter_(*values, **named)

    setattr(say, _GIVEN, filter_)
    return say


def _say(day: date, *, da: str, en: str) -> str:
    spoken = _language.get()
    return _format(day, en if spoken == "en" else da, spoken)


@lru_cache(maxsize=_DAYS_KEPT)
def _format(day: date, pattern: str, spoken: str) -> str:
    """Kept, for a page says some twenty days and Babel takes 40 µs for each."""
    return format_date(day, pattern, locale=spoken)


def translate(message: str) -> str:
    """The message in the current language as the catalogue has it, its parameters still to be put in."""
    return _translated(message, _language.get())


def _translate_plural(singular: str, plural: str, number: int) -> str:
    return _catalogue(_language.get()).ngettext(singular, plural, number)


@lru_cache(maxsize=_MESSAGES_KEPT)
def _translated(message: str, spoken: str) -> str:
    """Kept, for a page says some thirty and the catalogue's own way is Python's."""
    return _catalogue(spoken).gettext(message)


@lru_cache(maxsize=_MESSAGES_KEPT)
def _said(message: str, spoken: str) -> str:
    """The same of a message without parameters."""
    return _translated(message, spoken) % {}


@cache
def _catalogue(spoken: str) -> NullTranslations:
    if spoken == "en":
        return NullTranslations()
    path = _CATALOGUES / spoken / "LC_MESSAGES" / "messages.mo"
    try:
        with path.open("rb") as file:
            return GNUTranslations(file)
    except FileNotFoundError:
        raise RuntimeError(f"The catalogue {path.name} for {spoken!r} is not compiled: run `make setup`.") from None
