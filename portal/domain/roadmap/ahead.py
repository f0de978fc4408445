"""What comes: the next step, when, and the published deadline apart from it."""

from portal.domain.case_types import DECISION, Actor, CaseType
from portal.domain.deadlines import published_deadline_on
from portal.domain.expectations import Basis, Expected, typical_decision, typical_next
from portal.domain.notices import Notice
from portal.domain.position import Standing
from portal.domain.roadmap.lateness import cannot_see_next, range_passed
from portal.domain.roadmap.path import path
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import DeadlineLine, DeadlineState, Expectations, Mark, NextStep, Situation
from portal.domain.sentences import OwnWords, Say, Sentence, Text


def next_step(reading: Reading) -> NextStep:
    """The first step not begun that is sure to come; always something to say."""
    match reading.situation:
        case Situation.CLOSED:
            return NextStep(Sentence(Say.NOTHING_MORE_COMES), Actor.NOBODY)
        case Situation.LETTER_COMING:
            return NextStep(Sentence(Say.YOU_GET_A_LETTER), Actor.MUNICIPALITY)
    if reading.coming_notice is not None:
        return _from_notice(reading, reading.coming_notice)
    if reading.case_type is None or reading.standing is None:
        return NextStep(cannot_see_next(reading), Actor.MUNICIPALITY)
    return _from_path(reading, reading.case_type, reading.standing)


def expected(reading: Reading) -> Expectations:
    """Ranges with their basis; a caseworker's own dates stand above the typical ones."""
    case_type, at = reading.case_type, reading.standing
    deadline, late, told = _deadline(reading), range_passed(reading), _told(reading)
    if late is not None or (reading.is_over and not reading.runs_on):
        return Expectations(late=late, deadline=deadline)
    if case_type is None or at is None or (reading.runs_on and not reading.is_helping):
        return Expectations(told, deadline=deadline)
    return Expectations(told or typical_next(case_type, at, reading.today), _decision(reading, told), deadline=deadline)


def _decision(reading: Reading, told: Expected | None) -> Expected | None:
    """When the decision can be expected: never while it waits for the party, never before the step that comes first."""
    if reading.case_type is None or reading.standing is None or reading.runs_on or reading.request is not None:
        return None
    if told is not None and reading.coming_notice is not None and reading.coming_notice.step == DECISION:
        return told
    typical = typical_decision(reading.case_type, reading.standing, reading.today)
    return None if told is not None and typical is not None and typical.earliest < told.earliest else typical


def _from_notice(reading: Reading, notice: Notice) -> NextStep:
    case_type = reading.case_type
    step = case_type.step(notice.step) if case_type else None
    text: Text = OwnWords(notice.words) if notice.words else step.coming if step else cannot_see_next(reading)
    return NextStep(
        text,
        notice.acts,
        OwnWords(notice.acts_name) if notice.acts_name else step.waiting_for if step else None,
        notice.part,
        OwnWords(notice.part_words) if notice.part_words else None,
        comes_after=_after(case_type, notice.step) if case_type else None,
        posted_on=reading.day_of(notice.posted_at),
        posted_by=notice.posted_by,
    )


def _from_path(reading: Reading, case_type: CaseType, at: Standing) -> NextStep:
    decision_waits = reading.request is not None and at.index == case_type.position(DECISION)
    index = at.index if decision_waits or not at.has_begun else case_type.after(at.index)
    if index >= len(case_type.steps):
        return NextStep(_after_the_path(reading), Actor.NOBODY)
    step = case_type.steps[index]
    waits = reading.situation is Situation.STATEMENT_AWAITED and step.code == DECISION
    before = {each.code for each in case_type.steps[:index]}
    return NextStep(
        step.coming,
        step.waiting_on,
        step.waiting_for,
        step.part,
        condition=Sentence(Say.AFTER_YOUR_PART) if waits or reading.situation is Situation.CITIZEN_ASKED else None,
        may_come_before=tuple(e.text for e in path(reading) if e.mark is Mark.MAYBE and e.code in before),
        comes_after=_after(case_type, step.code),
    )


def _after(case_type: CaseType, code: str) -> Text | None:
    at = case_type.position(code)
    if at is None:
        return None
    index = case_type.after(at)
    return case_type.steps[index].coming if index < len(case_type.steps) else None


def _after_the_path(reading: Reading) -> Sentence:
    if reading.situation is not Situation.DECIDED:
        return cannot_see_next(reading)
    return Sentence(Say.NOTHING_MORE_UNLESS_COMPLAINT if reading.may_complain else Say.NOTHING_MORE_COMES)


def _told(reading: Reading) -> Expected | None:
    notice = reading.told
    if notice is None:
        return None
    said_on = reading.day_of(notice.posted_at)
    return Expected(notice.expected_from, notice.expected_to, Basis.CASEWORKER, said_on, notice.posted_by)


def _deadline(reading: Reading) -> DeadlineLine | None:
    """The published deadline; that it was missed is only said where retssikkerhedsloven § 3 owes a letter for it."""
    case_type = reading.case_type
    if case_type is None or case_type.deadline is None:
        return None
    last_on = published_deadline_on(case_type.deadline, reading.facts.opened_on, reading.calendar)
    state = DeadlineState.MISSED if last_on < reading.today and case_type.is_social else DeadlineState.AHEAD
    if reading.is_over:
        state = DeadlineState.OVER
    elif last_on < reading.today and not case_type.is_social:
        return None
    return DeadlineLine(last_on, case_type.deadline.paragraph, case_type.deadline.source_url, state)
