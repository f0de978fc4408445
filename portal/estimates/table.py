"""The table of quantiles that the forecasts of a day are read from, fitted at night for one target."""

from dataclasses import dataclass

import numpy as np

from portal.estimates.cells import Cells, Level
from portal.estimates.guard import Guard, guard_of
from portal.estimates.history import Flags, Floats, History, Ints
from portal.estimates.kept import NO_WIDENINGS, Widenings
from portal.estimates.rhythm import WeekRhythm
from portal.estimates.sample import Sample, sample_of
from portal.estimates.survival import landmarks
from portal.estimates.targets import DECISION, Target

FEWEST_OUTCOMES = 5


@dataclass(frozen=True, slots=True)
class QuantileTable:
    """How long it takes from each landmark on, for each row of cells.

    `days` holds P10, P50, P80 and P90 in days on the clock of work after the landmark: (landmarks, rows, 4).
    `unsettled` is the share whose end the history does not show: (landmarks, rows). `outcomes` counts cases: of the
    case's own cell, and of the narrowest cell with at least five, whose level is `basis_level`, -1 when none has.
    `levels` are the levels that were read from the curves of rows that are not widened on their own, `fitted_at` is in
    days since 1970.
    """

    target: Target
    fitted_at: float
    cells: Cells
    rhythm: WeekRhythm
    landmarks: Floats
    days: Floats
    unsettled: Floats
    own_outcomes: Ints
    basis_outcomes: Ints
    basis_level: Ints
    levels: Floats


def fit(
    history: History, at: float, target: Target = DECISION, *, widenings: Widenings = NO_WIDENINGS
) -> QuantileTable | None:
    """The table for forecasts after `at` (days since 1970), from what was known then and nothing later.

    None when the target was not yet reached by any case.
    """
    known = history.known_at(at)
    sample = sample_of(known, at, target)
    if sample is None:
        return None
    guard = guard_of(known, at, target)
    levels = _levels(guard, sample.cells, widenings)
    ancestors = sample.cells.ancestors()
    days, unsettled, own, basis, basis_level = [], [], [], [], []
    for landmark in landmarks(sample):
        days.append(_quantiles(sample, landmark.arrived, levels))
        unsettled.append(landmark.unsettled)
        outcomes = np.where(ancestors >= 0, landmark.outcomes[ancestors], 0)
        own.append(outcomes[:, Level.OWN])
        level = _narrowest(outcomes[:, : Level.STAGE] >= FEWEST_OUTCOMES)
        basis.append(np.where(level >= 0, np.take_along_axis(outcomes, level[:, None], axis=1)[:, 0], 0))
        basis_level.append(level)
    return QuantileTable(
        target=target,
        fitted_at=at,
        cells=sample.cells,
        rhythm=sample.rhythm,
        landmarks=sample.landmarks,
        days=np.stack(days),
        unsettled=np.stack(unsettled),
        own_outcomes=np.stack(own),
        basis_outcomes=np.stack(basis),
        basis_level=np.stack(basis_level),
        levels=guard.levels(widenings.general),
    )


def _narrowest(is_enough: Flags) -> Ints:
    """The last level with enough on each row, -1 when none has."""
    last = is_enough.shape[1] - 1 - np.argmax(is_enough[:, ::-1], axis=1)
    return np.where(is_enough.any(axis=1), last, -1)


def _levels(guard: Guard, cells: Cells, widenings: Widenings) -> Floats:
    """The levels to read for each row: (rows, 4)."""
    general = guard.levels(widenings.general)
    levels = np.tile(general, (cells.first_row[-1], 1))
    for (case_type, step), widening in widenings.of_cell.items():
        levels[cells.rows_of(case_type, step)] = guard.levels(widening)
    return levels


def _quantiles(sample: Sample, arrived: Floats, levels: Floats) -> Floats:
    """For each row the days by which each of its levels has arrived: (rows, levels); even within a piece of time."""
    rows, pieces = arrived.shape
    begins, ends = sample.edges, sample.upper_edges
    days = np.empty(levels.shape)
    for place, level in enumerate(levels.T):
        piece = np.minimum((arrived < level[:, None] - 1e-12).sum(axis=1), pieces - 1)
        upto = arrived[np.arange(rows), piece]
        ahead = np.where(piece > 0, arrived[np.arange(rows), np.maximum(piece - 1, 0)], 0)
        within = np.clip((level - ahead) / np.maximum(upto - ahead, 1e-12), 0, 1)
        days[:, place] = np.where(piece == 0, 0, begins[piece] + within * (ends[piece] - begins[piece]))
    return np.maximum.accumulate(days, axis=1)
