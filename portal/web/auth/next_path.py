"""Where somebody wanted to go before signing in: only ever a page of the portal itself."""

import re
from urllib.parse import urlsplit

_MAX_CHARACTERS = 300
_SIGN_IN_PAGES = ("/log-ind", "/log-ud", "/medarbejder/log-ind", "/medarbejder/log-ud")
_PLAIN = re.compile(rf"(?!(?:{'|'.join(_SIGN_IN_PAGES)})(?:/|$))(?:/[a-z0-9-]+)+/?")
"""As nearly every page of the portal is called: nothing in it needs a closer look."""


def read_next_path(given: str | None, *, home: str) -> str:
    """That path when it is a local one, else `home`. An address elsewhere is never followed."""
    if not given or len(given) > _MAX_CHARACTERS:
        return home
    if _PLAIN.fullmatch(given):
        return given
    if not _is_local(given):
        return home
    path = urlsplit(given).path
    if any(path == page or path.startswith(f"{page}/") for page in _SIGN_IN_PAGES):
        return home
    return given


def _is_local(given: str) -> bool:
    # A browser reads "\" as "/" and drops tabs and line breaks, so "/\evil" and "/<tab>/evil" leave the portal.
    if not given.startswith("/") or given.startswith("//") or "\\" in given:
        return False
    if not given.isprintable() or " " in given:
        return False
    try:
        parts = urlsplit(given)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
