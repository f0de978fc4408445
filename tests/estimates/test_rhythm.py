"""The clock of work: it stands nearly still at the weekend, and it can be read both ways."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portal.estimates.rhythm import WeekRhythm

AT = 20_000.0
# Office hours: all of Thursday and Friday, and Monday to Wednesday, of the weeks before.
OFFICE = np.array([AT - AT % 7 - 7 * week + day + 0.5 for week in range(1, 200) for day in (0, 1, 4, 5, 6)])
RHYTHM = WeekRhythm.learn(OFFICE, AT)
moments = st.floats(10_000, 30_000)


@given(moments)
def test_the_clock_of_work_leads_back_to_the_calendar(moment: float) -> None:
    there = RHYTHM.to_work(np.array([moment]))
    assert abs(RHYTHM.to_calendar(there)[0] - moment) < 1e-8


@given(moments, st.floats(0, 400))
def test_later_is_later_on_both(moment: float, days: float) -> None:
    both = np.array([moment, moment + days])
    assert np.diff(RHYTHM.to_work(both))[0] >= 0
    assert np.diff(RHYTHM.to_calendar(both))[0] >= 0


def test_little_work_is_done_on_a_saturday() -> None:
    friday, saturday = AT - AT % 7 + 1, AT - AT % 7 + 2
    shown = RHYTHM.to_work(np.array([friday, friday + 1, saturday, saturday + 1]))
    assert shown[3] - shown[2] < 0.6 * (shown[1] - shown[0])


def test_a_week_is_a_week_and_an_unknown_moment_stays_unknown() -> None:
    shown = RHYTHM.to_work(np.array([AT, AT + 7, np.nan]))
    assert abs(shown[1] - shown[0] - 7) < 1e-9
    assert np.isnan(shown[2])


def test_without_anything_seen_every_hour_counts_alike() -> None:
    even = WeekRhythm.learn(np.array([]), AT)
    assert np.allclose(even.to_work(OFFICE), OFFICE)
