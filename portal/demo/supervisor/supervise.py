"""One town from its start to its end."""

import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

from portal.demo.refusal import TownRefused
from portal.demo.supervisor.children import Plan
from portal.demo.supervisor.household import AskedToEnd, Household

_ENDING_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

Say = Callable[[str], None]


class _Ears:
    """Hears TERM, INT and HUP, so that the end comes between two steps and never within one."""

    def __init__(self) -> None:
        self.is_asked_to_end = False
        for number in _ENDING_SIGNALS:
            signal.signal(number, self._hear)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self.is_asked_to_end = True


def supervise(plan: Plan, folder: Path, environment: Mapping[str, str], say: Say, welcome: Callable[[], None]) -> int:
    """Start everybody, tell when all is ready, and stay until somebody says stop or a child ends.

    `say` is given one line at a time, `welcome` is called when all is ready.
    Returns the exit code: 0 when asked to end, 1 otherwise.
    """
    ears = _Ears()
    try:
        with Household(folder, environment, lambda: ears.is_asked_to_end) as household:
            _start_all(plan, household, say)
            welcome()
            while True:
                household.stay()
    except AskedToEnd:
        say("The town is closed.")
        return 0
    except TownRefused as refusal:
        say(str(refusal))
        return 1


def _start_all(plan: Plan, household: Household, say: Say) -> None:
    for child in (*plan.neighbours, plan.database):
        household.start(child)
    household.wait_until_ended(plan.database.name)
    say(f"{plan.database.name} is up to date")
    for child in plan.others:
        household.start(child)
    for child in (*plan.neighbours, *plan.others):
        if child.address is None:
            say(f"{child.name} is up")
            continue
        household.wait_for(child.address, child.name, plan.patience_seconds)
        say(f"{child.name} is up on port {child.address.port}")
    household.wait_for(plan.ready, "portal", plan.patience_seconds)
    if plan.last is not None:
        household.start(plan.last)
        household.wait_until_ended(plan.last.name)
