"""When everything begins to take half as long again, four months into a year of forecasts, the ranges follow.

Those of the decision, and those of a coming step's beginning.
"""

import numpy as np
import pytest

from portal.estimates.forecast import Situations, forecast_many
from portal.estimates.history import Flags, Floats, History
from portal.estimates.table import fit
from portal.estimates.targets import DECISION, Target, spells, start_of
from tests.estimates.synthetic import DECIDING, FIRST_DAY, synthetic_history

BEGIN = FIRST_DAY + 780
SLOWER_FROM = BEGIN + 120
MONTHS = 12
CASES = 2_000


def walked(history: History, target: Target) -> tuple[Floats, Floats]:
    """Month after month a table, and what came of each step entered in it: forecasts and outcomes in days."""
    forecasts, outcomes = [], []
    times = spells(history, target)
    comes = times.arrived & times.is_waiting
    for at in BEGIN + 30 * np.arange(MONTHS):
        table = fit(history, float(at), target)
        assert table is not None
        is_asked = _entered_within(history, at, at + 30) & comes
        asked = history.take(is_asked)
        row = table.cells.rows(asked.department, asked.case_type, asked.step, asked.ordinal)
        forecasts.append(forecast_many(table, Situations(row, asked.entered, asked.entered)).days)
        outcomes.append((times.over - history.entered)[is_asked])
    return np.concatenate(forecasts), np.concatenate(outcomes)


def _entered_within(history: History, begin: float, end: float) -> Flags:
    return (history.entered >= begin) & (history.entered < end)


def covered(forecasts: Floats, outcomes: Floats) -> float:
    return float(((forecasts[:, 0] <= outcomes) & (outcomes <= forecasts[:, 3])).mean())


@pytest.mark.parametrize("target", [DECISION, start_of(DECIDING)], ids=["decision", "coming step"])
def test_steady_times_are_covered_eight_times_in_ten(target: Target) -> None:
    assert 0.77 <= covered(*walked(synthetic_history(3, CASES), target)) <= 0.83


@pytest.mark.parametrize("target", [DECISION, start_of(DECIDING)], ids=["decision", "coming step"])
def test_when_everything_takes_half_as_long_again_the_ranges_still_hold(target: Target) -> None:
    forecasts, outcomes = walked(synthetic_history(3, CASES, slower_from=SLOWER_FROM), target)
    assert covered(forecasts, outcomes) >= 0.77
    assert (outcomes <= forecasts[:, 3]).mean() >= 0.85
