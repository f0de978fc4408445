"""The guard: what came of what we would have said two months ago corrects what we say now (a conformal correction).

The estimate is made once more from what was known 60 days ago. For each step entered since, and each case that was
open then, it is asked at which level the outcome lay: if the estimate is right, one in ten lies under its 10 % level
and one in ten above its 90 % level. If they do not, the levels are moved to where the outcomes lay, as far as the
number of cases bears: an even distribution counts as 35 cases. Outcomes not known yet count as "later than now", so
a slower pace is seen before the slow cases are decided.
"""

from dataclasses import dataclass

import numpy as np

from portal.estimates.history import Flags, Floats, History, Ints
from portal.estimates.kept import Widening
from portal.estimates.sample import Sample, sample_of
from portal.estimates.survival import landmarks
from portal.estimates.targets import Target, spells

WINDOW_DAYS = 60.0
EVEN_CASES = 35.0
LEVELS = (0.1, 0.5, 0.8, 0.9)
_LEAST_VISITS = 50
_LONGEST_VIEW_DAYS = 1500.0
_SHARES = 100
# Steps of the golden section spread outcomes that came at once evenly over the share that comes at once.
_GOLDEN = 0.6180339887498949
_OUTERMOST = 0.001


@dataclass(frozen=True, slots=True)
class _Looks:
    """Questions that could have been asked since the cut: of which visit, after how many days on the clock of work."""

    visits: History
    as_of: Floats
    until: Floats
    arrived: Flags


@dataclass(frozen=True, slots=True)
class Guard:
    """Which share of the outcomes lay under each hundredth of what we would have said; None when that is not known."""

    reached: Floats | None

    def levels(self, widening: Widening) -> Floats:
        """The levels to read from the curves so that 10, 50, 80 and 90 of 100 outcomes lie under them, and wider."""
        levels = widening.apply(np.array(LEVELS))
        if self.reached is None:
            return levels
        even = np.linspace(0, 1, _SHARES + 1)
        return np.clip(np.interp(levels, self.reached + even * 1e-9, even), _OUTERMOST, 1 - _OUTERMOST)


def guard_of(known: History, at: float, target: Target) -> Guard:
    """What came since 60 days before `at` (days since 1970) of what would have been said then."""
    cut = at - WINDOW_DAYS
    then = known.known_at(cut)
    if len(then) < _LEAST_VISITS or (sample := sample_of(then, cut, target)) is None:
        return Guard(None)
    looks = _looks(known, cut, at, target)
    if not len(looks.as_of):
        return Guard(None)
    share = _share_of_outcome(sample, looks)
    cases = len(np.unique(looks.visits.case)) / len(looks.as_of)
    return Guard(_corrected(share, looks.arrived, cases))


def _looks(known: History, cut: float, at: float, target: Target) -> _Looks:
    """Each step entered since the cut, and each visit in progress at the cut; those that missed the target apart."""
    times = spells(known, target)
    is_early = known.entered < cut
    was_open = is_early & ~(times.left <= cut) & ~(times.over <= cut) & (cut - known.entered < _LONGEST_VIEW_DAYS)
    is_missed = ~np.isnan(times.over) & ~times.arrived
    chosen = (~is_early | was_open) & times.is_waiting & ~is_missed
    visits = known.take(chosen)
    until = np.where(times.arrived, times.over, at)[chosen]
    return _Looks(visits, np.maximum(visits.entered, cut), until, times.arrived[chosen])


def _share_of_outcome(sample: Sample, looks: _Looks) -> Floats:
    """How large a share should have arrived by the time each outcome came (or by now, when it has not)."""
    visits, rhythm = looks.visits, sample.rhythm
    rows = sample.cells.rows(visits.department, visits.case_type, visits.step, visits.ordinal)
    as_of = rhythm.to_work(looks.as_of)
    waited = np.maximum(as_of - rhythm.to_work(visits.entered), 0)
    lasted = np.maximum(rhythm.to_work(looks.until) - as_of, 0)
    before, after, nearness = between_landmarks(sample.landmarks, waited)
    piece = sample.piece_of(lasted)
    within = (lasted - sample.edges[piece]) / (sample.upper_edges - sample.edges)[piece]
    at_once = np.where(looks.arrived, (np.arange(len(rows)) * _GOLDEN) % 1, 1)
    within = np.where(piece == 0, at_once, np.clip(within, 0, 1))
    share = np.zeros(len(rows))
    for place, landmark in enumerate(landmarks(sample)):
        for side, weight in ((before, 1 - nearness), (after, nearness)):
            here = np.flatnonzero((side == place) & (weight > 0))
            upto = landmark.arrived[rows[here], piece[here]]
            ahead = np.where(piece[here] > 0, landmark.arrived[rows[here], np.maximum(piece[here] - 1, 0)], 0)
            share[here] += weight[here] * (ahead + within[here] * (upto - ahead))
    return share


def between_landmarks(marks: Floats, waited: Floats) -> tuple[Ints, Ints, Floats]:
    """The landmarks before and after each wait, and how near it is to the second (0 at the first, 1 at the second)."""
    before = np.searchsorted(marks, waited, side="right") - 1
    after = np.minimum(before + 1, len(marks) - 1)
    gap = np.where(after > before, marks[after] - marks[before], 1)
    return before, after, np.where(after > before, np.minimum((waited - marks[before]) / gap, 1), 0)


def _corrected(share: Floats, arrived: Flags, weight: float) -> Floats:
    """Which share of outcomes lay under each hundredth of ours; shrunk Kaplan-Meier on the scale of shares."""
    place = np.minimum((share * _SHARES).astype(np.int64), _SHARES - 1)
    seen = np.bincount(place[arrived], minlength=_SHARES) * weight
    later = np.bincount(place[~arrived], minlength=_SHARES) * weight
    at_risk = np.cumsum((seen + later)[::-1])[::-1] - later / 2
    even = EVEN_CASES * (1 - np.arange(_SHARES) / _SHARES)
    rates = np.minimum((seen + EVEN_CASES / _SHARES) / (at_risk + even), 1)
    return np.concatenate(([0.0], 1 - np.cumprod(1 - rates)))
