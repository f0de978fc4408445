"""When the next step and the decision can be expected, before there are measured times.

"Typical" ranges come from the case type's own minimum and maximum days. They are calendar days, begin today at
the earliest, and are left out when they are wider than 90 days or a length is missing: then only the published
deadline is said.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.domain.case_types import CaseType
from portal.domain.position import DECISION, Standing

WIDEST_DAYS = 90


class Basis(StrEnum):
    """What a range rests on."""

    TYPICAL = "typical"
    CASEWORKER = "caseworker"


@dataclass(frozen=True, slots=True)
class Expected:
    """A range of days, both included, with what it rests on and when it was said."""

    earliest: date
    latest: date
    basis: Basis
    said_on: date
    said_by: str | None = None


def typical_next(case_type: CaseType, standing: Standing, today: date) -> Expected | None:
    """When the present step can be expected to end, and so the next to begin.

    None when its beginning or its length is unknown, when the range is too wide to help, or when it has passed.
    """
    step = standing.step(case_type)
    if step is None or standing.since is None or step.max_days == 0:
        return None
    earliest = standing.since + timedelta(days=step.min_days)
    latest = standing.since + timedelta(days=step.max_days)
    return _range(max(earliest, today), latest, today)


def typical_decision(case_type: CaseType, standing: Standing, today: date) -> Expected | None:
    """When the decision can be expected: the sums over the steps up to it, optional ones counting 0 at the least."""
    decided_at = case_type.position(DECISION)
    step = standing.step(case_type)
    if decided_at is None or step is None or standing.since is None or standing.index > decided_at:
        return None
    if has_passed(case_type, standing, today):
        return None
    later = case_type.steps[standing.index + 1 : decided_at + 1]
    earliest = max(standing.since + timedelta(days=step.min_days), today)
    latest = max(standing.since + timedelta(days=step.max_days), today)
    return _range(
        earliest + timedelta(days=sum(later_step.min_days for later_step in later if later_step.only_if is None)),
        latest + timedelta(days=sum(later_step.max_days for later_step in later)),
        today,
    )


def has_passed(case_type: CaseType, standing: Standing, today: date) -> bool:
    """Whether the present step has lasted longer than the case type says is usual."""
    return (ended := typical_end(case_type, standing)) is not None and ended < today


def typical_end(case_type: CaseType, standing: Standing) -> date | None:
    """The last day the present step usually ends on; None when its beginning or its length is unknown."""
    step = standing.step(case_type)
    if step is None or standing.since is None or step.max_days == 0:
        return None
    return standing.since + timedelta(days=step.max_days)


def _range(earliest: date, latest: date, today: date) -> Expected | None:
    if latest < today or (latest - earliest).days > WIDEST_DAYS:
        return None
    return Expected(earliest, latest, Basis.TYPICAL, said_on=today)
