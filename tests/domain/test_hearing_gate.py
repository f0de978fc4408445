"""Nothing is decided against somebody, and no support is changed, before each party was heard."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.decisions import Outcome
from portal.domain.hearing_duty import (
    ChildConversation,
    Condition,
    ConditionsAllMet,
    ExemptionGround,
    HearingExemption,
    KnownFact,
    KnownFactsMissing,
    check_exemption,
)
from portal.domain.hearing_gate import HeardBy, HearingRecord, heard, is_gated, not_heard
from portal.domain.hearings import HearingState
from portal.domain.people import PersonRef
from tests.factories import ANNA, COPENHAGEN, TODAY, a_hearing, at, day

BO = PersonRef("bo")
CHILD = PersonRef("child")


def a_reason(ground: ExemptionGround = ExemptionGround.HARMLESS, **said: object) -> HearingExemption:
    return replace(HearingExemption(ANNA, ground, "Hun ved det.", at(-2), "Susanne Krogh"), **said)  # type: ignore[arg-type]


def missing(record: HearingRecord, *parties: PersonRef, before: date = TODAY) -> tuple[PersonRef, ...]:
    return not_heard(record, parties or (ANNA,), before=before, today=TODAY, zone=COPENHAGEN)


@pytest.mark.parametrize("outcome", [*Outcome, None])
def test_everything_but_a_full_yes_asks_for_a_hearing(outcome: Outcome | None) -> None:
    assert is_gated(outcome, changes_support=False) is (outcome is not Outcome.GRANTED)


@pytest.mark.parametrize("outcome", [*Outcome, None])
def test_a_change_of_support_always_asks_for_one(outcome: Outcome | None) -> None:
    assert is_gated(outcome, changes_support=True)


@pytest.mark.parametrize("state", HearingState)
def test_only_a_concluded_hearing_counts(state: HearingState) -> None:
    counts = state in {HearingState.NO_COMMENT, HearingState.CONSIDERED}
    record = HearingRecord(hearings=(a_hearing(state),))
    assert missing(record) == (() if counts else (ANNA,))


def test_a_hearing_whose_time_ran_out_counts_from_the_day_after() -> None:
    record = HearingRecord(hearings=(a_hearing(answer_by=day(-3)),))
    assert missing(record, before=day(-2)) == ()
    assert missing(record, before=day(-3)) == (ANNA,)


def test_one_partys_hearing_is_not_anothers() -> None:
    record = HearingRecord(hearings=(a_hearing(HearingState.CONSIDERED),))
    assert missing(record, ANNA, BO) == (BO,)


def test_a_hearing_held_afterwards_heals_nothing() -> None:
    late = HearingRecord(
        hearings=(a_hearing(HearingState.CONSIDERED),),
        exemptions=(a_reason(),),
        conversations=(ChildConversation(ANNA, day(-1), "Susanne Krogh"),),
        case_system_on=day(-1),
    )
    assert missing(late, before=day(-5)) == (ANNA,)
    assert missing(late) == ()


def test_a_conversation_counts_for_the_child_alone() -> None:
    record = HearingRecord(conversations=(ChildConversation(CHILD, day(-9), "Susanne Krogh"),))
    assert missing(record, CHILD, ANNA) == (ANNA,)


def test_what_the_case_system_says_counts_for_all() -> None:
    record = HearingRecord(case_system_on=day(-3))
    assert missing(record, ANNA, BO) == ()
    found = heard(record, ANNA, TODAY, COPENHAGEN)
    assert found is not None
    assert (found.by, found.on) == (HeardBy.CASE_SYSTEM, day(-3))


def test_a_coded_reason_counts_from_its_day() -> None:
    record = HearingRecord(exemptions=(a_reason(),))
    assert missing(record, before=day(-2)) == ()
    assert missing(record, before=day(-3)) == (ANNA,)


def test_a_condition_that_is_not_met_is_named_and_each_fact_with_how_it_is_known() -> None:
    reason = a_reason(ExemptionGround.NOT_MET)
    with pytest.raises(ConditionsAllMet):
        check_exemption(reason)
    unmet = replace(reason, unmet=frozenset({Condition.UNKNOWN_TO_PARTY}))
    with pytest.raises(KnownFactsMissing):
        check_exemption(unmet)
    with pytest.raises(KnownFactsMissing):
        check_exemption(replace(unmet, known_facts=(KnownFact("Du kan gå 200 meter.", ""),)))
    check_exemption(replace(unmet, known_facts=(KnownFact("Du kan gå 200 meter.", "Sagt ved mødet 3. november"),)))


@pytest.mark.parametrize("ground", [each for each in ExemptionGround if each is not ExemptionGround.NOT_MET])
def test_an_exception_of_the_law_needs_no_conditions(ground: ExemptionGround) -> None:
    check_exemption(a_reason(ground))


@given(
    st.lists(st.sampled_from(HearingState), max_size=3),
    st.integers(-20, 0),
    st.integers(-20, 0),
)
def test_who_was_heard_before_a_day_was_heard_before_every_later_one(
    states: list[HearingState], first: int, second: int
) -> None:
    record = HearingRecord(hearings=tuple(a_hearing(state) for state in states))
    earlier, later = sorted([first, second])
    if not missing(record, before=day(earlier)):
        assert not missing(record, before=day(later))
