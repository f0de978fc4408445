"""The next step, when it comes, and the published deadline."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from portal.domain.case_types import Actor, OnlyIf
from portal.domain.cases import CaseState
from portal.domain.decisions import Outcome
from portal.domain.expectations import Basis, Expected
from portal.domain.notices import NoticeKind, NoticeState
from portal.domain.roadmap.shape import DeadlineState, Situation
from portal.domain.sentences import OwnWords, Say, Sentence
from tests.factories import (
    APPEAL,
    ASSESS,
    COLLECT,
    COPENHAGEN,
    DECISION,
    EIGHT_WEEKS,
    HEARING,
    NOW,
    RECEIVED,
    START,
    TODAY,
    a_case_type,
    a_decision,
    a_notice,
    a_step,
    at,
    day,
    finished,
    plan,
    some_facts,
    started,
)

LAST_DAY = some_facts().opened_on + timedelta(weeks=8)


class TestTheNextStep:
    def test_is_the_first_that_is_sure_to_come(self) -> None:
        told = plan(some_facts(started("assess")))
        assert (told.next_step.text, told.next_step.acts) == (DECISION.coming, Actor.MUNICIPALITY)
        assert told.next_step.comes_after == APPEAL.coming

    def test_names_what_may_come_before_it(self) -> None:
        assert plan(some_facts(started("assess"))).next_step.may_come_before == (HEARING.coming,)

    def test_says_whom_it_waits_for(self) -> None:
        told = plan(some_facts())
        assert (told.next_step.acts, told.next_step.acts_name) == (Actor.THIRD_PARTY, COLLECT.waiting_for)

    def test_is_the_letter_while_the_case_is_being_decided(self) -> None:
        told = plan(some_facts(started("decision")))
        assert told.next_step.text == Sentence(Say.YOU_GET_A_LETTER)
        assert told.next_step.comes_after == APPEAL.coming

    def test_is_the_help_when_the_answer_was_yes(self) -> None:
        assert plan(some_facts(decision=a_decision())).next_step.text == START.coming

    @pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.REDUCED, Outcome.STOPPED, Outcome.REPLACED])
    def test_is_in_the_letter_when_the_path_does_not_show_what_follows(self, outcome: Outcome) -> None:
        facts = some_facts(decision=a_decision(outcome), case_type=a_case_type(RECEIVED, DECISION, APPEAL))
        assert plan(facts).next_step.text == Sentence(Say.LETTER_SAYS_WHAT_HAPPENS)

    def test_is_nothing_after_a_no_unless_she_complains(self) -> None:
        told = plan(some_facts(decision=a_decision(Outcome.REFUSED)))
        assert told.next_step.text == Sentence(Say.NOTHING_MORE_UNLESS_COMPLAINT)

    def test_is_nothing_in_a_closed_case(self) -> None:
        told = plan(some_facts(state=CaseState.CLOSED, state_step=None))
        assert told.next_step.text == Sentence(Say.NOTHING_MORE_COMES)
        assert told.next_step.acts is Actor.NOBODY

    def test_cannot_be_seen_where_nothing_is_mapped_and_then_a_day_is_promised(self) -> None:
        facts = some_facts(state=CaseState.UNKNOWN, state_step=None, first_seen_on=TODAY)
        assert plan(facts).next_step.text == Sentence(Say.CANNOT_SEE_NEXT, {"date": day(7)})

    def test_and_the_promised_day_is_not_moved_when_it_was_not_kept(self) -> None:
        facts = some_facts(state=CaseState.UNKNOWN, state_step=None, first_seen_on=TODAY)
        late = Sentence(Say.CANNOT_SEE_NEXT_LATE, {"date": day(7)})
        assert plan(facts, now=NOW + timedelta(days=8)).next_step.text == late
        assert plan(facts, now=NOW + timedelta(days=80)).next_step.text == late


class TestClosed:
    def test_while_she_can_still_complain_the_case_is_decided(self) -> None:
        facts = some_facts(state=CaseState.CLOSED, state_step=None, decision=a_decision())
        told = plan(facts)
        assert told.situation is Situation.DECIDED
        assert told.your_part.text == Sentence(Say.MAY_COMPLAIN_UNTIL, {"date": day(25)})
        assert told.turn.who is Actor.NOBODY

    def test_and_then_it_is_kept_for_reading(self) -> None:
        facts = some_facts(
            state=CaseState.CLOSED, state_step=None, decision=a_decision(decided_on=day(-40), letter_on=day(-40))
        )
        assert plan(facts).situation is Situation.CLOSED
        assert plan(facts).decision is not None

    def test_without_a_decision_it_is_not_decided_and_ends_where_it_came_to(self) -> None:
        facts = some_facts(finished("collect"), state=CaseState.CLOSED, state_step=None, state_changed_on=day(-1))
        told = plan(facts)
        assert told.situation is Situation.CLOSED
        assert [step.code for step in told.path] == ["received", "collect"]


class TestATypicalRange:
    def test_runs_from_the_day_the_present_step_began(self) -> None:
        told = plan(some_facts(started("collect", day(-3))))
        assert told.expected.next_step == Expected(day(11), day(25), Basis.TYPICAL, TODAY)

    def test_does_not_begin_before_today(self) -> None:
        assert plan(some_facts(started("collect", day(-20)))).expected.next_step == Expected(
            TODAY, day(8), Basis.TYPICAL, TODAY
        )

    def test_of_the_decision_is_a_sum_in_which_what_may_not_come_counts_nothing_at_the_least(self) -> None:
        told = plan(some_facts(started("assess", day(-3))))
        assert told.expected.decision == Expected(day(4 + 1), day(11 + 14 + 10), Basis.TYPICAL, TODAY)

    def test_counts_a_hearing_that_may_still_come_behind_the_case(self) -> None:
        told = plan(some_facts(finished("assess", TODAY)))
        assert told.expected.decision == Expected(day(1), day(10 + 14), Basis.TYPICAL, TODAY)

    def test_wider_than_ninety_days_is_not_told(self) -> None:
        wide = replace(COLLECT, min_days=1, max_days=92)
        ninety = replace(COLLECT, min_days=1, max_days=91)
        assert (
            plan(some_facts(started("collect", TODAY), case_type=a_case_type(wide, DECISION))).expected.next_step
            is None
        )
        told = plan(some_facts(started("collect", TODAY), case_type=a_case_type(ninety, DECISION)))
        assert told.expected.next_step is not None

    def test_of_a_step_without_length_is_not_told(self) -> None:
        timeless = a_step("review", min_days=0, max_days=0)
        facts = some_facts(started("collect"), case_type=a_case_type(COLLECT, timeless, DECISION))
        assert plan(facts).expected.decision is None
        assert plan(facts).expected.next_step is not None
        assert plan(replace(facts, tasks=(started("review"),))).expected.next_step is None

    def test_is_not_told_without_the_day_it_runs_from(self) -> None:
        facts = some_facts(state=CaseState.DECIDING, state_step="assess")
        assert plan(facts).expected.next_step is None

    def test_is_not_told_for_what_hangs_on_the_citizen(self) -> None:
        assert plan(some_facts(started("hearing", due_on=day(9)))).expected.next_step is None

    def test_of_help_that_has_begun_is_told(self) -> None:
        told = plan(some_facts(started("start", TODAY), decision=a_decision()))
        assert told.expected.next_step == Expected(day(7), day(14), Basis.TYPICAL, TODAY)
        assert told.expected.decision is None

    def test_over_a_new_year_and_a_leap_day_counts_every_day(self) -> None:
        facts = some_facts(started("collect", date(2027, 12, 20)))
        told = plan(facts, now=datetime(2027, 12, 31, 23, 59, tzinfo=COPENHAGEN))
        assert told.expected.next_step is not None
        assert (told.expected.next_step.earliest, told.expected.next_step.latest) == (
            date(2028, 1, 3),
            date(2028, 1, 17),
        )
        facts = some_facts(started("assess", date(2028, 2, 22)))
        told = plan(facts, now=datetime(2028, 2, 23, 9, tzinfo=COPENHAGEN))
        assert told.expected.next_step is not None
        assert told.expected.next_step.earliest == date(2028, 2, 29)


class TestLate:
    def test_when_the_usual_time_has_passed_a_new_time_is_promised(self) -> None:
        told = plan(some_facts(started("assess", day(-16)), opened_on=day(-60)))
        assert told.expected.late == Sentence(Say.RANGE_PASSED, {"date": day(4)})
        assert told.expected.next_step is told.expected.decision is None

    def test_on_the_last_day_of_the_range_nothing_is_late(self) -> None:
        assert plan(some_facts(started("assess", day(-14)))).expected.late is None

    def test_that_day_stands_when_it_was_not_kept(self) -> None:
        facts = some_facts(started("assess", day(-16)), opened_on=day(-60))
        late = Sentence(Say.RANGE_PASSED_LATE, {"date": day(4)})
        assert plan(facts, now=NOW + timedelta(days=5)).expected.late == late
        assert plan(facts, now=NOW + timedelta(days=50)).expected.late == late

    def test_a_case_first_seen_late_counts_from_then(self) -> None:
        facts = some_facts(started("assess", day(-300)), opened_on=day(-400), first_seen_on=TODAY)
        assert plan(facts).expected.late == Sentence(Say.RANGE_PASSED, {"date": day(7)})

    def test_it_is_not_said_while_the_citizen_has_her_time(self) -> None:
        assert plan(some_facts(started("hearing", day(-60), due_on=day(1)))).expected.late is None

    def test_it_is_said_while_the_doctor_is_waited_for(self) -> None:
        assert plan(some_facts(started("collect", day(-60)))).expected.late is not None


class TestANotice:
    FACTS = some_facts(started("collect", day(-3)))

    def test_tells_the_next_step_and_who_said_so(self) -> None:
        told = plan(replace(self.FACTS, notices=(a_notice(words="Lise ringer til dig."),)))
        assert told.situation is Situation.NOTICE
        assert told.next_step.text == OwnWords("Lise ringer til dig.")
        assert (told.next_step.posted_on, told.next_step.posted_by) == (day(-1), "Susanne Krogh")
        assert told.expected.next_step == Expected(day(1), day(7), Basis.CASEWORKER, day(-1), "Susanne Krogh")

    def test_speaks_with_the_paths_words_when_it_has_none(self) -> None:
        assert plan(replace(self.FACTS, notices=(a_notice(),))).next_step.text == ASSESS.coming

    def test_stands_through_its_own_last_day(self) -> None:
        assert (
            plan(replace(self.FACTS, notices=(a_notice(),)), now=NOW + timedelta(days=7)).situation is Situation.NOTICE
        )

    def test_that_has_passed_is_late_and_the_usual_time_does_not_quietly_take_its_place(self) -> None:
        facts = replace(self.FACTS, notices=(a_notice(),))
        told = plan(facts, now=NOW + timedelta(days=8))
        assert told.situation is Situation.PATH
        assert told.expected.late == Sentence(Say.RANGE_PASSED, {"date": day(14)})
        assert told.expected.next_step is None
        assert [before.step for before in told.told_before] == ["assess"]

    def test_is_overtaken_when_the_case_is_at_another_step(self) -> None:
        facts = some_facts(started("decision", day(-3)), notices=(a_notice("assess"),))
        told = plan(facts)
        assert told.situation is Situation.PATH
        assert told.next_step.posted_by is None
        assert [before.step for before in told.told_before] == ["assess"]
        assert told.expected.late is None

    def test_that_has_come_true_tells_of_the_present(self) -> None:
        facts = some_facts(started("assess", day(-3)), notices=(a_notice("assess", words="Lise kommer hjem til dig."),))
        told = plan(facts)
        assert told.now.text == OwnWords("Lise kommer hjem til dig.")
        assert told.now.expected == Expected(day(1), day(7), Basis.CASEWORKER, day(-1), "Susanne Krogh")
        assert told.next_step.text == DECISION.coming
        assert told.expected.next_step == Expected(day(4), day(11), Basis.TYPICAL, TODAY)

    def test_that_lasts_longer_than_usual_is_believed(self) -> None:
        long = a_notice("assess", expected_to=day(40))
        told = plan(some_facts(started("assess", day(-30)), notices=(long,)))
        assert told.expected.late is None
        assert told.expected.next_step is told.expected.decision is None

    def test_of_the_decision_says_when_it_is_expected(self) -> None:
        about = a_notice("decision", posted_at_step="assess")
        told = plan(some_facts(started("assess"), notices=(about,)))
        assert told.expected.decision == told.expected.next_step
        assert told.expected.decision is not None
        assert told.expected.decision.basis is Basis.CASEWORKER

    def test_later_than_the_usual_decision_leaves_that_out(self) -> None:
        late = a_notice("assess", expected_from=day(80), expected_to=day(90))
        told = plan(replace(self.FACTS, notices=(late,)))
        assert told.expected.decision is None

    def test_stands_where_nothing_is_mapped(self) -> None:
        facts = some_facts(
            state=CaseState.UNKNOWN, state_step=None, notices=(a_notice("collect", posted_at_step=None),)
        )
        told = plan(facts)
        assert told.situation is Situation.NOTICE
        assert told.next_step.text == COLLECT.coming
        assert told.expected.next_step is not None

    def test_posted_where_nothing_was_mapped_stands_until_the_case_is_past_it(self) -> None:
        notice = a_notice("assess", posted_at_step=None)
        assert plan(some_facts(started("collect"), notices=(notice,))).situation is Situation.NOTICE
        assert plan(some_facts(started("assess"), notices=(notice,))).situation is Situation.NOTICE
        assert plan(some_facts(started("decision"), notices=(notice,))).situation is Situation.PATH

    def test_can_say_that_an_earlier_step_comes_again(self) -> None:
        again = a_notice("collect", posted_at_step="assess")
        told = plan(some_facts(finished("collect"), started("assess"), notices=(again,)))
        assert told.next_step.text == COLLECT.coming

    @pytest.mark.parametrize("state", [NoticeState.TAKEN_BACK, NoticeState.REPLACED])
    def test_that_does_not_stand_is_not_the_next_step(self, state: NoticeState) -> None:
        assert plan(replace(self.FACTS, notices=(a_notice(state=state),))).situation is Situation.PATH

    def test_the_newest_of_two_stands(self) -> None:
        older = a_notice(words="Først", posted_at=at(-5))
        newer = a_notice(words="Siden", version=2)
        assert plan(replace(self.FACTS, notices=(newer, older))).next_step.text == OwnWords("Siden")

    def test_about_the_help_is_told_after_the_decision(self) -> None:
        about = a_notice("start", posted_at_step="appeal", words="Ib ringer til dig.")
        told = plan(some_facts(decision=a_decision(), notices=(about,)))
        assert told.situation is Situation.DECIDED
        assert told.next_step.text == OwnWords("Ib ringer til dig.")
        assert told.expected.next_step is not None

    def test_is_told_also_while_the_citizen_is_asked_and_waits_for_her_answer(self) -> None:
        facts = some_facts(started("hearing", due_on=day(3)), notices=(a_notice("decision", posted_at_step="hearing"),))
        told = plan(facts)
        assert told.situation is Situation.CITIZEN_ASKED
        assert told.turn.who is Actor.CITIZEN
        assert told.next_step.posted_by == "Susanne Krogh"
        assert told.next_step.condition == Sentence(Say.AFTER_YOUR_PART)

    def test_still_waiting_tells_how_long_and_leaves_the_next_step_to_the_path(self) -> None:
        waiting = a_notice("collect", kind=NoticeKind.STILL_WAITING, acts=Actor.THIRD_PARTY)
        told = plan(replace(self.FACTS, notices=(waiting,)))
        assert told.next_step.text == ASSESS.coming
        assert told.expected.next_step is not None
        assert told.expected.next_step.latest == day(7)


class TestThePublishedDeadline:
    FACTS = some_facts(started("assess"), case_type=a_case_type(deadline=EIGHT_WEEKS))

    def test_runs_from_the_application(self) -> None:
        line = plan(self.FACTS).expected.deadline
        assert line is not None
        assert (line.last_on, line.state) == (LAST_DAY, DeadlineState.AHEAD)

    def test_is_kept_through_its_last_day(self) -> None:
        on_it = NOW + (LAST_DAY - TODAY)
        line = plan(self.FACTS, now=on_it).expected.deadline
        assert line is not None
        assert line.state is DeadlineState.AHEAD
        line = plan(self.FACTS, now=on_it + timedelta(days=1)).expected.deadline
        assert line is not None
        assert line.state is DeadlineState.MISSED

    def test_is_not_called_missed_where_the_law_does_not_apply(self) -> None:
        elsewhere = replace(self.FACTS, case_type=a_case_type(deadline=EIGHT_WEEKS, is_social=False))
        assert plan(elsewhere).expected.deadline is not None
        assert plan(elsewhere, now=NOW + timedelta(weeks=9)).expected.deadline is None

    def test_is_of_no_more_interest_when_the_case_is_decided_in_time(self) -> None:
        assert plan(replace(self.FACTS, decision=a_decision())).expected.deadline is None

    def test_is_over_when_the_case_was_decided_after_it(self) -> None:
        line = plan(replace(self.FACTS, opened_on=day(-90), decision=a_decision())).expected.deadline
        assert line is not None
        assert line.state is DeadlineState.OVER

    def test_waiting_for_the_citizen_does_not_stop_it(self) -> None:
        asked = replace(self.FACTS, tasks=(started("hearing"),), opened_on=day(-90))
        line = plan(asked).expected.deadline
        assert line is not None
        assert line.state is DeadlineState.MISSED


def test_a_step_that_hangs_on_a_yes_is_named_as_one_that_may_come() -> None:
    trial = a_step("trial", only_if=OnlyIf.GRANTED)
    told = plan(some_facts(started("assess"), case_type=a_case_type(ASSESS, trial, DECISION)))
    assert told.next_step.may_come_before == (trial.coming,)
