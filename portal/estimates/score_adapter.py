"""Measures the estimates on any log of cases: reads a history and questions, writes what the portal would have said.

    python -m portal.estimates.score_adapter HISTORY QUERIES FORECASTS STATE_DIR

The history is CSV with the columns case_id, case_type, step, entered_at, left_at, case_ended_at, visit and known_at,
the questions with query_id, as_of, case_type, step, entered_at and visit. The answers carry in days after as_of the
10, 50, 80 and 90 % levels of the decision and of the end of the step. Times are ISO 8601 in UTC. A column
`department` is used when both files have it. Nothing is kept between calls, so STATE_DIR stays as it is.
"""

import csv
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from portal.estimates.forecast import Situations, forecast_many, locate
from portal.estimates.history import Floats, History, StepVisit, days_of
from portal.estimates.table import fit
from portal.estimates.targets import DECISION, LEAVING, Target

_LEVELS = ("p10", "p50", "p80", "p90")
_ARGUMENTS = 4
# Said while no case at all has arrived: anything is possible within two years.
_NOTHING_KNOWN_DAYS = (0.0, 90.0, 365.0, 730.0)


def answer(history_path: Path, queries_path: Path, forecasts_path: Path) -> None:
    """Reads both files and writes the forecasts.

    Raises:
        ValueError: when the history is empty or a moment cannot be read.
    """
    rows, queries = _read(history_path), _read(queries_path)
    if not rows:
        raise ValueError(f"{history_path} holds no visits")
    has_department = "department" in rows[0] and bool(queries) and "department" in queries[0]
    department = "department" if has_department else ""
    history = History.of(_visit(row, department) for row in rows)
    at = days_of(_moment(rows[0]["known_at"]))
    answers = np.hstack([_answers(history, at, queries, department, target) for target in (DECISION, LEAVING)])
    with forecasts_path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["query_id", *(f"{name}_{level}" for name in ("decision", "next") for level in _LEVELS)])
        writer.writerows(
            [query["query_id"], *map(repr, row)] for query, row in zip(queries, answers.tolist(), strict=True)
        )


def main(arguments: Sequence[str]) -> int:
    """Answers, or says how it is called."""
    if len(arguments) != _ARGUMENTS:
        sys.stderr.write("usage: python -m portal.estimates.score_adapter HISTORY QUERIES FORECASTS STATE_DIR\n")
        return 2
    answer(*(Path(argument) for argument in arguments[:3]))
    return 0


def _answers(history: History, at: float, queries: list[dict[str, str]], department: str, target: Target) -> Floats:
    table = fit(history, at, target)
    if table is None:
        return np.tile(np.array(_NOTHING_KNOWN_DAYS), (len(queries), 1))
    row = locate(
        table,
        [query.get(department, "") for query in queries],
        [query["case_type"] for query in queries],
        [query["step"] for query in queries],
        np.array([int(query["visit"]) for query in queries], dtype=np.int64),
    )
    entered, as_of = (
        np.array([days_of(_moment(query[name])) for query in queries]) for name in ("entered_at", "as_of")
    )
    return forecast_many(table, Situations(row, entered, as_of)).days


def _visit(row: dict[str, str], department: str) -> StepVisit:
    ended_at = _moment(row["case_ended_at"])
    return StepVisit(
        case_id=row["case_id"],
        department=row.get(department, ""),
        case_type=row["case_type"],
        step=row["step"],
        entered_at=_moment_or_fail(row["entered_at"]),
        left_at=_moment(row["left_at"]),
        decided_at=ended_at,
        closed_at=ended_at,
    )


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def _moment_or_fail(text: str) -> datetime:
    moment = _moment(text)
    if moment is None:
        raise ValueError("a visit has no entered_at")
    return moment


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
