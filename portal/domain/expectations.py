"""When the next step and the decision can be expected: what a range is, and what it is before there are measured ones.

"Typical" ranges come from the case type's own minimum and maximum days. They are calendar days, begin today at
the earliest, and are left out when they are wider than 90 days or a length is missing: then only the published
deadline is said.
"""

from datetime import date, timedelta
from enum import StrEnum

from portal.domain.case_types import DECISION, CaseType
from portal.domain.position import Standing
from portal.domain.rounded_ranges import RoundedRange
from portal.domain.said_ranges import KeptRate
from portal.domain.value import value

WIDEST_DAYS = 90


class Basis(StrEnum):
    """What a range rests on."""

    TYPICAL = "typical"
    CASEWORKER = "caseworker"
    OWN = "own"
    """Measured on cases of the same type that were in the same step."""
    POOLED = "pooled"
    """Measured on cases like it elsewhere, for there are too few of its own."""

    @property
    def is_measured(self) -> bool:
        """Whether it rests on how long earlier cases took."""
        return self in {Basis.OWN, Basis.POOLED}


@value
class Expected:
    """A range of days, both included, with what it rests on and when it was said."""

    earliest: date
    latest: date
    basis: Basis
    said_on: date
    said_by: str | None = None
    words: RoundedRange | None = None
    """Of a measured range: what it is said in. Eight of ten cases come within it, one sooner and one later."""
    likely_on: date | None = None
    """Of a measured range: the day by which eight of ten have come."""
    median_on: date | None = None
    """The day by which half have come."""
    cases: int = 0
    """How many cases it was measured on."""
    kept: KeptRate | None = None
    """How such ranges have been kept."""


def typical_next(case_type: CaseType, standing: Standing, today: date) -> Expected | None:
    """When the present step can be expected to end, and so the next to begin.

    None when it has not begun, when its beginning or its length is unknown, when the range is too wide to help, or
    when it has passed.
    """
    step, latest = standing.step(case_type), typical_end(case_type, standing)
    if step is None or standing.since is None or latest is None or latest < today or not standing.has_begun:
        return None
    return _range(max(standing.since + timedelta(days=step.min_days), today), latest, today)


def typical_decision(case_type: CaseType, standing: Standing, today: date) -> Expected | None:
    """When the decision can be expected: the sums over the steps up to it, optional ones counting 0 at the least.

    None as for the next step, and when any step that is sure to come has no length.
    """
    decided_at, step, ends_on = case_type.position(DECISION), standing.step(case_type), typical_end(case_type, standing)
    if decided_at is None or standing.index > decided_at:
        return None
    if step is None or standing.since is None or ends_on is None or ends_on < today:
        return None
    later = case_type.steps[standing.index + 1 : decided_at + 1]
    sure = [other for other in later if other.only_if is None]
    passed_over = case_type.steps[standing.proved + 1 : standing.index]
    may_come = [other for other in (*passed_over, *later) if other.only_if is not None]
    if any(other.max_days == 0 for other in sure):
        return None
    earliest = max(standing.since + timedelta(days=step.min_days), today)
    return _range(
        earliest + timedelta(days=sum(other.min_days for other in sure)),
        ends_on + timedelta(days=sum(other.max_days for other in (*sure, *may_come))),
        today,
    )


def typical_end(case_type: CaseType, standing: Standing) -> date | None:
    """The last day the present step usually ends on; None when its beginning or its length is unknown."""
    step = standing.step(case_type)
    if step is None or standing.since is None or step.max_days == 0:
        return None
    return standing.since + timedelta(days=step.max_days)


def _range(earliest: date, latest: date, said_on: date) -> Expected | None:
    is_too_wide = (latest - earliest).days > WIDEST_DAYS
    return None if is_too_wide else Expected(earliest, latest, Basis.TYPICAL, said_on)
