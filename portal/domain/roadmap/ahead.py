"""What comes: the next step, when, and the published deadline apart from it."""

import itertools
from datetime import date

from portal.domain.case_types import Actor, CaseType, OnlyIf
from portal.domain.deadlines import appeal_deadline, published_deadline_on
from portal.domain.decisions import gives_something
from portal.domain.expectations import Basis, Expected, has_passed, typical_decision, typical_end, typical_next
from portal.domain.notices import Notice, NoticeKind, NoticeState
from portal.domain.position import Standing, successor
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import (
    ChangedDate,
    DeadlineLine,
    DeadlineState,
    Expectations,
    NextStep,
    Situation,
)
from portal.domain.sentences import OwnWords, Say, Sentence, Text
from portal.domain.working_days import add_working_days


def next_step(reading: Reading) -> NextStep:
    """The first step not begun that is sure to come; always something to say."""
    notice = reading.notice
    match reading.situation:
        case Situation.CLOSED:
            return NextStep(Sentence(Say.NOTHING_MORE_COMES), Actor.NOBODY)
        case Situation.LETTER_COMING:
            return NextStep(Sentence(Say.YOU_GET_A_LETTER), Actor.MUNICIPALITY)
        case Situation.NOTICE if notice is not None and notice.kind is not NoticeKind.STILL_WAITING:
            return _from_notice(reading, notice)
    if reading.case_type is None or reading.standing is None:
        return NextStep(_cannot_see(reading), Actor.MUNICIPALITY)
    return _from_path(reading, reading.case_type, reading.standing)


def expected(reading: Reading) -> Expectations:
    """Ranges with their basis; a caseworker's own dates stand above the typical ones."""
    case_type, at, today = reading.case_type, reading.standing, reading.today
    deadline = _deadline(reading)
    over = {Situation.CLOSED, Situation.LETTER_COMING, Situation.DECIDED}
    if case_type is None or at is None or reading.situation in over:
        return Expectations(deadline=deadline)
    told = _told_by_caseworker(reading) if reading.situation is Situation.NOTICE else None
    ours = reading.situation in {Situation.PATH, Situation.NOTICE}
    if told is None and ours and has_passed(case_type, at, today):
        return Expectations(late=_late(reading, case_type, at), deadline=deadline)
    decision = None if reading.request is not None else typical_decision(case_type, at, today)
    return Expectations(told or typical_next(case_type, at, today), decision, deadline=deadline)


def changed_dates(reading: Reading) -> tuple[ChangedDate, ...]:
    """Expected dates that a newer version of a notice about the same step changed, newest first."""
    told = sorted(
        (notice for notice in reading.facts.notices if notice.state is not NoticeState.TAKEN_BACK),
        key=lambda notice: (notice.posted_at, notice.version),
    )
    changes = [
        ChangedDate(new.step, old.expected_to, new.expected_to, _posted_on(reading, new), new.posted_by)
        for old, new in itertools.pairwise(told)
        if old.step == new.step and old.expected_to != new.expected_to
    ]
    return tuple(reversed(changes))


def _from_notice(reading: Reading, notice: Notice) -> NextStep:
    case_type = reading.case_type
    step = case_type.step(notice.step) if case_type else None
    text: Text = OwnWords(notice.words) if notice.words else step.coming if step else _cannot_see(reading)
    return NextStep(
        text,
        notice.acts,
        OwnWords(notice.acts_name) if notice.acts_name else step.waiting_for if step else None,
        notice.part,
        OwnWords(notice.part_words) if notice.part_words else None,
        comes_after=_after(case_type, notice.step) if case_type else None,
        posted_on=_posted_on(reading, notice),
        posted_by=notice.posted_by,
    )


def _from_path(reading: Reading, case_type: CaseType, at: Standing) -> NextStep:
    index = _next_index(reading, case_type, at)
    if index >= len(case_type.steps):
        return NextStep(_after_the_path(reading), Actor.NOBODY)
    step = case_type.steps[index]
    between = case_type.steps[at.index + 1 : index]
    asked = reading.situation in {Situation.CITIZEN_ASKED, Situation.STATEMENT_AWAITED}
    return NextStep(
        step.coming,
        step.waiting_on,
        step.waiting_for,
        step.part,
        condition=Sentence(Say.AFTER_YOUR_PART) if asked else None,
        may_come_before=tuple(other.coming for other in between if other.code not in at.done_on),
        comes_after=_after(case_type, step.code),
    )


def _next_index(reading: Reading, case_type: CaseType, at: Standing) -> int:
    """After a decision that gives something, the steps that bring it are sure to come."""
    decision = reading.facts.decision
    if reading.situation is not Situation.DECIDED or decision is None or not gives_something(decision.outcome):
        return successor(case_type, at.index)
    later = range(at.index + 1, len(case_type.steps))
    sure = (i for i in later if case_type.steps[i].only_if is not OnlyIf.NEEDED)
    return next(sure, len(case_type.steps))


def _after(case_type: CaseType, code: str) -> Text | None:
    at = case_type.position(code)
    if at is None:
        return None
    index = successor(case_type, at)
    return case_type.steps[index].coming if index < len(case_type.steps) else None


def _after_the_path(reading: Reading) -> Sentence:
    decision = reading.facts.decision
    if reading.situation is not Situation.DECIDED or decision is None:
        return _cannot_see(reading)
    until = appeal_deadline(decision.letter_available_on, reading.calendar)
    return Sentence(Say.NOTHING_MORE_UNLESS_COMPLAINT if until >= reading.today else Say.NOTHING_MORE_COMES)


def _cannot_see(reading: Reading) -> Sentence:
    since = reading.facts.state_changed_on or reading.facts.first_seen_on
    by = add_working_days(since, reading.norms.unknown_step_answer_working_days, reading.calendar)
    return Sentence(Say.CANNOT_SEE_NEXT if by >= reading.today else Say.CANNOT_SEE_NEXT_LATE, {"date": by})


def _late(reading: Reading, case_type: CaseType, at: Standing) -> Sentence:
    """The usual time has passed: a new time or an explanation is due within the team's norm."""
    ended = max(typical_end(case_type, at) or reading.today, reading.facts.first_seen_on)
    by = add_working_days(ended, reading.norms.unknown_step_answer_working_days, reading.calendar)
    return Sentence(Say.RANGE_PASSED if by >= reading.today else Say.RANGE_PASSED_LATE, {"date": by})


def _told_by_caseworker(reading: Reading) -> Expected | None:
    notice = reading.notice
    if notice is None:
        return None
    said_on = _posted_on(reading, notice)
    return Expected(notice.expected_from, notice.expected_to, Basis.CASEWORKER, said_on, notice.posted_by)


def _posted_on(reading: Reading, notice: Notice) -> date:
    return notice.posted_at.astimezone(reading.now.tzinfo).date()


def _deadline(reading: Reading) -> DeadlineLine | None:
    case_type = reading.case_type
    if case_type is None or case_type.deadline is None:
        return None
    last_on = published_deadline_on(case_type.deadline, reading.facts.opened_on, reading.calendar)
    if reading.situation in {Situation.CLOSED, Situation.DECIDED, Situation.LETTER_COMING}:
        state = DeadlineState.OVER
    else:
        state = DeadlineState.MISSED if last_on < reading.today else DeadlineState.AHEAD
    return DeadlineLine(last_on, case_type.deadline.paragraph, case_type.deadline.source_url, state)
