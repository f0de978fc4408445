"""From a table to what is said of a case: a range, what it rests on, or why nothing is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from portal.estimates.cells import Level
from portal.estimates.guard import between_landmarks
from portal.estimates.history import Flags, Floats, Ints
from portal.estimates.table import FEWEST_OUTCOMES, QuantileTable

LONGEST_PROMISE_DAYS = 730.0
_MOST_UNSETTLED = 0.2
# So many cases at a time stay in the processor's cache.
_AT_A_TIME = 16_384


class Basis(StrEnum):
    """What a forecast rests on: the case's own type and step, cases like it elsewhere, or nothing that bears it."""

    OWN = "own"
    POOLED = "pooled"
    NONE = "none"


class Silence(StrEnum):
    """Why no range is said: too few cases, too many whose end is not known, or more than two years."""

    TOO_FEW = "too_few"
    UNSETTLED = "unsettled"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Situations:
    """Where cases stand: the rows of their cells in the table, and in days since 1970 since when and asked when."""

    row: Ints
    entered: Floats
    as_of: Floats


@dataclass(frozen=True, slots=True)
class Forecasts:
    """For each case P10, P50, P80 and P90 in calendar days after it was asked (cases, 4), never negative.

    The figures stand also where `is_said` is false; then they may be used for measuring and never be shown.
    `place` is the landmark and row that they rest on.
    """

    days: Floats
    is_said: Flags
    place: tuple[Ints, Ints]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of one case, in calendar days after it was asked; the days are None when nothing is said.

    `n_own` counts the cases of the same type and step that were waiting as long and arrived; `n_basis` those of the
    narrowest group with at least five, which `level` names.
    """

    p10: float | None
    p50: float | None
    p80: float | None
    p90: float | None
    basis: Basis
    n_own: int
    n_basis: int
    level: Level | None
    silence: Silence | None


def locate(
    table: QuantileTable, departments: Sequence[str], case_types: Sequence[str], steps: Sequence[str], ordinal: Ints
) -> Ints:
    """The rows for these cases; `ordinal` is the visit's number within its case, from 1."""
    cells = table.cells

    def coded(names: Sequence[str], places: dict[str, int]) -> Ints:
        return np.array([places.get(name, -1) for name in names], dtype=np.int64)

    return cells.rows(
        coded(departments, cells.departments), coded(case_types, cells.case_types), coded(steps, cells.steps), ordinal
    )


def forecast_many(table: QuantileTable, situations: Situations) -> Forecasts:
    """The forecasts for any number of cases at once."""
    cases, rows = len(situations.row), table.days.shape[1]
    quantiles = table.days.reshape(-1, table.days.shape[2])
    is_bearing = ((table.basis_level >= 0) & (table.unsettled <= _MOST_UNSETTLED)).ravel()
    days = np.empty((cases, table.days.shape[2]))
    is_said = np.empty(cases, bool)
    landmark = np.empty(cases, np.int64)
    for begin in range(0, cases, _AT_A_TIME):
        here = slice(begin, begin + _AT_A_TIME)
        row, as_of = situations.row[here], situations.as_of[here]
        now = table.rhythm.to_work(as_of)
        waited = np.maximum(now - table.rhythm.to_work(situations.entered[here]), 0)
        before, after, nearness = between_landmarks(table.landmarks, waited)
        here_before, nearness = before * rows + row, nearness[:, None]
        worked = quantiles.take(here_before, axis=0)
        worked += (quantiles.take(after * rows + row, axis=0) - worked) * nearness
        days[here] = np.maximum(table.rhythm.to_calendar(now[:, None] + worked) - as_of[:, None], 0)
        landmark[here] = before
        is_said[here] = is_bearing.take(here_before) & (days[here, 2] <= LONGEST_PROMISE_DAYS)
    return Forecasts(days, is_said, (landmark, situations.row))


def forecast(
    table: QuantileTable | None,
    *,
    department: str,
    case_type: str,
    step: str,
    ordinal: int,
    entered: float,
    as_of: float,
) -> Forecast:
    """What can be said at `as_of` of a case that entered the step at `entered` (days since 1970)."""
    if table is None:
        return Forecast(None, None, None, None, Basis.NONE, 0, 0, None, Silence.TOO_FEW)
    row = locate(table, [department], [case_type], [step], np.array([ordinal]))
    found = forecast_many(table, Situations(row, np.array([entered]), np.array([as_of])))
    place = (int(found.place[0][0]), int(row[0]))
    is_own_row = table.cells.first_row[Level.OWN] <= place[1]
    n_own = int(table.own_outcomes[place]) if is_own_row else 0
    n_basis, level = int(table.basis_outcomes[place]), int(table.basis_level[place])
    if not found.is_said[0]:
        silence = silence_of(level, float(table.unsettled[place]))
        return Forecast(None, None, None, None, Basis.NONE, n_own, n_basis, None, silence)
    p10, p50, p80, p90 = (float(days) for days in found.days[0])
    basis = Basis.OWN if n_own >= FEWEST_OUTCOMES else Basis.POOLED
    return Forecast(p10, p50, p80, p90, basis, n_own, n_basis, Level(level), None)


def silence_of(level: int, unsettled: float) -> Silence:
    """Why nothing is said at such a place of the table, where nothing is."""
    if level < 0:
        return Silence.TOO_FEW
    return Silence.UNSETTLED if unsettled > _MOST_UNSETTLED else Silence.TOO_LONG
