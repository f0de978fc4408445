"""Everything that says whether the parties of one case were heard: what is kept here, and what the case system says."""

from datetime import date

from portal.clock import COPENHAGEN
from portal.domain.case_types import CaseType, CitizenPart
from portal.domain.cases import CaseState, TaskStatus
from portal.domain.hearing_gate import HearingRecord
from portal.storage.facts import StoredFacts
from portal.storage.hearing_facts import HearingReasons
from portal.storage.mirror import EventKind


def hearing_record(stored: StoredFacts, reasons: HearingReasons, case_type: CaseType | None) -> HearingRecord:
    """Everything that is kept about hearings in one case."""
    return HearingRecord(
        hearings=tuple(stored.hearings),
        exemptions=tuple(reasons.exemptions),
        conversations=tuple(reasons.conversations),
        case_system_on=_case_system_on(stored, case_type),
        demands=tuple(stored.requests),
    )


def _case_system_on(stored: StoredFacts, case_type: CaseType | None) -> date | None:
    """The day the case system first said that a hearing was held: a mapped task closed, or the state of hearing left."""
    steps = {step.code for step in case_type.steps if step.part is CitizenPart.HEARING} if case_type else set()
    closed = [
        task.closed_on
        for task in stored.tasks
        if task.step in steps and task.status is TaskStatus.FINISHED and task.closed_on is not None
    ]
    left = [
        change.observed_at.astimezone(COPENHAGEN).date()
        for change in stored.changes
        if change.kind is EventKind.STATE_CHANGED and change.before == CaseState.HEARING
    ]
    return min([*closed, *left], default=None)
