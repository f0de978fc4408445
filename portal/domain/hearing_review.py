"""The review of hearings: which decisions and changes of support were made without a party having been heard.

It looks back in time, and sees also what no decision was ever made about: support that ended, was reduced or was
replaced. A hearing afterwards heals nothing. A case leaves the list only when it is mended, in four steps.
"""

from collections.abc import Collection, Sequence
from datetime import date, tzinfo
from enum import StrEnum

from portal.domain.case_facts import TaskEvidence
from portal.domain.case_types import DECISION, CaseType
from portal.domain.cases import CaseId, CaseState, TaskStatus
from portal.domain.decisions import Decision, Outcome
from portal.domain.evidence import DECIDED_STATES, OVER_STATES
from portal.domain.hearing_gate import HearingRecord, not_heard
from portal.domain.people import PersonRef
from portal.domain.refusals import Refusal
from portal.domain.value import value

_CHANGED_STATES = OVER_STATES
"""States in which support has been changed, with or without a decision."""


class Finding(StrEnum):
    """What was done without a hearing."""

    ADVERSE = "adverse"
    """A decision that was not a full yes."""
    CHANGED = "changed"
    """Support was changed, and a decision was made."""
    CHANGED_UNDECIDED = "changed_undecided"
    """Support was changed, and no decision is known."""
    UNKNOWN = "unknown"
    """The case system has decided, and nobody has said yet what."""


class MendingStep(StrEnum):
    """What mends a missing hearing, in this order; restoring the old support may be considered at any time."""

    TOLD = "told"
    """The citizen has been told of the error."""
    HEARD = "heard"
    """Each party has been heard, after they were told."""
    DECIDED = "decided"
    """A new decision has been made after that, with guidance on how to complain."""
    RESTORED = "restored"
    """It has been considered whether the old support comes back, and what it led to."""


_AFTER: dict[MendingStep, MendingStep] = {
    MendingStep.HEARD: MendingStep.TOLD,
    MendingStep.DECIDED: MendingStep.HEARD,
}


class MendingOutOfOrder(Refusal):
    """A step of the mending comes before the one it follows; `missing` is that one."""

    def __init__(self, missing: MendingStep) -> None:
        """Keep the step that is missing."""
        super().__init__(missing.value)
        self.missing = missing


@value
class Mended:
    """A step of the mending that has been done."""

    step: MendingStep
    done_on: date
    words: str
    by: str


@value
class SeenState:
    """A state of a case, and the day it was first seen to be in it."""

    state: CaseState
    seen_on: date


@value
class SettledCase:
    """What the review is made from: one case, with everything that says when it was settled."""

    case_id: CaseId
    case_type: CaseType | None
    states: tuple[SeenState, ...]
    """Every state it was ever seen in: one that is opened again has been settled all the same."""
    parties: tuple[PersonRef, ...]
    decision: Decision | None
    tasks: tuple[TaskEvidence, ...]
    """Only the case system's own."""
    record: HearingRecord
    mended: tuple[Mended, ...] = ()


@value
class MissingHearing:
    """A case on the list."""

    case_id: CaseId
    finding: Finding
    outcome: Outcome | None
    settled_on: date
    parties: tuple[PersonRef, ...]
    """Those who were not heard."""
    mended: tuple[Mended, ...]

    @property
    def is_being_mended(self) -> bool:
        """Whether mending has begun."""
        return bool(self.mended)

    @property
    def next_steps(self) -> Sequence[MendingStep]:
        """What is left to do."""
        done = {each.step for each in self.mended}
        return [step for step in MendingStep if step not in done]


def review(case: SettledCase, today: date, zone: tzinfo) -> MissingHearing | None:
    """The case as it stands on the list; None when it does not, or no longer. Days are the municipality's."""
    finding, settled_on = find(case), settled(case)
    if finding is None or settled_on is None or is_mended(case.mended):
        return None
    missing = unheard(case, today, zone)
    if not missing:
        return None
    outcome = case.decision.outcome if case.decision else None
    return MissingHearing(case.case_id, finding, outcome, settled_on, missing, case.mended)


def unheard(case: SettledCase, today: date, zone: tzinfo) -> tuple[PersonRef, ...]:
    """The parties who had not been heard when the case was settled, whatever has been mended since."""
    settled_on = settled(case)
    if settled_on is None:
        return ()
    return not_heard(case.record, case.parties, before=settled_on, today=today, zone=zone)


def find(case: SettledCase) -> Finding | None:
    """What of this was done to the parties' disadvantage, or may have been; None when nothing was."""
    if settled(case) is None:
        return None
    if case.case_type is not None and case.case_type.changes_support:
        return Finding.CHANGED if _is_known_decided(case) else Finding.CHANGED_UNDECIDED
    if case.decision is None:
        return Finding.UNKNOWN
    return None if case.decision.outcome is Outcome.GRANTED else Finding.ADVERSE


def settled(case: SettledCase) -> date | None:
    """The day the case was decided or, without a decision, the support changed; None while neither has happened.

    The first that is known of: the confirmed decision, the closed task of deciding, a state as it was seen. So a
    decision that is written after the support has changed puts nothing off. A case that was settled before the portal
    first saw it, and says no day, was settled by the day it was seen.
    """
    changes_support = case.case_type is not None and case.case_type.changes_support
    settling = _CHANGED_STATES if changes_support else DECIDED_STATES
    known = [each.seen_on for each in case.states if each.state in settling]
    if case.decision is not None:
        known.append(case.decision.decided_on)
    if (closed_on := _deciding(case)) is not None:
        known.append(closed_on)
    return min(known, default=None)


def is_mended(mended: Collection[Mended]) -> bool:
    """Whether every step has been done."""
    return {each.step for each in mended} == set(MendingStep)


def mend(before: Sequence[Mended], step: Mended) -> Sequence[Mended]:
    """Add a step of the mending.

    Raises:
        MendingOutOfOrder: the step it follows has not been done, or was done later.
    """
    needed = _AFTER.get(step.step)
    done = {each.step: each.done_on for each in before}
    if needed is not None and (needed not in done or done[needed] > step.done_on):
        raise MendingOutOfOrder(needed)
    return [*(each for each in before if each.step is not step.step), step]


def heard_since(
    record: HearingRecord, parties: Collection[PersonRef], told_on: date, today: date, zone: tzinfo
) -> bool:
    """Whether each of these parties has been heard after they were told of the error.

    A hearing counts that was sent on that day or later and is concluded, so also one that nobody answered in time;
    and a conversation with a child. A reason why somebody need not be heard mends nothing.
    """
    heard = {
        hearing.party
        for hearing in record.hearings
        if hearing.opened_at.astimezone(zone).date() >= told_on and hearing.is_concluded(today)
    }
    talked = {each.party for each in record.conversations if each.held_on >= told_on}
    return heard | talked >= set(parties)


def _is_known_decided(case: SettledCase) -> bool:
    seen = any(each.state is CaseState.DECIDED for each in case.states)
    return seen or case.decision is not None or _deciding(case) is not None


def _deciding(case: SettledCase) -> date | None:
    """When the task of deciding was closed, as far as that is known."""
    closed = (
        task.closed_on
        for task in case.tasks
        if task.step == DECISION and task.status is TaskStatus.FINISHED and task.closed_on is not None
    )
    return min(closed, default=None)
