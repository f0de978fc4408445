"""Journal entries: everything sent or received here becomes one, in the same transaction (offentlighedsloven § 13, § 15)."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.storage.journal import EntryKind, JournalEntryRow, JournalFilingRow


class OfOneParty(Protocol):
    """A record that belongs to one party of a case."""

    id: UUID
    party_ref: str


def enter(
    gate: Gate,
    admission: Admission,
    kind: EntryKind,
    text: str,
    *,
    subject_id: UUID,
    party_ref: str | None,
    locked: bool = False,
) -> None:
    """Enter what was sent, received or done, by whom and on whose behalf. Locked: for those who handle a breach alone."""
    gate.add(
        JournalEntryRow(
            case_id=admission.case_id,
            kind=kind,
            party_ref=party_ref,
            actor_ref=gate.viewer.ref,
            actor_name=gate.viewer.name,
            on_behalf_of=admission.party.ref if admission.mandates and admission.party else None,
            subject_id=subject_id,
            text=text,
            locked=locked,
            entered_at=gate.now,
        )
    )


def enter_about(gate: Gate, admission: Admission, kind: EntryKind, text: str, subject: OfOneParty) -> None:
    """Enter what was sent, received or done about something of one party's."""
    enter(gate, admission, kind, text, subject_id=subject.id, party_ref=subject.party_ref)


def enter_once(
    gate: Gate, admission: Admission, kind: EntryKind, text: str, *, subject_id: UUID, party_ref: str | None
) -> None:
    """Enter it unless the viewer has entered the very same: one click twice says it once, two people say it twice."""
    same = {"subject_id": subject_id, "kind": kind, "text": text, "actor_ref": gate.viewer.ref}
    if not gate.rows(JournalEntryRow, [admission], **same):
        enter(gate, admission, kind, text, subject_id=subject_id, party_ref=party_ref)


def lock_entries(gate: Gate, admission: Admission, subject_id: UUID) -> None:
    """Lock what was entered about something that has been taken back."""
    for entry in gate.rows(JournalEntryRow, [admission], subject_id=subject_id):
        entry.locked = True
        gate.change(entry)


def first_filed_at(gate: Gate, admission: Admission, subject_id: UUID) -> datetime | None:
    """When the case system first said that it has what was sent on its case; None while it has not."""
    filings = gate.rows(JournalFilingRow, [admission], subject_id=subject_id)
    return min((filing.filed_at for filing in filings), default=None)
