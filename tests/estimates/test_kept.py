"""Whether our promises are kept: a miss is said when it is proven, and never by looking often enough."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.estimates.guard import LEVELS
from portal.estimates.kept import Verdict, Widening, Widenings, evidence_of_miss, verdict

counts = st.integers(0, 400).flatmap(lambda promised: st.tuples(st.just(promised), st.integers(0, promised)))


@pytest.mark.parametrize(
    ("promised", "kept", "expected"),
    [
        (19, 0, Verdict.TOO_FEW),
        (20, 16, Verdict.HOLDS),
        (100, 79, Verdict.HOLDS),
        (100, 72, Verdict.HOLDS),
        (100, 65, Verdict.PROVEN_MISS),
        (1000, 740, Verdict.PROVEN_MISS),
        (1000, 900, Verdict.HOLDS),
    ],
)
def test_a_miss_is_said_when_it_is_proven(promised: int, kept: int, expected: Verdict) -> None:
    assert verdict(promised, kept) is expected


def test_who_looks_every_day_is_rarely_misled() -> None:
    rng = np.random.default_rng(5)
    kept = np.cumsum(rng.random((400, 300)) < 0.8, axis=1)
    looks = range(19, 300, 10)
    misled = [any(verdict(day + 1, int(run[day])) is Verdict.PROVEN_MISS for day in looks) for run in kept]
    assert np.mean(misled) <= 0.05


def test_more_cannot_be_kept_than_was_promised() -> None:
    with pytest.raises(ValueError, match="cannot have been kept"):
        verdict(3, 4)


@given(counts)
def test_fewer_kept_is_more_evidence(pair: tuple[int, int]) -> None:
    promised, kept = pair
    if kept:
        assert evidence_of_miss(promised, kept - 1, 0.8) >= evidence_of_miss(promised, kept, 0.8)


@given(counts)
def test_a_table_is_only_ever_made_wider(pair: tuple[int, int]) -> None:
    widened = Widening.after(*pair).apply(np.array(LEVELS))
    assert (np.diff(widened) > 0).all()
    assert widened[0] <= 0.1
    assert widened[1] == 0.5
    assert widened[3] >= 0.9


def test_only_a_proven_miss_widens() -> None:
    assert Widening.after(100, 76) == Widening()
    assert Widening.after(15, 0) == Widening()
    assert Widening.after(100, 60).tail < Widening.after(300, 205).tail < 1


def test_a_case_type_that_misses_is_widened_and_one_that_keeps_what_was_promised_is_left_alone() -> None:
    cells = {
        ("misses", "step"): (100, 60),
        ("keeps", "step"): (100, 85),
        ("few", "step"): (10, 2),
        ("doubtful", "step"): (30, 23),
    }
    widenings = Widenings.after((400, 270), cells)
    assert widenings.general == Widening.after(400, 270)
    assert widenings.of_cell == {("misses", "step"): Widening.after(100, 60), ("keeps", "step"): Widening()}


def test_where_all_in_all_is_kept_a_case_type_that_misses_is_still_widened() -> None:
    widenings = Widenings.after((1000, 810), {("misses", "step"): (100, 60), ("keeps", "step"): (900, 750)})
    assert widenings == Widenings(Widening(), {("misses", "step"): Widening.after(100, 60)})
