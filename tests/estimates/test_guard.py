"""When everything begins to take half as long again, four months into a year of forecasts, the ranges follow."""

import numpy as np

from portal.estimates.forecast import Situations, forecast_many
from portal.estimates.history import Flags, Floats, History
from portal.estimates.table import fit
from tests.estimates.synthetic import FIRST_DAY, synthetic_history

BEGIN = FIRST_DAY + 780
SLOWER_FROM = BEGIN + 120
MONTHS = 12
CASES = 2_000


def walked(history: History) -> tuple[Floats, Floats]:
    """Month after month a table, and what came of each step entered in it: forecasts and outcomes in days."""
    forecasts, outcomes = [], []
    for at in BEGIN + 30 * np.arange(MONTHS):
        table = fit(history, float(at))
        assert table is not None
        asked = history.take(_entered_within(history, at, at + 30) & ~np.isnan(history.decided))
        row = table.cells.rows(asked.department, asked.case_type, asked.step, asked.ordinal)
        forecasts.append(forecast_many(table, Situations(row, asked.entered, asked.entered)).days)
        outcomes.append(asked.decided - asked.entered)
    return np.concatenate(forecasts), np.concatenate(outcomes)


def _entered_within(history: History, begin: float, end: float) -> Flags:
    return (history.entered >= begin) & (history.entered < end)


def test_steady_times_are_covered_eight_times_in_ten() -> None:
    forecasts, outcomes = walked(synthetic_history(3, CASES))
    assert 0.77 <= ((forecasts[:, 0] <= outcomes) & (outcomes <= forecasts[:, 3])).mean() <= 0.83


def test_when_everything_takes_half_as_long_again_the_ranges_still_hold() -> None:
    forecasts, outcomes = walked(synthetic_history(3, CASES, slower_from=SLOWER_FROM))
    assert ((forecasts[:, 0] <= outcomes) & (outcomes <= forecasts[:, 3])).mean() >= 0.77
    assert (outcomes <= forecasts[:, 3]).mean() >= 0.85
