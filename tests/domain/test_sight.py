"""What a party may not see yet."""

from dataclasses import replace

import pytest

from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import Actor, Release
from portal.domain.cases import CaseState
from portal.domain.decisions import Outcome
from portal.domain.duties import DutyKind, duties
from portal.domain.roadmap.shape import DeadlineState, HearingChoice, Mark, Roadmap, Situation
from portal.domain.sentences import Say, Sentence
from tests.factories import (
    CALENDAR,
    EIGHT_WEEKS,
    NORMS,
    NOW,
    TODAY,
    a_case_type,
    a_decision,
    a_notice,
    a_request,
    at,
    day,
    finished,
    plan,
    some_facts,
    started,
)

DECIDED = some_facts(finished("decision", day(-3)), state=CaseState.DECIDED, state_step="appeal")
CONCERN = some_facts(case_type=a_case_type(release=Release.MANUAL, deadline=EIGHT_WEEKS), furthest_released="collect")


def codes(told: Roadmap) -> list[str]:
    return [step.code for step in told.path]


class TestDecidedBeforeTheLetter:
    """ "Vi er ved at gøre svaret i din sag klar. Du får det i et brev.", and not a word more."""

    @pytest.mark.parametrize(
        "facts",
        [
            DECIDED,
            some_facts(state=CaseState.DECIDED, state_step=None),
            some_facts(state=CaseState.EXECUTING, state_step="start"),
            some_facts(started("start")),
            some_facts(finished("decision")),
            some_facts(decision=a_decision(letter_on=day(1))),
            some_facts(decision=a_decision(letter_on=day(1)), state=CaseState.CLOSED, state_step=None),
            replace(DECIDED, state=CaseState.CLOSED, state_step=None, state_changed_on=day(-1)),
        ],
    )
    def test_the_letter_is_being_made_ready(self, facts: CaseFacts) -> None:
        told = plan(facts)
        assert told.situation is Situation.LETTER_COMING
        assert told.now.text == Sentence(Say.DECISION_BEING_SENT)
        assert told.next_step.text == Sentence(Say.YOU_GET_A_LETTER)
        assert told.decision is None
        assert told.expected.next_step is None
        assert told.expected.decision is None
        assert {step.code: step.mark for step in told.path}["decision"] is Mark.NOW
        assert {step.code: step.mark for step in told.path}["start"] is Mark.MAYBE

    def test_help_that_has_begun_does_not_tell_that_the_answer_was_yes(self) -> None:
        told = plan(replace(DECIDED, tasks=(*DECIDED.tasks, started("start")), state=CaseState.EXECUTING))
        assert told == plan(DECIDED)

    def test_a_notice_about_help_waits_with_the_letter(self) -> None:
        about_help = a_notice("start", posted_at_step="appeal", words="Din hjælper hedder Ib")
        assert plan(replace(DECIDED, notices=(about_help,))) == plan(DECIDED)

    def test_on_the_day_it_was_decided_the_party_can_still_demand_to_be_heard(self) -> None:
        today = replace(DECIDED, tasks=(finished("decision", TODAY),), decided_seen_on=TODAY)
        assert plan(today).hearing.choice is HearingChoice.DEMAND
        assert plan(replace(today, requests=(a_request(),))).hearing.choice is HearingChoice.FOLLOW

    def test_from_the_next_day_on_what_they_say_holds_nothing_back(self) -> None:
        told = plan(DECIDED).hearing
        assert (told.choice, told.holds_decision, told.is_too_late) == (HearingChoice.TELL, False, False)
        followed = plan(replace(DECIDED, requests=(a_request(received_at=at(-1)),)))
        assert (followed.hearing.choice, followed.hearing.is_followed) == (HearingChoice.FOLLOW_TOLD, True)
        assert followed.now.waits is None

    def test_the_caseworker_is_asked_to_confirm_the_letter(self) -> None:
        (duty,) = duties(DECIDED, plan(DECIDED), NOW, CALENDAR, NORMS)
        assert (duty.kind, duty.due_on) == (DutyKind.CONFIRM_LETTER, day(1))

    def test_a_case_closed_long_before_the_portal_came_is_only_closed(self) -> None:
        told = plan(
            replace(DECIDED, state=CaseState.CLOSED, state_step=None, tasks=(*DECIDED.tasks, finished("start")))
        )
        assert told.situation is Situation.CLOSED
        assert codes(told)[-1] == "decision"


class TestFromTheLetterOn:
    def test_the_result_and_the_last_day_to_complain_are_there(self) -> None:
        told = plan(replace(DECIDED, decision=a_decision(Outcome.REFUSED)))
        assert told.decision is not None
        assert told.decision.outcome is Outcome.REFUSED
        assert told.decision.complain_until == day(25)
        assert told.your_part.text == Sentence(Say.MAY_COMPLAIN_UNTIL, {"date": day(25)})

    def test_it_is_available_on_its_day(self) -> None:
        assert plan(replace(DECIDED, decision=a_decision(letter_on=TODAY))).situation is Situation.DECIDED
        assert plan(replace(DECIDED, decision=a_decision(letter_on=day(1)))).situation is Situation.LETTER_COMING

    def test_the_case_is_decided_though_the_case_system_lags_behind(self) -> None:
        told = plan(some_facts(started("assess"), decision=a_decision()))
        assert told.situation is Situation.DECIDED
        assert {step.code: step.mark for step in told.path}["decision"] is Mark.DONE

    def test_a_hearing_left_open_in_the_case_system_asks_nothing_any_more(self) -> None:
        told = plan(replace(DECIDED, tasks=(started("hearing"),), decision=a_decision()))
        assert {step.code: step.mark for step in told.path}["hearing"] is Mark.UNKNOWN
        assert {step.code: step.mark for step in told.path}["appeal"] is Mark.NOW
        assert told.turn.who is Actor.MUNICIPALITY

    def test_a_no_leaves_no_step_that_hangs_on_a_yes(self) -> None:
        refused = replace(DECIDED, state=CaseState.EXECUTING, state_step="start", decision=a_decision(Outcome.REFUSED))
        assert "start" not in codes(plan(refused))

    def test_a_yes_makes_the_help_sure_to_come(self) -> None:
        told = plan(replace(DECIDED, decision=a_decision(Outcome.GRANTED)))
        assert {step.code: step.mark for step in told.path}["start"] is Mark.COMING
        assert told.next_step.text == a_case_type().steps[-1].coming

    def test_when_the_time_to_complain_is_over_that_is_done(self) -> None:
        told = plan(replace(DECIDED, decision=a_decision(Outcome.REFUSED, decided_on=day(-40), letter_on=day(-40))))
        assert {step.code: step.mark for step in told.path}["appeal"] is Mark.DONE
        assert told.your_part.text == Sentence(Say.COMPLAINT_TIME_OVER, {"date": day(-12)})
        assert told.next_step.text == Sentence(Say.NOTHING_MORE_COMES)


class TestReleasedByHand:
    def test_the_path_ends_at_the_released_step(self) -> None:
        assert codes(plan(CONCERN)) == ["received", "collect"]

    def test_nothing_is_promised_about_what_comes_after(self) -> None:
        told = plan(replace(CONCERN, tasks=(finished("collect"),)))
        assert told.next_step.comes_after is None
        assert isinstance(told.next_step.text, Sentence)
        assert told.next_step.text.say is Say.CANNOT_SEE_NEXT
        assert told.expected.decision is None
        assert told.expected.deadline is None

    @pytest.mark.parametrize("state", [CaseState.DECIDED, CaseState.EXECUTING, CaseState.CLOSED])
    def test_neither_a_decision_nor_the_end_of_the_case_is_seen(self, state: CaseState) -> None:
        ended = replace(CONCERN, state=state, state_step="appeal", state_changed_on=TODAY, decision=a_decision())
        assert plan(ended) == plan(CONCERN)

    def test_work_on_later_steps_changes_nothing(self) -> None:
        further = replace(CONCERN, tasks=(started("assess"), finished("decision")))
        assert plan(further) == plan(CONCERN)

    def test_a_notice_of_a_later_step_is_not_there(self) -> None:
        assert plan(replace(CONCERN, notices=(a_notice("assess"),))) == plan(CONCERN)

    def test_a_notice_of_a_released_step_stands_though_the_case_is_further(self) -> None:
        talk = a_notice("collect", posted_at_step="decision")
        assert plan(replace(CONCERN, notices=(talk,))).next_step.posted_by == "Susanne Krogh"

    def test_a_step_that_no_longer_exists_releases_nothing(self) -> None:
        told = plan(replace(CONCERN, tasks=(started("collect"),), furthest_released="gone"))
        assert told.path == ()
        assert told.situation is Situation.UNKNOWN

    def test_everything_is_seen_when_the_last_step_is_released(self) -> None:
        whole = replace(CONCERN, tasks=(started("assess"),))
        assert plan(replace(whole, furthest_released="start")) == plan(replace(whole, furthest_released=None))

    def test_a_released_decision_is_told_like_any_other(self) -> None:
        facts = replace(
            CONCERN, furthest_released="decision", state=CaseState.EXECUTING, state_step="start", decision=a_decision()
        )
        told = plan(facts)
        assert told.situation is Situation.DECIDED
        assert codes(told)[-1] == "decision"
        assert told.expected.deadline is None or told.expected.deadline.state is DeadlineState.OVER


def test_a_case_of_no_known_type_tells_no_result() -> None:
    assert plan(some_facts(case_type=None, decision=a_decision())).decision is None
