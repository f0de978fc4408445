"""Numbers on receipts: short enough to read aloud, without letters that sound or look alike."""

import secrets
from datetime import datetime

from portal.clock import COPENHAGEN

_ALPHABET = "ACDEFHJKLMNPRTUVWXY34679"
_LENGTH = 7


def new_number(now: datetime) -> str:
    """A number no one can guess: the year and seven characters."""
    characters = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return f"{now.astimezone(COPENHAGEN).year}-{characters}"
