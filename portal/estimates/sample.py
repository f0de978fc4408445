"""The visits that an estimate is made of, measured on the clock of work and weighed by their age."""

from dataclasses import dataclass

import numpy as np

from portal.estimates.cells import Cells
from portal.estimates.history import Flags, Floats, History, Ints
from portal.estimates.rhythm import WeekRhythm
from portal.estimates.targets import Target, spells

HALF_LIFE_DAYS = 365.0
_LANDMARK_DAYS = np.array(
    [
        0,
        1 / 64,
        1 / 16,
        1 / 4,
        1 / 2,
        1,
        2,
        3,
        5,
        7,
        10,
        14,
        21,
        30,
        45,
        60,
        90,
        120,
        180,
        240,
        365,
        540,
        730,
        1095,
        1460,
    ]
)
_EDGES_FROM_CASES = 256
_EDGES_EVEN = 48
_AT_ONCE_DAYS = 1e-6
_LEAST_WEIGHT = 1e-4


@dataclass(frozen=True, slots=True)
class Sample:
    """The visits, in days on the clock of work.

    `waited` is how long each was in its step (so far), `lasted` until its target came, was missed, or it was last
    seen; `weight` halves with each year of age. For each level `outcomes` marks one visit of each case that arrived in
    each cell: the one it waited longest in. `landmarks` are the waits to ask from; `edges` cut the time after them
    into pieces, each from its edge to the next, and arrivals at once have the first to themselves.
    """

    cells: Cells
    rhythm: WeekRhythm
    cell: Ints
    waited: Floats
    lasted: Floats
    arrived: Flags
    missed: Flags
    weight: Floats
    outcomes: tuple[Flags, ...]
    landmarks: Floats
    edges: Floats

    @property
    def upper_edges(self) -> Floats:
        """Where each piece of time ends; the last is closed a third beyond its beginning."""
        return np.append(self.edges[1:], self.edges[-1] * 1.3 + 1)

    def piece_of(self, days: Floats) -> Ints:
        """In which piece of time each duration lies."""
        return np.clip(np.searchsorted(self.edges, days, side="right") - 1, 0, len(self.edges) - 1)


def sample_of(known: History, at: float, target: Target) -> Sample | None:
    """The sample of what was known at `at` (days since 1970); None when no case has reached the target."""
    times = spells(known, target)
    weight = 0.5 ** ((at - known.entered) / HALF_LIFE_DAYS)
    chosen = times.is_waiting & (weight > _LEAST_WEIGHT)
    visits = known.take(chosen)
    left, over, arrived = times.left[chosen], times.over[chosen], times.arrived[chosen]
    if not arrived.any():
        return None
    rhythm = WeekRhythm.learn(_once_per_case(visits.case[arrived], over[arrived]), at)
    began, now = rhythm.to_work(visits.entered), rhythm.to_work(np.array([at]))
    waited = np.maximum(np.where(np.isnan(left), now, rhythm.to_work(left)) - began, 0)
    lasted = np.maximum(np.where(np.isnan(over), now, rhythm.to_work(over)) - began, 0)
    cells = Cells.of(visits)
    cell = cells.finest(visits)
    longest = max(float(waited.max()), float(_LANDMARK_DAYS[1]))
    return Sample(
        cells=cells,
        rhythm=rhythm,
        cell=cell,
        waited=waited,
        lasted=lasted,
        arrived=arrived,
        missed=~np.isnan(over) & ~arrived,
        weight=weight[chosen],
        outcomes=tuple(_once_in_each(level, visits.case, waited, arrived) for level in cells.by_level(cell)),
        landmarks=_LANDMARK_DAYS[: np.searchsorted(_LANDMARK_DAYS, longest, side="right")],
        edges=_edges(lasted),
    )


def _edges(lasted: Floats) -> Floats:
    """As fine as the cases are many, with a few even ones between for where they are few."""
    positive = lasted[lasted > _AT_ONCE_DAYS]
    if not len(positive):
        return np.array([0.0, _AT_ONCE_DAYS])
    spread = np.quantile(positive, np.linspace(0, 1, _EDGES_FROM_CASES))
    even = np.geomspace(1 / 96, positive.max() * 1.01 + 1, _EDGES_EVEN)
    return np.unique(np.concatenate(([0.0, _AT_ONCE_DAYS], spread, even)))


def _once_per_case(case: Ints, moments: Floats) -> Floats:
    """The moments, each once for a case."""
    order = np.lexsort((moments, case))
    case, moments = case[order], moments[order]
    is_new = np.ones(len(case), bool)
    is_new[1:] = (np.diff(case) != 0) | (np.diff(moments) != 0)
    return moments[is_new]


def _once_in_each(cell: Ints, case: Ints, waited: Floats, arrived: Flags) -> Flags:
    """Of the visits of each case in each cell that arrived, the one that was waited in longest."""
    order = np.lexsort((waited, case, cell))
    order = order[arrived[order]]
    is_last = np.ones(len(order), bool)
    is_last[:-1] = (np.diff(cell[order]) != 0) | (np.diff(case[order]) != 0)
    chosen = np.zeros(len(cell), bool)
    chosen[order[is_last]] = True
    return chosen
