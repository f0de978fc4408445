"""Who we wait for, what is happening, and what the citizen can do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.domain.case_types import Actor, CitizenPart
from portal.domain.cases import CaseState
from portal.domain.decisions import Outcome
from portal.domain.notices import NoticeKind
from portal.domain.roadmap.shape import Situation, Turn
from portal.domain.sentences import OwnWords, Say, Sentence
from portal.domain.statement_requests import RequestState
from tests.factories import (
    ASSESS,
    COLLECT,
    DECISION,
    DOCTOR,
    NOW,
    TODAY,
    a_case_type,
    a_decision,
    a_notice,
    a_request,
    a_step,
    an_ask,
    day,
    finished,
    plan,
    some_facts,
    started,
)

NOTHING = Sentence(Say.NOTHING_TO_DO)


class TestWhoWeWaitFor:
    def test_it_is_our_turn_in_our_own_step(self) -> None:
        assert plan(some_facts(started("assess", day(-2)))).turn == Turn(Actor.MUNICIPALITY, since=day(-2))

    def test_the_doctor_is_named_with_the_day_we_remind(self) -> None:
        told = plan(some_facts(started("collect", day(-3))))
        assert told.turn == Turn(Actor.THIRD_PARTY, DOCTOR, day(-3), remind_on=day(11))

    def test_it_is_not_our_turn_while_the_doctor_is_still_waited_for(self) -> None:
        """Both go on at once; the case cannot end before the doctor has answered."""
        told = plan(some_facts(started("collect", day(-9)), started("assess", day(-3))))
        assert (told.turn.who, told.turn.name, told.turn.since) == (Actor.THIRD_PARTY, DOCTOR, day(-9))
        assert told.now.text == ASSESS.now

    def test_a_task_forgotten_in_the_case_system_does_not_hold_back_the_state(self) -> None:
        facts = some_facts(started("collect"), state=CaseState.DECIDING, state_step="decision")
        assert plan(facts).turn.who is Actor.MUNICIPALITY

    def test_somebody_unnamed_is_waited_for_all_the_same(self) -> None:
        unnamed = replace(COLLECT, waiting_for=None)
        assert plan(some_facts(started("collect"), case_type=a_case_type(unnamed, DECISION))).turn.name is None

    @pytest.mark.parametrize(
        ("waited_days", "remind_on"), [(0, day(14)), (13, day(1)), (14, TODAY), (17, day(11)), (28, TODAY)]
    )
    def test_a_reminder_comes_every_fortnight(self, waited_days: int, remind_on: date) -> None:
        assert plan(some_facts(started("collect", day(-waited_days)))).turn.remind_on == remind_on

    def test_a_reminder_that_falls_on_a_day_off_comes_on_the_next_working_day(self) -> None:
        on_christmas_eve = date(2026, 12, 10)
        told = plan(some_facts(started("collect", on_christmas_eve)), now=NOW + timedelta(days=20))
        assert told.turn.remind_on == date(2026, 12, 28)

    def test_still_waiting_says_for_whom_and_until_when(self) -> None:
        waiting = a_notice("collect", kind=NoticeKind.STILL_WAITING, acts=Actor.THIRD_PARTY, acts_name="Rigshospitalet")
        told = plan(some_facts(started("collect", day(-9)), notices=(waiting,)))
        assert told.turn == Turn(Actor.THIRD_PARTY, OwnWords("Rigshospitalet"), day(-9), day(7), day(7))
        assert told.next_step.text == ASSESS.coming

    def test_what_a_notice_asks_of_the_citizen_is_waited_for_from_its_first_day(self) -> None:
        asks = a_notice(acts=Actor.CITIZEN, part=CitizenPart.DOCUMENT)
        facts = some_facts(started("collect"), notices=(asks,))
        assert plan(facts).turn.who is Actor.THIRD_PARTY
        assert plan(facts, now=NOW + timedelta(days=1)).turn == Turn(Actor.CITIZEN, until=day(7))

    def test_an_unknown_step_is_ours_until_the_day_we_promised(self) -> None:
        facts = some_facts(state=CaseState.UNKNOWN, state_step=None, first_seen_on=TODAY)
        assert plan(facts).turn == Turn(Actor.MUNICIPALITY, until=day(7))
        assert plan(facts, now=NOW + timedelta(days=8)).turn.until is None

    def test_after_a_no_it_is_nobodys(self) -> None:
        assert plan(some_facts(decision=a_decision(Outcome.REFUSED))).turn == Turn(Actor.NOBODY)

    def test_after_a_yes_it_is_ours_until_the_help_begins(self) -> None:
        assert plan(some_facts(decision=a_decision())).turn == Turn(Actor.MUNICIPALITY, since=day(-3))

    def test_a_closed_case_is_nobodys(self) -> None:
        assert plan(some_facts(state=CaseState.CLOSED, state_step=None)).turn == Turn(Actor.NOBODY)


class TestAsked:
    def test_the_citizen_has_until_the_hearing_ends(self) -> None:
        told = plan(some_facts(started("hearing", day(-3), due_on=day(9))))
        assert told.situation is Situation.CITIZEN_ASKED
        assert told.turn == Turn(Actor.CITIZEN, since=day(-3), until=day(9))
        assert told.your_part.text == Sentence(Say.HEAR_YOU_BY)
        assert (told.your_part.part, told.your_part.due_on) == (CitizenPart.HEARING, day(9))
        assert told.next_step.text == DECISION.coming
        assert told.next_step.condition == Sentence(Say.AFTER_YOUR_PART)

    def test_on_the_last_day_she_still_has_it(self) -> None:
        assert plan(some_facts(started("hearing", due_on=TODAY))).turn.who is Actor.CITIZEN

    def test_when_her_time_is_up_it_is_our_turn(self) -> None:
        told = plan(some_facts(started("hearing", due_on=day(-1))))
        assert told.turn == Turn(Actor.MUNICIPALITY, since=day(-1))
        assert told.your_part.due_on == day(-1)
        assert told.next_step.text == DECISION.coming
        assert told.next_step.condition is None

    def test_a_caseworker_can_give_the_time_that_the_case_system_does_not(self) -> None:
        waiting = a_notice("hearing", kind=NoticeKind.STILL_WAITING, acts=Actor.CITIZEN)
        told = plan(some_facts(started("hearing"), notices=(waiting,)))
        assert told.turn.until == told.your_part.due_on == day(7)

    def test_a_step_of_hers_that_says_no_more_asks_for_an_answer(self) -> None:
        form = a_step("form", waiting_on=Actor.CITIZEN)
        told = plan(some_facts(started("form"), case_type=a_case_type(form, DECISION)))
        assert told.your_part.text == Sentence(Say.ANSWER_US)

    def test_help_that_she_takes_part_in_comes_before_the_complaint(self) -> None:
        move = a_step("move", waiting_on=Actor.CITIZEN, part=CitizenPart.CHOICE)
        facts = some_facts(started("move"), case_type=a_case_type(DECISION, move), decision=a_decision())
        assert plan(facts).your_part.text == Sentence(Say.CHOOSE)
        assert plan(facts).turn.who is Actor.CITIZEN


class TestTheDecisionWaits:
    """Forvaltningsloven § 21: from receipt, without anybody accepting it."""

    def test_from_the_moment_it_is_demanded(self) -> None:
        told = plan(some_facts(started("collect"), requests=(a_request(),)))
        assert told.now.waits == Sentence(Say.WE_ANSWER_YOUR_REQUEST, {"date": day(4)})
        assert told.expected.decision is None
        assert told.turn.who is Actor.THIRD_PARTY
        assert told.your_part.text == NOTHING

    def test_until_the_day_that_was_set(self) -> None:
        told = plan(some_facts(started("decision"), requests=(a_request(RequestState.DATE_SET),)))
        assert told.situation is Situation.STATEMENT_AWAITED
        assert told.turn == Turn(Actor.CITIZEN, since=day(-1), until=day(10))
        assert told.now.waits == Sentence(Say.DECISION_WAITS_FOR_YOU, {"date": day(10)})
        assert told.your_part.due_on == day(10)
        assert told.next_step.text == DECISION.coming
        assert told.expected.next_step is None

    def test_until_we_have_answered_a_wish_for_more_time(self) -> None:
        asked = a_request(RequestState.DATE_SET, statement_by=day(-1), asks=(an_ask(),))
        told = plan(some_facts(started("decision"), requests=(asked,)))
        assert told.turn == Turn(Actor.MUNICIPALITY, since=day(-1), until=day(2))
        assert told.now.waits == Sentence(Say.WE_ANSWER_ABOUT_TIME, {"date": day(2)})
        assert told.your_part.text == Sentence(Say.MORE_TIME_ASKED, {"date": day(2)})

    def test_and_not_a_day_longer(self) -> None:
        lapsed = a_request(RequestState.DATE_SET, statement_by=day(-1))
        told = plan(some_facts(started("decision"), requests=(lapsed,)))
        assert told.now.waits is None
        assert told.turn.who is Actor.MUNICIPALITY
        assert told.hearing.request is not None
        assert told.hearing.request.state is RequestState.LAPSED

    def test_on_the_last_day_it_still_waits(self) -> None:
        last_day = a_request(RequestState.DATE_SET, statement_by=TODAY)
        assert plan(some_facts(requests=(last_day,))).situation is Situation.STATEMENT_AWAITED

    def test_until_we_have_read_what_was_said(self) -> None:
        told = plan(some_facts(started("decision"), requests=(a_request(RequestState.GIVEN),)))
        assert told.now.waits == Sentence(Say.WE_READ_YOUR_STATEMENT, {"date": day(4)})
        assert told.turn.who is Actor.MUNICIPALITY

    @pytest.mark.parametrize("ended", [RequestState.CONSIDERED, RequestState.DECLINED, RequestState.WITHDRAWN])
    def test_and_then_no_more(self, ended: RequestState) -> None:
        told = plan(some_facts(requests=(a_request(ended),)))
        assert told.now.waits is None
        assert told.hearing.request is not None

    def test_only_the_decision_waits_and_not_the_steps_before_it(self) -> None:
        told = plan(some_facts(started("collect"), requests=(a_request(RequestState.DATE_SET),)))
        assert told.next_step.text == ASSESS.coming
        assert told.next_step.condition is None

    def test_a_question_asked_of_her_comes_first(self) -> None:
        facts = some_facts(started("hearing", due_on=day(3)), requests=(a_request(RequestState.DATE_SET),))
        told = plan(facts)
        assert told.situation is Situation.CITIZEN_ASKED
        assert told.now.waits == Sentence(Say.DECISION_WAITS_FOR_YOU, {"date": day(10)})


class TestWhatIsHappening:
    def test_the_step_tells_it(self) -> None:
        told = plan(some_facts(started("assess", day(-2))))
        assert (told.now.text, told.now.since) == (ASSESS.now, day(-2))

    def test_a_case_that_cannot_be_placed_is_in_progress(self) -> None:
        assert plan(some_facts(case_type=None)).now.text == Sentence(Say.IN_PROGRESS_UNKNOWN)

    def test_a_decided_case_was_decided_on_its_day(self) -> None:
        told = plan(some_facts(decision=a_decision(Outcome.REFUSED)))
        assert (told.now.text, told.now.since) == (Sentence(Say.DECIDED_ON, {"date": day(-5)}), None)

    def test_help_that_has_begun_is_what_happens(self) -> None:
        told = plan(some_facts(started("start", day(-1)), decision=a_decision()))
        assert told.now.text == a_case_type().steps[-1].now
        assert told.turn == Turn(Actor.MUNICIPALITY, since=day(-1))

    def test_a_closed_case_is_closed_since_it_was_seen_to_close(self) -> None:
        told = plan(some_facts(finished("received"), state=CaseState.CLOSED, state_step=None, state_changed_on=day(-2)))
        assert (told.now.text, told.now.since) == (Sentence(Say.CLOSED), day(-2))


def test_there_is_nothing_to_do_while_others_act() -> None:
    assert plan(some_facts(started("assess"))).your_part.text == NOTHING


def test_a_notice_says_the_citizens_part_in_its_own_words_or_ours() -> None:
    meeting = a_notice(part=CitizenPart.MEETING)
    assert plan(some_facts(started("collect"), notices=(meeting,))).your_part.text == Sentence(Say.MEET_US)
    told = replace(meeting, part_words="Vi ses på rådhuset.")
    assert plan(some_facts(started("collect"), notices=(told,))).your_part.text == OwnWords("Vi ses på rådhuset.")


def test_when_help_runs_and_the_time_to_complain_is_over_there_is_nothing_to_do() -> None:
    decision = a_decision(decided_on=day(-60), letter_on=day(-60))
    assert plan(some_facts(started("start"), decision=decision)).your_part.text == NOTHING
