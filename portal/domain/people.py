"""People as the portal knows them: by a keyed reference, never by their CPR number."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import NewType

PersonRef = NewType("PersonRef", str)
"""Keyed HMAC of a normalised CPR number."""

_CPR = re.compile(r"(\d{2})(\d{2})(\d{2})[ -]?(\d{4})", re.ASCII)
_REPLACEMENT_DAYS = 60
"""Added to the day in a replacement number (erstatningspersonnummer)."""
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class CprRefused(ValueError):  # noqa: N818 -- it says no; the number itself is never in the message
    """This is not a CPR number."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is party to a case or holds a mandate."""

    ref: PersonRef
    name: str


def person_ref(cpr: str, key: bytes) -> PersonRef:
    """The reference of the person with that CPR number, written with or without hyphen: HMAC-SHA256 in hex.

    The check digit is not checked: numbers without one have been given out since 2007.

    Raises:
        CprRefused: it is not ten digits that begin with a day of a year, or with one of a replacement number.
    """
    return PersonRef(hmac.digest(key, _normalise(cpr).encode("ascii"), hashlib.sha256).hex())


def _normalise(cpr: str) -> str:
    found = _CPR.fullmatch(cpr.strip())
    if found is None:
        raise CprRefused("A CPR number is ten digits.")
    day, month = int(found[1]), int(found[2])
    if day > _REPLACEMENT_DAYS:
        day -= _REPLACEMENT_DAYS
    if not 1 <= month <= len(_DAYS_IN_MONTH) or not 1 <= day <= _DAYS_IN_MONTH[month - 1]:
        raise CprRefused("A CPR number begins with a date.")
    return "".join(found.groups())
