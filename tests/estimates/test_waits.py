"""The time we wait for the citizen is cut out of our own, and nothing is lost."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.said_ranges import WAITING_FOR_CITIZEN
from portal.estimates.history import StepVisit
from portal.estimates.waits import CitizenWait, set_waits_apart

START = datetime(2026, 1, 5, tzinfo=UTC)


def on(day: int | None) -> datetime | None:
    return None if day is None else START + timedelta(days=day)


def assessed(left: int | None = 20) -> StepVisit:
    return StepVisit("a", "children", "respite", "assess", START, on(left))


def told(visits: list[StepVisit]) -> list[tuple[str, int, int | None]]:
    return [(v.step, (v.entered_at - START).days, (v.left_at - START).days if v.left_at else None) for v in visits]


def test_a_wait_is_a_step_between_two_of_ours() -> None:
    pieces = set_waits_apart([assessed()], [CitizenWait("a", START + timedelta(days=5), on(12))])
    assert told(pieces) == [("assess", 0, 5), (WAITING_FOR_CITIZEN, 5, 12), ("assess", 12, 20)]


def test_a_wait_that_is_not_over_is_where_the_case_stands() -> None:
    pieces = set_waits_apart([assessed(None)], [CitizenWait("a", START + timedelta(days=5), None)])
    assert told(pieces) == [("assess", 0, 5), (WAITING_FOR_CITIZEN, 5, None)]


def test_the_wait_of_another_case_is_none_of_ours() -> None:
    assert set_waits_apart([assessed()], [CitizenWait("b", START, on(12))]) == [assessed()]


@given(st.lists(st.tuples(st.integers(-5, 30), st.integers(0, 20)), max_size=4), st.integers(1, 25))
def test_the_pieces_cover_exactly_the_visit(spans: list[tuple[int, int]], left: int) -> None:
    waits = [CitizenWait("a", START + timedelta(days=asked), on(asked + length)) for asked, length in spans]
    pieces = set_waits_apart([assessed(left)], waits)
    assert pieces[0].entered_at == START
    assert pieces[-1].left_at == on(left)
    assert all(one.left_at == other.entered_at for one, other in pairwise(pieces))
    waited = sum((p.left_at - p.entered_at).days for p in pieces if p.step == WAITING_FOR_CITIZEN and p.left_at)
    days = {day for asked, length in spans for day in range(asked, asked + length) if 0 <= day < left}
    assert waited == len(days)
