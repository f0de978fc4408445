"""Numbers that look like a CPR number, found in what somebody writes, so that they can be asked to leave it out."""

import re

_LOOKS_LIKE_CPR = re.compile(r"(?<!\d)[0-36-9]\d[01]\d{3}[ -]?\d{4}(?!\d)", re.ASCII)


def mentions_cpr(text: str | None) -> bool:
    """Whether ten digits stand there that begin like a date, or like that of a replacement number."""
    return text is not None and _LOOKS_LIKE_CPR.search(text) is not None
