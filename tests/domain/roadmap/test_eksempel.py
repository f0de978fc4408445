"""Every case type of Eksempel Kommune, at every place on its path."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.domain.case_facts import CaseFacts, TaskEvidence
from portal.domain.case_types import DECISION, Actor, CaseType, OnlyIf
from portal.domain.cases import CaseState
from portal.domain.decisions import Outcome
from portal.domain.roadmap.shape import Mark, Roadmap, Situation
from portal.domain.sentences import Say, Sentence
from portal.domain.words import Words
from portal.municipality import load
from tests.factories import OPENED, a_decision, day, finished, plan, some_facts, started

EKSEMPEL = load(Path(__file__).parents[3] / "portal/demo/municipality")
CASE_TYPES = [
    case_type
    for dated in EKSEMPEL.case_types.dated
    if (case_type := EKSEMPEL.case_type(dated.case_type.code, OPENED)) is not None
]
PLACES = [
    pytest.param(case_type, index, id=f"{case_type.code}-{step.code}")
    for case_type in CASE_TYPES
    for index, step in enumerate(case_type.steps)
]


def told_of(
    case_type: CaseType, *tasks: TaskEvidence, state: CaseState = CaseState.RECEIVED, **said: object
) -> Roadmap:
    facts: CaseFacts = some_facts(
        *tasks,
        case_type=case_type,
        state=state,
        state_step=EKSEMPEL.step_for_state(case_type.code, state, OPENED),
        **said,
    )
    return plan(facts, calendar=EKSEMPEL.calendar, norms=EKSEMPEL.norms)


def before(case_type: CaseType, index: int) -> list[TaskEvidence]:
    """The steps that surely came before one, each done."""
    return [finished(step.code, day(-8)) for step in case_type.steps[:index] if step.only_if is None]


def texts(told: Roadmap) -> Iterator[object]:
    yield from (told.now.text, told.your_part.text, told.next_step.text, *told.next_step.may_come_before)
    yield from (step.text for step in told.path)


def test_there_are_fifteen() -> None:
    assert len(CASE_TYPES) == 15


@pytest.mark.parametrize(("case_type", "index"), PLACES)
def test_a_case_can_be_told_of_wherever_it_stands(case_type: CaseType, index: int) -> None:
    step, earlier = case_type.steps[index], before(case_type, index)
    at_it = told_of(case_type, *earlier, started(step.code, day(-1), day(9)))
    past_it = told_of(case_type, *earlier, finished(step.code, day(-1)))
    for told in (at_it, past_it):
        assert all(text and (not isinstance(text, Words) or (text.da and text.en)) for text in texts(told))
        assert told.next_step.text not in (Sentence(Say.NOTHING_MORE_COMES), told.now.text)
    decided_at = case_type.position(DECISION) or 0
    if index <= decided_at:
        assert next(each.code for each in at_it.path if each.mark is Mark.NOW) == step.code
        waits_for_her = step.waiting_on is Actor.CITIZEN
        assert (at_it.situation is Situation.CITIZEN_ASKED) is waits_for_her
        assert at_it.turn.who is step.waiting_on
        assert isinstance(at_it.turn.name, Words) is (step.waiting_on is Actor.THIRD_PARTY)
    else:
        assert at_it.situation is past_it.situation is Situation.LETTER_COMING


@pytest.mark.parametrize("case_type", CASE_TYPES, ids=lambda case_type: case_type.code)
@pytest.mark.parametrize("state", CaseState)
def test_a_case_can_be_told_of_in_every_state(case_type: CaseType, state: CaseState) -> None:
    assert all(texts(told_of(case_type, state=state)))


@pytest.mark.parametrize("case_type", CASE_TYPES, ids=lambda case_type: case_type.code)
def test_what_hangs_on_a_yes_is_told_as_such_until_there_is_one(case_type: CaseType) -> None:
    granted = [step for step in case_type.steps if step.only_if is OnlyIf.GRANTED]
    told = told_of(case_type, state=CaseState.EXECUTING)
    assert not [step for step in told.path if step.code in {each.code for each in granted} and step.mark is Mark.COMING]
    refused = told_of(case_type, state=CaseState.DECIDED, decision=a_decision(Outcome.REFUSED))
    assert not {step.code for step in refused.path} & {step.code for step in granted}
    yes = told_of(case_type, state=CaseState.DECIDED, decision=a_decision())
    assert yes.next_step.text not in (
        Sentence(Say.NOTHING_MORE_COMES),
        Sentence(Say.NOTHING_MORE_UNLESS_COMPLAINT),
    )
