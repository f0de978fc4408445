"""A demand to be heard before the decision (forvaltningsloven § 21), from its receipt to its end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from portal.domain.more_time import MoreTimeNotAsked
from portal.domain.moved_days import MovedDay, MovedTooEarly
from portal.domain.reasons import DayChangeUnexplained, Reason
from portal.domain.refusals import Refusal
from portal.domain.statement_requests import (
    COMES_FROM,
    Channel,
    DeclineGround,
    RequestNotOpen,
    RequestState,
    StatementDateTooEarly,
    StatementRequest,
    Timing,
    ask_for_more_time,
    consider,
    decline,
    decline_more_time,
    first_state,
    give_statement,
    move_date,
    set_date,
    withdraw,
)
from tests.factories import NOW, TODAY, a_request, a_statement, an_ask, day


def moved(
    request: StatementRequest, until: date, words: str = "Lægen er syg.", *, today: date = TODAY
) -> StatementRequest:
    """The demand with its day moved by Susanne; an earlier one leaves at least five days."""
    move = MovedDay(request.statement_by or today, until, Reason.ILLNESS, words, NOW, "Susanne Krogh")
    return move_date(request, move, today=today, earliest=today + timedelta(days=5))


STEPS: dict[RequestState, Callable[[StatementRequest], StatementRequest]] = {
    RequestState.DATE_SET: lambda request: (
        moved(request, day(12)) if request.statement_by else set_date(request, day(12), now=NOW, today=TODAY)
    ),
    RequestState.GIVEN: lambda request: give_statement(request, a_statement(), TODAY),
    RequestState.CONSIDERED: lambda request: consider(request, "Vi har læst det.", now=NOW, today=TODAY),
    RequestState.DECLINED: lambda request: decline(
        request, DeclineGround.SPECIAL_LAW, "En anden lov", now=NOW, today=TODAY
    ),
    RequestState.WITHDRAWN: lambda request: withdraw(request, TODAY),
}


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("to", STEPS)
def test_a_demand_takes_only_the_steps_the_table_names(state: RequestState, to: RequestState) -> None:
    request = a_request(state)
    if state in COMES_FROM[to]:
        assert STEPS[to](request).state is to
    else:
        with pytest.raises(RequestNotOpen):
            STEPS[to](request)


@pytest.mark.parametrize(
    ("timing", "channel", "state"),
    [
        (Timing.NOW, Channel.WRITING, RequestState.GIVEN),
        (Timing.NOW, Channel.PHONE, RequestState.RECEIVED),
        (Timing.NOW, Channel.MEETING, RequestState.RECEIVED),
        (Timing.LATER, Channel.WRITING, RequestState.RECEIVED),
    ],
)
def test_a_text_sent_along_needs_no_date(timing: Timing, channel: Channel, state: RequestState) -> None:
    assert first_state(timing, channel) is state


def test_a_date_for_the_statement_lies_ahead() -> None:
    with pytest.raises(StatementDateTooEarly):
        set_date(a_request(), TODAY, now=NOW, today=TODAY)
    assert set_date(a_request(), day(1), now=NOW, today=TODAY).statement_by == day(1)


def test_more_time_can_be_given_and_the_first_answer_is_remembered() -> None:
    first = set_date(a_request(), day(3), now=NOW, today=TODAY)
    asked = ask_for_more_time(first, an_ask(), TODAY)
    more = set_date(asked, day(9), now=NOW + timedelta(days=1), today=day(1))
    assert (more.statement_by, more.answered_at) == (day(9), NOW)


def test_a_later_day_is_later_than_the_one_they_had() -> None:
    with pytest.raises(StatementDateTooEarly):
        set_date(asking(), day(10), now=NOW, today=TODAY)


def asking(**said: object) -> StatementRequest:
    return ask_for_more_time(a_request(RequestState.DATE_SET, **said), an_ask(), TODAY)


def test_while_a_wish_for_more_time_is_unanswered_the_time_does_not_run_out() -> None:
    asked = asking(statement_by=TODAY)
    assert asked.as_of(day(30)).state is RequestState.DATE_SET
    given = set_date(asked, day(40), now=NOW, today=day(30))
    assert (given.statement_by, given.open_ask, given.asks[0].granted_until) == (day(40), None, day(40))
    assert given.as_of(day(41)).state is RequestState.LAPSED


def test_a_no_to_more_time_takes_no_time_away_and_gives_a_day_to_speak_in() -> None:
    assert decline_more_time(asking(), "Sagen haster.", now=NOW, at_least=day(1)).statement_by == day(10)
    late = decline_more_time(asking(statement_by=TODAY), "Sagen haster.", now=NOW, at_least=day(4))
    assert (late.statement_by, late.asks[0].declined_words, late.open_ask) == (day(4), "Sagen haster.", None)


def test_a_day_that_is_moved_unasked_has_its_reason_and_is_no_wish() -> None:
    after = moved(a_request(RequestState.DATE_SET), day(20))
    assert (after.statement_by, after.asks) == (day(20), ())
    assert [(each.before, each.until, each.reason) for each in after.moved] == [(day(10), day(20), Reason.ILLNESS)]
    with pytest.raises(DayChangeUnexplained):
        moved(after, day(21), words="")


def test_an_earlier_day_leaves_time_enough_to_speak_in() -> None:
    dated = a_request(RequestState.DATE_SET)
    assert moved(dated, day(5)).statement_by == day(5)
    for too_early in (day(4), TODAY, day(-1), day(10)):
        with pytest.raises(MovedTooEarly):
            moved(dated, too_early)
    near = a_request(RequestState.DATE_SET, statement_by=day(2))
    with pytest.raises(MovedTooEarly):
        moved(near, day(1))
    assert moved(near, day(3)).statement_by == day(3)


def test_a_wish_for_more_time_is_answered_and_not_moved_past() -> None:
    with pytest.raises(RequestNotOpen):
        moved(asking(), day(20))
    with pytest.raises(RequestNotOpen):
        moved(a_request(), day(20))
    with pytest.raises(RequestNotOpen):
        set_date(a_request(RequestState.DATE_SET), day(20), now=NOW, today=TODAY)


@pytest.mark.parametrize("state", sorted(set(RequestState) - {RequestState.DATE_SET}))
def test_more_time_is_asked_for_where_there_is_a_day_and_it_has_not_passed(state: RequestState) -> None:
    for request in (a_request(state), a_request(RequestState.DATE_SET, statement_by=day(-1)), asking()):
        with pytest.raises(RequestNotOpen):
            ask_for_more_time(request, an_ask(), TODAY)


def test_nothing_is_declined_that_was_not_asked_for() -> None:
    for request in (a_request(RequestState.DATE_SET), give_statement(asking(), a_statement(), TODAY)):
        with pytest.raises(MoreTimeNotAsked):
            decline_more_time(request, "Nej", now=NOW, at_least=day(1))


def test_a_demand_lapses_at_the_end_of_its_day() -> None:
    request = a_request(RequestState.DATE_SET, statement_by=TODAY)
    assert request.as_of(TODAY).state is RequestState.DATE_SET
    assert request.as_of(day(1)).state is RequestState.LAPSED


@pytest.mark.parametrize("to", STEPS)
def test_nothing_can_be_done_to_a_demand_that_has_lapsed(to: RequestState) -> None:
    with pytest.raises(RequestNotOpen):
        STEPS[to](a_request(RequestState.DATE_SET, statement_by=day(-1)))


def test_a_party_can_say_more_until_it_has_been_considered() -> None:
    twice = give_statement(a_request(RequestState.GIVEN), a_statement("Og mere"), TODAY)
    assert [statement.text for statement in twice.statements] == [a_statement().text, "Og mere"]


def test_what_it_led_to_is_told() -> None:
    considered = consider(a_request(RequestState.GIVEN), "Vi har læst det.", now=NOW, today=TODAY)
    assert (considered.closing_words, considered.answered_at) == ("Vi har læst det.", NOW)


def test_declining_says_on_what_ground() -> None:
    declined = STEPS[RequestState.DECLINED](a_request())
    assert (declined.declined_on_ground, declined.closing_words) == (DeclineGround.SPECIAL_LAW, "En anden lov")


class TheLifeOfADemand(RuleBasedStateMachine):
    """Anybody does anything on any day: the decision waits exactly while the law says so."""

    def __init__(self) -> None:
        super().__init__()
        self.request = a_request()
        self.today = TODAY
        self.was_over = False

    def does(self, step: Callable[[StatementRequest], StatementRequest]) -> None:
        before = self.request
        try:
            self.request = step(before)
        except Refusal:
            assert self.request == before
        else:
            assert before.as_of(self.today).is_open
            assert self.request.statements[: len(before.statements)] == before.statements

    @rule(days=st.integers(1, 10))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(days=st.integers(-3, 20))
    def the_caseworker_sets_a_date(self, days: int) -> None:
        by: date = self.today + timedelta(days=days)
        self.does(lambda request: set_date(request, by, now=NOW, today=self.today))

    @rule(days=st.integers(-3, 20), words=st.sampled_from(["", "Lægen er syg."]))
    def the_caseworker_moves_the_date(self, days: int, words: str) -> None:
        by: date = self.today + timedelta(days=days)
        self.does(lambda request: moved(request, by, words, today=self.today))

    @rule()
    def the_party_says_something(self) -> None:
        self.does(lambda request: give_statement(request, a_statement(), self.today))

    @rule()
    def the_caseworker_considers_it(self) -> None:
        self.does(lambda request: consider(request, "Læst", now=NOW, today=self.today))

    @rule(ground=st.sampled_from(DeclineGround))
    def the_caseworker_declines(self, ground: DeclineGround) -> None:
        self.does(lambda request: decline(request, ground, "Nej", now=NOW, today=self.today))

    @rule()
    def the_party_asks_for_more_time(self) -> None:
        self.does(lambda request: ask_for_more_time(request, an_ask(), self.today))

    @rule()
    def the_caseworker_says_no_to_that(self) -> None:
        at_least = self.today + timedelta(days=1)
        self.does(lambda request: decline_more_time(request, "Nej", now=NOW, at_least=at_least))

    @rule()
    def the_party_withdraws(self) -> None:
        self.does(lambda request: withdraw(request, self.today))

    @precondition(lambda self: self.was_over)
    @invariant()
    def what_is_over_stays_over(self) -> None:
        assert not self.request.as_of(self.today).is_open

    @invariant()
    def every_state_has_what_it_needs(self) -> None:
        request = self.request.as_of(self.today)
        self.was_over = not request.is_open
        match request.state:
            case RequestState.DATE_SET:
                assert request.statement_by is not None
                assert request.statement_by >= self.today or request.open_ask is not None
                assert request.answered_at is not None
            case RequestState.LAPSED:
                assert request.statement_by is not None
                assert request.statement_by < self.today
            case RequestState.GIVEN:
                assert request.statements
            case RequestState.CONSIDERED:
                assert request.statements
                assert request.closing_words
            case RequestState.DECLINED:
                assert request.declined_on_ground
                assert request.closing_words


TestTheLifeOfADemand = TheLifeOfADemand.TestCase


def test_a_demand_is_a_value() -> None:
    request = a_request()
    set_date(request, day(1), now=NOW, today=TODAY)
    assert request == replace(request) == a_request()
