"""A case for the staff who work with it: what it asks of them, and what each party sees of it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.arrivals import decided_on
from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import Actor, Step
from portal.domain.cases import CaseId, CaseState
from portal.domain.circumstances import Circumstance, CircumstanceKind, standing_circumstances
from portal.domain.contacts import Contact
from portal.domain.decisions import Decision
from portal.domain.hearings import USUAL_DAYS
from portal.domain.notices import Notice, live_notice, told
from portal.domain.people import Person, PersonRef
from portal.domain.position import standing
from portal.domain.requests import Request
from portal.domain.roadmap import outlook
from portal.domain.roadmap.shape import Turn
from portal.domain.roadmap.special import opened_again
from portal.domain.sentences import OwnWords, Text
from portal.domain.statement_requests import COMES_FROM, Arrival, RequestState, StatementRequest
from portal.domain.value import value
from portal.domain.words import Words
from portal.domain.working_days import Calendar, add_working_days, next_working_day
from portal.municipality.review_ways import ReviewWay
from portal.services import decisions
from portal.services.case_facts import facts_for_staff
from portal.services.cases import UNNAMED
from portal.services.notices import told_text
from portal.services.party_views import PartyView, party_views
from portal.services.request_answers import mark_of as request_mark
from portal.services.staff_hearings import PartyHearings, StaffHearing, party_hearings
from portal.services.statement_answers import mark_of
from portal.services.worklist import Work, WorkKind, other_work, work_in
from portal.storage.audit import LookKind
from portal.storage.cases import PartyRecord
from portal.storage.journal import JournalEntryRow
from portal.storage.records.requests import InterimAnswerRow, RequestRow
from portal.storage.requests import request_of


@value
class PartyDemand:
    """A party's demand to be heard, as it stands today."""

    request: StatementRequest
    as_read: StatementRequest
    """The same as its party may know of it: they may not see that the case is decided."""
    party: str
    mark: str
    """How it stands, for the form that answers it."""
    suggested_on: date
    """A day the party could be given until."""
    decided_on: date | None
    """The day of the decision that it came after, as far as that is known; None when it came after none."""
    may_be_declined: bool
    """Whether it holds a decision back; before one is confirmed, its day may prove to be a later one."""


@value
class PartyRequest:
    """Something a party has asked, and how it stands."""

    request: Request
    party: str
    mark: str
    """How it stands, for the form that answers it."""
    way: ReviewWay | None
    """In which way the case is to be looked at, when that is what was asked."""
    suggested_on: date
    """A new date that could be given."""


@value
class Waiting:
    """Somebody else the case waits for: whom to name and until when, for one tap."""

    who: str
    until: date


@value
class StaffCase:
    """Everything about one case that its staff see."""

    case_id: CaseId
    case_number: str
    title: Words
    law: str | None
    state: CaseState
    opened_on: date
    contact: Contact
    turn: Turn
    work: tuple[Work, ...]
    views: Sequence[PartyView]
    demands: Sequence[PartyDemand]
    hearings: Sequence[PartyHearings]
    """Of every party, heard or not."""
    child_is_party: bool
    """Whether a conversation with a child counts as hearing the child in this type of case."""
    asked: Sequence[PartyRequest]
    """The newest first."""
    notices: Sequence[Notice]
    """Newest first; none that was taken back."""
    decision: Decision | None
    may_confirm_decision: bool
    circumstances: Sequence[Circumstance]
    """What stands today, of every party or of one; the latest begun first."""
    path: Sequence[Step]
    steps_to_release: Sequence[Step]
    """The path of a case that some party sees by a release alone; empty for any other."""
    waiting: Waiting | None
    journal: Sequence[JournalEntryRow]
    """Newest first; without the locked ones."""

    def told_text(self, notice: Notice) -> Text:
        """What a notice told: a caseworker's own words, or the path's."""
        return told_text(self.path, notice, self.title)

    def step_text(self, code: str) -> Words:
        """What a step is called while a case stands at it."""
        step = self._step(code)
        return step.now if step else self.title

    @property
    def coded_words(self) -> Mapping[str, Words]:
        """What the codes of its journal mean: the steps of its path, and the ways in which it is to be looked at."""
        ways = {each.way.code: each.way.name for each in self.asked if each.way is not None}
        return ways | {step.code: step.now for step in self.path}

    def _step(self, code: str) -> Step | None:
        return next((step for step in self.path if step.code == code), None)

    @property
    def circumstance_kinds(self) -> Sequence[CircumstanceKind]:
        """What can be recorded of the case."""
        return tuple(CircumstanceKind)

    def party_name(self, ref: PersonRef) -> str:
        """What a party is called."""
        return next((view.person.name for view in self.views if view.person.ref == ref), "")

    @property
    def unheard(self) -> Work | None:
        """That the case was settled before everybody was heard; None when that is not so, or is mended."""
        return next((each for each in self.work if each.kind is WorkKind.UNHEARD), None)

    @property
    def open_demands(self) -> Sequence[PartyDemand]:
        """Those about which something is owed."""
        return [each for each in self.demands if each.request.is_open]

    @property
    def every_hearing(self) -> Sequence[StaffHearing]:
        """The hearings of all parties."""
        return [each for party in self.hearings for each in party.hearings]

    @property
    def open_requests(self) -> Sequence[PartyRequest]:
        """Those that are owed an answer."""
        return [each for each in self.asked if each.request.is_open]

    @property
    def live_notice(self) -> Notice | None:
        """The notice that has not been replaced."""
        return live_notice(self.notices)


def read_staff_case(gate: Gate, case_id: CaseId, permission: Permission = Permission.CASE_HANDLE) -> StaffCase:
    """Open a case to work with it; the look at it, and at what its parties see, is recorded.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
    """
    admission = gate.case(case_id, permission)
    gate.looked_at([admission], LookKind.CASE)
    gate.looked_at([admission], LookKind.PREVIEW)
    stored, facts = facts_for_staff(gate, admission)
    calendar, norms = gate.municipality.calendar, gate.municipality.norms
    plan = outlook(facts, now=gate.local_now, calendar=calendar, norms=norms)
    parties = list(gate.parties([admission]))
    others = other_work(gate, [admission], {case_id: stored}, {case_id: parties})[case_id]
    entries = [entry for entry in gate.rows(JournalEntryRow, [admission]) if not entry.locked]
    case_type = admission.case_type
    views = party_views(gate, admission, stored, facts.reading)
    return StaffCase(
        case_id=case_id,
        case_number=admission.case.case_number,
        title=case_type.name if case_type else UNNAMED,
        law=case_type.law if case_type else None,
        state=facts.state,
        opened_on=facts.opened_on,
        contact=facts.seat.contact,
        turn=plan.turn,
        work=work_in(gate, facts, plan, others),
        views=views,
        demands=_demands(gate, facts, plan.demands, views),
        hearings=party_hearings(gate, admission, stored, views),
        child_is_party=case_type is not None and case_type.child_is_party,
        asked=_asked(gate, admission, parties),
        notices=told(facts.notices)[::-1],
        decision=facts.decision,
        may_confirm_decision=decisions.may_be_confirmed(facts),
        circumstances=standing_circumstances(stored.circumstances, gate.today),
        path=case_type.steps if case_type else (),
        steps_to_release=case_type.steps if case_type and any(view.is_released_by_hand for view in views) else (),
        waiting=_waiting(gate, facts, plan.turn),
        journal=sorted(entries, key=lambda entry: entry.entered_at, reverse=True),
    )


def _demands(
    gate: Gate, facts: CaseFacts, demands: Sequence[StatementRequest], views: Sequence[PartyView]
) -> Sequence[PartyDemand]:
    names = {view.person.ref: view.person for view in views}
    read = {each.id: each for view in views if view.page for each in view.page.roadmap.demands}
    stands, _again = opened_again(facts, gate.today)
    norms, calendar = gate.municipality.norms, gate.municipality.calendar
    floor = add_working_days(gate.today, norms.hearing_floor_working_days, calendar)
    return [
        PartyDemand(
            request=request,
            as_read=read.get(request.id, request),
            party=_name(names.get(request.party)),
            mark=mark_of(request),
            suggested_on=_suggested_on(request, floor, calendar),
            decided_on=decided_on(stands) if request.arrival is Arrival.AFTER else None,
            may_be_declined=request.state in COMES_FROM[RequestState.DECLINED] and stands.decision is None,
        )
        for request in reversed(demands)
    ]


def _suggested_on(request: StatementRequest, floor: date, calendar: Calendar) -> date:
    """A reasonable time to speak in; as much again for who asks for more."""
    if request.statement_by is None:
        return floor
    return max(floor, next_working_day(request.statement_by + timedelta(days=USUAL_DAYS), calendar))


def _name(person: Person | None) -> str:
    return person.name if person else ""


def _asked(gate: Gate, admission: Admission, parties: Sequence[PartyRecord]) -> Sequence[PartyRequest]:
    rows = sorted(gate.rows(RequestRow, [admission]), key=lambda each: (each.received_at, each.number), reverse=True)
    put_off = gate.rows(InterimAnswerRow, [admission]) if rows else ()
    names = {party.person.ref: party.person for party in parties}
    requests = [request_of(row, [each for each in put_off if each.request_id == row.id]) for row in rows]
    return [
        PartyRequest(
            request=request,
            party=_name(names.get(request.party)),
            mark=request_mark(request),
            way=gate.municipality.review_way(request.review_way),
            suggested_on=add_working_days(
                max(gate.today, request.answer_by),
                gate.municipality.norms.question_answer_working_days,
                gate.municipality.calendar,
            ),
        )
        for request in requests
    ]


def _waiting(gate: Gate, facts: CaseFacts, turn: Turn) -> Waiting | None:
    """One tap is offered where somebody else is waited for at a step of the path."""
    if turn.who is not Actor.THIRD_PARTY or facts.case_type is None:
        return None
    at = standing(facts, facts.case_type, gate.today)
    if at is None or at.step(facts.case_type) is None:
        return None
    usual = gate.today + timedelta(days=gate.municipality.norms.third_party_reminder_days)
    until = turn.until or turn.remind_on or usual
    return Waiting(_spoken(turn.name), until if until > gate.today else usual)


def _spoken(name: Text | None) -> str:
    match name:
        case OwnWords():
            return name.text
        case Words():
            return name.da
    return ""
