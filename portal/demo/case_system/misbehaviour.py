"""The ways a real case system goes wrong, so that tests can let this one go wrong too. The town never does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.demo.town.records import TownCase


def _do_nothing(_page: int) -> None:
    pass


@dataclass
class Misbehaviour:
    """What goes wrong with the list of cases. Pages count from 1; None or False: it does not go wrong."""

    before_page: Callable[[int], None] = _do_nothing
    """Called with the page's number before each answer: be slow, move the clock, stop the reader."""
    failing_page: int | None = None
    failing_status: int = 500
    failures_left: int = 1
    """How often the failing page fails before it is well again."""
    talking_page: int | None = None
    """Answers 200 with a web page instead of JSON."""
    drifting_page: int | None = None
    """From this page on the first case is gone, so that every later row has moved up by one."""
    repeats_last_row: bool = False
    """Every page after the first begins with the last row of the one before, beyond its own rows."""
    counted_total: int | None = None
    """The total it claims, whatever the truth is."""

    def fails(self, page: int) -> bool:
        """Whether this page fails now; counts the failure."""
        if page != self.failing_page or self.failures_left <= 0:
            return False
        self.failures_left -= 1
        return True

    def disturb(self, cases: Sequence[TownCase], page: int) -> Sequence[TownCase]:
        """The cases as they have become when this page is read."""
        drifted = self.drifting_page is not None and page >= self.drifting_page
        return cases[1:] if drifted else cases

    def first_row(self, start: int) -> int:
        """Where the page really begins, from 0."""
        return start - 1 if self.repeats_last_row and start > 0 else start

    def total(self, true_total: int) -> int:
        """How many cases it says there are."""
        return true_total if self.counted_total is None else self.counted_total
