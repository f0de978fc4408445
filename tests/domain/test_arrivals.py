"""Whoever asks to be heard when the case is decided is not told that the decision waits (forvaltningsloven § 21)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.arrivals import decided_on
from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import CitizenPart
from portal.domain.cases import CaseState
from portal.domain.circumstances import CircumstanceKind
from portal.domain.demand_gate import standing
from portal.domain.duties import DutyKind, duties
from portal.domain.hearings import Hearing, HearingState
from portal.domain.roadmap.shape import HearingChoice, Situation
from portal.domain.roadmap.special import NEEDS_NO_PATH
from portal.domain.sentences import Say, Sentence
from portal.domain.statement_requests import Arrival, RequestState, StatementRequest
from tests.factories import (
    CALENDAR,
    COPENHAGEN,
    NORMS,
    NOW,
    TODAY,
    a_circumstance,
    a_decision,
    a_hearing,
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
HEARD_LATE = a_hearing(opened_at=at(-2))
"""Anna is asked the day after it was decided."""
LATE_ANSWER = a_hearing(HearingState.ANSWERED, opened_at=at(-20), answer_by=day(-4))
"""Her time had run out, the case was decided, and then she answered."""


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


AGAIN = a_circumstance(CircumstanceKind.REOPENED, begun_on=day(-5), promised_on=None)
DECIDED_ANEW = replace(
    SEEN_DECIDED, decision=a_decision(decided_on=day(-12), letter_on=day(-10)), circumstances=(AGAIN,)
)
"""Decided, opened again, and seen to be decided anew three days ago; only the first decision is confirmed."""


@pytest.mark.parametrize(
    "facts",
    [
        DECIDED_ANEW,
        replace(DECIDED_ANEW, state=CaseState.EXECUTING, state_changed_on=day(-1)),
        replace(
            DECIDED_ANEW,
            state=CaseState.INFORMING,
            decided_seen_on=None,
            tasks=(finished("decision", day(-12)), finished("decision", day(-3))),
        ),
    ],
)
def test_who_asks_when_a_case_is_decided_anew_is_not_told_that_it_waits(facts: CaseFacts) -> None:
    assert arrives(facts, LATE) is Arrival.AFTER
    assert arrives(facts, a_request(received_at=at(-3))) is Arrival.BEFORE
    assert arrives(facts, a_request(received_at=at(-8))) is Arrival.BEFORE
    told = plan(facts)
    assert (told.situation, told.hearing.choice) == (Situation.LETTER_COMING, HearingChoice.TELL)
    assert told.decision is None
    owed = duties(facts, told, NOW, CALENDAR, NORMS)
    assert [(each.kind, each.since) for each in owed] == [(DutyKind.CONFIRM_LETTER, day(-3))]


@pytest.mark.parametrize("kind", [CircumstanceKind.REOPENED, CircumstanceKind.REMITTED])
def test_what_is_decided_anew_is_not_looked_at_again(kind: CircumstanceKind) -> None:
    again = replace(AGAIN, kind=kind)
    anew = replace(DECIDED_ANEW, circumstances=(again,))
    not_yet = replace(anew, decided_seen_on=day(-12))
    to_be_read = replace(anew, decision=a_decision(decided_on=day(-3), letter_on=day(2)))
    read = replace(anew, decision=a_decision(decided_on=day(-3), letter_on=day(-1)))
    assert [line.kind for line in plan(not_yet).special] == [kind]
    for decided in (anew, to_be_read, read):
        assert plan(decided).special == ()


@pytest.mark.parametrize(
    "facts",
    [
        replace(DECIDED_ANEW, decided_seen_on=day(-12)),
        replace(DECIDED_ANEW, decided_seen_on=day(-5)),
        replace(DECIDED_ANEW, decided_seen_on=None),
        replace(DECIDED_ANEW, decided_seen_on=day(-12), tasks=(started("start", day(-2)),)),
        replace(DECIDED_ANEW, decided_seen_on=day(-12), tasks=(finished("decision", day(-3)), started("decision"))),
    ],
)
def test_what_the_first_decision_left_behind_does_not_decide_a_case_anew(facts: CaseFacts) -> None:
    assert arrives(facts, LATE) is Arrival.UNDECIDED


def test_who_may_not_see_that_it_is_decided_anew_does_not_read_it_here() -> None:
    hidden = replace(DECIDED_ANEW, furthest_released="collect", requests=(LATE,), hearings=(HEARD_LATE,))
    undecided = replace(hidden, state=CaseState.RECEIVED, decided_seen_on=None, decision=None, circumstances=())
    assert plan(hidden) == plan(undecided)
    assert plan(hidden).now.waits == Sentence(Say.DECISION_WAITS_FOR_ANSWER, {"date": day(10)})


@pytest.mark.parametrize("facts", [SEEN_DECIDED, DECIDED_ANEW])
@pytest.mark.parametrize(
    ("hearing", "promised"),
    [
        (HEARD_LATE, [(Say.YOU_MAY_TELL_UNTIL, day(10))]),
        (replace(HEARD_LATE, asks=(an_ask(),)), [(Say.MORE_TIME_ASKED, an_ask().answer_by)]),
        (a_hearing(HearingState.ANSWERED, opened_at=at(-2)), []),
        (LATE_ANSWER, []),
    ],
)
def test_who_is_heard_when_it_is_decided_is_not_told_that_the_decision_waits(
    facts: CaseFacts, hearing: Hearing, promised: object
) -> None:
    told = plan(replace(facts, hearings=(hearing,)))
    assert told.now.waits is None
    assert [(promise.text.say, promise.by) for promise in told.promises] == promised
    assert told.hearing.hearing is not None
    assert not told.hearing.hearing.holds_decision


@pytest.mark.parametrize(
    "hearing",
    [
        a_hearing(opened_at=at(-3)),
        a_hearing(HearingState.ANSWERED, opened_at=at(-9)),
        replace(LATE_ANSWER, answer_by=day(-3)),
        replace(LATE_ANSWER, asks=(an_ask(asked_at=at(-5)),)),
    ],
)
def test_a_hearing_that_was_running_when_it_was_decided_is_waited_for_as_it_was(hearing: Hearing) -> None:
    told = plan(replace(SEEN_DECIDED, hearings=(hearing,)))
    assert told.now.waits is not None
    assert told.hearing.hearing is not None
    assert told.hearing.hearing.holds_decision


def test_once_the_decision_is_confirmed_no_hearing_is_said_to_hold_it_back() -> None:
    confirmed = replace(SEEN_DECIDED, decision=a_decision(letter_on=day(2)), hearings=(a_hearing(opened_at=at(-9)),))
    assert plan(confirmed).now.waits is None


def test_who_is_heard_while_the_letter_is_coming_is_not_told_to_do_nothing() -> None:
    part = plan(replace(SEEN_DECIDED, hearings=(HEARD_LATE,))).your_part
    assert (part.part, part.due_on) == (CitizenPart.HEARING, day(10))


def test_a_demand_that_holds_the_decision_is_told_also_beside_a_hearing_that_does_not() -> None:
    both = replace(SEEN_DECIDED, hearings=(HEARD_LATE,), requests=(a_request(received_at=at(-4)),))
    assert plan(both).now.waits == Sentence(Say.WE_ANSWER_YOUR_REQUEST, {"date": day(4)})


@pytest.mark.parametrize("kind", NEEDS_NO_PATH)
def test_where_nothing_was_decided_and_nothing_will_be_no_decision_is_said_to_wait(kind: CircumstanceKind) -> None:
    ended = some_facts(circumstances=(a_circumstance(kind),))
    assert arrives(ended, a_request()) is Arrival.ENDED
    assert arrives(replace(ended, decision=a_decision()), a_request()) is Arrival.AFTER
    told = plan(replace(ended, requests=(a_request(RequestState.GIVEN),)))
    heard = plan(replace(ended, hearings=(a_hearing(HearingState.ANSWERED),))).hearing.hearing
    assert heard is not None
    assert not heard.holds_decision
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
