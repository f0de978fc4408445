"""What is special about a case: a caseworker records it, the parties read it, and it ends."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.case_facts import CaseFacts
from portal.domain.cases import CaseId
from portal.domain.circumstances import (
    DELAY_LETTERS,
    NEEDED,
    OF_ONE_PARTY,
    TELLS_OF_DECISION,
    Asked,
    CircumstanceKind,
)
from portal.domain.people import Person, PersonRef
from portal.domain.promise_ledger import PromiseKind
from portal.domain.reasons import Reason
from portal.domain.refusals import NotThere, Refusal
from portal.domain.roadmap import Roadmap, roadmap
from portal.domain.value import value
from portal.domain.words import Words
from portal.services.actors import staff_name
from portal.services.case_facts import facts_of
from portal.services.cases import UNNAMED
from portal.services.journal import enter
from portal.services.promises import break_promises, call_off_promises, note_answered, promise_answer
from portal.storage.audit import LookKind
from portal.storage.journal import EntryKind
from portal.storage.records.circumstances import CircumstanceRow

_PROMISES: Final[Mapping[CircumstanceKind, PromiseKind]] = MappingProxyType(
    {
        CircumstanceKind.DELAYED_UNTIL: PromiseKind.DECIDE_BY,
        CircumstanceKind.DELAYED_WITHOUT_DAY: PromiseKind.WRITE_AGAIN,
        CircumstanceKind.SUSPENDED: PromiseKind.SPECIAL_DAY,
        CircumstanceKind.COMPLAINT: PromiseKind.SPECIAL_DAY,
        CircumstanceKind.COMPLAINT_ON_HOLD: PromiseKind.SPECIAL_DAY,
        CircumstanceKind.WAITING_LIST: PromiseKind.SPECIAL_DAY,
    }
)
"""What is promised with a day by which we do something; of the other kinds the day is the citizen's, or a month."""


class CircumstanceIncomplete(Refusal):
    """Something is missing that the sentence to the party cannot be without."""


class DecisionNotTold(Refusal):
    """It tells of a decision whose letter the parties cannot read yet."""


@value
class CircumstanceDraft:
    """What a caseworker wants to record; the days are in Copenhagen."""

    kind: CircumstanceKind
    begun_on: date
    until: date | None = None
    promised_on: date | None = None
    other: str | None = None
    words: str | None = None
    reason: Reason | None = None
    party: PersonRef | None = None

    def lacks(self) -> frozenset[Asked]:
        """What is missing of what this kind needs."""
        return frozenset(asked for asked in NEEDED[self.kind] if not getattr(self, asked.value))


@value
class CircumstancePage:
    """A case, to record something special of it."""

    case_id: CaseId
    case_number: str
    title: Words
    parties: tuple[Person, ...]


def read_for_circumstance(gate: Gate, case_id: CaseId) -> CircumstancePage:
    """Open a case to record something special of it; the look is recorded.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
    """
    admission = gate.case(case_id, Permission.CASE_HANDLE)
    gate.looked_at([admission], LookKind.CASE)
    parties = tuple(party.person for party in gate.parties([admission]))
    title = admission.case_type.name if admission.case_type else UNNAMED
    return CircumstancePage(case_id, admission.case.case_number, title, parties)


def note(gate: Gate, case_id: CaseId, draft: CircumstanceDraft) -> None:
    """Record it; the parties read it now. The very same twice is recorded once.

    Raises:
        NotThere: there is no such case or party, or the case is neither hers nor her team's.
        CircumstanceIncomplete: something is missing.
        DecisionNotTold: it tells of a decision that the parties cannot read yet.
    """
    admission = gate.case(case_id, Permission.CASE_HANDLE)
    parties = [party.person.ref for party in gate.parties([admission])]
    if draft.lacks() or (draft.until is not None and draft.until < draft.begun_on):
        raise CircumstanceIncomplete
    if draft.party is not None and (draft.party not in parties or draft.kind not in OF_ONE_PARTY):
        raise NotThere
    (facts,) = facts_of(gate, [admission])
    if draft.kind in TELLS_OF_DECISION and not facts.letter_is_available(gate.today):
        raise DecisionNotTold
    is_everybody = draft.party is None or (parties == [draft.party] and draft.kind is not CircumstanceKind.DEATH)
    row = _row(gate, admission, draft, None if is_everybody else draft.party)
    if draft.kind in DELAY_LETTERS:
        line = _plan(gate, facts).expected.deadline
        row.deadline_on = line.last_on if line else None
    known = _standing(gate, admission)
    if any(_says(each) == _says(row) for each in known):
        return
    is_letter = draft.kind in DELAY_LETTERS
    if is_letter:
        _replace_letters(gate, admission, known)
    gate.add(row)
    gate.flush()
    if row.promised_on is not None and row.kind in _PROMISES:
        promise_answer(gate, admission, _PROMISES[row.kind], row.id, row.promised_on)
    kind = EntryKind.DELAY_LETTER_SENT if is_letter else EntryKind.CIRCUMSTANCE_NOTED
    enter(gate, admission, kind, _as_text(row), subject_id=row.id, party_ref=row.party_ref)


def end(gate: Gate, case_id: CaseId, circumstance_id: UUID) -> None:
    """End it: the parties no longer read it, and it stays in the journal. Twice is once.

    Raises:
        NotThere: there is no such circumstance, or the case is neither hers nor her team's.
    """
    admission = gate.case(case_id, Permission.CASE_HANDLE)
    row = next(iter(gate.held_rows(CircumstanceRow, [admission], id=circumstance_id)), None)
    if row is None:
        raise NotThere
    if row.ended_at is not None:
        return
    row.ended_at = gate.now
    row.ended_by_ref = gate.viewer.ref
    gate.change(row)
    if row.kind in DELAY_LETTERS:
        call_off_promises(gate, admission, row.id)
    else:
        note_answered(gate, admission, row.id)
    enter(gate, admission, EntryKind.CIRCUMSTANCE_ENDED, _as_text(row), subject_id=row.id, party_ref=row.party_ref)


def note_decided(gate: Gate, admission: Admission, decided_on: date) -> None:
    """Keep what a decision of that day makes of the days in letters of delay."""
    for letter in _letters(_standing(gate, admission)):
        note_answered(gate, admission, letter.id, answered_on=decided_on)


def _replace_letters(gate: Gate, admission: Admission, known: Sequence[CircumstanceRow]) -> None:
    """Another letter is written: as promised, or in place of a day that was promised."""
    for letter in _letters(known):
        note_answered(gate, admission, letter.id, PromiseKind.WRITE_AGAIN)
        break_promises(gate, admission, letter.id, PromiseKind.DECIDE_BY)


def _standing(gate: Gate, admission: Admission) -> Sequence[CircumstanceRow]:
    return gate.rows(CircumstanceRow, [admission], ended_at=None)


def _letters(rows: Sequence[CircumstanceRow]) -> list[CircumstanceRow]:
    return [row for row in rows if row.kind in DELAY_LETTERS]


def _plan(gate: Gate, facts: CaseFacts) -> Roadmap:
    return roadmap(facts, now=gate.local_now, calendar=gate.municipality.calendar, norms=gate.municipality.norms)


def _row(gate: Gate, admission: Admission, draft: CircumstanceDraft, party: PersonRef | None) -> CircumstanceRow:
    return CircumstanceRow(
        case_id=admission.case_id,
        party_ref=party,
        kind=draft.kind,
        begun_on=draft.begun_on,
        until_on=draft.until,
        promised_on=draft.promised_on,
        other=draft.other,
        words=draft.words,
        reason=draft.reason,
        noted_at=gate.now,
        noted_by_ref=gate.viewer.ref,
        noted_by_name=staff_name(gate),
    )


def _says(row: CircumstanceRow) -> tuple[object, ...]:
    days = (row.begun_on, row.until_on, row.promised_on)
    return row.kind, row.party_ref, *days, row.other, row.words, row.reason


def _as_text(row: CircumstanceRow) -> str:
    """What was recorded, for the journal: the kind, its days, and the words."""
    until = "" if row.until_on is None else row.until_on.isoformat()
    promised = None if row.promised_on is None else row.promised_on.isoformat()
    lines = (row.kind.value, f"{row.begun_on.isoformat()}/{until}", promised, row.reason, row.other, row.words)
    return "\n".join(line for line in lines if line)
