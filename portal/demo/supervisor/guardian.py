"""The last one to leave: ends the town's processes when their supervisor is gone, however it went.

Runs in a process of its own, `python -m portal.demo.supervisor.guardian`. It is told each process group on standard
input, one a line. When that closes because the supervisor was killed, whoever is left is ended. A supervisor that has
ended everybody itself says so first.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable

GRACE_SECONDS = 3.5
"""How long processes may take to end themselves."""
ALL_ENDED = "all ended"
_POLL_SECONDS = 0.05


def end_groups(groups: Iterable[int], reap: Callable[[], object] = lambda: None) -> None:
    """Ask each process group to end, and end by force what is left after `GRACE_SECONDS`.

    `reap` is called while waiting: a parent must collect its children for them to be gone.
    """
    asked = [group for group in groups if _send(group, signal.SIGTERM)]
    deadline = time.monotonic() + GRACE_SECONDS
    while time.monotonic() < deadline:
        reap()
        asked = [group for group in asked if _send(group, 0)]
        if not asked:
            return
        time.sleep(_POLL_SECONDS)
    for group in asked:
        _send(group, signal.SIGKILL)


def _send(group: int, message: int) -> bool:
    """Whether the process group was there to be told."""
    try:
        os.killpg(group, message)
    except ProcessLookupError:
        return False
    return True


def _listen() -> set[int]:
    """The groups to end once the supervisor is silent."""
    told = [line.strip() for line in sys.stdin]
    return set() if ALL_ENDED in told else {int(line) for line in told}


if __name__ == "__main__":
    end_groups(_listen())
