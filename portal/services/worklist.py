"""A caseworker's worklist: every case that is hers or her team's, by what it asks of her, with the reason."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.access.viewer import StaffViewer
from portal.clock import COPENHAGEN
from portal.domain.case_facts import CaseFacts, SourceReading
from portal.domain.case_types import Release
from portal.domain.cases import CaseId
from portal.domain.duties import Duty, DutyKind, duties
from portal.domain.roadmap import Roadmap, roadmap
from portal.domain.roadmap.shape import Turn
from portal.domain.words import Words
from portal.services.case_facts import facts_of
from portal.services.cases import UNNAMED
from portal.storage.audit import LookKind
from portal.storage.cases import PartyRecord
from portal.storage.records.breaches import BreachTaskRow
from portal.storage.records.messages import MessageRow


class WorkKind(StrEnum):
    """What a case asks of the staff that does not follow from where it stands."""

    BREACH = "breach"
    MESSAGE = "message"
    RELEASE = "release"


FIRST: Final = (
    DutyKind.ANSWER_REQUEST,
    DutyKind.ANSWER_MORE_TIME,
    DutyKind.CONSIDER_STATEMENT,
    DutyKind.CONSIDER_HEARING,
    WorkKind.BREACH,
    WorkKind.MESSAGE,
    DutyKind.FIND_CASE_TYPE,
    DutyKind.TELL_NEXT_STEP,
)
"""What comes before everything else, in this order; then the other duties in theirs."""

URGENCY: Final = (*FIRST, *(kind for kind in DutyKind if kind not in FIRST), WorkKind.RELEASE)
"""Every kind of work, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do, and by when. A breach names its task."""

    kind: DutyKind | WorkKind
    due_on: date | None = None
    """A release has no day of its own."""
    breach_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A case on the worklist, with everything it asks for, the most urgent first."""

    case_id: CaseId
    case_number: str
    title: Words
    parties: tuple[str, ...]
    turn: Turn
    work: tuple[Work, ...]
    is_mine: bool
    """Whether it is her own, and not only her team's."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """The rows, whether the municipality's list of staff knows who is reading, and how old what they say is."""

    rows: Sequence[WorkRow]
    is_known: bool
    reading: SourceReading | None
    """The oldest of the readings that the rows come from; None when there are no rows."""


def read_worklist(gate: Gate) -> Worklist:
    """Every case of the viewer's or her team's, the most urgent first; the cases shown are recorded."""
    admissions = gate.cases(Permission.WORKLIST_READ)
    gate.looked_at(admissions, LookKind.LIST)
    parties: dict[CaseId, list[PartyRecord]] = defaultdict(list)
    for party in gate.parties(admissions):
        parties[party.case_id].append(party)
    told = other_work(gate, admissions, parties)
    facts = facts_of(gate, admissions)
    rows = [
        _row(gate, admission, fact, parties[admission.case_id], told[admission.case_id])
        for admission, fact in zip(admissions, facts, strict=True)
    ]
    viewer = gate.viewer
    is_known = isinstance(viewer, StaffViewer) and (viewer.caseworker_id is not None or viewer.team_id is not None)
    reading = min((fact.reading for fact in facts), key=_read_at, default=None)
    return Worklist(sorted(rows, key=_urgency), is_known, reading)


def work_in(gate: Gate, facts: CaseFacts, plan: Roadmap, others: Sequence[Work]) -> tuple[Work, ...]:
    """Everything a case asks for, the most urgent first. `plan` is the roadmap of the same facts."""
    norms, calendar = gate.municipality.norms, gate.municipality.calendar
    found = [_work(duty) for duty in duties(facts, plan, gate.today, calendar, norms)]
    return tuple(sorted([*found, *others], key=_rank))


def other_work(
    gate: Gate, admissions: Sequence[Admission], parties: dict[CaseId, list[PartyRecord]]
) -> dict[CaseId, list[Work]]:
    """What opened cases ask for that does not follow from where they stand: breaches, messages, releases."""
    work: dict[CaseId, list[Work]] = defaultdict(list)
    led = [each for each in admissions if gate.may(Permission.BREACH_HANDLE, each)]
    for task in gate.rows(BreachTaskRow, led, handled_at=None):
        due_on = task.report_by.astimezone(COPENHAGEN).date()
        work[CaseId(task.case_id)].append(Work(WorkKind.BREACH, due_on, task.id))
    for message in gate.rows(MessageRow, admissions, answered_at=None):
        work[CaseId(message.case_id)].append(Work(WorkKind.MESSAGE, message.answer_by))
    for admission in admissions:
        by_hand = admission.case_type is not None and admission.case_type.release is Release.MANUAL
        if by_hand and any(party.furthest_released is None for party in parties[admission.case_id]):
            work[admission.case_id].append(Work(WorkKind.RELEASE))
    return work


def _row(
    gate: Gate, admission: Admission, facts: CaseFacts, parties: Sequence[PartyRecord], others: Sequence[Work]
) -> WorkRow:
    plan = roadmap(facts, now=gate.local_now, calendar=gate.municipality.calendar, norms=gate.municipality.norms)
    viewer = gate.viewer
    return WorkRow(
        case_id=admission.case_id,
        case_number=admission.case.case_number,
        title=admission.case_type.name if admission.case_type else UNNAMED,
        parties=tuple(party.person.name for party in parties),
        turn=plan.turn,
        work=work_in(gate, facts, plan, others),
        is_mine=isinstance(viewer, StaffViewer) and admission.case.caseworker == viewer.caseworker_id,
    )


def _read_at(reading: SourceReading) -> datetime:
    return reading.read_at or datetime.min.replace(tzinfo=UTC)


def _work(duty: Duty) -> Work:
    return Work(duty.kind, duty.due_on)


def _rank(work: Work) -> tuple[int, date]:
    return URGENCY.index(work.kind), work.due_on or date.max


def _urgency(row: WorkRow) -> tuple[int, date, str]:
    rank, due_on = _rank(row.work[0]) if row.work else (len(URGENCY), date.max)
    return rank, due_on, row.case_number
