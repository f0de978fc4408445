"""The review list: which cases were settled without a hearing, and how they are mended, one by one."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.clock import COPENHAGEN
from portal.domain.case_types import CaseType
from portal.domain.cases import CaseId, is_same_source_id
from portal.domain.hearing_review import (
    Finding,
    Mended,
    MendingStep,
    MissingHearing,
    heard_since,
    is_mended,
    mend,
    review,
)
from portal.domain.refusals import Refusal
from portal.domain.statement_requests import NothingSaid
from portal.domain.value import value
from portal.domain.words import Words
from portal.municipality import Municipality
from portal.services.actors import staff_name
from portal.services.cases import UNNAMED
from portal.services.hearing_record import hearing_record
from portal.services.journal import enter
from portal.services.settled_cases import settled_case
from portal.storage.audit import LookKind
from portal.storage.cases import CaseRecord
from portal.storage.hearing_review import ReviewMaterial
from portal.storage.journal import EntryKind
from portal.storage.records.hearing_mendings import MendingStepRow

SURE: frozenset[Finding] = frozenset(Finding) - {Finding.UNKNOWN}
"""What was certainly done to somebody's disadvantage; of the rest nobody has said yet what was decided."""


class NothingToMend(Refusal):
    """The case is not on the list, or this step has been done."""


class NotThatDay(Refusal):
    """A step is done after the error was made and not in the future; `earliest` is the first day that can be true."""

    def __init__(self, earliest: date) -> None:
        """Keep the first day that can be true."""
        super().__init__(earliest.isoformat())
        self.earliest = earliest


class NotHeardYet(Refusal):
    """Each party must have been heard here, after they were told of the error."""


@value
class ReviewFilter:
    """Which cases are asked for; days are those on which they were settled, both included."""

    case_type: str | None = None
    team: str | None = None
    """The case system's id of the team."""
    first_on: date | None = None
    last_on: date | None = None
    findings: frozenset[Finding] = SURE


EVERYTHING: Final = ReviewFilter(findings=frozenset(Finding))


@value
class ReviewRow:
    """A case on the list, with the names it takes to find it again."""

    case_id: CaseId
    case_number: str
    case_type: str
    title: Words
    team_id: str | None
    """The case system's id of the team."""
    team: str
    caseworker: str
    missing: MissingHearing
    parties: tuple[str, ...]
    """The names of those who were not heard."""


@value
class TeamMonth:
    """How many cases of one team were settled in one month without everybody having been heard."""

    month: date
    """Its first day."""
    team: str
    missing: int
    being_mended: int


@value
class ReviewList:
    """The rows asked for, what else could be asked for, and how many there are."""

    rows: Sequence[ReviewRow]
    """The longest ago first."""
    findings: Mapping[Finding, int]
    """How many there are of each, whatever finding was asked for."""
    being_mended: int
    """How many of the rows."""
    months: Sequence[TeamMonth]
    """The rows by team and month, the longest ago first; nobody's name."""
    case_types: Mapping[str, Words]
    teams: Mapping[str, str]
    """The types and teams of everything on the list, whatever was asked for."""


def read_review(gate: Gate, wanted: ReviewFilter) -> ReviewList:
    """The list of the viewer's own cases and her team's; the cases shown are recorded."""
    admissions = gate.cases_at_work(Permission.REVIEW_READ)
    material = gate.review_material(admissions)
    cases = [(each.case, each.case_type) for each in admissions]
    every = review_rows(cases, material, gate.municipality, gate.today, EVERYTHING)
    of_any_finding = [row for row in every if _is_wanted(row, replace(wanted, findings=frozenset(Finding)))]
    rows = [row for row in of_any_finding if row.missing.finding in wanted.findings]
    shown = {row.case_id for row in rows}
    gate.looked_at([each for each in admissions if each.case_id in shown], LookKind.LIST)
    counted = Counter(row.missing.finding for row in of_any_finding)
    return ReviewList(
        rows=rows,
        findings={finding: counted[finding] for finding in Finding},
        being_mended=sum(row.missing.is_being_mended for row in rows),
        months=_by_month(rows),
        case_types={row.case_type: row.title for row in sorted(every, key=lambda row: row.title.da)},
        teams={row.team_id: row.team for row in sorted(every, key=lambda row: row.team) if row.team_id},
    )


def read_one(gate: Gate, case_id: CaseId, permission: Permission = Permission.REVIEW_READ) -> ReviewRow | None:
    """One case of the list, to be mended; None when it is not on it, or no longer. The look is recorded.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
    """
    admission = gate.case(case_id, permission)
    gate.looked_at([admission], LookKind.CASE)
    return _row_of(gate, admission)


def note_step(gate: Gate, case_id: CaseId, step: MendingStep, words: str, done_on: date) -> bool:
    """Note that a step of the mending is done, and say whether it was the last. That the parties were heard is checked, not taken on trust.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NothingToMend: the case is not on the list, or the step has been done.
        NothingSaid: it is not said what was done.
        NotThatDay: the day is before the error, or in the future.
        MendingOutOfOrder: the step it follows has not been done, or not by that day.
        NotHeardYet: a party has not been heard here since they were told.
    """
    admission = gate.case(case_id, Permission.HEARING_MEND)
    row = _row_of(gate, admission)
    if row is None or step not in row.missing.next_steps:
        raise NothingToMend
    if not words:
        raise NothingSaid
    if not row.missing.settled_on <= done_on <= gate.today:
        raise NotThatDay(row.missing.settled_on)
    mended = mend(row.missing.mended, Mended(step, done_on, words, ""))
    if step is MendingStep.HEARD:
        _check_heard(gate, admission, row)
    noted = MendingStepRow(
        case_id=case_id,
        step=step,
        done_on=done_on,
        words=words,
        noted_at=gate.now,
        noted_by_ref=gate.viewer.ref,
        noted_by_name=staff_name(gate),
    )
    gate.add(noted)
    text = f"{step.value} {done_on.isoformat()}\n\n{words}"
    enter(gate, admission, EntryKind.HEARING_MENDED, text, subject_id=noted.id, party_ref=None)
    return is_mended(mended)


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
        if (row := _row(case, case_type, material[case.id], municipality, today)) and _is_wanted(row, wanted)
    ]
    return sorted(rows, key=lambda row: (row.missing.settled_on, row.case_number))


def _row_of(gate: Gate, admission: Admission) -> ReviewRow | None:
    material = gate.review_material([admission])[admission.case_id]
    return _row(admission.case, admission.case_type, material, gate.municipality, gate.today)


def _row(
    case: CaseRecord, case_type: CaseType | None, material: ReviewMaterial, municipality: Municipality, today: date
) -> ReviewRow | None:
    reviewed = settled_case(case, case_type, material.facts, material.reasons, material.parties, material.mended)
    missing = review(reviewed, today, COPENHAGEN)
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
        team_id=case.team,
        team=team.name.da if team else "",
        caseworker=member.name if member else "",
        missing=missing,
        parties=tuple(names[party] for party in missing.parties),
    )


def _by_month(rows: Sequence[ReviewRow]) -> Sequence[TeamMonth]:
    found: dict[tuple[date, str], list[ReviewRow]] = defaultdict(list)
    for row in rows:
        found[row.missing.settled_on.replace(day=1), row.team].append(row)
    return [
        TeamMonth(month, team, len(of_both), sum(row.missing.is_being_mended for row in of_both))
        for (month, team), of_both in sorted(found.items())
    ]


def _is_wanted(row: ReviewRow, wanted: ReviewFilter) -> bool:
    settled_on = row.missing.settled_on
    return (
        row.missing.finding in wanted.findings
        and wanted.case_type in {None, row.case_type}
        and (wanted.team is None or is_same_source_id(row.team_id, wanted.team))
        and (wanted.first_on is None or settled_on >= wanted.first_on)
        and (wanted.last_on is None or settled_on <= wanted.last_on)
    )


def _check_heard(gate: Gate, admission: Admission, row: ReviewRow) -> None:
    told_on = next(each.done_on for each in row.missing.mended if each.step is MendingStep.TOLD)
    material = gate.review_material([admission])[admission.case_id]
    record = hearing_record(material.facts, material.reasons, admission.case_type)
    if not heard_since(record, row.missing.parties, told_on, gate.today, COPENHAGEN):
        raise NotHeardYet
