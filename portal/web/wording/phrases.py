"""One message with its values put in, safe to show."""

from markupsafe import Markup, escape

from portal.i18n import gettext


def unbroken(text: str) -> Markup:
    """A text that is never split between two lines: "uge 49-52"."""
    return Markup('<span class="unbroken">%s</span>') % text


def phrase(message: str, /, **values: object) -> Markup:
    """The message in the current language; values are escaped unless they are markup already."""
    escaped = {name: escape(value) for name, value in values.items()}
    return Markup(gettext(message, **escaped))  # noqa: S704 -- the message is the catalogue's, the values are escaped
