"""What holds for every case there could be."""

from dataclasses import fields, replace
from datetime import date, datetime, time

from hypothesis import assume, given
from hypothesis import strategies as st

from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import DECISION, Actor
from portal.domain.cases import CaseState, TaskStatus
from portal.domain.circumstances import DECIDES_AGAIN, CircumstanceKind
from portal.domain.decisions import Decision, Outcome
from portal.domain.duties import duties
from portal.domain.expectations import Basis, Expected
from portal.domain.notices import NoticeState
from portal.domain.roadmap import Roadmap
from portal.domain.roadmap.shape import Expectations, Mark, Situation
from portal.domain.roadmap.special import NEEDS_NO_PATH
from portal.domain.sentences import OwnWords, Say, Sentence, Text
from portal.domain.words import Words
from tests.domain.roadmap import cases
from tests.factories import CALENDAR, COPENHAGEN, NORMS, NOW, TODAY, a_circumstance, a_decision, at, day, plan

MAY_HAVE_NOTHING = {
    "silent_since",
    "decision",
    "changed_dates",
    "promises",
    "call",
    "told_before",
    "special",
    "contributors",
}
"""Parts that say something only when there is something to say."""


HAS_ENDED = {Situation.DECIDED, Situation.CLOSED, Situation.WITHDRAWN, Situation.HANDED_ON}


def is_said(text: Text | None) -> bool:
    match text:
        case None:
            return False
        case Words():
            return bool(text.da and text.en)
        case OwnWords():
            return bool(text.text)
    return True


def ranges(told: Roadmap) -> list[Expected]:
    found = (told.expected.next_step, told.expected.decision, told.now.expected)
    return [each for each in found if each is not None]


@given(cases.facts(), st.data())
def test_the_order_in_which_things_are_known_changes_nothing(facts: CaseFacts, data: st.DataObject) -> None:
    assert plan(data.draw(cases.shuffled(facts))) == plan(facts)


@given(cases.facts())
def test_there_is_always_something_to_say(facts: CaseFacts) -> None:
    told = plan(facts)
    assert is_said(told.now.text)
    assert is_said(told.your_part.text)
    assert is_said(told.next_step.text)
    assert all(is_said(step.text) for step in told.path)
    assert all(is_said(text) for text in told.next_step.may_come_before)
    for field in fields(Roadmap):
        if field.name not in MAY_HAVE_NOTHING | {"path"}:
            assert getattr(told, field.name) is not None, field.name


@given(cases.facts())
def test_at_most_one_step_is_now(facts: CaseFacts) -> None:
    assert sum(step.mark is Mark.NOW for step in plan(facts).path) <= 1


@given(cases.facts())
def test_a_step_is_ticked_only_when_something_proves_that_it_was_done(facts: CaseFacts) -> None:
    told = plan(facts)
    known = {task.step for task in facts.tasks if task.status is TaskStatus.FINISHED}
    known |= {DECISION, "appeal"} if told.decision else set()
    assert {step.code for step in told.path if step.mark is Mark.DONE} <= known


@given(cases.facts())
def test_a_step_with_work_left_in_it_is_never_ticked_before_the_decision(facts: CaseFacts) -> None:
    told = plan(facts)
    left = {task.step for task in facts.tasks if task.status is not TaskStatus.FINISHED}
    ticked = {step.code for step in told.path if step.mark is Mark.DONE}
    assert ticked & left <= ({DECISION, "appeal"} if told.decision else set())


@given(cases.facts())
def test_that_a_hearing_was_not_needed_is_never_said(facts: CaseFacts) -> None:
    assert not [step for step in plan(facts).path if step.part == "hearing" and step.mark is Mark.SKIPPED]


@given(cases.facts())
def test_a_range_has_its_ends_in_order_and_is_not_over(facts: CaseFacts) -> None:
    for expected in ranges(plan(facts)):
        assert expected.earliest <= expected.latest
        assert expected.latest >= TODAY
        assert expected.earliest >= TODAY or expected.basis is Basis.CASEWORKER


@given(cases.facts())
def test_only_in_a_decided_or_closed_case_is_it_nobodys_turn(facts: CaseFacts) -> None:
    told = plan(facts)
    assert told.turn.who is not Actor.NOBODY or told.situation in HAS_ENDED


@given(cases.facts())
def test_it_is_never_our_turn_in_a_step_where_somebody_else_is_waited_for(facts: CaseFacts) -> None:
    told = plan(facts)
    here = next((step for step in told.path if step.mark is Mark.NOW), None)
    is_ours_to_answer = {
        Situation.LETTER_COMING,
        Situation.AFTERWARDS,
        Situation.HEARING_OPEN,
        Situation.STATEMENT_AWAITED,
    }
    if told.turn.who is Actor.MUNICIPALITY and told.situation not in is_ours_to_answer:
        assert here is None or here.acts is not Actor.THIRD_PARTY


@given(cases.facts())
def test_nobody_is_told_of_a_reminder_that_has_passed(facts: CaseFacts) -> None:
    remind_on = plan(facts).turn.remind_on
    assert remind_on is None or remind_on >= TODAY


@given(cases.facts(), st.data())
def test_nothing_past_the_released_step_changes_anything(facts: CaseFacts, data: st.DataObject) -> None:
    path = facts.case_type.steps if facts.case_type else ()
    assume(len(path) > 1)
    furthest = data.draw(st.sampled_from([step.code for step in path[:-1]]))
    codes = [step.code for step in path]
    seen = codes[: codes.index(furthest) + 1]
    assume(facts.state_step in seen or facts.state_step is None)
    released = replace(facts, furthest_released=furthest)
    other = data.draw(cases.changed_after(released, furthest))
    kept = [notice for notice in released.notices if notice.step in seen and notice.posted_at_step in {*seen, None}]
    released = replace(released, notices=tuple(kept))
    other = replace(other, notices=tuple(n for n in other.notices if n in kept or n.step not in seen))
    if DECISION not in seen:
        other = replace(other, decision=data.draw(st.none() | cases.decisions()))
        if facts.state in {CaseState.DECIDED, CaseState.EXECUTING, CaseState.CLOSED}:
            other = replace(other, state=CaseState.DECIDED)
    assert plan(other) == plan(released)


@given(cases.facts(), st.data())
def test_no_result_is_seen_before_its_letter(facts: CaseFacts, data: st.DataObject) -> None:
    """Whatever was decided, and whatever followed from it, the page is the same until the letter is available.

    The day may be seen: a demand that came after it holds nothing back, and says so.
    """
    assume(facts.case_type is not None)
    ends_the_path = {*NEEDS_NO_PATH, *DECIDES_AGAIN}
    kept = tuple(each for each in facts.circumstances if each.kind not in ends_the_path)
    letter_to_come = a_decision(Outcome.GRANTED, letter_on=day(1))
    decided = replace(facts, decision=letter_to_come, furthest_released=None, circumstances=kept)
    other = data.draw(cases.changed_after(decided, DECISION))
    before = {notice for notice in decided.notices if notice in other.notices}
    other = replace(
        other,
        decision=data.draw(
            st.sampled_from(Outcome).map(lambda outcome: Decision(outcome, letter_to_come.decided_on, day(2)))
        ),
        state=data.draw(st.sampled_from(CaseState)),
        state_changed_on=data.draw(st.sampled_from([None, day(-2), TODAY])),
        state_step=data.draw(st.none() | st.sampled_from([step.code for step in facts.case_type.steps]))
        if facts.case_type
        else None,
    )
    told = plan(replace(decided, notices=tuple(notice for notice in decided.notices if notice in before)))
    assert told.situation is Situation.LETTER_COMING
    assert told == plan(other)


@given(cases.facts(), st.data())
def test_a_notice_taken_back_is_as_if_it_had_never_been(facts: CaseFacts, data: st.DataObject) -> None:
    wrong = replace(data.draw(cases.notices(["before0", DECISION], 1)), state=NoticeState.TAKEN_BACK)
    posted = replace(wrong, posted_at=at(data.draw(st.integers(-100, 0)), hour=20))
    assert plan(replace(facts, notices=(*facts.notices, posted))) == plan(facts)


@given(cases.facts())
def test_a_decision_is_on_the_page_from_its_letter_and_not_a_day_before(facts: CaseFacts) -> None:
    again = {CircumstanceKind.DEATH, *DECIDES_AGAIN}
    facts = replace(facts, circumstances=tuple(each for each in facts.circumstances if each.kind not in again))
    told = plan(facts)
    if told.decision is not None:
        assert told.decision.letter_on <= TODAY
        assert told.situation in HAS_ENDED | {Situation.AFTERWARDS}


@given(cases.facts(), st.dates(date(2024, 2, 28), date(2029, 3, 1)), st.times())
def test_every_moment_has_a_roadmap(facts: CaseFacts, on: date, clock: time) -> None:
    now = datetime.combine(on, clock, tzinfo=COPENHAGEN)
    told = plan(facts, now=now)
    owed = duties(facts, told, now, CALENDAR, NORMS)
    assert list(owed) == sorted(owed, key=lambda duty: duty.rank)


@given(cases.facts(), st.times())
def test_within_a_day_only_the_phone_changes(facts: CaseFacts, clock: time) -> None:
    morning, later = plan(facts), plan(facts, now=datetime.combine(TODAY, clock, tzinfo=COPENHAGEN))
    assert replace(later, caseworker=morning.caseworker) == morning


@given(cases.facts())
def test_what_is_special_about_the_case_always_has_a_sentence_and_never_tells_of_a_hidden_decision(
    facts: CaseFacts,
) -> None:
    told = plan(facts)
    says = {line.text.say for line in told.special}
    says |= {told.now.text.say} if isinstance(told.now.text, Sentence) else set()
    tells = {Say.WAITING_LIST, Say.COMPLAINT, Say.COMPLAINT_ON_HOLD}
    assert facts.letter_is_available(TODAY) or not says & tells


@given(cases.facts())
def test_a_death_stops_every_clock(facts: CaseFacts) -> None:
    died = plan(replace(facts, circumstances=(*facts.circumstances, a_circumstance(CircumstanceKind.DEATH))))
    assert died.situation is Situation.DIED
    assert (died.promises, died.special, died.silent_since, died.turn.until) == ((), (), None, None)
    assert died.expected == Expectations()
    assert died.your_part.due_on is None
    assert duties(facts, died, NOW, CALENDAR, NORMS) == () or facts.case_type is None
