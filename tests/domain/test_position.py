"""Where a case stands, and what proves it."""

from dataclasses import replace

import pytest

from portal.domain.case_types import Actor, OnlyIf
from portal.domain.cases import CaseState
from portal.domain.notices import NoticeKind, NoticeState
from portal.domain.roadmap.shape import Mark, Roadmap, Situation
from portal.domain.sentences import Say, Sentence
from tests.factories import (
    ASSESS,
    COLLECT,
    DECISION,
    HEARING,
    OPENED,
    PANEL,
    RECEIVED,
    TODAY,
    a_case_type,
    a_notice,
    a_step,
    day,
    finished,
    plan,
    planned,
    some_facts,
    started,
)


def now_at(told: Roadmap) -> str | None:
    return next((step.code for step in told.path if step.mark is Mark.NOW), None)


def marks(told: Roadmap) -> dict[str, Mark]:
    return {step.code: step.mark for step in told.path}


def test_a_case_stands_at_its_first_step_since_it_was_opened() -> None:
    told = plan(some_facts())
    assert now_at(told) == "received"
    assert told.now.since == OPENED


def test_the_furthest_step_that_is_worked_on_is_where_the_case_stands() -> None:
    assert now_at(plan(some_facts(started("assess"), started("received")))) == "assess"


def test_a_mapped_state_moves_the_case_on_its_path() -> None:
    told = plan(some_facts(state=CaseState.DECIDING, state_step="assess", state_changed_on=day(-2)))
    assert now_at(told) == "assess"
    assert told.now.since == day(-2)


def test_when_the_task_of_a_step_is_closed_the_next_step_has_begun() -> None:
    told = plan(some_facts(finished("collect", day(-4))))
    assert marks(told)["collect"] is Mark.DONE
    assert now_at(told) == "assess"
    assert told.now.since == day(-4)


def test_a_task_that_has_not_begun_proves_nothing() -> None:
    assert now_at(plan(some_facts(planned("decision")))) == "received"


def test_a_passed_step_without_evidence_is_not_known() -> None:
    assert marks(plan(some_facts(started("assess"))))["collect"] is Mark.UNKNOWN


def test_a_step_with_two_tasks_is_done_when_both_are_closed() -> None:
    assert marks(plan(some_facts(finished("collect"), started("collect"))))["collect"] is Mark.NOW
    assert marks(plan(some_facts(finished("collect"), planned("collect"))))["collect"] is Mark.NOW
    both = plan(some_facts(finished("collect", day(-9)), finished("collect", day(-2))))
    assert [step.on for step in both.path if step.code == "collect"] == [day(-2)]
    assert both.now.since == day(-2)


def test_a_later_task_closed_before_an_earlier_one_keeps_its_tick() -> None:
    told = plan(some_facts(finished("assess"), started("received"), state_step=None))
    assert marks(told)["assess"] is Mark.DONE
    assert marks(told)["received"] is Mark.COMING


def test_a_step_that_might_not_come_is_not_leapt_over_once_it_has_begun() -> None:
    """Closing "assess" says that the decision has begun, unless the panel has."""
    case_type = a_case_type(RECEIVED, ASSESS, PANEL, DECISION)
    assert now_at(plan(some_facts(finished("assess"), case_type=case_type))) == "decision"
    assert now_at(plan(some_facts(finished("assess"), started("panel"), case_type=case_type))) == "panel"


def test_what_hangs_on_a_yes_does_not_begin_by_itself() -> None:
    """After a decision in principle comes a trial, if the answer was yes; nobody knows that yet."""
    trial = a_step("trial", only_if=OnlyIf.GRANTED)
    told = plan(some_facts(finished("assess"), case_type=a_case_type(RECEIVED, ASSESS, trial, DECISION)))
    assert now_at(told) is None
    assert told.now.text == Sentence(Say.NEXT_IS_PREPARED)
    assert told.next_step.text == DECISION.coming
    assert told.next_step.may_come_before == (trial.coming,)


def test_what_the_citizen_is_to_do_begins_when_it_is_asked_of_her() -> None:
    consent = a_step("consent", waiting_on=Actor.CITIZEN)
    case_type = a_case_type(RECEIVED, consent, DECISION)
    told = plan(some_facts(finished("received"), case_type=case_type))
    assert told.turn.who is Actor.MUNICIPALITY
    assert told.next_step.text == consent.coming
    assert marks(told)["consent"] is Mark.COMING
    asked = plan(some_facts(finished("received"), started("consent"), case_type=case_type))
    assert asked.turn.who is Actor.CITIZEN
    assert now_at(asked) == "consent"


def test_still_waiting_proves_the_step_that_is_waited_in() -> None:
    waiting = a_notice("collect", kind=NoticeKind.STILL_WAITING, acts=Actor.THIRD_PARTY)
    assert now_at(plan(some_facts(notices=(waiting,)))) == "collect"


def test_a_notice_of_a_coming_step_proves_where_it_was_posted_and_not_what_it_announces() -> None:
    assert (
        now_at(plan(some_facts(state_step=None, notices=(a_notice("assess", posted_at_step="collect"),)))) == "collect"
    )


def test_a_notice_that_was_taken_back_proves_nothing() -> None:
    taken_back = a_notice("assess", posted_at_step="collect", state=NoticeState.TAKEN_BACK)
    assert now_at(plan(some_facts(notices=(taken_back,)))) == "received"


def test_steps_that_the_path_does_not_know_change_nothing() -> None:
    odd = some_facts(started("gone"), finished("gone too"), notices=(a_notice("gone", posted_at_step=None),))
    assert replace(plan(odd), told_before=()) == plan(some_facts())


@pytest.mark.parametrize("state", [CaseState.UNKNOWN, CaseState.INFORMING, CaseState.DECIDING])
def test_without_any_mapping_the_next_step_cannot_be_seen(state: CaseState) -> None:
    told = plan(some_facts(started("gone"), state=state, state_step=None))
    assert told.situation is Situation.UNKNOWN
    assert told.path == ()


def test_mapped_tasks_tell_where_a_case_in_an_unknown_state_stands() -> None:
    assert now_at(plan(some_facts(started("collect"), state=CaseState.UNKNOWN, state_step=None))) == "collect"


def test_a_step_began_when_its_own_task_did_and_not_when_the_one_before_was_closed() -> None:
    assert plan(some_facts(finished("collect", day(-9)), started("assess", day(-4)))).now.since == day(-4)


def test_an_open_hearing_is_where_the_case_stands_though_the_case_system_is_further() -> None:
    facts = some_facts(started("hearing", due_on=day(5)), state=CaseState.DECIDING, state_step="decision")
    told = plan(facts)
    assert now_at(told) == "hearing"
    assert told.situation is Situation.CITIZEN_ASKED
    assert marks(told)["decision"] is Mark.COMING


class TestAHearingThatWasPassed:
    """Section 19 of forvaltningsloven is a guarantee: its absence must never be explained away."""

    def test_may_still_come_before_the_decision(self) -> None:
        assert marks(plan(some_facts(started("decision"))))["hearing"] is Mark.MAYBE

    def test_is_not_known_once_the_case_is_decided(self) -> None:
        facts = some_facts(finished("decision"), state=CaseState.DECIDED, state_step="appeal")
        assert marks(plan(facts))["hearing"] is Mark.UNKNOWN

    def test_that_was_sure_to_come_is_not_known(self) -> None:
        sure = replace(HEARING, only_if=None)
        facts = some_facts(started("decision"), case_type=a_case_type(RECEIVED, sure, DECISION))
        assert marks(plan(facts))["hearing"] is Mark.UNKNOWN

    def test_is_done_when_it_was_concluded(self) -> None:
        assert marks(plan(some_facts(finished("hearing"))))["hearing"] is Mark.DONE


def test_another_step_that_was_passed_was_not_needed() -> None:
    case_type = a_case_type(RECEIVED, COLLECT, PANEL, DECISION)
    assert marks(plan(some_facts(started("decision"), case_type=case_type)))["panel"] is Mark.SKIPPED


def test_but_not_while_it_is_only_concluded_that_the_case_is_past_it() -> None:
    case_type = a_case_type(RECEIVED, COLLECT, PANEL, DECISION)
    assert marks(plan(some_facts(finished("collect"), case_type=case_type)))["panel"] is Mark.MAYBE


def test_nor_while_it_is_planned() -> None:
    case_type = a_case_type(RECEIVED, COLLECT, PANEL, DECISION)
    facts = some_facts(started("decision"), planned("panel"), case_type=case_type)
    assert marks(plan(facts))["panel"] is Mark.MAYBE


def test_the_date_of_a_closed_task_is_not_the_date_of_an_open_one() -> None:
    done = replace(finished("hearing"), due_on=day(2))
    facts = some_facts(done, started("hearing", due_on=day(9)))
    assert plan(facts).your_part.due_on == day(9)
    assert plan(facts).turn.until == day(9) > TODAY
