"""A hearing (forvaltningsloven § 19), from its offer to what it led to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from portal.domain import hearings
from portal.domain.hearings import (
    COMES_FROM,
    CONCLUDED_STATES,
    OPEN_STATES,
    Hearing,
    HearingNotOpen,
    HearingState,
    HearingTooShort,
    earliest_answer_by,
    usual_answer_by,
)
from portal.domain.more_time import MoreTimeNotAsked
from portal.domain.refusals import Refusal
from tests.factories import CALENDAR, COPENHAGEN, NORMS, NOW, TODAY, a_hearing, an_answer, an_ask, at, day

STEPS: dict[HearingState, Callable[[Hearing], Hearing]] = {
    HearingState.ANSWERED: lambda hearing: hearings.answer(hearing, an_answer(), TODAY),
    HearingState.NO_COMMENT: lambda hearing: hearings.say_no_comment(hearing, now=NOW, today=TODAY),
    HearingState.CONSIDERED: lambda hearing: hearings.consider(hearing, "Vi har rettet det.", now=NOW, today=TODAY),
    HearingState.CALLED_OFF: lambda hearing: hearings.call_off(hearing, "Sendt ved en fejl", today=TODAY),
}


@pytest.mark.parametrize("state", HearingState)
@pytest.mark.parametrize("to", STEPS)
def test_a_hearing_takes_only_the_steps_the_table_names(state: HearingState, to: HearingState) -> None:
    hearing = a_hearing(state)
    if state in COMES_FROM[to]:
        assert STEPS[to](hearing).state is to
    else:
        with pytest.raises(HearingNotOpen):
            STEPS[to](hearing)


def test_opening_it_is_noted_once() -> None:
    seen = hearings.see(a_hearing(), now=NOW, today=TODAY)
    assert (seen.state, seen.seen_at) == (HearingState.SEEN, NOW)
    assert hearings.see(seen, now=NOW + timedelta(days=1), today=day(1)) == seen
    answered = a_hearing(HearingState.ANSWERED)
    assert hearings.see(answered, now=NOW, today=TODAY) == replace(answered, seen_at=NOW)


def test_it_lapses_at_the_end_of_its_day_and_then_counts_as_held() -> None:
    hearing = a_hearing(HearingState.SEEN, answer_by=TODAY)
    assert not hearing.is_concluded(TODAY)
    assert hearing.as_of(day(1)).state is HearingState.LAPSED
    assert hearing.concluded_on(day(5), COPENHAGEN) == day(1)


def test_its_time_does_not_run_out_while_a_wish_for_more_is_unanswered() -> None:
    hearing = a_hearing(answer_by=TODAY, asks=(an_ask(),))
    assert hearing.as_of(day(9)).state is HearingState.OFFERED
    assert not hearing.is_concluded(day(9))


def test_an_answer_that_comes_late_is_taken_until_it_has_been_considered() -> None:
    late = hearings.answer(a_hearing(answer_by=day(-4)), an_answer(), TODAY)
    assert late.state is HearingState.ANSWERED
    assert not late.is_concluded(TODAY)
    after_no = hearings.answer(a_hearing(HearingState.NO_COMMENT), an_answer(), TODAY)
    assert (after_no.state, after_no.concluded_at) == (HearingState.ANSWERED, None)


def test_an_answer_counts_only_when_it_has_been_considered() -> None:
    answered = a_hearing(HearingState.ANSWERED)
    assert not answered.is_concluded(day(100))
    assert hearings.consider(answered, "Vi har rettet det.", now=NOW, today=TODAY).is_concluded(TODAY)


def test_more_time_is_longer_than_the_time_there_was() -> None:
    asked = a_hearing(asks=(an_ask(),))
    with pytest.raises(HearingTooShort) as refused:
        hearings.give_more_time(asked, asked.answer_by, now=NOW, today=TODAY)
    assert refused.value.earliest == asked.answer_by + timedelta(days=1)
    given = hearings.give_more_time(asked, day(20), now=NOW, today=TODAY)
    assert (given.answer_by, given.asks[0].granted_until, given.open_ask) == (day(20), day(20), None)


def test_a_no_to_more_time_takes_no_time_away() -> None:
    asked = a_hearing(answer_by=day(-1), asks=(an_ask(),))
    declined = hearings.decline_more_time(asked, "Sagen haster.", now=NOW, at_least=day(1))
    assert (declined.answer_by, declined.asks[0].declined_words) == (day(1), "Sagen haster.")


def test_nobody_answers_a_wish_that_was_not_made() -> None:
    with pytest.raises(MoreTimeNotAsked):
        hearings.give_more_time(a_hearing(), day(20), now=NOW, today=TODAY)


@pytest.mark.parametrize("state", [HearingState.ANSWERED, HearingState.CONSIDERED, HearingState.LAPSED])
def test_more_time_is_asked_while_there_is_time(state: HearingState) -> None:
    with pytest.raises(HearingNotOpen):
        hearings.ask_for_more_time(a_hearing(state), an_ask(), TODAY)


@pytest.mark.parametrize(
    ("today", "usual"),
    [
        (date(2026, 11, 23), date(2026, 12, 7)),
        (date(2026, 12, 14), date(2026, 12, 30)),  # Christmas: ten working days are more than fourteen days
    ],
)
def test_the_usual_time_is_two_weeks_or_the_floor(today: date, usual: date) -> None:
    assert usual_answer_by(today, NORMS, CALENDAR) == usual
    assert usual >= earliest_answer_by(today, NORMS, CALENDAR)


class AnyHearing(RuleBasedStateMachine):
    """A hearing to which everything happens that anybody tries, on one day after another."""

    def __init__(self) -> None:
        super().__init__()
        self.today = TODAY
        self.hearing = a_hearing(HearingState.OFFERED)
        self.said: list[str] = []
        self.numbers = iter(range(10_000))

    def tries(self, step: Callable[[], Hearing]) -> bool:
        try:
            self.hearing = step()
        except Refusal:
            return False
        return True

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule()
    def is_opened(self) -> None:
        self.hearing = hearings.see(self.hearing, now=NOW, today=self.today)

    @rule()
    def answers(self) -> None:
        words = f"nr. {next(self.numbers)}"
        if self.tries(lambda: hearings.answer(self.hearing, an_answer(words), self.today)):
            self.said.append(words)

    @rule()
    def has_no_comments(self) -> None:
        self.tries(lambda: hearings.say_no_comment(self.hearing, now=NOW, today=self.today))

    @rule()
    def asks_for_more_time(self) -> None:
        self.tries(lambda: hearings.ask_for_more_time(self.hearing, an_ask(), self.today))

    @rule(days=st.integers(-5, 30))
    def gets_more_time(self, days: int) -> None:
        had, until = self.hearing.answer_by, self.today + timedelta(days=days)
        if self.tries(lambda: hearings.give_more_time(self.hearing, until, now=NOW, today=self.today)):
            assert self.hearing.answer_by > had

    @rule()
    def is_declined_more_time(self) -> None:
        had, at_least = self.hearing.answer_by, self.today + timedelta(days=1)
        if self.tries(lambda: hearings.decline_more_time(self.hearing, "Nej", now=NOW, at_least=at_least)):
            assert self.hearing.answer_by >= max(had, at_least)

    @rule()
    def is_considered(self) -> None:
        self.tries(lambda: hearings.consider(self.hearing, "Vi har læst det.", now=NOW, today=self.today))

    @rule()
    def is_called_off(self) -> None:
        self.tries(lambda: hearings.call_off(self.hearing, "En fejl", today=self.today))

    @invariant()
    def nobodys_words_are_lost(self) -> None:
        assert [answer.words for answer in self.hearing.answers] == self.said

    @invariant()
    def what_is_concluded_has_had_its_time_or_its_say(self) -> None:
        stands = self.hearing.as_of(self.today).state
        if stands in CONCLUDED_STATES:
            assert self.hearing.open_ask is None or stands is not HearingState.LAPSED
            assert self.hearing.concluded_on(self.today, COPENHAGEN) is not None
        if stands is HearingState.CALLED_OFF:
            assert not self.said

    @invariant()
    def only_one_wish_waits(self) -> None:
        assert sum(ask.is_open for ask in self.hearing.asks) <= 1


TestAnyHearing = AnyHearing.TestCase


def test_the_tables_name_every_state() -> None:
    begins = {HearingState.OFFERED}
    by_itself = {HearingState.LAPSED}
    assert set(COMES_FROM) | begins | by_itself == set(HearingState)
    assert not OPEN_STATES & CONCLUDED_STATES
    assert replace(a_hearing(), opened_at=at(-3)).state is HearingState.OFFERED
