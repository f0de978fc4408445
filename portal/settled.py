"""A process that has started and will now serve: what it is made of stays for as long as it lives."""

import gc
from typing import Final

_NEW_OBJECTS: Final = 20_000
"""Before the collector looks for rubbish among the newest. Python says 700, which one page passes several times."""


def settle() -> None:
    """Let the garbage collector pass over everything that is there now, and come less often.

    Pages make next to no cycles, and nearly all that they make is gone with them. The collector took some fifth of the
    time of a page, most of it looking through modules, tables and templates again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
