"""A notice that was posted to the wrong case: what the team's leader does about it, before its time is up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.statement_requests import NothingSaid
from portal.services.journal import enter_once
from portal.storage.audit import LookKind
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.breaches import BreachTaskRow


@dataclass(frozen=True, slots=True)
class BreachPage:
    """A breach: in which case, what was told to whom, when it was found, and by when it is reported."""

    breach_id: UUID
    case_id: CaseId
    case_number: str
    told: str
    told_at: datetime | None
    told_by: str
    parties: tuple[str, ...]
    found_at: datetime
    report_by: datetime
    handled_at: datetime | None


def read_breach(gate: Gate, breach_id: UUID) -> BreachPage:
    """What happened, with the locked text; the look is recorded.

    Raises:
        NotThere: there is no such task, or its case is neither the viewer's nor her team's.
        NotAllowed: she does not lead the team that has the case.
    """
    admission = gate.case_of(BreachTaskRow, breach_id, Permission.BREACH_HANDLE)
    (task,) = gate.rows(BreachTaskRow, [admission], id=breach_id)
    gate.looked_at([admission], LookKind.CASE)
    entries = gate.rows(JournalEntryRow, [admission], subject_id=task.notice_id)
    told = min(entries, key=lambda entry: entry.entered_at, default=None)
    return BreachPage(
        breach_id=task.id,
        case_id=admission.case_id,
        case_number=admission.case.case_number,
        told=told.text if told else "",
        told_at=told.entered_at if told else None,
        told_by=told.actor_name if told else "",
        parties=tuple(party.person.name for party in gate.parties([admission])),
        found_at=task.found_at,
        report_by=task.report_by,
        handled_at=task.handled_at,
    )


def handle(gate: Gate, breach_id: UUID, words: str) -> None:
    """Note what was done about it; the task is off the list. What another has noted at the same time is entered too.

    Raises:
        NotThere, NotAllowed: as `read_breach`.
        NothingSaid: there are no words on what was done.
    """
    admission = gate.case_of(BreachTaskRow, breach_id, Permission.BREACH_HANDLE)
    (task,) = gate.held_rows(BreachTaskRow, [admission], id=breach_id)
    if not words:
        raise NothingSaid
    if task.handled_at is None:
        task.handled_at = gate.now
        task.handled_by_ref = gate.viewer.ref
        gate.change(task)
    enter_once(gate, admission, EntryKind.BREACH_HANDLED, words, subject_id=task.id, party_ref=None)
