"""Shrunk Kaplan-Meier: how many have arrived after so long, landmark by landmark.

At a landmark of w days only those visits count that were still in their step after w days: that is what "your case
has already waited w days" changes. Cases still open count as not arrived for as long as they were seen (censoring).
Each cell is shrunk towards its parent as if 15 more cases had gone exactly as the parent's (a beta-Stacy prior), so
that a cell without cases of its own says what its parent says.

Every figure is for those that arrive: where 7 of 100 cases are never decided, the curves are about the other 93, and
`unsettled` says how many were neither seen to arrive nor seen to miss it within the time the history covers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from portal.estimates.cells import Cells
from portal.estimates.history import Flags, Floats, History, Ints
from portal.estimates.rhythm import WeekRhythm
from portal.estimates.targets import Target, spells

HALF_LIFE_DAYS = 365.0
PARENT_CASES = 15.0
_LANDMARK_DAYS = np.array(
    [0, 1 / 64, 1 / 16, 1 / 4, 1 / 2, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 240, 365, 540, 730, 1095, 1460]
)
_EDGES_FROM_CASES = 256
_EDGES_EVEN = 48
_AT_ONCE_DAYS = 1e-6
_LEAST_WEIGHT = 1e-4


@dataclass(frozen=True, slots=True)
class Sample:
    """The visits an estimate is made of, in days on the clock of work.

    `waited` is how long each was in its step (so far), `lasted` until its target came, was missed, or it was last
    seen; `weight` halves with each year of age; `is_first` marks one visit of each case in a cell. `edges` cut the
    time into pieces, each from its edge to the next; arrivals at once have the first to themselves.
    """

    cells: Cells
    rhythm: WeekRhythm
    cell: Ints
    waited: Floats
    lasted: Floats
    arrived: Flags
    missed: Flags
    weight: Floats
    is_first: Flags
    landmarks: Floats
    edges: Floats

    @property
    def upper_edges(self) -> Floats:
        """Where each piece of time ends; the last is closed a third beyond its beginning."""
        return np.append(self.edges[1:], self.edges[-1] * 1.3 + 1)


@dataclass(frozen=True, slots=True)
class Landmark:
    """What is known of those who have waited this long: a row for each cell.

    `arrived` is the share arrived by the end of each piece of time (rows, pieces), of those that arrive; `unsettled`
    the share of which that is not known; `outcomes` how many cases (not visits) of the cell have arrived.
    """

    days: float
    arrived: Floats
    unsettled: Floats
    outcomes: Ints


def sample_of(known: History, at: float, target: Target) -> Sample | None:
    """The sample of what was known at `at`; None when the target has not been reached even once."""
    times = spells(known, target)
    chosen = times.is_waiting & (0.5 ** ((at - known.entered) / HALF_LIFE_DAYS) > _LEAST_WEIGHT)
    visits = known.take(chosen)
    entered, left, over, arrived = visits.entered, times.left[chosen], times.over[chosen], times.arrived[chosen]
    if not arrived.any():
        return None
    rhythm = WeekRhythm.learn(_once_per_case(visits.case[arrived], over[arrived]), at)
    began, now = rhythm.to_work(entered), rhythm.to_work(np.array([at]))
    waited = np.maximum(np.where(np.isnan(left), now, rhythm.to_work(left)) - began, 0)
    lasted = np.maximum(np.where(np.isnan(over), now, rhythm.to_work(over)) - began, 0)
    cells = Cells.of(visits)
    return Sample(
        cells=cells,
        rhythm=rhythm,
        cell=cells.finest(visits),
        waited=waited,
        lasted=lasted,
        arrived=arrived,
        missed=~np.isnan(over) & ~arrived,
        weight=0.5 ** ((at - entered) / HALF_LIFE_DAYS),
        is_first=_first_of_case(visits.case, cells.finest(visits)),
        landmarks=_LANDMARK_DAYS[_LANDMARK_DAYS <= max(float(waited.max()), _LANDMARK_DAYS[1])],
        edges=_edges(lasted),
    )


def landmarks(sample: Sample) -> Iterator[Landmark]:
    """Each landmark in turn; the widest cell's is shrunk towards its own at the landmark before."""
    cells, pieces = sample.cells, len(sample.edges)
    before = np.zeros((1, pieces))
    before_missed = np.zeros((1, pieces))
    for place, days in enumerate(sample.landmarks):
        chosen = sample.waited > days if place else np.ones(len(sample.waited), bool)
        counts = _counts(sample, chosen, float(days))
        rates: list[tuple[Floats, Floats]] = []
        for level, parents in enumerate(cells.parents):
            parent = (before, before_missed) if level == 0 else rates[-1]
            borrowed = PARENT_CASES if place or level else 0.0
            rates.append(_shrunk_rates(*(count[level] for count in counts), parent[0][parents], parent[1][parents], borrowed))
        before, before_missed = rates[0]
        arrived, unsettled = _shares(np.concatenate([rate[0] for rate in rates]), np.concatenate([rate[1] for rate in rates]))
        is_outcome = chosen & sample.arrived & sample.is_first
        outcomes = np.bincount(sample.cell[is_outcome], minlength=len(cells.numbers[-1]))
        by_level = _up(outcomes[:, None], cells)
        yield Landmark(float(days), arrived, unsettled, np.concatenate(by_level)[:, 0].astype(np.int64))


def pieces_of(edges: Floats, days: Floats) -> Ints:
    """In which piece of time each duration lies."""
    return np.clip(np.searchsorted(edges, days, side="right") - 1, 0, len(edges) - 1)


def _counts(sample: Sample, chosen: Flags, days: float) -> tuple[list[Floats], list[Floats], list[Floats]]:
    """Weighed arrivals, misses and open ends by level, each (cells, pieces)."""
    cells, pieces = len(sample.cells.numbers[-1]), len(sample.edges)
    where = sample.cell[chosen] * pieces + pieces_of(sample.edges, sample.lasted[chosen] - days)
    arrived, missed, weight = sample.arrived[chosen], sample.missed[chosen], sample.weight[chosen]

    def counted(which: Flags) -> list[Floats]:
        finest = np.bincount(where[which], weight[which], minlength=cells * pieces)
        return _up(finest.reshape(cells, pieces), sample.cells)

    return counted(arrived), counted(missed), counted(~arrived & ~missed)


def _up(finest: Floats, cells: Cells) -> list[Floats]:
    """The sums on every level, widest first."""
    levels = [finest]
    for parents in reversed(cells.parents[1:]):
        begins = np.flatnonzero(np.diff(parents, prepend=-1))
        levels.append(np.add.reduceat(levels[-1], begins, axis=0))
    return levels[::-1]


def _shrunk_rates(
    arrived: Floats, missed: Floats, open_ends: Floats, parent: Floats, parent_missed: Floats, parent_cases: float
) -> tuple[Floats, Floats]:
    """The chance in each piece of time to arrive and to miss, for those still waiting when it begins.

    Those whose end is not known count half in the piece in which they were last seen.
    """
    every = arrived + missed + open_ends
    at_risk = np.cumsum(every[:, ::-1], axis=1)[:, ::-1] - open_ends / 2
    borrowed = parent_cases * _still_waiting(parent + parent_missed)
    total = np.maximum(at_risk + borrowed, 1e-12)
    return (arrived + borrowed * parent) / total, (missed + borrowed * parent_missed) / total


def _still_waiting(rates: Floats) -> Floats:
    """The share still waiting when each piece begins."""
    return np.cumprod(np.concatenate((np.ones((len(rates), 1)), 1 - np.minimum(rates[:, :-1], 1)), axis=1), axis=1)


def _shares(rates: Floats, missed: Floats) -> tuple[Floats, Floats]:
    waiting = _still_waiting(rates + missed)
    arrived = np.cumsum(waiting * rates, axis=1)
    reached = np.maximum(arrived[:, -1:], 1e-9)
    never_known = np.maximum(waiting[:, -1:] * (1 - np.minimum(rates + missed, 1)[:, -1:]), 0)
    return np.minimum(arrived / reached, 1), (never_known / (never_known + reached))[:, 0]


def _edges(lasted: Floats) -> Floats:
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


def _first_of_case(case: Ints, cell: Ints) -> Flags:
    first = np.unique(cell * (int(case.max(initial=0)) + 1) + case, return_index=True)[1]
    is_first = np.zeros(len(case), bool)
    is_first[first] = True
    return is_first
