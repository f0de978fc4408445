"""What hearings here prove of a case's path: that its hearing step has begun, or is done."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from portal.domain.case_facts import TaskEvidence
from portal.domain.case_types import CaseType, CitizenPart
from portal.domain.cases import TaskStatus
from portal.domain.hearings import OPEN_STATES, Hearing, HearingState


def hearing_evidence(hearings: Iterable[Hearing], case_type: CaseType | None, zone: tzinfo) -> Sequence[TaskEvidence]:
    """The same evidence as of tasks: open while the party may answer, done when they have. Days are those of `zone`."""
    step = next((step for step in case_type.steps if step.part is CitizenPart.HEARING), None) if case_type else None
    if step is None:
        return ()
    kept = (hearing for hearing in hearings if hearing.state is not HearingState.CALLED_OFF)
    return [_evidence(step.code, hearing, zone) for hearing in kept]


def _evidence(step: str, hearing: Hearing, zone: tzinfo) -> TaskEvidence:
    started_on = hearing.opened_at.astimezone(zone).date()
    if hearing.state in OPEN_STATES:
        return TaskEvidence(step, TaskStatus.STARTED, due_on=hearing.answer_by, started_on=started_on)
    return TaskEvidence(
        step, TaskStatus.FINISHED, started_on=started_on, closed_on=_ended_at(hearing).astimezone(zone).date()
    )


def _ended_at(hearing: Hearing) -> datetime:
    """When the party answered; else when the hearing was concluded."""
    answered = (answer.given_at for answer in hearing.answers)
    return min(answered, default=hearing.concluded_at or hearing.opened_at)
