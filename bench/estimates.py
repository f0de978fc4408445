"""What estimates cost: a table at night, forecasts for every open case, memory.

`forecast_vs_floor` is the time of all forecasts over that of the least that could be done: one numpy searchsorted of
the waits among the landmarks and one gather of the four quantiles, in the same run. `table_cpu_s` is the CPU time of
fitting the decision's table, the guard's second fit included; `every_table_cpu_s` that of the tables for the decision
and for the end and the start of every step. `peak_rss_mb` is the most memory the measuring process ever held.
"""

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from portal.estimates.forecast import Situations, forecast_many
from portal.estimates.history import History
from portal.estimates.table import QuantileTable, fit
from portal.estimates.targets import DECISION, LEAVING, start_of
from tests.estimates.synthetic import FIRST_DAY, STEPS, synthetic_history

TARGETS = {"forecast_vs_floor": 8.0, "table_cpu_s": 5.0, "peak_rss_mb": 500.0}
_OUT = Path(__file__).parent / "out" / "estimates.json"
_DAYS = 1_400.0
_AT = FIRST_DAY + _DAYS - 30
_CASE_TYPES = 40
_REPEATS = 7


def main(large: bool) -> int:  # noqa: FBT001 -- the runner's one question
    """Measures in a process of its own and writes bench/out/estimates.json; 1 when a target is missed."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        figures = pool.apply(measure, (large,))
    _OUT.parent.mkdir(parents=True, exist_ok=True)
    _OUT.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    for name, figure in figures.items():
        target = f"  at most {TARGETS[name]:g}" if name in TARGETS else ""
        print(f"{name:20} {figure:12,.2f}{target}")
    return int(any(figures[name] > most for name, most in TARGETS.items()))


def measure(large: bool) -> dict[str, float]:  # noqa: FBT001 -- as above
    """The figures: 200,000 visits and 1,000,000 open cases when large, a tenth of it else."""
    visits, open_cases = (200_000, 1_000_000) if large else (20_000, 100_000)
    history = _history(visits)
    begun = time.process_time()
    table = fit(history, _AT, DECISION)
    table_cpu_s = time.process_time() - begun
    if table is None:
        raise RuntimeError("the log made for measuring holds no decision")
    situations = _situations(table, open_cases)
    forecasts, floor = _least_times(
        lambda: forecast_many(table, situations),
        lambda: _floor(table, situations),
    )
    begun = time.process_time()
    for target in (DECISION, LEAVING, *(start_of(step) for step in STEPS)):
        fit(history, _AT, target)
    every_table_cpu_s = time.process_time() - begun
    return {
        "forecast_vs_floor": round(forecasts / floor, 2),
        "forecast_cpu_s": round(forecasts, 4),
        "floor_cpu_s": round(floor, 4),
        "table_cpu_s": round(table_cpu_s, 3),
        "every_table_cpu_s": round(every_table_cpu_s, 3),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "visits": float(visits),
        "open_cases": float(open_cases),
        "table_rows": float(table.days.shape[1]),
    }


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


if __name__ == "__main__":
    sys.exit(main("--large" in sys.argv))
