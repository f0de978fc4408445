"""People as the portal knows them: by a keyed reference, never by their CPR number."""

from dataclasses import dataclass
from typing import NewType

PersonRef = NewType("PersonRef", str)
"""Keyed HMAC of a normalised CPR number."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is party to a case or holds a mandate."""

    ref: PersonRef
    name: str
