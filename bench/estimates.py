"""What estimates cost: a table at night, forecasts for every open case, memory."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from typing import Final

import numpy as np

from bench.figures import Figure, Measurement
from portal.estimates.forecast import Situations, forecast_many
from portal.estimates.history import History
from portal.estimates.table import QuantileTable, fit
from portal.estimates.targets import DECISION, LEAVING, start_of
from tests.estimates.synthetic import FIRST_DAY, STEPS, synthetic_history

_DAYS: Final = 1_400.0
_AT: Final = FIRST_DAY + _DAYS - 30
_CASE_TYPES: Final = 40
_REPEATS: Final = 7
_KIB_A_MIB: Final = 1024


def measure(is_large: bool) -> Measurement:  # noqa: FBT001 -- the one thing every measurement is told
    """200,000 visits and 1,000,000 open cases at large scale, else a tenth; in a process of its own for its memory."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        figures = pool.apply(_figures, (is_large,))
    return Measurement(figures)


def _figures(is_large: bool) -> list[Figure]:  # noqa: FBT001 -- the same
    visits, open_cases = (200_000, 1_000_000) if is_large else (20_000, 100_000)
    history = _history(visits)
    begun = time.process_time()
    table = fit(history, _AT, DECISION)
    table_cpu_s = time.process_time() - begun
    if table is None:
        raise RuntimeError("the log made for measuring holds no decision")
    situations = _situations(table, open_cases)
    forecasts, floor = _least_times(lambda: forecast_many(table, situations), lambda: _floor(table, situations))
    begun = time.process_time()
    for target in (DECISION, LEAVING, *(start_of(step) for step in STEPS)):
        fit(history, _AT, target)
    every_table_cpu_s = time.process_time() - begun
    peak_rss_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_A_MIB
    asked = f"{open_cases:,} open cases"
    return [
        Figure(
            "forecast_vs_floor", round(forecasts / floor, 2), "x", f"{asked} beside a bare searchsorted and gather", 8
        ),
        Figure("forecast_cpu_s", round(forecasts, 4), "s", f"forecasts for {asked}"),
        Figure("floor_cpu_s", round(floor, 4), "s", "the bare searchsorted and gather of the same"),
        Figure("table_cpu_s", round(table_cpu_s, 2), "s", f"the decision's table from {visits:,} visits", 5),
        Figure("every_table_cpu_s", round(every_table_cpu_s, 2), "s", f"the tables of {len(STEPS) + 2} targets"),
        Figure("peak_rss_mb", round(peak_rss_mb, 1), "MB", "the most memory the measuring process held", 500),
    ]


def _history(visits: int) -> History:
    history = synthetic_history(1, visits // 3, days=_DAYS, case_types=_CASE_TYPES)
    return history.take(np.arange(len(history)) < visits)


def _situations(table: QuantileTable, cases: int) -> Situations:
    rng = np.random.default_rng(2)
    as_of = np.full(cases, _AT)
    return Situations(rng.integers(table.days.shape[1], size=cases), as_of - rng.exponential(20, cases), as_of)


def _floor(table: QuantileTable, situations: Situations) -> object:
    waited = situations.as_of - situations.entered
    return table.days[np.searchsorted(table.landmarks, waited, side="right") - 1, situations.row]


def _least_times(*ways: Callable[[], object]) -> list[float]:
    """The least CPU time of each, in seconds; they take turns, so what else the machine does falls on all alike."""
    least = [float("inf")] * len(ways)
    for _ in range(_REPEATS):
        for place, way in enumerate(ways):
            begun = time.process_time()
            way()
            least[place] = min(least[place], time.process_time() - begun)
    return least
