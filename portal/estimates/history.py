"""Visits to steps: the history that every estimate rests on.

A case is in one step at a time; a visit is one stay in a step. What is not known yet is NaN (not a number), so an
open case is one whose `decided` and `closed` are NaN: it is counted for as long as it has been seen, and no longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_SECONDS_PER_DAY = 86_400.0


def days_of(moment: datetime | None) -> float:
    """The moment (with its time zone) in days since 1970 UTC, NaN for None."""
    return float("nan") if moment is None else moment.timestamp() / _SECONDS_PER_DAY


def moment_of(days: float) -> datetime:
    """The moment in UTC that lies `days` days after the beginning of 1970, to the second."""
    return datetime.fromtimestamp(round(days * _SECONDS_PER_DAY), tz=UTC)


@dataclass(frozen=True, slots=True)
class StepVisit:
    """One stay of a case in a step; all moments carry their time zone, None means not known to have happened.

    `closed_at` is when the case was closed, with a decision or without (withdrawn, moved away, merged).
    """

    case_id: str
    department: str
    case_type: str
    step: str
    entered_at: datetime
    left_at: datetime | None = None
    decided_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Visits as columns, in the order in which the steps were entered.

    `department`, `case_type` and `step` are places in the tuples of names; `case` tells cases apart; `ordinal` is 1
    for a case's first visit, 2 for its second. `entered`, `left`, `decided` and `closed` are in days since 1970.
    """

    departments: tuple[str, ...]
    case_types: tuple[str, ...]
    steps: tuple[str, ...]
    case: Ints
    department: Ints
    case_type: Ints
    step: Ints
    ordinal: Ints
    entered: Floats
    left: Floats
    decided: Floats
    closed: Floats

    def __len__(self) -> int:
        return len(self.entered)

    @classmethod
    def of(cls, visits: Iterable[StepVisit]) -> Self:
        """The history of these visits; of those entered at the same moment the first is the earlier."""
        rows = sorted(visits, key=lambda visit: visit.entered_at)
        cases, case = _coded([row.case_id for row in rows])
        departments, department = _coded([row.department for row in rows])
        case_types, case_type = _coded([row.case_type for row in rows])
        steps, step = _coded([row.step for row in rows])
        return cls(
            departments=departments,
            case_types=case_types,
            steps=steps,
            case=case,
            department=department,
            case_type=case_type,
            step=step,
            ordinal=_ordinals(case, len(cases)),
            entered=np.array([days_of(row.entered_at) for row in rows], dtype=np.float64),
            left=np.array([days_of(row.left_at) for row in rows], dtype=np.float64),
            decided=np.array([days_of(row.decided_at) for row in rows], dtype=np.float64),
            closed=np.array([days_of(row.closed_at) for row in rows], dtype=np.float64),
        )

    def take(self, chosen: Flags) -> Self:
        """The history of the chosen visits alone."""
        return replace(
            self,
            case=self.case[chosen],
            department=self.department[chosen],
            case_type=self.case_type[chosen],
            step=self.step[chosen],
            ordinal=self.ordinal[chosen],
            entered=self.entered[chosen],
            left=self.left[chosen],
            decided=self.decided[chosen],
            closed=self.closed[chosen],
        )

    def known_at(self, at: float) -> Self:
        """What had been seen before `at` (days since 1970): later visits are gone, later ends unknown."""
        seen = self.take(self.entered < at)
        return replace(
            seen,
            left=_known(seen.left, at),
            decided=_known(seen.decided, at),
            closed=_known(seen.closed, at),
        )


def _known(moments: Floats, at: float) -> Floats:
    return np.where(moments < at, moments, np.nan)


def _coded(names: list[str]) -> tuple[tuple[str, ...], Ints]:
    vocabulary = tuple(sorted(set(names)))
    places = {name: place for place, name in enumerate(vocabulary)}
    return vocabulary, np.array([places[name] for name in names], dtype=np.int64)


def _ordinals(case: Ints, cases: int) -> Ints:
    """Which visit of its case each one is, counted from 1, for visits in the order of entering."""
    by_case = np.argsort(case, kind="stable")
    first = np.concatenate(([0], np.cumsum(np.bincount(case, minlength=cases))[:-1])) if cases else np.zeros(0, int)
    ordinal = np.empty(len(case), dtype=np.int64)
    ordinal[by_case] = np.arange(len(case)) - first[case[by_case]] + 1
    return ordinal
