"""One message with its values put in, safe to show."""

import re

from markupsafe import Markup, escape

from portal.i18n import gettext

_TAG = re.compile("<[^>]*>")


def unbroken(text: str) -> Markup:
    """A text that is never split between two lines: "uge 49-52"."""
    return Markup('<span class="unbroken">%s</span>') % text


def phrase(message: str, /, **values: object) -> Markup:
    """The message in the current language; values are escaped unless they are markup already."""
    escaped = {name: escape(value) for name, value in values.items()}
    return Markup(gettext(message, **escaped))  # noqa: S704 -- the message is the catalogue's, the values are escaped


def as_plain(said: Markup) -> str:
    """What is said, as plain text, with the spaces that tie a day to its month: `Markup.striptags` would loosen them."""
    return Markup(_TAG.sub("", said)).unescape()  # noqa: S704 -- to be read as plain text
