"""What a party may see of a case today: the one place that hides, so that nothing after it has to.

A case released by hand ends, for its party, at the step that was released. A result does not exist before its
letter is confirmed available, nor does anything that follows from it. After it, only what follows from it is left.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from portal.domain.case_facts import CaseFacts, TaskEvidence
from portal.domain.case_types import APPEAL, DECISION, CaseType, OnlyIf, Step
from portal.domain.cases import CaseState, TaskStatus
from portal.domain.circumstances import CircumstanceKind
from portal.domain.deadlines import appeal_deadline
from portal.domain.decisions import Decision, gives_something
from portal.domain.evidence import OVER_STATES, is_decided, work_on
from portal.domain.said_ranges import WAITING_FOR_CITIZEN
from portal.domain.working_days import Calendar


def as_seen(facts: CaseFacts, today: date, calendar: Calendar) -> CaseFacts:
    """The facts as their party may see them today; a decision is in them only when its letter is available.

    Their state is `CLOSED` only when nothing is left to the party but reading.
    """
    facts = as_released(facts)
    case_type, decision = facts.case_type, facts.decision
    if case_type is None:
        return replace(facts, decision=None)
    if not is_decided(facts, case_type):
        return facts
    if decision is None or not facts.letter_is_available(today):
        return _without_result(facts, case_type)
    complain_until = appeal_deadline(decision.letter_available_on, calendar)
    return _with_result(facts, case_type, decision, complain_until if complain_until < today else None)


def decision_is_released(facts: CaseFacts) -> bool:
    """Whether the party may hear of a decision at all, and so of what comes of it afterwards."""
    case_type, furthest = facts.case_type, facts.furthest_released
    if case_type is None or furthest is None:
        return True
    at, decided_at = case_type.position(furthest), case_type.position(DECISION)
    return at is not None and (decided_at is None or at >= decided_at)


def as_released(facts: CaseFacts) -> CaseFacts:
    """The facts up to and with the step released to the party; a step the path does not know releases nothing."""
    case_type, furthest = facts.case_type, facts.furthest_released
    if case_type is None or furthest is None:
        return facts
    at = case_type.position(furthest)
    seen = case_type.steps[: 0 if at is None else at + 1]
    if seen == case_type.steps:
        return facts
    codes = {step.code for step in seen}
    death = tuple(each for each in facts.circumstances if each.kind is CircumstanceKind.DEATH)
    facts = replace(facts, circumstances=death)
    facts = _up_to(facts, codes)
    if DECISION in codes:
        return replace(facts, case_type=replace(case_type, steps=seen))
    facts = replace(facts, case_type=replace(case_type, steps=seen, deadline=None), decision=None)
    has_ended = facts.state in OVER_STATES
    if has_ended or (facts.state_step is not None and facts.state_step not in codes):
        return replace(facts, state=CaseState.RECEIVED, state_step=None, state_changed_on=None, decided_seen_on=None)
    return facts


def _without_result(facts: CaseFacts, case_type: CaseType) -> CaseFacts:
    """A decided case whose letter is not the party's yet: that it is decided, and nothing more.

    One that was closed before the portal first saw it is only closed: its letter is long since sent.
    """
    before = {step.code for step in case_type.steps[: case_type.position(DECISION)]}
    told = tuple(notice for notice in facts.notices if notice.posted_at_step in before | {DECISION, None})
    facts = _up_to(replace(facts, notices=told), before | {DECISION})
    if facts.state is CaseState.CLOSED and facts.state_changed_on is None and facts.decision is None:
        return replace(facts, state_step=None)
    return replace(
        facts,
        state=CaseState.DECIDED,
        state_step=DECISION,
        state_changed_on=None,
        tasks=tuple(task for task in facts.tasks if task.step != DECISION),
        decision=None,
    )


def _with_result(
    facts: CaseFacts, case_type: CaseType, decision: Decision, complaint_ended_on: date | None
) -> CaseFacts:
    """A decision that is the party's to read; its day and the time to complain are known, whatever the tasks say."""
    steps = tuple(_following(facts, case_type, decision))
    is_closed = facts.state is CaseState.CLOSED and complaint_ended_on is not None
    facts = _up_to(facts, {step.code for step in steps})
    deciding = TaskEvidence(DECISION, TaskStatus.FINISHED, closed_on=decision.decided_on)
    complaining = TaskEvidence(
        APPEAL,
        TaskStatus.STARTED if complaint_ended_on is None else TaskStatus.FINISHED,
        started_on=decision.letter_available_on,
        closed_on=complaint_ended_on,
    )
    others = (task for task in facts.tasks if task.step not in {DECISION, APPEAL})
    helps = {step.code for step in case_type.after_decision()} - {APPEAL}
    return replace(
        facts,
        case_type=replace(case_type, steps=steps),
        state=CaseState.CLOSED if is_closed else CaseState.DECIDED,
        state_step=facts.state_step if facts.state_step in helps else None,
        tasks=(*others, deciding, complaining),
    )


def _following(facts: CaseFacts, case_type: CaseType, decision: Decision) -> Collection[Step]:
    """The path as the decision left it: what it grants is sure to come, and what it does not grant never comes."""
    comes = gives_something(decision.outcome) and facts.state is not CaseState.CLOSED
    done = {code for code, work in work_on(facts, case_type).items() if work.is_done}
    kept = [step for step in case_type.steps if step.only_if is not OnlyIf.GRANTED or comes or step.code in done]
    helps = [step for step in case_type.after_decision() if step.only_if is OnlyIf.GRANTED]
    return [replace(step, only_if=None) if step in helps else step for step in kept]


def _up_to(facts: CaseFacts, codes: Collection[str]) -> CaseFacts:
    """The facts without the tasks of other steps, and without what was told of them or said to be expected."""
    notices = (
        notice if notice.posted_at_step in codes else replace(notice, posted_at_step=None)
        for notice in facts.notices
        if notice.step in codes
    )
    tasks = (task for task in facts.tasks if task.step in codes)
    said = (each for each in facts.said if each.target in codes and each.step in {*codes, WAITING_FOR_CITIZEN})
    return replace(facts, tasks=tuple(tasks), notices=tuple(notices), said=tuple(said))
