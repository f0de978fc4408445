"""A caseworker's worklist: every case that is hers or her team's, by what it asks of her, with the reason."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from portal.access.admission import Admission
from portal.access.conditions import is_released
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.access.viewer import StaffViewer
from portal.clock import COPENHAGEN
from portal.domain.case_facts import CaseFacts, SourceReading
from portal.domain.cases import CaseId, is_same_source_id
from portal.domain.duties import Duty, DutyKind, duties
from portal.domain.hearing_review import MissingHearing
from portal.domain.roadmap import Outlook, outlook
from portal.domain.roadmap.shape import Turn
from portal.domain.value import value
from portal.domain.words import Words
from portal.services.case_facts import facts_from
from portal.services.cases import UNNAMED
from portal.services.mendings import missing_hearings
from portal.storage.audit import LookKind
from portal.storage.cases import PartyRecord
from portal.storage.facts import StoredFacts
from portal.storage.records.breaches import BreachTaskRow


class WorkKind(StrEnum):
    """What a case asks of the staff that does not follow from where it stands."""

    BREACH = "breach"
    UNHEARD = "unheard"
    """The case was settled, and somebody had not been heard: it is mended, or said what was decided."""
    RELEASE = "release"


Kind = DutyKind | WorkKind
"""Everything a case can ask of the staff."""

FIRST: Final = (
    DutyKind.ANSWER_REQUEST,
    DutyKind.ANSWER_MORE_TIME,
    DutyKind.CONSIDER_STATEMENT,
    DutyKind.CONSIDER_HEARING,
    WorkKind.BREACH,
    DutyKind.CALL_BACK,
    DutyKind.GIVE_PAPERS,
    DutyKind.LOOK_AGAIN,
    DutyKind.ANSWER_COMPLAINT,
    DutyKind.ANSWER_ASKED,
    DutyKind.FIND_CASE_TYPE,
    DutyKind.TELL_NEXT_STEP,
)
"""What comes before everything else, in this order; then the other duties in theirs."""

URGENCY: Final = (*FIRST, *(kind for kind in DutyKind if kind not in FIRST), WorkKind.UNHEARD, WorkKind.RELEASE)
"""Every kind of work, the most urgent first."""


@value
class Work:
    """One thing to do, by when, and since when there is a reason for it. A breach names its task."""

    kind: Kind
    due_on: date | None = None
    """A release has no day of its own."""
    since: date | None = None
    breach_id: UUID | None = None
    names: tuple[str, ...] = ()
    """Of a release: those who do not see the case. Of a missing hearing: those who were not heard."""
    is_begun: bool = False
    """Whether somebody is at it."""
    holds_decision: bool = False
    """Whether a demand to be heard is behind it for which the decision waits."""


@value
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

    def asks_for(self, kind: Kind) -> bool:
        """Whether something of that kind is to be done."""
        return any(work.kind is kind for work in self.work)

    def is_late(self, today: date) -> bool:
        """Whether the day of something has passed."""
        return any(work.due_on is not None and work.due_on < today for work in self.work)


@value
class Wanted:
    """Which cases are asked for: her own alone, and those that one kind of work is to be done in."""

    only_mine: bool = False
    kind: Kind | None = None

    def fits(self, row: WorkRow) -> bool:
        """Whether the case is asked for."""
        return self.fits_whose(row) and (self.kind is None or row.asks_for(self.kind))

    def fits_whose(self, row: WorkRow) -> bool:
        """The same, of whatever kind its work is."""
        return row.is_mine or not self.only_mine


EVERYTHING: Final = Wanted()


@value
class Worklist:
    """The rows that were asked for, how many there are of each, and how old what they say is."""

    wanted: Wanted
    rows: Sequence[WorkRow]
    mine: int
    every: int
    """How many cases are hers, and how many hers and her team's, whatever was asked for."""
    late: int
    """How many of the rows have something whose day has passed."""
    kinds: Sequence[tuple[Kind, int]]
    """How many cases each kind of work is to be done in, the most urgent first: of all of hers, or her team's too."""
    unheard: int
    """How many of all of hers and her team's were settled before everybody was heard."""
    is_known: bool
    """Whether the municipality's list of staff knows who is reading."""
    reading: SourceReading | None
    """The oldest of the readings that the cases come from; None when there are none."""


def read_worklist(gate: Gate, wanted: Wanted = EVERYTHING) -> Worklist:
    """The viewer's and her team's cases that are asked for, the most urgent first; the cases shown are recorded.

    One that was closed before it was first seen is there only while it asks for something.
    """
    admissions = gate.cases_at_work(Permission.WORKLIST_READ)
    parties: dict[CaseId, list[PartyRecord]] = defaultdict(list)
    for party in gate.parties(admissions):
        parties[party.case_id].append(party)
    stored = gate.stored_facts(admissions)
    told = other_work(gate, admissions, stored, parties)
    facts = facts_from(gate, admissions, stored)
    every = [
        row
        for admission, fact in zip(admissions, facts, strict=True)
        if (others := told[admission.case_id]) or not _rests(admission, fact)
        if (row := _row(gate, admission, fact, parties[admission.case_id], others)).work or not admission.case.is_past
    ]
    rows = sorted((row for row in every if wanted.fits(row)), key=_urgency)
    shown = {row.case_id for row in rows}
    gate.looked_at([admission for admission in admissions if admission.case_id in shown], LookKind.LIST)
    asked = Counter(kind for row in every if wanted.fits_whose(row) for kind in {work.kind for work in row.work})
    viewer = gate.viewer
    is_known = isinstance(viewer, StaffViewer) and (viewer.caseworker_id is not None or viewer.team_id is not None)
    reading = min((fact.reading for fact in facts), key=_read_at, default=None)
    return Worklist(
        wanted=wanted,
        rows=rows,
        mine=sum(row.is_mine for row in every),
        every=len(every),
        late=sum(row.is_late(gate.today) for row in rows),
        kinds=[(kind, asked[kind]) for kind in URGENCY if asked[kind]],
        unheard=sum(row.asks_for(WorkKind.UNHEARD) for row in every),
        is_known=is_known,
        reading=reading,
    )


def work_in(gate: Gate, facts: CaseFacts, plan: Outlook, others: Sequence[Work]) -> tuple[Work, ...]:
    """Everything a case asks for, the most urgent first. `plan` is made from the same facts."""
    norms, calendar = gate.municipality.norms, gate.municipality.calendar
    found = [_work(duty) for duty in duties(facts, plan, gate.local_now, calendar, norms)]
    return tuple(sorted([*found, *others], key=_rank))


def other_work(
    gate: Gate,
    admissions: Sequence[Admission],
    stored: Mapping[CaseId, StoredFacts],
    parties: Mapping[CaseId, Sequence[PartyRecord]],
) -> dict[CaseId, list[Work]]:
    """What opened cases ask for that does not follow from where they stand: breaches, releases, hearings."""
    work: dict[CaseId, list[Work]] = defaultdict(list)
    led = [each for each in admissions if gate.may(Permission.BREACH_HANDLE, each)]
    for task in gate.rows(BreachTaskRow, led, handled_at=None):
        due_on = _day(task.report_by)
        work[CaseId(task.case_id)].append(Work(WorkKind.BREACH, due_on, _day(task.found_at), task.id))
    for case_id, missing in missing_hearings(gate, admissions, stored, parties).items():
        work[case_id].append(_unheard(missing, parties[case_id]))
    for admission in admissions:
        if shut_out := tuple(_shut_out(admission, parties[admission.case_id])):
            work[admission.case_id].append(Work(WorkKind.RELEASE, since=admission.case.opened_on, names=shut_out))
    return work


def _unheard(missing: MissingHearing, parties: Sequence[PartyRecord]) -> Work:
    names = tuple(party.person.name for party in parties if party.person.ref in missing.parties)
    return Work(WorkKind.UNHEARD, since=missing.settled_on, names=names, is_begun=missing.is_being_mended)


def _shut_out(admission: Admission, parties: Sequence[PartyRecord]) -> Iterator[str]:
    """The names of those to whom the case can be released and has not been; none where no path is known, or all is past."""
    for party in parties if admission.case_type and not admission.case.is_past else ():
        as_party = replace(admission, party=party.person, role=party.role, furthest_released=party.furthest_released)
        if not is_released(as_party):
            yield party.person.name


def _rests(admission: Admission, facts: CaseFacts) -> bool:
    """Whether a case was closed before it was first seen, and nothing has been said or asked in it here since."""
    said = (facts.requests, facts.asked, facts.hearings, facts.notices, facts.circumstances)
    return admission.case.is_past and not any(said)


def _row(
    gate: Gate, admission: Admission, facts: CaseFacts, parties: Sequence[PartyRecord], others: Sequence[Work]
) -> WorkRow:
    plan = outlook(facts, now=gate.local_now, calendar=gate.municipality.calendar, norms=gate.municipality.norms)
    viewer = gate.viewer
    return WorkRow(
        case_id=admission.case_id,
        case_number=admission.case.case_number,
        title=admission.case_type.name if admission.case_type else UNNAMED,
        parties=tuple(party.person.name for party in parties),
        turn=plan.turn,
        work=work_in(gate, facts, plan, others),
        is_mine=isinstance(viewer, StaffViewer) and is_same_source_id(admission.case.caseworker, viewer.caseworker_id),
    )


def _read_at(reading: SourceReading) -> datetime:
    return reading.read_at or datetime.min.replace(tzinfo=UTC)


def _work(duty: Duty) -> Work:
    since = _day(duty.since) if isinstance(duty.since, datetime) else duty.since
    return Work(duty.kind, duty.due_on, since, holds_decision=duty.holds_decision)


def _day(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()


def _rank(work: Work) -> tuple[int, date]:
    return URGENCY.index(work.kind), work.due_on or date.max


def _urgency(row: WorkRow) -> tuple[int, date, str]:
    rank, due_on = _rank(row.work[0]) if row.work else (len(URGENCY), date.max)
    return rank, due_on, row.case_number
