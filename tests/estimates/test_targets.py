"""What is waited for: the decision, the end of a step, and the start of a step that may not come."""

from datetime import UTC, datetime, timedelta

import numpy as np

from portal.estimates.history import Floats, History, StepVisit, days_of
from portal.estimates.targets import DECISION, LEAVING, spells, start_of

DAY = datetime(2026, 1, 5, tzinfo=UTC)


def on(day: int | None) -> datetime | None:
    return None if day is None else DAY + timedelta(days=day)


def case(name: str, steps: dict[str, int], decided: int | None = None, closed: int | None = None) -> list[StepVisit]:
    begins = list(steps.values())
    ends: list[int | None] = [*begins[1:], closed]
    return [
        StepVisit(name, "", "", step, DAY + timedelta(days=begun), on(left), on(decided), on(closed))
        for (step, begun), left in zip(steps.items(), ends, strict=True)
    ]


HISTORY = History.of(
    [
        *case("granted", {"start": 0, "assess": 3, "decide": 10, "help": 20}, decided=15, closed=40),
        *case("refused", {"start": 1, "assess": 4, "decide": 12}, decided=16, closed=30),
        *case("withdrawn", {"start": 2, "assess": 5}, closed=9),
        *case("open", {"start": 6, "assess": 8}),
    ]
)
FIRST_VISITS = HISTORY.ordinal == 1


def after(moments: Floats) -> list[float | None]:
    return [None if np.isnan(moment) else round(moment - days_of(DAY), 6) for moment in moments[FIRST_VISITS]]


def test_a_withdrawn_case_misses_its_decision_and_an_open_one_still_waits() -> None:
    found = spells(HISTORY, DECISION)
    assert after(found.over) == [15, 16, 9, None]
    assert found.arrived[FIRST_VISITS].tolist() == [True, True, False, False]


def test_what_comes_after_the_decision_does_not_wait_for_it() -> None:
    is_help = HISTORY.step == HISTORY.steps.index("help")
    assert not spells(HISTORY, DECISION).is_waiting[is_help].any()


def test_a_step_is_left_for_the_next() -> None:
    assert after(spells(HISTORY, LEAVING).over) == [3, 4, 5, 8]


def test_a_step_before_the_decision_can_come_until_then() -> None:
    found = spells(HISTORY, start_of("decide"))
    assert after(found.over) == [10, 12, 9, None]
    assert found.arrived[FIRST_VISITS].tolist() == [True, True, False, False]


def test_a_step_after_the_decision_can_come_until_the_case_is_closed() -> None:
    found = spells(HISTORY, start_of("help"))
    assert after(found.over) == [20, 30, 9, None]
    assert found.arrived[FIRST_VISITS].tolist() == [True, False, False, False]
