"""What a history knows, and when."""

from datetime import UTC, datetime, timedelta

import numpy as np

from portal.estimates.history import History, StepVisit, days_of, moment_of

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def visit(case_id: str, step: str, day: int, left: int | None = None, decided: int | None = None) -> StepVisit:
    def on(after: int | None) -> datetime | None:
        return None if after is None else MONDAY + timedelta(days=after)

    entered_at = MONDAY + timedelta(days=day)
    return StepVisit(case_id, "children", "respite", step, entered_at, on(left), on(decided), on(decided))


def test_visits_are_told_apart_and_counted_within_their_case() -> None:
    history = History.of([visit("b", "start", 1), visit("a", "assess", 4, 9), visit("a", "start", 0, 4)])
    assert [history.steps[step] for step in history.step] == ["start", "start", "assess"]
    assert history.ordinal.tolist() == [1, 1, 2]
    assert history.case[0] == history.case[2] != history.case[1]


def test_what_had_not_happened_yet_is_not_known() -> None:
    history = History.of([visit("a", "start", 0, 4, 9), visit("a", "assess", 4, 9, 9), visit("b", "start", 6)])
    known = history.known_at(days_of(MONDAY + timedelta(days=5)))
    assert len(known) == 2
    assert known.left[0] == days_of(MONDAY + timedelta(days=4))
    assert np.isnan([known.left[1], known.decided[0], known.closed[0]]).all()


def test_a_moment_survives_being_counted_in_days() -> None:
    assert moment_of(days_of(MONDAY)) == MONDAY
    assert np.isnan(days_of(None))
