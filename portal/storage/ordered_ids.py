"""Identifiers in the order in which they are made, for a table that every page writes to.

A row's place in an index is its identifier's. Random ones lie all over it, so that each new row changes a page of the
index that no other did; these lie beside each other (RFC 9562, version 7).
"""

import os
from uuid import UUID

from portal import clock

_RANDOM_BYTES = 10
_VERSION_AND_VARIANT = (0x7 << 76) | (0b10 << 62)
_NOT_RANDOM = (0xF << 76) | (0b11 << 62)


def ordered_id() -> UUID:
    """A new one: the milliseconds (UTC) of now, and chance."""
    milliseconds = int(clock.real().timestamp() * 1000)
    chance = int.from_bytes(os.urandom(_RANDOM_BYTES), "big")
    return UUID(int=(milliseconds << 80) | (chance & ~_NOT_RANDOM) | _VERSION_AND_VARIANT)
