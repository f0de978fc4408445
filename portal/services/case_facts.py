"""From what is stored about cases to the facts a roadmap is made from, in the municipality's terms."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import takewhile

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.clock import COPENHAGEN
from portal.domain.case_facts import CaseFacts, CaseworkerSeat, SourceReading
from portal.domain.case_types import CaseType
from portal.domain.cases import CaseId
from portal.domain.circumstances import Circumstance
from portal.domain.contacts import Contact
from portal.domain.evidence import OVER_STATES
from portal.domain.hearing_evidence import hearing_evidence
from portal.domain.notices import told
from portal.domain.people import PersonRef
from portal.domain.words import Words
from portal.municipality import Municipality
from portal.storage.cases import CaseRecord
from portal.storage.facts import ObservedChange, StoredFacts
from portal.storage.mirror import EventKind


def facts_of(gate: Gate, admissions: Sequence[Admission]) -> list[CaseFacts]:
    """The facts of opened cases, each for the party it was opened for; for staff, with every party's demands."""
    return facts_from(gate, admissions, gate.stored_facts(admissions))


def facts_from(gate: Gate, admissions: Sequence[Admission], stored: Mapping[CaseId, StoredFacts]) -> list[CaseFacts]:
    """The same, from what is stored about these cases and has been read already."""
    return [
        assemble(each, stored[each.case_id], reading_of(gate, each.case), gate.municipality, _party_ref(each))
        for each in admissions
    ]


def facts_for_staff(gate: Gate, admission: Admission) -> tuple[StoredFacts, CaseFacts]:
    """What is stored about a case that staff have opened, and the facts it comes to, with every party's demands."""
    stored = gate.stored_facts([admission])[admission.case_id]
    reading = reading_of(gate, admission.case)
    return stored, assemble(admission, stored, reading, gate.municipality, _party_ref(admission))


def assemble(
    admission: Admission,
    stored: StoredFacts,
    reading: SourceReading,
    municipality: Municipality,
    party: PersonRef | None,
    furthest_released: str | None = None,
) -> CaseFacts:
    """The facts of one case for one party; with every party's demands when `party` is None."""
    case, case_type = admission.case, admission.case_type
    state_change = _latest(stored.changes, EventKind.STATE_CHANGED)
    hearings = tuple(each for each in stored.hearings if party is None or each.party == party)
    furthest = furthest_released or admission.furthest_released
    state_step = municipality.step_for_state(case_type.code, case.state, case.opened_on) if case_type else None
    return CaseFacts(
        case_id=case.id,
        case_number=case.case_number,
        case_type=case_type,
        state=case.state,
        opened_on=case.opened_on,
        first_seen_on=_day(case.first_seen_at),
        state_step=state_step,
        state_changed_on=_day(state_change.observed_at) if state_change else None,
        decided_seen_on=_seen_decided(stored.changes),
        tasks=(*stored.tasks, *hearing_evidence(hearings, case_type, COPENHAGEN)),
        seat=_seat(admission, stored.changes, municipality),
        reading=reading,
        notices=tuple(stored.notices),
        requests=tuple(each for each in stored.requests if party is None or each.party == party),
        hearings=hearings,
        asked=tuple(each for each in stored.asked if party is None or each.party == party),
        decision=case.decision,
        furthest_released=furthest,
        circumstances=tuple(_circumstances(stored, party)),
        said=tuple(stored.said),
        last_news_on=_last_news(case.first_seen_at, stored, party, _hidden_steps(case_type, furthest)),
    )


def _circumstances(stored: StoredFacts, party: PersonRef | None) -> Iterator[Circumstance]:
    """What is true of this party; for the case itself (None), what is true of every party alone. A death always."""
    return (each for each in stored.circumstances if each.concerns(party))


def contact_of(municipality: Municipality, caseworker: str | None, team: str | None, case_type: str | None) -> Contact:
    """Whom to phone: the caseworker, else her team, else the team of the case type, else the switchboard."""
    member = municipality.staff_by_source(caseworker) if caseworker else None
    if member is not None:
        return member.contact()
    known = municipality.team_by_source(team) if team else None
    known = known or (municipality.team_of_case_type(case_type) if case_type else None)
    return known.contact() if known is not None else municipality.switchboard()


def reading_of(gate: Gate, case: CaseRecord) -> SourceReading:
    """When the case's system was last read completely, and whether that is too long ago."""
    read_at = case.source_read_at
    return SourceReading(read_at, is_stale=read_at is None or gate.now - read_at > gate.stale_after)


def _party_ref(admission: Admission) -> PersonRef | None:
    return admission.party.ref if admission.party else None


def _seat(admission: Admission, changes: Sequence[ObservedChange], municipality: Municipality) -> CaseworkerSeat:
    case = admission.case
    contact = contact_of(municipality, case.caseworker, case.team, case.case_type)
    member = municipality.staff_by_source(case.caseworker) if case.caseworker else None
    absence = member.absence if member else None
    change = _latest(changes, EventKind.CASEWORKER_CHANGED)
    if change is None:
        return CaseworkerSeat(contact, absence=absence)
    return CaseworkerSeat(contact, _day(change.observed_at), _name_of(municipality, change.before), absence)


def _name_of(municipality: Municipality, source_id: str | None) -> Words | None:
    if source_id is None:
        return None
    member = municipality.staff_by_source(source_id)
    return member.contact().name if member else None


def _hidden_steps(case_type: CaseType | None, furthest_released: str | None) -> frozenset[str]:
    """The steps of a case released by hand that its party may not see; empty when all may be seen."""
    if case_type is None or furthest_released is None:
        return frozenset()
    at = case_type.position(furthest_released)
    return frozenset(step.code for step in case_type.steps[0 if at is None else at + 1 :])


def _last_news(first_seen_at: datetime, stored: StoredFacts, party: PersonRef | None, hidden: Collection[str]) -> date:
    """The day of the last thing the party was told; nothing of a step hidden from them is news, and no state."""
    answers = [each.answered_at for each in stored.requests if each.answered_at and party in {None, each.party}]
    offered = [each.opened_at for each in stored.hearings if party in {None, each.party}]
    special = [each.noted_at for each in stored.circumstances if not hidden and each.party in {None, party}]
    posted = [each.posted_at for each in told(stored.notices) if each.step not in hidden]
    observed = [each.observed_at for each in stored.changes if not hidden or each.kind is EventKind.CASEWORKER_CHANGED]
    return _day(max([first_seen_at, *answers, *offered, *special, *posted, *observed]))


def _seen_decided(changes: Sequence[ObservedChange]) -> date | None:
    """When the case was seen to be decided, and to stay so; that it is closed afterwards changes nothing of it."""
    moves = [change for change in changes if change.kind is EventKind.STATE_CHANGED]
    newest_first = sorted(moves, key=lambda change: change.observed_at, reverse=True)
    since = list(takewhile(lambda change: change.after in OVER_STATES, newest_first))
    return _day(since[-1].observed_at) if since and since[-1].before not in OVER_STATES else None


def _latest(changes: Sequence[ObservedChange], kind: EventKind) -> ObservedChange | None:
    of_kind = [change for change in changes if change.kind is kind]
    return max(of_kind, key=lambda change: change.observed_at, default=None)


def _day(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()
