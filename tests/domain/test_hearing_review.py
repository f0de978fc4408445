"""What was settled before somebody was heard: found whatever came afterwards, until all four steps have mended it."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.cases import CaseState
from portal.domain.decisions import Decision, Outcome
from portal.domain.hearing_duty import ChildConversation
from portal.domain.hearing_gate import HearingRecord
from portal.domain.hearing_review import (
    Finding,
    Mended,
    MendingOutOfOrder,
    MendingStep,
    SeenState,
    SettledCase,
    find,
    heard_since,
    mend,
    review,
    settled,
)
from portal.domain.hearings import Hearing, HearingState
from portal.domain.people import PersonRef
from tests.factories import ANNA, CASE, COPENHAGEN, OPENED, TODAY, a_case_type, a_hearing, day, finished

BO = PersonRef("bo")
CHANGE = a_case_type(changes_support=True)
SETTLED_ON = day(-5)
NEAR = st.integers(-20, 0)


def a_settled_case(**said: Any) -> SettledCase:  # noqa: ANN401 -- a factory takes what its class takes
    """Anna's support was changed five days ago, and she was not heard."""
    ordinary: dict[str, Any] = {
        "case_id": CASE,
        "case_type": CHANGE,
        "states": (SeenState(CaseState.RECEIVED, OPENED), SeenState(CaseState.EXECUTING, SETTLED_ON)),
        "parties": (ANNA,),
        "decision": None,
        "tasks": (),
        "record": HearingRecord(),
    }
    return SettledCase(**(ordinary | said))


def heard_on(on: date, party: PersonRef = ANNA) -> Hearing:
    at = datetime.combine(on, time(12), tzinfo=COPENHAGEN)
    return replace(a_hearing(HearingState.NO_COMMENT), party=party, opened_at=at, concluded_at=at)


def steps(*done: MendingStep) -> tuple[Mended, ...]:
    return tuple(Mended(step, TODAY, "Gjort.", "Susanne Krogh") for step in done)


@given(NEAR, NEAR)
def test_only_what_is_dated_before_counts_for_each_party_by_themselves(anna: int, bo: int) -> None:
    heard = (heard_on(day(anna)), heard_on(day(bo), BO))
    found = review(a_settled_case(parties=(ANNA, BO), record=HearingRecord(heard)), TODAY, COPENHAGEN)
    late = tuple(party for party, at in ((ANNA, anna), (BO, bo)) if day(at) > SETTLED_ON)
    assert (found.parties if found else ()) == late


@given(st.lists(NEAR, max_size=4))
def test_no_evidence_after_takes_a_case_off(days: list[int]) -> None:
    after = [SETTLED_ON + timedelta(days=1 - each) for each in days]
    record = HearingRecord(
        hearings=tuple(heard_on(on) for on in after),
        conversations=tuple(ChildConversation(ANNA, on, "Susanne") for on in after),
        case_system_on=min(after, default=None),
    )
    assert review(a_settled_case(record=record), max([TODAY, *after]), COPENHAGEN) is not None


@given(st.permutations(list(MendingStep)), st.integers(0, 4))
def test_a_case_leaves_the_list_when_all_four_steps_are_done_and_not_before(
    order: list[MendingStep], many: int
) -> None:
    found = review(a_settled_case(mended=steps(*order[:many])), TODAY, COPENHAGEN)
    assert (found is None) == (many == len(MendingStep))
    if found is not None:
        assert (found.is_being_mended, len(found.next_steps)) == (many > 0, len(MendingStep) - many)


@given(st.lists(st.tuples(st.sampled_from(MendingStep), st.integers(-9, 0)), max_size=9))
def test_steps_are_never_out_of_order(tries: list[tuple[MendingStep, int]]) -> None:
    done: list[Mended] = []
    for step, ago in tries:
        with suppress(MendingOutOfOrder):
            done = list(mend(done, Mended(step, day(ago), "Gjort.", "Susanne Krogh")))
    steps_done = {each.step for each in done}
    if MendingStep.DECIDED in steps_done:
        assert {MendingStep.TOLD, MendingStep.HEARD} <= steps_done
    if MendingStep.HEARD in steps_done:
        assert MendingStep.TOLD in steps_done


def test_a_case_that_says_no_day_was_settled_by_the_day_it_was_first_seen() -> None:
    case = a_settled_case(states=(SeenState(CaseState.CLOSED, OPENED),))
    assert (settled(case), find(case)) == (OPENED, Finding.CHANGED_UNDECIDED)


def test_a_case_that_is_opened_again_stays_on_the_list() -> None:
    case = a_settled_case(
        states=(SeenState(CaseState.CLOSED, OPENED), SeenState(CaseState.RECEIVED, day(-3))),
        record=HearingRecord((heard_on(day(-2)),)),
    )
    assert review(case, TODAY, COPENHAGEN) is not None


def test_a_decision_written_after_the_support_has_changed_puts_nothing_off() -> None:
    case = a_settled_case(
        decision=Decision(Outcome.REDUCED, day(-1), TODAY), record=HearingRecord((heard_on(day(-2)),))
    )
    found = review(case, TODAY, COPENHAGEN)
    assert found is not None
    assert (found.settled_on, found.finding) == (SETTLED_ON, Finding.CHANGED)


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        ({"decision": Decision(Outcome.REFUSED, day(-5), day(-5))}, Finding.ADVERSE),
        ({"decision": Decision(Outcome.GRANTED, day(-5), day(-5))}, None),
        ({"states": (SeenState(CaseState.DECIDED, day(-5)),)}, Finding.UNKNOWN),
        ({"states": (SeenState(CaseState.DECIDED, day(-5)),), "case_type": None}, Finding.UNKNOWN),
        ({"tasks": (finished("decision"),)}, Finding.UNKNOWN),
        ({"states": (SeenState(CaseState.CLOSED, day(-5)),)}, None),
        ({}, None),
    ],
    ids=["refused", "granted", "unsaid", "no type", "task", "closed alone", "nothing"],
)
def test_what_is_found_in_an_application(said: dict[str, Any], finding: Finding | None) -> None:
    ordinary = {"case_type": a_case_type(), "states": (SeenState(CaseState.RECEIVED, OPENED),)}
    assert find(a_settled_case(**(ordinary | said))) is finding


def test_an_application_closed_and_opened_again_was_settled_when_it_was_decided() -> None:
    states = (SeenState(CaseState.CLOSED, day(-20)), SeenState(CaseState.DECIDED, day(-5)))
    assert settled(a_settled_case(case_type=a_case_type(), states=states)) == day(-5)


@pytest.mark.parametrize(
    ("hearing", "is_heard"),
    [
        (heard_on(day(-2)), True),
        (heard_on(day(-4)), False),
        (replace(heard_on(day(-2)), state=HearingState.OFFERED, concluded_at=None, answer_by=day(-1)), True),
        (replace(heard_on(day(-2)), state=HearingState.OFFERED, concluded_at=None, answer_by=day(1)), False),
        (replace(heard_on(day(-2)), state=HearingState.CALLED_OFF), False),
        (replace(heard_on(day(-2)), party=BO), False),
    ],
    ids=["since", "before they were told", "lapsed", "still open", "called off", "somebody else"],
)
def test_who_has_been_heard_since_they_were_told(hearing: Hearing, is_heard: bool) -> None:
    assert heard_since(HearingRecord((hearing,)), [ANNA], day(-3), TODAY, COPENHAGEN) is is_heard
