"""Numbers on receipts: short enough to read aloud, without letters that sound or look alike."""

import secrets
from datetime import datetime
from typing import Final

from portal.clock import COPENHAGEN

_ALPHABET = "ACDEFHJKLMNPRTUVWXY34679"
_LENGTH = 7

PATTERN: Final = rf"[0-9]{{4}}-[{_ALPHABET}]{{{_LENGTH}}}"
"""What every number looks like, for an address that holds one."""


def new_number(now: datetime) -> str:
    """A number no one can guess: the year and seven characters."""
    characters = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return f"{now.astimezone(COPENHAGEN).year}-{characters}"
