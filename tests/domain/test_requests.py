"""Something a party asks, from its receipt to its end; and when it is answered by."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from portal.domain.refusals import Refusal
from portal.domain.requests import (
    COMES_FROM,
    InterimAnswer,
    NewDateTooEarly,
    NotForwarded,
    Request,
    RequestOver,
    RequestStage,
    RequestType,
    answer,
    answer_by,
    forward,
    put_off,
    take_over,
    withdraw,
)
from tests.factories import CALENDAR, NORMS, NOW, TODAY, an_asked, day

STEPS: dict[RequestStage, Callable[[Request], Request]] = {
    RequestStage.TAKEN: lambda request: take_over(request, "Susanne", now=NOW),
    RequestStage.ANSWERED: lambda request: answer(request, "Ja", now=NOW),
    RequestStage.FORWARDED: lambda request: forward(request, "Vi holder fast", now=NOW),
    RequestStage.WITHDRAWN: lambda request: withdraw(request, now=NOW),
}


def interim(request: Request, until: date) -> InterimAnswer:
    return InterimAnswer("Lægen er på ferie", NOW, "Susanne", request.answer_by, until)


@pytest.mark.parametrize("stage", RequestStage)
@pytest.mark.parametrize("to", STEPS)
def test_a_request_takes_only_the_steps_the_table_names(stage: RequestStage, to: RequestStage) -> None:
    request = an_asked(stage=stage, type=RequestType.DECISION_COMPLAINT)
    if stage in COMES_FROM[to]:
        assert STEPS[to](request).stage is to
    else:
        with pytest.raises(RequestOver):
            STEPS[to](request)


@pytest.mark.parametrize("kind", sorted(set(RequestType) - {RequestType.DECISION_COMPLAINT}))
def test_only_a_complaint_over_a_decision_is_sent_on(kind: RequestType) -> None:
    with pytest.raises(NotForwarded):
        forward(an_asked(type=kind), "Vi holder fast", now=NOW)


def test_a_new_date_lies_ahead_and_after_the_old_one() -> None:
    request = an_asked(answer_by=day(3))
    for until in (day(0), day(3)):
        with pytest.raises(NewDateTooEarly):
            put_off(request, interim(request, until), today=TODAY)
    late = an_asked(answer_by=day(-3))
    with pytest.raises(NewDateTooEarly):
        put_off(late, interim(late, TODAY), today=TODAY)
    assert put_off(late, interim(late, day(1)), today=TODAY).answer_by == day(1)


@pytest.mark.parametrize(
    ("kind", "by"),
    [
        (RequestType.CALL_ME, date(2026, 11, 25)),
        (RequestType.QUESTION, date(2026, 11, 30)),
        (RequestType.PAPERS, date(2026, 12, 2)),
        (RequestType.REVIEW, date(2026, 12, 7)),
        (RequestType.DECISION_COMPLAINT, date(2026, 12, 21)),
    ],
)
def test_law_says_the_day_for_papers_and_complaints_and_the_norm_for_the_rest(kind: RequestType, by: date) -> None:
    assert answer_by(kind, TODAY, NORMS, CALENDAR) == by


def test_papers_asked_for_before_christmas_are_counted_in_days_when_the_office_is_open() -> None:
    assert answer_by(RequestType.PAPERS, date(2026, 12, 22), NORMS, CALENDAR) == date(2027, 1, 6)


class TheLifeOfARequest(RuleBasedStateMachine):
    """Anybody does anything on any day: an answer is owed until one ending, and no promise is rewritten."""

    def __init__(self) -> None:
        super().__init__()
        self.request = an_asked(type=RequestType.DECISION_COMPLAINT)
        self.today = TODAY
        self.was_over = False

    def does(self, step: Callable[[Request], Request]) -> None:
        before = self.request
        try:
            self.request = step(before)
        except Refusal:
            assert self.request == before
        else:
            assert before.is_open
            assert self.request.interim_answers[: len(before.interim_answers)] == before.interim_answers
            assert self.request.answer_by >= before.answer_by

    @rule(days=st.integers(1, 10))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(name=st.sampled_from(["Susanne", "Jonas"]))
    def somebody_takes_it(self, name: str) -> None:
        self.does(lambda request: take_over(request, name, now=NOW))

    @rule(days=st.integers(-3, 20))
    def it_is_put_off(self, days: int) -> None:
        until = self.today + timedelta(days=days)
        self.does(lambda request: put_off(request, interim(request, until), today=self.today))

    @rule()
    def it_is_answered(self) -> None:
        self.does(STEPS[RequestStage.ANSWERED])

    @rule()
    def it_is_sent_on(self) -> None:
        self.does(STEPS[RequestStage.FORWARDED])

    @rule()
    def it_is_taken_back(self) -> None:
        self.does(STEPS[RequestStage.WITHDRAWN])

    @precondition(lambda self: self.was_over)
    @invariant()
    def what_is_over_stays_over(self) -> None:
        assert not self.request.is_open

    @invariant()
    def every_stage_has_what_it_needs(self) -> None:
        request = self.request
        self.was_over = not request.is_open
        assert request.is_open is (request.ended_at is None)
        assert (request.stage is RequestStage.TAKEN) <= (request.taken_by is not None)
        assert bool(request.answer_words) is (request.stage in {RequestStage.ANSWERED, RequestStage.FORWARDED})
        assert request.is_overdue(self.today) is (request.is_open and request.answer_by < self.today)


TestTheLifeOfARequest = TheLifeOfARequest.TestCase


def test_a_request_is_a_value() -> None:
    request = an_asked()
    withdraw(request, now=NOW)
    assert request == replace(request) == an_asked()
