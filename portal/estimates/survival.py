"""Shrunk Kaplan-Meier: how many have arrived after so long, landmark by landmark.

At a landmark of w days only those visits count that were still in their step after w days: that is what "your case
has already waited w days" changes. Cases still open count as not arrived for as long as they were seen (censoring).
Each cell is shrunk towards its parent as if 15 more cases had gone exactly as the parent's (a beta-Stacy prior), so
that a cell without cases of its own says what its parent says. Cases that end without arriving (withdrawn before a
decision, decided without the step) are a second way out (Aalen-Johansen).

Every figure is for those that arrive: where 7 of 100 cases are never decided, the curves are about the other 93, and
`unsettled` says how many were neither seen to arrive nor seen to miss it within the time the history covers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from portal.estimates.history import Flags, Floats, Ints
from portal.estimates.sample import Sample

PARENT_CASES = 15.0


@dataclass(frozen=True, slots=True)
class Landmark:
    """What is known of those who have waited this long: a row for each cell.

    `arrived` is the share arrived by the end of each piece of time (rows, pieces), of those that arrive; `unsettled`
    the share of which that is not known; `outcomes` how many cases (not visits) of the cell have arrived.
    """

    arrived: Floats
    unsettled: Floats
    outcomes: Ints


@dataclass(frozen=True, slots=True)
class _Rates:
    """The chance in each piece of time to arrive and to miss, for those still waiting when it begins."""

    arriving: Floats
    missing: Floats

    def of(self, cells: Ints) -> "_Rates":
        return _Rates(self.arriving[cells], self.missing[cells])

    def still_waiting(self) -> Floats:
        """The share still waiting when each piece begins."""
        staying = 1 - np.minimum(self.arriving + self.missing, 1)
        return np.cumprod(np.concatenate((np.ones((len(staying), 1)), staying[:, :-1]), axis=1), axis=1)


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many (weighed) arrived, missed and were last seen in each piece of time: (cells, pieces)."""

    arrived: Floats
    missed: Floats
    last_seen: Floats

    def rates(self, parent: _Rates, parent_cases: float) -> _Rates:
        """The rates, shrunk. Those whose end is not known count half in the piece in which they were last seen."""
        every = self.arrived + self.missed + self.last_seen
        at_risk = np.cumsum(every[:, ::-1], axis=1)[:, ::-1] - self.last_seen / 2
        borrowed = parent_cases * parent.still_waiting()
        total = np.maximum(at_risk + borrowed, 1e-12)
        return _Rates(
            (self.arrived + borrowed * parent.arriving) / total,
            (self.missed + borrowed * parent.missing) / total,
        )

    def parents(self, parents: Ints) -> "_Counts":
        """The sums over the parts of each parent."""
        begins = np.flatnonzero(np.diff(parents, prepend=-1))
        columns = (self.arrived, self.missed, self.last_seen)
        return _Counts(*(np.add.reduceat(column, begins, axis=0) for column in columns))


def landmarks(sample: Sample) -> Iterator[Landmark]:
    """Each landmark in turn; the widest cell is shrunk towards itself at the landmark before."""
    cells, nothing = sample.cells, np.zeros((1, len(sample.edges)))
    before = _Rates(nothing, nothing)
    for place, days in enumerate(sample.landmarks):
        chosen = sample.waited > days if place else np.ones(len(sample.waited), bool)
        counts = [_counts(sample, chosen, float(days))]
        for parents in reversed(cells.parents[1:]):
            counts.insert(0, counts[0].parents(parents))
        rates = [counts[0].rates(before, PARENT_CASES if place else 0.0)]
        for level in range(1, len(counts)):
            rates.append(counts[level].rates(rates[-1].of(cells.parents[level]), PARENT_CASES))
        before = rates[0]
        yield _landmark(rates, _outcomes(sample, chosen))


def _counts(sample: Sample, chosen: Flags, days: float) -> _Counts:
    """The counts in the finest cells of those chosen, `days` after they began."""
    cells, pieces = len(sample.cells.numbers[-1]), len(sample.edges)
    where = sample.cell[chosen] * pieces + sample.piece_of(sample.lasted[chosen] - days)
    arrived, missed, weight = sample.arrived[chosen], sample.missed[chosen], sample.weight[chosen]
    ways = (arrived, missed, ~arrived & ~missed)
    counted = (np.bincount(where[way], weight[way], minlength=cells * pieces) for way in ways)
    return _Counts(*(count.astype(np.float64).reshape(cells, pieces) for count in counted))


def _landmark(levels: list[_Rates], outcomes: Ints) -> Landmark:
    rates = _Rates(*(np.concatenate(column) for column in zip(*((r.arriving, r.missing) for r in levels), strict=True)))
    waiting = rates.still_waiting()
    arrived = np.cumsum(waiting * rates.arriving, axis=1)
    reached = np.maximum(arrived[:, -1], 1e-9)
    never_known = np.maximum(waiting[:, -1] * (1 - rates.arriving[:, -1] - rates.missing[:, -1]), 0)
    return Landmark(np.minimum(arrived / reached[:, None], 1), never_known / (never_known + reached), outcomes)


def _outcomes(sample: Sample, chosen: Flags) -> Ints:
    """How many cases have arrived, for each row of each level."""
    levels = zip(sample.cells.by_level(sample.cell), sample.cells.numbers, sample.outcomes, strict=True)
    return np.concatenate([np.bincount(cell[chosen & one], minlength=len(cells)) for cell, cells, one in levels])
