"""What we have said of when something comes, measured on earlier cases: a promise that is not moved without a reason.

A range is fixed when a step begins. It is said anew when the case comes to another step, when the range has passed,
or when the middle of what is found now lies outside what was said. What was said before is never forgotten.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from portal.domain.rounded_ranges import RoundedRange
from portal.domain.value import value
from portal.domain.working_days import Calendar, next_working_day

DECISION_TARGET: Final = "decision"
"""The target that is the decision itself; every other one is the code of a coming step, and its beginning."""

WAITING_FOR_CITIZEN: Final = "waiting_for_citizen"
"""What the step is called in which we wait for the citizen, whatever step of the path that is."""

FEWEST_KEPT: Final = 20
"""How many promises must have fallen due before their share is told."""


class RangeBasis(StrEnum):
    """Whose times a range rests on."""

    OWN = "own"
    """Cases of the same type in the same step."""
    POOLED = "pooled"
    """Cases like it elsewhere, for there are too few of its own."""
    NONE = "none"
    """Nothing that bears a range: none is said."""


class Silence(StrEnum):
    """Why no range is said."""

    TOO_FEW = "too_few"
    UNSETTLED = "unsettled"
    """So many cases are still open that nobody knows when eight of ten will have come so far."""
    TOO_LONG = "too_long"
    """More than two years."""


class WhySaid(StrEnum):
    """Why a range was said, or said anew."""

    FIRST = "first"
    STEP_CHANGED = "step_changed"
    RANGE_PASSED = "range_passed"
    MEDIAN_LEFT = "median_left"


class RangeOutcome(StrEnum):
    """What came of a range."""

    INSIDE = "inside"
    SOONER = "sooner"
    LATER = "later"
    NEVER = "never"
    """The case ended without coming to it: nothing was kept or broken."""


@value
class Found:
    """What the numbers give for a case today: the days by which 10, 50, 80 and 90 of 100 cases like it have come."""

    p10_on: date
    p50_on: date
    p80_on: date
    p90_on: date
    basis: RangeBasis
    cases: int
    """How many cases it rests on."""


@value
class KeptRate:
    """How many of the promises of one kind were kept, of all that have fallen due."""

    kept: int
    due: int

    @property
    def is_known(self) -> bool:
        """Whether there are enough of them to say a share."""
        return self.due >= FEWEST_KEPT

    @property
    def of_a_hundred(self) -> int:
        """How many of a hundred were kept, rounded down: a share is never told better than it is."""
        return 100 * self.kept // self.due


@value
class SaidRange:
    """One thing said of when the target comes. `found` is None when it was said that nothing can be said."""

    target: str
    step: str
    """Code of the step the case stood in, or that we waited for the citizen."""
    step_since: date
    said_on: date
    why: WhySaid
    found: Found | None
    words: RoundedRange | None = None
    """The range as it was said: rounded outward, so that it holds all of what was found."""
    silence: Silence | None = None
    kept: KeptRate | None = None
    """How such promises have been kept, as last counted."""


@value
class ChangeOfRange:
    """That another range took the place of one: the newer one says why."""

    before: SaidRange
    after: SaidRange


def reason_to_say(
    said: SaidRange | None, found: Found | None, step: str, step_since: date, today: date, calendar: Calendar
) -> WhySaid | None:
    """Why a range is to be said anew today, or None when what was said stands.

    `said` is the last thing said of the same target, `found` what the numbers give today, `step` and `step_since`
    where the case stands. A visit that began after the words were said is another visit, also to the same step. What is
    found for a closed day is said for the next open one, so a median on a Saturday has not left what begins on Monday.
    """
    if said is None:
        return WhySaid.FIRST
    if said.step != step or step_since > said.said_on:
        return WhySaid.STEP_CHANGED
    if said.words is None:
        return None if found is None else WhySaid.FIRST
    if said.words.latest < today:
        return WhySaid.RANGE_PASSED
    if found is None:
        return None
    if next_working_day(found.p50_on, calendar) < said.words.earliest or found.p50_on > said.words.latest:
        return WhySaid.MEDIAN_LEFT
    return None


def outcome_of(found: Found, came_on: date) -> tuple[RangeOutcome, int]:
    """What an arrival makes of a range, and by how many calendar days it missed it; 0 inside."""
    if came_on < found.p10_on:
        return RangeOutcome.SOONER, (found.p10_on - came_on).days
    if came_on > found.p90_on:
        return RangeOutcome.LATER, (came_on - found.p90_on).days
    return RangeOutcome.INSIDE, 0


def standing_range(said: Sequence[SaidRange], target: str) -> SaidRange | None:
    """The last thing said of a target. `said` is in the order in which it was said."""
    return next((each for each in reversed(said) if each.target == target), None)


def likely_after(said: Sequence[SaidRange], deadline_on: date) -> SaidRange | None:
    """What was said of the decision, when more than half of the cases like it are decided after the deadline."""
    decision = standing_range(said, DECISION_TARGET)
    is_after = decision is not None and decision.found is not None and decision.found.p50_on > deadline_on
    return decision if is_after else None


def passed_on(said: Sequence[SaidRange], target: str, today: date) -> date | None:
    """The last day of the first range that has passed since the case came to its step; None when none has.

    A new range does not take back that the one before it was not kept.
    """
    of_visit: list[SaidRange] = []
    for each in reversed([each for each in said if each.target == target]):
        of_visit.insert(0, each)
        if each.why in {WhySaid.FIRST, WhySaid.STEP_CHANGED}:
            break
    for before, after in pairwise(of_visit):
        if after.why is WhySaid.RANGE_PASSED and before.words is not None:
            return before.words.latest
    last = of_visit[-1].words if of_visit else None
    return last.latest if last is not None and last.latest < today else None


def changes(said: Iterable[SaidRange]) -> Iterator[ChangeOfRange]:
    """Every change of the words of a range, in the order in which they were made."""
    last: dict[str, SaidRange] = {}
    for each in said:
        before = last.get(each.target)
        if before is not None and before.words is not None and before.words != each.words:
            yield ChangeOfRange(before, each)
        last[each.target] = each
