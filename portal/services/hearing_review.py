"""The review list: which cases were settled without a hearing, and how they are mended, one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.access.staff_names import name_shown
from portal.access.viewer import StaffViewer
from portal.clock import COPENHAGEN
from portal.domain.case_types import CaseType
from portal.domain.cases import CaseId
from portal.domain.hearing_review import (
    SETTLED_STATES,
    Finding,
    Mended,
    MendingStep,
    MissingHearing,
    SettledCase,
    heard_since,
    mend,
    review,
)
from portal.domain.people import PersonRef
from portal.domain.refusals import NotThere, Refusal
from portal.domain.statement_requests import NothingSaid
from portal.domain.words import Words
from portal.municipality import Municipality
from portal.services.cases import UNNAMED
from portal.services.hearing_duty import hearing_record
from portal.services.journal import enter
from portal.storage.audit import LookKind
from portal.storage.cases import CaseRecord
from portal.storage.hearing_review import ReviewMaterial
from portal.storage.journal import EntryKind
from portal.storage.mirror import EventKind
from portal.storage.records.hearing_mendings import MendingStepRow

SURE: frozenset[Finding] = frozenset(Finding) - {Finding.UNKNOWN}
"""What was certainly done to somebody's disadvantage; of the rest nobody has said yet what was decided."""


class NothingToMend(Refusal):
    """The case is not on the list, or this step has been done."""


class NotHeardYet(Refusal):
    """Each party must have been heard here, after they were told of the error."""


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Which cases are asked for; days are those on which they were settled, both included."""

    case_type: str | None = None
    team: str | None = None
    """The case system's id of the team."""
    first_on: date | None = None
    last_on: date | None = None
    findings: frozenset[Finding] = SURE


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A case on the list, with the names it takes to find it again."""

    case_id: CaseId
    case_number: str
    case_type: str
    title: Words
    team: str
    caseworker: str
    missing: MissingHearing
    parties: tuple[str, ...]
    """The names of those who were not heard."""


def read_review(gate: Gate, wanted: ReviewFilter) -> Sequence[ReviewRow]:
    """The list of the leader's own teams, the longest ago first; the cases shown are recorded."""
    admissions = gate.cases(Permission.REVIEW_READ)
    material = gate.review_material(admissions)
    cases = [(each.case, each.case_type) for each in admissions]
    rows = review_rows(cases, material, gate.municipality, gate.today, wanted)
    shown = {row.case_id for row in rows}
    gate.looked_at([each for each in admissions if each.case_id in shown], LookKind.LIST)
    return rows


def read_one(gate: Gate, case_id: CaseId) -> ReviewRow:
    """One case of the list, to be mended; the look is recorded.

    Raises:
        NotThere: there is no such case, it is not of the leader's team, or it is not on the list.
    """
    admission = gate.case(case_id, Permission.REVIEW_READ)
    gate.looked_at([admission], LookKind.CASE)
    row = _row_of(gate, admission)
    if row is None:
        raise NotThere
    return row


def note_step(gate: Gate, case_id: CaseId, step: MendingStep, words: str, done_on: date) -> None:
    """Note that a step of the mending is done. That the parties were heard is checked, not taken on trust.

    Raises:
        NotThere: there is no such case, or it is not of the leader's team.
        NothingToMend: the case is not on the list, or the step has been done.
        NothingSaid: it is not said what was done.
        MendingOutOfOrder: the step it follows has not been done.
        NotHeardYet: a party has not been heard here since they were told.
    """
    admission = gate.case(case_id, Permission.HEARING_MEND)
    row = _row_of(gate, admission)
    if row is None or step not in row.missing.next_steps:
        raise NothingToMend
    if not words or not row.missing.settled_on <= done_on <= gate.today:
        raise NothingSaid
    mend(row.missing.mended, Mended(step, done_on, words, ""))
    if step is MendingStep.HEARD:
        _check_heard(gate, admission, row)
    if not isinstance(gate.viewer, StaffViewer):
        raise NotThere
    noted = MendingStepRow(
        case_id=case_id,
        step=step,
        done_on=done_on,
        words=words,
        noted_at=gate.now,
        noted_by_ref=gate.viewer.ref,
        noted_by_name=name_shown(gate.municipality, gate.viewer),
    )
    gate.add(noted)
    text = f"{step.value} {done_on.isoformat()}\n\n{words}"
    enter(gate, admission, EntryKind.HEARING_MENDED, text, subject_id=noted.id, party_ref=None)


def review_rows(
    cases: Sequence[tuple[CaseRecord, CaseType | None]],
    material: Mapping[CaseId, ReviewMaterial],
    municipality: Municipality,
    today: date,
    wanted: ReviewFilter,
) -> Sequence[ReviewRow]:
    """The rows of these cases that are on the list and asked for, the longest ago first."""
    rows = [
        row
        for case, case_type in cases
        if (row := _row(case, case_type, material[case.id], municipality, today)) and _is_wanted(row, case, wanted)
    ]
    return sorted(rows, key=lambda row: (row.missing.settled_on, row.case_number))


def _row_of(gate: Gate, admission: Admission) -> ReviewRow | None:
    material = gate.review_material([admission])[admission.case_id]
    return _row(admission.case, admission.case_type, material, gate.municipality, gate.today)


def _row(
    case: CaseRecord, case_type: CaseType | None, material: ReviewMaterial, municipality: Municipality, today: date
) -> ReviewRow | None:
    missing = review(_settled_case(case, case_type, material), today, COPENHAGEN)
    if missing is None:
        return None
    names = {party.person.ref: party.person.name for party in material.parties}
    team = municipality.team_by_source(case.team) if case.team else None
    member = municipality.staff_by_source(case.caseworker) if case.caseworker else None
    return ReviewRow(
        case_id=case.id,
        case_number=case.case_number,
        case_type=case_type.code if case_type else "",
        title=case_type.name if case_type else UNNAMED,
        team=team.name.da if team else "",
        caseworker=member.name if member else "",
        missing=missing,
        parties=tuple(names[party] for party in missing.parties),
    )


def _settled_case(case: CaseRecord, case_type: CaseType | None, material: ReviewMaterial) -> SettledCase:
    settled_seen = (
        change.observed_at.astimezone(COPENHAGEN).date()
        for change in material.facts.changes
        if change.kind is EventKind.STATE_CHANGED and change.after in SETTLED_STATES
    )
    return SettledCase(
        case_id=case.id,
        case_type=case_type,
        state=case.state,
        first_seen_on=case.first_seen_at.astimezone(COPENHAGEN).date(),
        parties=tuple(party.person.ref for party in material.parties),
        decision=case.decision,
        tasks=tuple(material.facts.tasks),
        settled_seen_on=min(settled_seen, default=None),
        record=hearing_record(material.facts, material.reasons, case_type),
        mended=tuple(material.mended),
    )


def _is_wanted(row: ReviewRow, case: CaseRecord, wanted: ReviewFilter) -> bool:
    settled_on = row.missing.settled_on
    return (
        row.missing.finding in wanted.findings
        and wanted.case_type in {None, row.case_type}
        and wanted.team in {None, case.team}
        and (wanted.first_on is None or settled_on >= wanted.first_on)
        and (wanted.last_on is None or settled_on <= wanted.last_on)
    )


def _check_heard(gate: Gate, admission: Admission, row: ReviewRow) -> None:
    (told,) = gate.rows(MendingStepRow, [admission], step=MendingStep.TOLD)
    material = gate.review_material([admission])[admission.case_id]
    record = hearing_record(material.facts, material.reasons, admission.case_type)
    parties: Sequence[PersonRef] = row.missing.parties
    if not heard_since(record, parties, told.noted_at, COPENHAGEN):
        raise NotHeardYet
