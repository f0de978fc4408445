"""What comes: the next step, when, and the published deadline apart from it."""

from collections.abc import Sequence

from portal.domain.case_types import DECISION, Actor, CaseType
from portal.domain.circumstances import CircumstanceKind
from portal.domain.deadlines import published_deadline_on
from portal.domain.decisions import Outcome
from portal.domain.expectations import Expected, typical_decision, typical_next
from portal.domain.notices import Notice
from portal.domain.position import Standing
from portal.domain.roadmap.lateness import cannot_see_next, range_passed
from portal.domain.roadmap.measured import as_expected, said_of_decision, said_of_next, silence_of
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import DeadlineLine, DeadlineState, Expectations, Mark, NextStep, PathStep, Situation
from portal.domain.roadmap.special import COMES_NEXT
from portal.domain.said_ranges import Silence, likely_after
from portal.domain.sentences import OwnWords, Say, Sentence, Text


def next_step(reading: Reading, steps: Sequence[PathStep]) -> NextStep:
    """The first step not begun that is sure to come; always something to say. `steps` are the path of that reading."""
    if reading.told_special is not None and reading.is_over:
        acts = Actor.NOBODY if reading.situation in _LEFT else Actor.MUNICIPALITY
        return NextStep(Sentence(COMES_NEXT[reading.told_special.kind]), acts)
    match reading.situation:
        case Situation.CLOSED:
            return NextStep(Sentence(Say.NOTHING_MORE_COMES), Actor.NOBODY)
        case Situation.LETTER_COMING:
            return NextStep(Sentence(Say.YOU_GET_A_LETTER), Actor.MUNICIPALITY)
    if reading.coming_notice is not None:
        return _from_notice(reading, reading.coming_notice)
    if reading.case_type is None or reading.standing is None:
        return NextStep(cannot_see_next(reading), Actor.MUNICIPALITY)
    return _from_path(reading, reading.case_type, reading.standing, steps)


def expected(reading: Reading) -> Expectations:
    """Ranges with their basis: a caseworker's own dates stand above the measured ones, and those above the typical."""
    if reading.situation in _LEFT | {Situation.DIED}:
        return Expectations()
    deadline, delay = _deadline(reading), _delay(reading)
    if delay is not None and reading.situation is not Situation.NOTICE:
        return Expectations(deadline=deadline, delay=delay)
    is_on_hold = reading.situation in {Situation.SUSPENDED, Situation.NO_ANSWER}
    if is_on_hold or (reading.is_over and not reading.runs_on):
        return Expectations(late=range_passed(reading, is_said_anew=False), deadline=deadline, delay=delay)
    measured, decision = _measured_next(reading), _measured_decision(reading)
    late = range_passed(reading, is_said_anew=measured is not None or decision is not None)
    if late is not None:
        return Expectations(measured, decision, late=late, deadline=deadline, delay=delay)
    told = None if reading.come_notice is not None else reading.told_range
    return Expectations(
        told or measured or _typical_next(reading),
        _decision(reading, told, decision),
        deadline=deadline,
        beside=measured if told is not None else None,
        silence=_silence(reading) if told is None and measured is None else None,
        delay=delay,
    )


_LEFT = {Situation.WITHDRAWN, Situation.HANDED_ON}
"""Situations in which the case goes on elsewhere, or not at all."""


def _delay(reading: Reading) -> Sentence | None:
    """What the letter of retssikkerhedsloven § 3 says."""
    letter = reading.delay_letter
    if letter is None or letter.promised_on is None:
        return None
    has_day = letter.kind is CircumstanceKind.DELAYED_UNTIL
    say = Say.DELAYED_UNTIL if has_day else Say.DELAYED_WITHOUT_DAY
    return Sentence(say, {"date": letter.promised_on})


def _hangs_on_party(reading: Reading) -> bool:
    """Whether the next step comes when the party has done something, or nothing comes next that could be expected."""
    if reading.case_type is None or reading.standing is None or (reading.runs_on and not reading.is_helping):
        return True
    return reading.situation in {Situation.CITIZEN_ASKED, Situation.HEARING_OPEN} or reading.decision_waits


def _measured_next(reading: Reading) -> Expected | None:
    if _hangs_on_party(reading) or reading.runs_on:
        return None
    return _lasting(reading, as_expected(said_of_next(reading), reading.today))


def _typical_next(reading: Reading) -> Expected | None:
    """None when it hangs on the party, or when the numbers say that nobody can know."""
    if reading.case_type is None or reading.standing is None or _hangs_on_party(reading) or _is_unknowable(reading):
        return None
    return _lasting(reading, typical_next(reading.case_type, reading.standing, reading.today))


def _lasting(reading: Reading, found: Expected | None) -> Expected | None:
    """The range, unless a caseworker has said that the present step lasts longer."""
    lasts_until = reading.come_notice.expected_to if reading.come_notice else reading.today
    return found if found is None or found.latest >= lasts_until else None


def _silence(reading: Reading) -> Silence | None:
    return None if _hangs_on_party(reading) else silence_of(said_of_next(reading))


def _is_unknowable(reading: Reading) -> bool:
    return silence_of(said_of_next(reading)) in {Silence.UNSETTLED, Silence.TOO_LONG}


def _measured_decision(reading: Reading) -> Expected | None:
    """Never while it waits for a demand or a hearing of the party's."""
    if reading.case_type is None or reading.standing is None or reading.runs_on:
        return None
    if reading.request is not None or reading.hearing is not None:
        return None
    return as_expected(said_of_decision(reading), reading.today)


def _decision(reading: Reading, told: Expected | None, measured: Expected | None) -> Expected | None:
    """When the decision can be expected: never while it waits for the party, never before the step that comes first."""
    if reading.case_type is None or reading.standing is None or reading.runs_on:
        return None
    if reading.request is not None or reading.hearing is not None:
        return None
    if told is not None and reading.coming_notice is not None and reading.coming_notice.step == DECISION:
        return told
    found = measured
    if found is None and silence_of(said_of_decision(reading)) not in {Silence.UNSETTLED, Silence.TOO_LONG}:
        found = typical_decision(reading.case_type, reading.standing, reading.today)
    said = told or reading.told_range
    return None if said is not None and found is not None and found.latest < said.latest else found


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
        _condition(reading, notice.step),
        comes_after=_after(case_type, notice.step) if case_type else None,
        posted_on=reading.day_of(notice.posted_at),
        posted_by=notice.posted_by,
    )


def _from_path(reading: Reading, case_type: CaseType, at: Standing, steps: Sequence[PathStep]) -> NextStep:
    index = at.index if reading.decision_waits or not at.has_begun else case_type.after(at.index)
    if index >= len(case_type.steps):
        return NextStep(_after_the_path(reading), Actor.NOBODY)
    if reading.step is not None and reading.step.code == DECISION and index != at.index:
        return NextStep(Sentence(Say.YOU_GET_A_LETTER), Actor.MUNICIPALITY, comes_after=case_type.steps[index].coming)
    step = case_type.steps[index]
    before = {each.code for each in case_type.steps[:index]}
    return NextStep(
        step.coming,
        step.waiting_on,
        step.waiting_for,
        step.part,
        condition=_condition(reading, step.code),
        may_come_before=tuple(e.text for e in steps if e.mark is Mark.MAYBE and e.code in before),
        comes_after=_after(case_type, step.code),
    )


_WAITS_FOR_PARTY = {Situation.CITIZEN_ASKED, Situation.NO_ANSWER, Situation.HEARING_OPEN}


def _condition(reading: Reading, code: str) -> Sentence | None:
    """That we go on when the party has answered, or the time for it is up; a statement holds back the decision alone."""
    decision_waits = reading.situation is Situation.STATEMENT_AWAITED and code == DECISION
    is_held_back = decision_waits or reading.situation in _WAITS_FOR_PARTY
    return Sentence(Say.AFTER_YOUR_PART) if is_held_back else None


def _after(case_type: CaseType, code: str) -> Text | None:
    at = case_type.position(code)
    if at is None:
        return None
    index = case_type.after(at)
    return case_type.steps[index].coming if index < len(case_type.steps) else None


def _after_the_path(reading: Reading) -> Sentence:
    decision = reading.facts.decision
    if reading.situation is not Situation.DECIDED or decision is None:
        return cannot_see_next(reading)
    if decision.outcome is not Outcome.REFUSED and not _shows_what_follows(reading):
        return Sentence(Say.LETTER_SAYS_WHAT_HAPPENS)
    return Sentence(Say.NOTHING_MORE_UNLESS_COMPLAINT if reading.may_complain else Say.NOTHING_MORE_COMES)


def _shows_what_follows(reading: Reading) -> bool:
    """Whether the path holds what comes of the decision."""
    after = reading.case_type.after_decision() if reading.case_type else ()
    return any(step.waiting_on is not Actor.NOBODY for step in after)


def _deadline(reading: Reading) -> DeadlineLine | None:
    """The published deadline; that it was missed is only said where retssikkerhedsloven § 3 owes a letter for it."""
    case_type = reading.case_type
    if case_type is None or case_type.deadline is None:
        return None
    began_on = reading.clock_began_on
    if began_on is None:
        return None
    last_on = published_deadline_on(case_type.deadline, began_on, reading.calendar)
    is_told = reading.delay_letter is not None
    if last_on >= reading.today:
        ahead = DeadlineState.WILL_BE_MISSED if is_told else DeadlineState.AHEAD
        state = None if reading.is_over else ahead
    elif reading.is_over:
        state = DeadlineState.OVER
    else:
        missed = DeadlineState.MISSED_AND_TOLD if is_told else DeadlineState.MISSED
        state = missed if case_type.is_social else None
    deadline = case_type.deadline
    is_often_missed = likely_after(reading.facts.said, last_on) is not None
    return DeadlineLine(last_on, deadline.paragraph, deadline.source_url, state, is_often_missed) if state else None
