"""A range that was said stands, until there is a reason to say another; and every reason is a true one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.rounded_ranges import Unit, round_outward
from portal.domain.said_ranges import (
    DECISION_TARGET,
    ChangeOfRange,
    Found,
    KeptRate,
    RangeBasis,
    RangeOutcome,
    SaidRange,
    Silence,
    WhySaid,
    changes,
    likely_after,
    outcome_of,
    passed_on,
    reason_to_say,
    standing_range,
)
from tests.factories import CALENDAR, TODAY, day


def found(first: int, median: int, last: int, *, from_day: int = 0) -> Found:
    """What the numbers give, in days after one."""
    at = from_day
    return Found(day(at + first), day(at + median), day(at + median), day(at + last), RangeBasis.OWN, 50)


def said(what: Found | None, *, on: int = 0, step: str = "collect", why: WhySaid = WhySaid.FIRST) -> SaidRange:
    """It, said so many days from today."""
    words = round_outward(what.p10_on, what.p90_on, day(on), CALENDAR) if what else None
    return SaidRange(DECISION_TARGET, step, day(on), day(on), why, what, words, None if what else Silence.TOO_FEW)


@st.composite
def lives(draw: st.DrawFn) -> list[tuple[date, str, date, Found | None]]:
    """Nights of a case: the day, the step it stands in, since when, and what the numbers give that day."""
    nights, at, step_since, step = [], 0, day(0), 0
    for _ in range(draw(st.integers(1, 25))):
        at += draw(st.integers(1, 40))
        if draw(st.booleans()) and draw(st.booleans()):
            step, step_since = step + 1, day(at)
        gaps = draw(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 90)))
        nothing = draw(st.integers(0, 9)) == 0
        now = None if nothing else found(gaps[0], gaps[0] + gaps[1], sum(gaps), from_day=at)
        nights.append((day(at), f"step {step}", step_since, now))
    return nights


def told(nights: list[tuple[date, str, date, Found | None]]) -> Iterator[tuple[SaidRange | None, SaidRange | None]]:
    """What stood before each night, and what was said in it."""
    last: SaidRange | None = None
    for today, step, since, now in nights:
        why = reason_to_say(last, now, step, since, today, CALENDAR)
        words = round_outward(now.p10_on, now.p90_on, today, CALENDAR) if now else None
        new = SaidRange(DECISION_TARGET, step, since, today, why, now, words) if why is not None else None
        yield last, new
        last = new or last


@given(lives())
def test_what_was_said_is_only_changed_for_a_reason_that_is_true(
    nights: list[tuple[date, str, date, Found | None]],
) -> None:
    for (today, step, since, now), (before, new) in zip(nights, told(nights), strict=True):
        if before is None:
            assert new is not None
            continue
        moved = before.step != step or since > before.said_on
        if new is None:
            assert not moved
            assert before.words is None or before.words.latest >= today
            continue
        match new.why:
            case WhySaid.STEP_CHANGED:
                assert moved
            case WhySaid.RANGE_PASSED:
                assert before.words is not None
                assert before.words.latest < today
            case WhySaid.MEDIAN_LEFT:
                assert before.words is not None
                assert now is not None
                assert not before.words.earliest <= now.p50_on <= before.words.latest
            case WhySaid.FIRST:
                assert before.words is None


def test_what_is_said_on_a_saturday_for_monday_is_not_said_again_on_sunday() -> None:
    saturday, sunday = date(2026, 11, 28), date(2026, 11, 29)
    found = Found(saturday, saturday, saturday, saturday, RangeBasis.OWN, 50)
    words = round_outward(saturday, saturday, saturday, CALENDAR)
    said = SaidRange(DECISION_TARGET, "collect", TODAY, saturday, WhySaid.FIRST, found, words)
    later = Found(sunday, sunday, sunday, sunday, RangeBasis.OWN, 50)
    assert reason_to_say(said, later, "collect", TODAY, sunday, CALENDAR) is None


@given(lives())
def test_the_same_night_says_nothing_twice(nights: list[tuple[date, str, date, Found | None]]) -> None:
    for (today, step, since, now), (before, new) in zip(nights, told(nights), strict=True):
        stands = new or before
        assert reason_to_say(stands, now, step, since, today, CALENDAR) is None


def test_a_range_is_kept_up_to_its_ends_and_not_a_day_beyond() -> None:
    what = found(10, 20, 30)
    assert outcome_of(what, day(10)) == (RangeOutcome.INSIDE, 0)
    assert outcome_of(what, day(30)) == (RangeOutcome.INSIDE, 0)
    assert outcome_of(what, day(9)) == (RangeOutcome.SOONER, 1)
    assert outcome_of(what, day(33)) == (RangeOutcome.LATER, 3)


def test_a_range_that_has_passed_stays_passed_when_another_takes_its_place() -> None:
    first = said(found(1, 2, 5), on=-30)
    anew = said(found(5, 9, 15), on=-20, why=WhySaid.RANGE_PASSED)
    assert first.words is not None
    assert passed_on([first, anew], DECISION_TARGET, TODAY) == first.words.latest
    moved = said(found(5, 9, 15), on=-10, step="assess", why=WhySaid.STEP_CHANGED)
    assert passed_on([first, anew, moved], DECISION_TARGET, TODAY) is None


def test_the_history_tells_of_changed_words_alone() -> None:
    first = said(found(30, 40, 50))
    same = replace(first, why=WhySaid.STEP_CHANGED, step="assess")
    other = said(found(40, 50, 60), step="decision", why=WhySaid.STEP_CHANGED)
    assert list(changes([first, same, other])) == [ChangeOfRange(same, other)]
    assert standing_range([first, other], DECISION_TARGET) == other


def test_it_is_known_that_a_case_will_probably_come_after_its_deadline() -> None:
    late = said(found(10, 50, 90))
    assert likely_after([late], day(49)) == late
    assert likely_after([late], day(50)) is None
    assert likely_after([said(None)], day(1)) is None


def test_a_share_is_told_from_twenty_promises_on_and_never_better_than_it_is() -> None:
    assert not KeptRate(19, 19).is_known
    assert KeptRate(159, 200).of_a_hundred == 79
    assert KeptRate(199, 200).of_a_hundred == 99


def test_words_hold_the_whole_range() -> None:
    what = said(found(40, 50, 60))
    assert what.words is not None
    assert what.words.unit is Unit.WEEKS
    assert what.words.earliest <= day(40)
    assert what.words.latest >= day(60)
    assert what.words.latest - what.words.earliest < timedelta(days=35)
