"""Whoever asks to be heard when the case is decided is not told that the decision waits (forvaltningsloven § 21)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.arrivals import decided_on
from portal.domain.case_facts import CaseFacts
from portal.domain.cases import CaseState
from portal.domain.circumstances import CircumstanceKind
from portal.domain.demand_gate import standing
from portal.domain.duties import DutyKind, duties
from portal.domain.roadmap.shape import HearingChoice
from portal.domain.roadmap.special import NEEDS_NO_PATH
from portal.domain.sentences import Say
from portal.domain.statement_requests import Arrival, RequestState, StatementRequest
from tests.factories import (
    CALENDAR,
    COPENHAGEN,
    NORMS,
    NOW,
    TODAY,
    a_circumstance,
    a_decision,
    a_request,
    an_ask,
    at,
    day,
    finished,
    plan,
    some_facts,
    started,
)

SEEN_DECIDED = some_facts(state=CaseState.DECIDED, state_step="decision", decided_seen_on=day(-3))
LATE = a_request(received_at=at(-2))
"""Asked the day after."""
NO_DAY = some_facts(replace(started("start"), started_on=None))
"""Help has begun, and nobody has written when."""


def arrives(facts: CaseFacts, request: StatementRequest) -> Arrival:
    """How a demand in a case came to what is decided in it."""
    (told,) = plan(replace(facts, requests=(request,))).demands
    return told.arrival


@pytest.mark.parametrize(
    ("facts", "day_known"),
    [
        (SEEN_DECIDED, day(-3)),
        (replace(SEEN_DECIDED, tasks=(finished("decision", day(-4)),)), day(-4)),
        (replace(SEEN_DECIDED, decided_seen_on=None), SEEN_DECIDED.first_seen_on),
        (replace(SEEN_DECIDED, state=CaseState.EXECUTING, state_changed_on=day(-1)), day(-3)),
        (some_facts(started("start", day(-6))), day(-6)),
        (NO_DAY, None),
        (replace(SEEN_DECIDED, decision=a_decision()), day(-5)),
    ],
)
def test_a_case_was_decided_on_the_confirmed_day_or_when_it_first_showed(facts: CaseFacts, day_known: object) -> None:
    assert decided_on(facts) == day_known


def test_only_what_came_on_a_later_day_than_the_decision_holds_nothing_back() -> None:
    assert arrives(some_facts(), a_request()) is Arrival.UNDECIDED
    assert arrives(SEEN_DECIDED, a_request(received_at=at(-4))) is Arrival.BEFORE
    assert arrives(SEEN_DECIDED, a_request(received_at=at(-3))) is Arrival.BEFORE
    assert arrives(SEEN_DECIDED, LATE) is Arrival.AFTER


def test_the_day_of_a_demand_is_that_of_denmark() -> None:
    assert arrives(SEEN_DECIDED, a_request(received_at=at(-3, hour=23))) is Arrival.AFTER


def test_where_no_day_is_known_the_right_is_the_partys() -> None:
    assert arrives(NO_DAY, LATE) is Arrival.BEFORE


def test_once_the_decision_is_confirmed_no_open_demand_holds_it_back_any_more() -> None:
    confirmed = replace(SEEN_DECIDED, decision=a_decision(decided_on=TODAY, letter_on=day(2)))
    assert arrives(confirmed, a_request(received_at=at(0))) is Arrival.AFTER
    assert arrives(confirmed, a_request(RequestState.CONSIDERED, ended_at=at(-1))) is Arrival.BEFORE


def test_a_case_that_is_decided_again_waits_for_the_party_again() -> None:
    again = a_circumstance(CircumstanceKind.REOPENED, begun_on=day(-2), words="Der er kommet noget nyt.")
    reopened = replace(SEEN_DECIDED, decision=a_decision(), circumstances=(again,))
    assert arrives(reopened, LATE) is Arrival.UNDECIDED


@pytest.mark.parametrize("kind", NEEDS_NO_PATH)
def test_where_nothing_was_decided_and_nothing_will_be_no_decision_is_said_to_wait(kind: CircumstanceKind) -> None:
    ended = some_facts(circumstances=(a_circumstance(kind),))
    assert arrives(ended, a_request()) is Arrival.ENDED
    assert arrives(replace(ended, decision=a_decision()), a_request()) is Arrival.AFTER
    told = plan(replace(ended, requests=(a_request(RequestState.GIVEN),)))
    promised = [] if kind is CircumstanceKind.DEATH else [(Say.WE_ANSWER_ABOUT_TELLING, day(4))]
    assert [(promise.text.say, promise.by) for promise in told.promises] == promised


def test_who_may_not_see_that_it_is_decided_does_not_read_it_here() -> None:
    hidden = replace(SEEN_DECIDED, furthest_released="collect", requests=(LATE,))
    undecided = replace(hidden, state=CaseState.RECEIVED, decided_seen_on=None)
    assert plan(hidden) == plan(undecided)
    assert plan(hidden).hearing.choice is HearingChoice.FOLLOW


@pytest.mark.parametrize(
    ("request_", "say", "by"),
    [
        (LATE, Say.WE_ANSWER_ABOUT_TELLING, day(4)),
        (replace(LATE, state=RequestState.GIVEN), Say.WE_ANSWER_WHAT_YOU_TOLD, day(4)),
        (replace(LATE, state=RequestState.DATE_SET, statement_by=day(10)), Say.YOU_MAY_TELL_UNTIL, day(10)),
        (
            replace(LATE, state=RequestState.DATE_SET, statement_by=day(10), asks=(an_ask(),)),
            Say.MORE_TIME_ASKED,
            an_ask().answer_by,
        ),
    ],
)
@pytest.mark.parametrize("decision", [None, a_decision()])
def test_an_answer_is_owed_all_the_same_and_nothing_is_said_to_wait(
    request_: StatementRequest, say: Say, by: object, decision: object
) -> None:
    facts = replace(SEEN_DECIDED, requests=(request_,), decision=decision)  # type: ignore[arg-type]  # drawn above
    told = plan(facts)
    assert told.now.waits is None
    assert [(promise.text.say, promise.by) for promise in told.promises] == [(say, by)]
    owed = [each for each in duties(facts, told, NOW, CALENDAR, NORMS) if each.kind is not DutyKind.CONFIRM_LETTER]
    assert not any(each.holds_decision for each in owed)
    if say is not Say.YOU_MAY_TELL_UNTIL:
        assert [each.due_on for each in owed] == [by]


@given(st.sampled_from(RequestState), st.integers(-9, 0), st.integers(-9, 0), st.integers(0, 20))
def test_a_party_is_told_that_it_waits_exactly_when_it_does(state: RequestState, came: int, made: int, on: int) -> None:
    """What is told of an open demand, and what the gate does when the decision is confirmed with the day we know."""
    request = a_request(state, received_at=at(came), ended_at=at(0))
    decided = replace(SEEN_DECIDED, decided_seen_on=day(made), requests=(request,))
    today = TODAY + timedelta(days=on)
    (told,) = plan(decided, now=NOW + timedelta(days=on)).demands
    if told.is_open:
        assert told.holds_decision == bool(standing([request], day(made), today, COPENHAGEN))
