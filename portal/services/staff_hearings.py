"""The hearings of a case for the staff who work with it: who has been heard, what was answered, who has read."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.clock import COPENHAGEN
from portal.domain import hearings
from portal.domain.cases import CaseId
from portal.domain.hearing_duty import ChildConversation, HearingExemption
from portal.domain.hearing_gate import Heard, HearingRecord, heard
from portal.domain.hearings import Hearing, HearingState, earliest_answer_by, usual_answer_by
from portal.domain.people import Person
from portal.domain.value import value
from portal.domain.words import Words
from portal.domain.working_days import next_working_day
from portal.services.case_facts import facts_for_staff
from portal.services.cases import UNNAMED
from portal.services.hearing_offers import mark_of
from portal.services.hearing_record import hearing_record
from portal.services.party_views import PartyView, party_views
from portal.storage.audit import LookKind, LookRow
from portal.storage.facts import StoredFacts


@value
class StaffHearing:
    """One hearing as it stands today; that its party has read it is derived from the looks."""

    hearing: Hearing
    mark: str
    """How it stands, for the forms that act on it."""
    suggested_until: date
    """A day the party could be given until when they ask for more time."""

    @property
    def may_be_considered(self) -> bool:
        """Whether it can be said what the answer, or its missing, led to."""
        return self.hearing.state in hearings.COMES_FROM[HearingState.CONSIDERED]

    @property
    def waits(self) -> bool:
        """Whether the party can answer still, and has not."""
        return self.hearing.state in hearings.OPEN_STATES


@value
class PartyHearings:
    """One party: whether and how they have been heard, their hearings (newest first), and why none is owed."""

    number: int
    """From 1; the primary party first."""
    person: Person
    can_read: bool
    """Whether the case exists for them here: who sees nothing of it can answer nothing."""
    heard: Heard | None
    hearings: Sequence[StaffHearing]
    exemptions: Sequence[HearingExemption]
    conversations: Sequence[ChildConversation]


@value
class HearingsOfCase:
    """A case for the pages on which a hearing is opened, or the reason coded why none is owed."""

    case_id: CaseId
    case_number: str
    title: Words
    parties: Sequence[PartyHearings]
    usual_answer_by: date
    earliest_answer_by: date

    def refs(self, numbers: Sequence[str]) -> list[str]:
        """Who the parties of these numbers are now, to be chosen beforehand; a number that none has is left out."""
        return [party.person.ref for party in self.parties if str(party.number) in numbers]

    def numbers(self, refs: Sequence[str]) -> list[int]:
        """The numbers of these parties, for an address: it names nobody."""
        return [party.number for party in self.parties if party.person.ref in refs]


def read_hearings(gate: Gate, case_id: CaseId) -> HearingsOfCase:
    """Open a case to hear its parties; the look is recorded.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
    """
    admission = gate.case(case_id, Permission.HEARING_OFFER)
    gate.looked_at([admission], LookKind.CASE)
    stored, facts = facts_for_staff(gate, admission)
    views = party_views(gate, admission, stored, facts.reading)
    norms, calendar = gate.municipality.norms, gate.municipality.calendar
    return HearingsOfCase(
        case_id=case_id,
        case_number=admission.case.case_number,
        title=admission.case_type.name if admission.case_type else UNNAMED,
        parties=party_hearings(gate, admission, stored, views),
        usual_answer_by=usual_answer_by(gate.today, norms, calendar),
        earliest_answer_by=earliest_answer_by(gate.today, norms, calendar),
    )


def party_hearings(
    gate: Gate, admission: Admission, stored: StoredFacts, views: Sequence[PartyView]
) -> Sequence[PartyHearings]:
    """The hearings of each party of an opened case."""
    record = hearing_record(stored, gate.hearing_reasons([admission])[admission.case_id], admission.case_type)
    looks = gate.rows(LookRow, [admission], kind=LookKind.HEARING) if record.hearings else ()
    return [_party(gate, view, record, looks) for view in views]


def _party(gate: Gate, view: PartyView, record: HearingRecord, looks: Sequence[LookRow]) -> PartyHearings:
    ref = view.person.ref
    own = [each for each in record.hearings if each.party == ref]
    read = sorted(look.looked_at for look in looks if ref in {look.viewer_ref, look.on_behalf_of})
    return PartyHearings(
        number=view.number,
        person=view.person,
        can_read=view.page is not None,
        heard=heard(record, ref, gate.today, COPENHAGEN),
        hearings=[_staff_hearing(gate, each, read) for each in reversed(own)],
        exemptions=[each for each in record.exemptions if each.party == ref],
        conversations=[each for each in record.conversations if each.party == ref],
    )


def _staff_hearing(gate: Gate, hearing: Hearing, read: Sequence[datetime]) -> StaffHearing:
    calendar = gate.municipality.calendar
    stands = hearing.as_of(gate.today)
    read_at = next((moment for moment in read if moment >= hearing.opened_at), None)
    if read_at is not None:
        stands = hearings.see(stands, now=read_at, today=gate.today)
    until = next_working_day(max(hearing.answer_by, gate.today) + timedelta(days=hearings.USUAL_DAYS), calendar)
    return StaffHearing(stands, mark_of(hearing.as_of(gate.today)), until)
