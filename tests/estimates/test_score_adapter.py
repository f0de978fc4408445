"""The command for measuring says what the portal would say, from files."""

import csv
from pathlib import Path

import numpy as np
import pytest

from portal.estimates.forecast import forecast
from portal.estimates.history import History, moment_of
from portal.estimates.score_adapter import main
from portal.estimates.table import fit
from tests.estimates.synthetic import FIRST_DAY, synthetic_history

AT = FIRST_DAY + 800
QUERY = {"query_id": "7", "case_type": "type 01", "step": "b_assessment", "visit": "2", "case_id": "x"}


def iso(days: float) -> str:
    return "" if np.isnan(days) else moment_of(days).strftime("%Y-%m-%dT%H:%M:%S")


def written(path: Path, rows: list[dict[str, str]]) -> str:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def rows_of(history: History) -> list[dict[str, str]]:
    return [
        {
            "case_id": str(history.case[place]),
            "department": history.departments[history.department[place]],
            "case_type": history.case_types[history.case_type[place]],
            "step": history.steps[history.step[place]],
            "entered_at": iso(history.entered[place]),
            "left_at": iso(history.left[place]),
            "case_ended_at": iso(history.decided[place]),
            "visit": str(history.ordinal[place]),
            "known_at": iso(AT),
        }
        for place in range(len(history))
    ]


def test_it_says_what_the_portal_says(tmp_path: Path) -> None:
    whole = synthetic_history(9, 600)
    log = whole.take(~np.isnan(whole.decided)).known_at(AT)
    asked = QUERY | {"department": "department 1", "as_of": iso(AT + 4), "entered_at": iso(AT + 1)}
    history, queries = written(tmp_path / "h.csv", rows_of(log)), written(tmp_path / "q.csv", [asked])
    assert main([history, queries, str(tmp_path / "f.csv"), str(tmp_path)]) == 0
    with (tmp_path / "f.csv").open(encoding="utf-8") as file:
        (answer,) = csv.DictReader(file)
    said = forecast(
        fit(log, AT),
        department="department 1",
        case_type="type 01",
        step="b_assessment",
        ordinal=2,
        entered=AT + 1,
        as_of=AT + 4,
    )
    assert answer["query_id"] == "7"
    assert [float(answer[f"decision_p{level}"]) for level in (10, 50, 80, 90)] == pytest.approx(
        [said.p10, said.p50, said.p80, said.p90], rel=0.02
    )
    assert 0 <= float(answer["next_p10"]) <= float(answer["next_p90"]) < float(answer["decision_p90"])


def test_before_the_first_decision_it_still_answers(tmp_path: Path) -> None:
    log = synthetic_history(9, 600)
    first = rows_of(log.take(np.arange(len(log)) == 0).known_at(log.entered[0] + 0.01))
    history = written(tmp_path / "h.csv", first)
    queries = written(tmp_path / "q.csv", [QUERY | {"as_of": iso(AT), "entered_at": iso(AT)}])
    assert main([history, queries, str(tmp_path / "f.csv"), str(tmp_path)]) == 0
    assert "730.0" in (tmp_path / "f.csv").read_text(encoding="utf-8")


def test_called_wrongly_it_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "HISTORY QUERIES FORECASTS STATE_DIR" in capsys.readouterr().err
