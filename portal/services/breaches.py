"""What was shown to somebody who may not see it, and taken back: what the team's leader does about it, in time."""

from datetime import datetime, timedelta
from uuid import UUID

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.breaches import BreachKind
from portal.domain.cases import CaseId
from portal.domain.releases import WithdrawalReason
from portal.domain.statement_requests import NothingSaid
from portal.domain.value import value
from portal.domain.words import Words
from portal.services.journal import enter_once
from portal.storage.audit import LookKind
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.breaches import BreachTaskRow
from portal.storage.records.releases import ReleaseRow


@value
class BreachPage:
    """A breach: in which case, what was shown to whom, when it was found, and by when it is reported."""

    breach_id: UUID
    kind: BreachKind
    case_id: CaseId
    case_number: str
    told: JournalEntryRow | None
    """When it was told, by whom, and what a notice said."""
    shown_until: Words | None
    """The furthest step that a release showed; None for a notice."""
    reason: WithdrawalReason | None
    reason_words: str | None
    readers: tuple[str, ...]
    """Who could read it."""
    found_at: datetime
    report_by: datetime
    handled_at: datetime | None


def give_breach_task(gate: Gate, admission: Admission, kind: BreachKind, subject_id: UUID) -> UUID:
    """Give the team's leader a task about what was just taken back; its time runs from now. Gives the task's id."""
    task = BreachTaskRow(
        case_id=admission.case_id,
        kind=kind,
        subject_id=subject_id,
        found_by_ref=gate.viewer.ref,
        found_at=gate.now,
        report_by=gate.now + timedelta(hours=gate.municipality.norms.breach_report_hours),
    )
    gate.add(task)
    return task.id


def read_breach(gate: Gate, breach_id: UUID) -> BreachPage:
    """What happened, with the locked text; the look is recorded.

    Raises:
        NotThere: there is no such task, or its case is neither the viewer's nor her team's.
        NotAllowed: she does not lead the team that has the case.
    """
    admission = gate.case_of(BreachTaskRow, breach_id, Permission.BREACH_HANDLE)
    (task,) = gate.rows(BreachTaskRow, [admission], id=breach_id)
    gate.looked_at([admission], LookKind.CASE)
    entries = gate.rows(JournalEntryRow, [admission], subject_id=task.subject_id)
    told = min(entries, key=lambda entry: entry.entered_at, default=None)
    release = next(iter(gate.rows(ReleaseRow, [admission], id=task.subject_id)), None)
    parties = gate.parties([admission])
    return BreachPage(
        breach_id=task.id,
        kind=task.kind,
        case_id=admission.case_id,
        case_number=admission.case.case_number,
        told=told,
        shown_until=_step(admission, release),
        reason=release.withdrawal_reason if release else None,
        reason_words=release.withdrawal_words if release else None,
        readers=tuple(
            party.person.name for party in parties if release is None or party.person.ref == release.party_ref
        ),
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


def _step(admission: Admission, release: ReleaseRow | None) -> Words | None:
    step = admission.case_type.step(release.furthest_step) if admission.case_type and release else None
    return step.now if step else None
