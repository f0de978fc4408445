"""An expected time as a bar: from today to the published deadline, with the range in it, in hundredths of its width."""

from datetime import date, timedelta
from typing import Final

from portal import clock
from portal.domain.roadmap.shape import DeadlineState, Expectations
from portal.domain.value import value

_NARROWEST: Final = 3.0
"""A range is never drawn so narrow that nobody sees it."""


@value
class ExpectedBar:
    """Where the range begins, how wide it is, and where the deadline stands, all in hundredths of the bar."""

    start: float
    width: float
    deadline: float | None
    ends_on: date
    ends_at_deadline: bool


def expected_bar(told: Expectations) -> ExpectedBar | None:
    """The bar for the next step, else for the decision; None when no range ahead is told."""
    today, expected = clock.today(), told.next_step or told.decision
    if expected is None or expected.latest < today:
        return None
    line = told.deadline if told.deadline and told.deadline.state is DeadlineState.AHEAD else None
    after = expected.latest + timedelta(days=1)
    ends_on = max(line.last_on, expected.latest) if line else expected.latest
    whole = (max(ends_on, after) - today).days

    def at(day: date) -> float:
        return round(100 * max((day - today).days, 0) / whole, 1)

    start = min(at(expected.earliest), 100 - _NARROWEST)
    return ExpectedBar(
        start=start,
        width=round(max(at(after) - start, _NARROWEST), 1),
        deadline=at(line.last_on) if line else None,
        ends_on=ends_on,
        ends_at_deadline=line is not None and line.last_on >= expected.latest,
    )
