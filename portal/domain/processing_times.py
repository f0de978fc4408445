"""How long cases took from the application to the decision (sagsbehandlingstid), counted in calendar days.

The law's clock (retssikkerhedsloven § 3): it starts with the application, and waiting for the citizen does not stop it.
Counted are cases by the day they were decided, so a case that was taken back counts nowhere. Of fewer than 20 cases
nothing is said: it would say something of single ones.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.deadlines import months_after
from portal.domain.value import value

FEWEST: Final = 20
"""Of how many cases something is said."""


class Period(StrEnum):
    """When the cases that are counted were decided."""

    YEAR = "year"
    """In the last 12 months."""
    HALF = "half"
    """In the last six of them."""
    HALF_BEFORE = "half_before"
    """In the six before those."""


_MONTHS: Final[Mapping[Period, tuple[int, int]]] = MappingProxyType(
    {Period.YEAR: (12, 0), Period.HALF: (6, 0), Period.HALF_BEFORE: (12, 6)}
)


def days_of(period: Period, last_on: date) -> tuple[date, date]:
    """The first and the last day of a period, both included, when `last_on` is the last day that is counted."""
    first, last = (months_after(last_on, -months) for months in _MONTHS[period])
    return first + timedelta(days=1), last


@value
class DecidedCase:
    """What counts of one decided case. It says nothing of whose it was."""

    case_type: str
    team: str | None
    received_on: date
    decided_on: date
    deadline_on: date | None
    """The last day by the deadline that was published when it was received; None when none was."""

    @property
    def days(self) -> int:
        """Calendar days from the application to the decision; 0 when it was decided on the same day."""
        return (self.decided_on - self.received_on).days


@value
class Times:
    """What can be said of some cases. Days are calendar days from the application to the decision."""

    cases: int
    half_within_days: int
    """Half of them, or a little more, were decided within so many days (the median)."""
    eight_of_ten_within_days: int
    in_time: int | None
    """How many were decided by their published deadline; None when it is not known of 20 of them."""
    with_deadline: int | None
    """How many had one."""


@value
class Measured:
    """The times of one kind of case in one period: of one team, or of all when `team` is None."""

    case_type: str
    team: str | None
    period: Period
    times: Times


def measure(cases: Iterable[DecidedCase], last_on: date) -> Sequence[Measured]:
    """The times of each kind of case and each team, as far as there are cases enough, up to and with `last_on`."""
    groups: dict[tuple[str, str | None, Period], list[DecidedCase]] = defaultdict(list)
    periods = {period: days_of(period, last_on) for period in Period}
    for case in cases:
        for period, (first, last) in periods.items():
            if first <= case.decided_on <= last and case.received_on <= case.decided_on:
                groups[case.case_type, None, period].append(case)
                if case.team is not None:
                    groups[case.case_type, case.team, period].append(case)
    return [
        Measured(case_type, team, period, times_of(found))
        for (case_type, team, period), found in groups.items()
        if len(found) >= FEWEST
    ]


def times_of(cases: Sequence[DecidedCase]) -> Times:
    """What can be said of these cases, of which there is at least one."""
    days = sorted(case.days for case in cases)
    by_deadline = [case.decided_on <= case.deadline_on for case in cases if case.deadline_on is not None]
    is_told = len(by_deadline) >= FEWEST
    return Times(
        cases=len(days),
        half_within_days=days[(len(days) + 1) // 2 - 1],
        eight_of_ten_within_days=days[-(-8 * len(days) // 10) - 1],
        in_time=sum(by_deadline) if is_told else None,
        with_deadline=len(by_deadline) if is_told else None,
    )
