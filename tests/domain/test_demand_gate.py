"""Nothing is decided while somebody's demand to be heard stands (forvaltningsloven § 21)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.demand_gate import ToDo, standing
from portal.domain.hearing_gate import HearingRecord, not_heard
from portal.domain.hearings import HearingState
from portal.domain.statement_requests import RequestState, StatementRequest
from tests.factories import ANNA, COPENHAGEN, TODAY, a_hearing, a_request, an_ask, at, day

ENDED = (RequestState.CONSIDERED, RequestState.DECLINED)


def to_do(request: StatementRequest, decided_on: date = TODAY, today: date = TODAY) -> ToDo | None:
    """What has to be done about a demand of Friday before what was decided on a day can be announced today."""
    return next((each.to_do for each in standing([request], decided_on, today, COPENHAGEN)), None)


@pytest.mark.parametrize(
    ("state", "first"),
    [
        (RequestState.RECEIVED, ToDo.SET_DATE),
        (RequestState.DATE_SET, ToDo.AWAIT),
        (RequestState.GIVEN, ToDo.CONSIDER),
        (RequestState.WITHDRAWN, None),
    ],
)
def test_a_decision_waits_while_a_demand_stands_and_it_is_said_what_to_do(
    state: RequestState, first: ToDo | None
) -> None:
    assert to_do(a_request(state)) is first


@pytest.mark.parametrize("state", ENDED)
def test_what_is_decided_once_the_demand_has_ended_is_announced(state: RequestState) -> None:
    assert to_do(a_request(state, ended_at=at(-1)), day(-1)) is None
    assert to_do(a_request(state, ended_at=at(-1))) is None


@pytest.mark.parametrize("state", ENDED)
def test_what_was_decided_while_it_stood_is_decided_anew(state: RequestState) -> None:
    assert to_do(a_request(state, ended_at=at(0)), day(-1)) is ToDo.DECIDE_ANEW


def test_a_date_has_passed_when_its_day_is_over() -> None:
    lapsed = a_request(RequestState.DATE_SET, statement_by=day(-1))
    assert to_do(lapsed) is None
    assert to_do(lapsed, day(-1)) is ToDo.DECIDE_ANEW
    assert to_do(a_request(RequestState.DATE_SET, statement_by=TODAY)) is ToDo.AWAIT
    asked = a_request(RequestState.DATE_SET, statement_by=day(-1), asks=(an_ask(),))
    assert to_do(asked) is ToDo.AWAIT


def test_a_demand_that_came_after_the_decision_stops_nothing() -> None:
    assert to_do(a_request(), day(-4)) is None
    assert to_do(a_request(), day(-3)) is ToDo.SET_DATE


def test_the_days_are_those_of_denmark() -> None:
    late = a_request(received_at=at(-3, hour=23))
    assert to_do(late, day(-3)) is None
    assert to_do(late, day(-2)) is ToDo.SET_DATE
    considered = a_request(RequestState.CONSIDERED, ended_at=at(-2, hour=23))
    assert to_do(considered, day(-2)) is ToDo.DECIDE_ANEW


@given(st.sampled_from(RequestState), st.integers(-10, 0), st.integers(-10, 0), st.integers(0, 40))
def test_a_later_decision_waits_for_no_more_than_an_earlier_one_once_a_demand_is_there(
    state: RequestState, first: int, second: int, later: int
) -> None:
    today = TODAY + timedelta(days=later)
    request = a_request(state, ended_at=at(-1) if state in ENDED else None)
    earlier_on, later_on = sorted([max(-3, first), max(-3, second)])
    if to_do(request, day(earlier_on), today) is None:
        assert to_do(request, day(later_on), today) is None


@given(st.sampled_from(RequestState), st.integers(0, 40))
def test_today_a_decision_waits_exactly_while_the_demand_is_open(state: RequestState, later: int) -> None:
    today = TODAY + timedelta(days=later)
    request = a_request(state, ended_at=at(-1) if state in ENDED else None)
    assert (to_do(request, today, today) is not None) is request.as_of(today).is_open


def test_who_was_heard_and_whose_demand_stood_was_not_heard() -> None:
    heard = HearingRecord(hearings=(a_hearing(HearingState.CONSIDERED),), demands=(a_request(),))
    assert not_heard(heard, [ANNA], before=TODAY, today=TODAY, zone=COPENHAGEN) == (ANNA,)


def test_nobody_is_accused_over_a_demand_of_the_very_day_of_the_decision() -> None:
    heard = HearingRecord(case_system_on=day(-9), demands=(a_request(received_at=at(0)),))
    assert not_heard(heard, [ANNA], before=TODAY, today=TODAY, zone=COPENHAGEN) == ()
