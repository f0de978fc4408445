"""The cases that were finished before the town's day zero: many, and none of them is anybody's work.

They are listed only when somebody has read the list of the others to its end. So a portal that starts is ready after
the living cases, and reads the finished ones after that.
"""

from collections.abc import Callable, Sequence
from datetime import date

from portal.demo.case_system.surroundings import Cases
from portal.demo.town.records import TownCase


def _do_nothing() -> None:
    pass


class Archive:
    """Finished cases, found when they are first asked for."""

    def __init__(
        self, find: Callable[[], Cases], *, is_open: bool = False, when_opened: Callable[[], None] = _do_nothing
    ) -> None:
        """Keep it closed, unless it was opened before. `when_opened` is called when it opens."""
        self._find = find
        self._cases: Cases | None = None
        self._when_opened = when_opened
        self.is_open = is_open

    def open(self) -> None:
        """List its cases from the next reading on."""
        if not self.is_open:
            self.is_open = True
            self._when_opened()

    def cases_on(self, business_date: date) -> Sequence[TownCase]:
        """Its cases, while it is open."""
        if not self.is_open:
            return ()
        self._cases = self._cases or self._find()
        return self._cases.cases_on(business_date)
