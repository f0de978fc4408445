# ruff: noqa: ANN401 -- a factory takes what its class takes, and the class checks it
"""What was measured in a roadmap: above the usual times, under a caseworker's own, and owned up to when it has passed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from portal.domain.cases import CaseState
from portal.domain.duties import Duty, DutyKind, duties
from portal.domain.expectations import Basis
from portal.domain.notices import NoticeKind
from portal.domain.roadmap.shape import DeadlineState, Roadmap
from portal.domain.rounded_ranges import round_outward
from portal.domain.said_ranges import DECISION_TARGET, Found, RangeBasis, SaidRange, Silence, WhySaid
from portal.domain.sentences import Say, Sentence
from tests.factories import (
    CALENDAR,
    EIGHT_WEEKS,
    NORMS,
    NOW,
    TODAY,
    a_case_type,
    a_notice,
    a_request,
    day,
    finished,
    plan,
    some_facts,
    started,
)


def a_range(target: str, first: int, last: int, *, on: int = -3, step: str = "collect", **said: Any) -> SaidRange:
    """A range said three days ago, between so many days from today."""
    basis = said.pop("basis", RangeBasis.OWN)
    found = Found(day(first), day((first + last) // 2), day(last), day(last), basis, 60)
    words = round_outward(day(first), day(last), day(on), CALENDAR)
    ordinary: dict[str, Any] = {"why": WhySaid.FIRST, "found": found, "words": words}
    return SaidRange(target, step, day(-7), day(on), **(ordinary | said))


def silence(target: str, why: Silence) -> SaidRange:
    return SaidRange(target, "collect", day(-7), day(-3), WhySaid.FIRST, None, silence=why)


COLLECTING = some_facts(started("collect"))
NEXT, AFTER = a_range("assess", 30, 60), a_range(DECISION_TARGET, 90, 200)


def told(*said: SaidRange, **given: Any) -> Roadmap:
    return plan(replace(COLLECTING, said=said, **given))


def test_a_measured_range_stands_above_the_usual_one_and_says_what_it_rests_on() -> None:
    shown = told(NEXT, AFTER).expected
    assert shown.next_step is not None
    assert shown.decision is not None
    assert (shown.next_step.basis, shown.next_step.cases, shown.next_step.said_on) == (Basis.OWN, 60, day(-3))
    assert shown.next_step.earliest <= day(30)
    assert shown.next_step.latest >= day(60)
    assert shown.decision.latest >= day(200)
    assert told(a_range("assess", 30, 60, basis=RangeBasis.POOLED)).expected.next_step.basis is Basis.POOLED  # type: ignore[union-attr]  # it is there


def test_a_caseworkers_own_day_stands_above_what_was_measured_and_both_are_kept() -> None:
    shown = told(NEXT, AFTER, notices=(a_notice(),)).expected
    assert shown.next_step is not None
    assert shown.beside is not None
    assert (shown.next_step.basis, shown.next_step.said_by) == (Basis.CASEWORKER, "Susanne Krogh")
    assert shown.beside.basis is Basis.OWN


def test_a_caseworkers_word_that_a_step_lasts_longer_silences_a_sooner_range() -> None:
    waiting = a_notice("collect", kind=NoticeKind.STILL_WAITING, expected_from=day(20), expected_to=day(100))
    shown = told(a_range("assess", 5, 20), notices=(waiting,)).expected
    assert shown.next_step is not None
    assert shown.next_step.basis is Basis.CASEWORKER


def test_a_range_of_another_step_than_comes_next_is_not_told() -> None:
    shown = plan(replace(some_facts(started("assess")), said=(NEXT,))).expected
    assert shown.next_step is not None
    assert shown.next_step.basis is Basis.TYPICAL


def test_the_decision_is_told_of_once_when_it_comes_next() -> None:
    shown = plan(
        replace(some_facts(started("assess")), said=(a_range(DECISION_TARGET, 9, 40, step="assess"),))
    ).expected
    assert shown.next_step == shown.decision


def test_too_few_cases_leave_the_usual_time_and_say_so() -> None:
    shown = told(silence("assess", Silence.TOO_FEW)).expected
    assert shown.next_step is not None
    assert (shown.next_step.basis, shown.silence) == (Basis.TYPICAL, Silence.TOO_FEW)


def test_where_nobody_can_know_no_usual_time_is_told_either() -> None:
    for why in (Silence.UNSETTLED, Silence.TOO_LONG):
        shown = told(silence("assess", why), silence(DECISION_TARGET, why)).expected
        assert (shown.next_step, shown.decision, shown.silence) == (None, None, why)


def test_a_range_that_has_passed_is_owned_up_to_and_the_caseworker_is_asked() -> None:
    facts = replace(COLLECTING, said=(a_range("assess", -20, -10, on=-40),))
    shown = plan(facts)
    assert isinstance(shown.expected.late, Sentence)
    assert shown.expected.late.say in {Say.RANGE_PASSED, Say.RANGE_PASSED_LATE}
    assert shown.expected.next_step is None
    owed = {duty.kind for duty in duties(facts, shown, NOW, CALENDAR, NORMS)}
    assert DutyKind.GIVE_NEW_TIME in owed


def test_it_stays_owned_up_to_when_another_range_is_told_and_the_change_is_kept() -> None:
    old = a_range("assess", -20, -10, on=-40)
    facts = replace(COLLECTING, said=(old, a_range("assess", 4, 15, on=-3, why=WhySaid.RANGE_PASSED)))
    shown = plan(facts)
    assert shown.expected.late is not None
    assert shown.expected.late.say in {Say.RANGE_PASSED_SAID_ANEW, Say.RANGE_PASSED_SAID_ANEW_LATE}
    assert shown.expected.next_step is not None
    (change,) = shown.changed_ranges
    assert (change.target, change.old, change.why) == ("assess", old.words, WhySaid.RANGE_PASSED)
    assert DutyKind.GIVE_NEW_TIME in {duty.kind for duty in duties(facts, shown, NOW, CALENDAR, NORMS)}


def test_where_a_new_time_stands_it_is_not_promised_again_but_why_is() -> None:
    old, anew = a_range("assess", -20, -1, on=-40), a_range("assess", 4, 15, on=0, why=WhySaid.RANGE_PASSED)
    ahead = told(old, anew)
    late = Sentence(Say.RANGE_PASSED_SAID_ANEW, {"date": day(4)})
    assert ahead.expected.late == late
    assert late in [promise.text for promise in ahead.promises]
    decision = told(old, a_range(DECISION_TARGET, 30, 60)).expected
    assert (decision.late, decision.next_step) == (late, None)


def test_a_new_day_of_the_caseworkers_own_ends_it() -> None:
    shown = told(a_range("assess", -20, -10, on=-40), notices=(a_notice(),))
    assert shown.expected.late is None


def test_while_a_measured_range_runs_the_usual_time_is_not_called_late() -> None:
    long = some_facts(started("collect", day(-60)))
    assert plan(long).expected.late is not None
    assert plan(replace(long, said=(NEXT,))).expected.late is None


def test_nothing_measured_is_told_while_the_decision_waits_for_the_party() -> None:
    assert told(NEXT, AFTER, requests=(a_request(),)).expected.decision is None


def test_a_decided_case_tells_no_range_and_keeps_what_was_said() -> None:
    later = a_range(DECISION_TARGET, 60, 99, on=-2, why=WhySaid.MEDIAN_LEFT)
    facts = replace(some_facts(finished("decision"), state=CaseState.CLOSED), said=(AFTER, later))
    shown = plan(facts)
    assert (shown.expected.next_step, shown.expected.decision) == (None, None)
    assert len(shown.changed_ranges) == 1


def test_a_party_is_told_nothing_of_steps_that_are_not_released() -> None:
    shown = told(a_range("assess", 30, 60), AFTER, furthest_released="collect")
    assert shown.changed_ranges == ()
    for expected in (shown.expected.next_step, shown.expected.decision):
        assert expected is None or not expected.basis.is_measured


class TestTheStepsAfterTheNext:
    """From "received", where "collect" comes next: "assess" and the decision have a quiet line of their own."""

    RECEIVED = some_facts(started("received"))
    SAID = tuple(
        a_range(target, first, last, step="received")
        for target, first, last in (("collect", 5, 15), ("assess", 30, 60), (DECISION_TARGET, 60, 120))
    )

    def timed(self, *said: SaidRange, **given: Any) -> dict[str, Any]:
        path = plan(replace(self.RECEIVED, said=said or self.SAID, **given)).path
        return {step.code: step.expected.words for step in path if step.expected is not None}

    def test_have_their_time_in_the_plan_and_the_next_one_has_not(self) -> None:
        assert self.timed() == {"assess": self.SAID[1].words, DECISION_TARGET: self.SAID[2].words}

    def test_have_none_where_none_was_said(self) -> None:
        assert self.timed(self.SAID[0], silence("assess", Silence.TOO_FEW)) == {}

    def test_have_none_when_it_takes_longer_than_was_said(self) -> None:
        passed = a_range("collect", -20, -10, on=-40, step="received")
        assert self.timed(passed, *self.SAID[1:]) == {}

    def test_never_come_before_the_caseworkers_own_day(self) -> None:
        own = a_notice("collect", expected_from=day(70), expected_to=day(80))
        assert self.timed(notices=(own,)) == {DECISION_TARGET: self.SAID[2].words}

    def test_go_on_while_the_decision_alone_waits_for_the_party(self) -> None:
        assert self.timed(requests=(a_request(),)) == {"assess": self.SAID[1].words}

    def test_have_none_where_the_party_is_not_let_in(self) -> None:
        assert self.timed(furthest_released="received") == {}

    def test_change_without_a_word_when_the_case_moves_on_and_with_one_when_nobody_could_know(self) -> None:
        moved = a_range("assess", 90, 99, on=-2, step="collect", why=WhySaid.STEP_CHANGED)
        assert plan(replace(COLLECTING, said=(*self.SAID, moved))).changed_ranges == ()
        other = a_range("assess", 90, 99, on=-2, step="received", why=WhySaid.MEDIAN_LEFT)
        (change,) = plan(replace(self.RECEIVED, said=(*self.SAID, other))).changed_ranges
        assert change.later_step is not None
        assert (change.old, change.new) == (self.SAID[1].words, other.words)


class TestTheLettersDuty:
    """Retssikkerhedsloven § 3: the letter before the published deadline."""

    FACTS = some_facts(started("collect"), case_type=a_case_type(deadline=EIGHT_WEEKS))
    LAST_DAY: date = FACTS.opened_on + timedelta(weeks=8)

    def asked(self, *said: SaidRange) -> Duty | None:
        facts = replace(self.FACTS, said=said)
        found = duties(facts, plan(facts), NOW, CALENDAR, NORMS)
        return next((duty for duty in found if duty.kind is DutyKind.WRITE_BEFORE_DEADLINE), None)

    def test_is_asked_for_as_soon_as_most_such_cases_come_after_the_deadline(self) -> None:
        assert self.asked() is None
        late = a_range(DECISION_TARGET, 20, 120)
        duty = self.asked(late)
        assert duty is not None
        assert (duty.due_on, duty.since) == (date(2026, 12, 28), late.said_on)
        assert date(2026, 12, 28) == self.LAST_DAY

    def test_is_not_asked_for_while_half_of_them_come_before_it(self) -> None:
        days = (self.LAST_DAY - TODAY).days
        assert self.asked(a_range(DECISION_TARGET, 0, 2 * days)) is None

    def test_the_page_does_not_say_that_most_get_an_answer_before_it(self) -> None:
        line = plan(replace(self.FACTS, said=(a_range(DECISION_TARGET, 20, 120),))).expected.deadline
        assert line is not None
        assert (line.state, line.is_often_missed) == (DeadlineState.AHEAD, True)
