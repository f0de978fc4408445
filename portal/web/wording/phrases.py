"""One message with its values put in, safe to show."""

import re

from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # it gives text for text

from portal.i18n import gettext

_TAG = re.compile("<[^>]*>")


def escaped(value: object) -> str:
    """A value as it may stand in a page: markup as it is, anything else with its signs made harmless."""
    if isinstance(value, Markup):
        return value
    return _escape_inner(value) if isinstance(value, str) else escape(value)


def unbroken(text: str) -> Markup:
    """A text that stays on one line where one is wide enough for it: "man-tors kl. 9-12"."""
    return Markup(f'<span class="unbroken">{escaped(text)}</span>')  # noqa: S704 -- escaped


def tied(text: str) -> Markup:
    """A few words that never part, not from the sign beside them either: nobody reads "(" at the end of a line."""
    return Markup(f'<span class="tied">{escaped(text)}</span>')  # noqa: S704 -- escaped


def phrase(message: str, /, **values: object) -> Markup:
    """The message in the current language; values are escaped unless they are markup already."""
    harmless = {name: escaped(value) for name, value in values.items()}
    return Markup(gettext(message, **harmless))  # noqa: S704 -- the message is the catalogue's


def as_plain(said: Markup) -> str:
    """What is said, as plain text, with the spaces that tie a day to its month: `Markup.striptags` would loosen them."""
    return Markup(_TAG.sub("", said)).unescape()  # noqa: S704 -- to be read as plain text
