"""Why a party need not be heard, coded by a caseworker; and conversations with children that count as hearing them."""

from collections.abc import Mapping, Sequence
from datetime import date

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.hearing_duty import (
    Condition,
    ExemptionGround,
    HearingExemption,
    KnownFact,
    check_exemption,
)
from portal.domain.hearing_gate import HearingRecord
from portal.domain.people import PersonRef
from portal.domain.refusals import Refusal
from portal.domain.statement_requests import NothingSaid
from portal.domain.value import value
from portal.services.actors import staff_name
from portal.services.hearing_record import hearing_record
from portal.services.journal import enter_once
from portal.services.releases import NoSuchParty
from portal.storage.facts import StoredFacts
from portal.storage.journal import EntryKind
from portal.storage.records.hearing_duty import (
    ChildConversationRow,
    HearingExemptionRow,
    KnownFactRow,
    UnmetConditionRow,
)


class NoChildParty(Refusal):
    """In this type of case a child is not heard by a conversation (barnets lov § 3 lists those in which it is)."""


class NotHeldYet(Refusal):
    """A conversation is recorded when it has been held, and not before the case began."""


@value
class ReasonDraft:
    """Why one party is not owed a hearing."""

    party: str
    ground: ExemptionGround
    words: str
    unmet: frozenset[Condition] = frozenset()
    known_facts: Sequence[KnownFact] = ()


def code_reason(gate: Gate, case_id: CaseId, draft: ReasonDraft) -> None:
    """Code the reason, dated now. It is never edited; another may be added. The same one twice is coded once.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NoSuchParty: the case has no such party.
        NothingSaid: it is not said why.
        ConditionsAllMet, KnownFactsMissing: as `check_exemption`.
    """
    admission = gate.case(case_id, Permission.HEARING_OFFER)
    party = _party(gate, admission, draft.party)
    if not draft.words:
        raise NothingSaid
    name = staff_name(gate)
    reason = HearingExemption(party, draft.ground, draft.words, gate.now, name, draft.unmet, tuple(draft.known_facts))
    check_exemption(reason)
    before = gate.hearing_reasons([admission])[case_id].exemptions
    if any(_says_the_same(reason, each) for each in before):
        return
    row = HearingExemptionRow(
        case_id=case_id,
        party_ref=party,
        ground=draft.ground,
        words=draft.words,
        coded_at=gate.now,
        coded_by_ref=gate.viewer.ref,
        coded_by_name=name,
    )
    gate.add(row)
    gate.flush()
    for condition in sorted(draft.unmet):
        gate.add(UnmetConditionRow(exemption_id=row.id, case_id=case_id, condition=condition))
    for position, fact in enumerate(draft.known_facts):
        gate.add(
            KnownFactRow(
                exemption_id=row.id, case_id=case_id, position=position, text=fact.text, how_known=fact.how_known
            )
        )
    facts = [f"{fact.text}: {fact.how_known}" for fact in draft.known_facts]
    text = "\n\n".join([draft.ground.value, draft.words, *facts])
    enter_once(gate, admission, EntryKind.HEARING_REASON_CODED, text, subject_id=row.id, party_ref=party)


def record_conversation(gate: Gate, case_id: CaseId, party_ref: str, held_on: date) -> None:
    """Record that a conversation with a child of 10 to 14 was held; never what was said.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NoSuchParty: the case has no such party.
        NoChildParty: a child is no party in this type of case.
        NotHeldYet: the day has not come, or is before the case began.
    """
    admission = gate.case(case_id, Permission.HEARING_OFFER)
    party = _party(gate, admission, party_ref)
    if admission.case_type is None or not admission.case_type.child_is_party:
        raise NoChildParty
    if not admission.case.opened_on <= held_on <= gate.today:
        raise NotHeldYet
    if gate.rows(ChildConversationRow, [admission], party_ref=party, held_on=held_on):
        return
    row = ChildConversationRow(
        case_id=case_id,
        party_ref=party,
        held_on=held_on,
        recorded_at=gate.now,
        recorded_by_ref=gate.viewer.ref,
        recorded_by_name=staff_name(gate),
    )
    gate.add(row)
    enter_once(gate, admission, EntryKind.CHILD_HEARD, held_on.isoformat(), subject_id=row.id, party_ref=party)


def hearing_records(
    gate: Gate, admissions: Sequence[Admission], stored: Mapping[CaseId, StoredFacts]
) -> dict[CaseId, HearingRecord]:
    """Everything that is kept about hearings in opened cases, for all their parties; `stored` is of the same cases."""
    reasons = gate.hearing_reasons(admissions)
    return {
        each.case_id: hearing_record(stored[each.case_id], reasons[each.case_id], each.case_type) for each in admissions
    }


def _party(gate: Gate, admission: Admission, party_ref: str) -> PersonRef:
    party = next((each for each in gate.parties([admission]) if each.person.ref == party_ref), None)
    if party is None:
        raise NoSuchParty
    return party.person.ref


def _says_the_same(one: HearingExemption, other: HearingExemption) -> bool:
    return (one.party, one.ground, one.words, one.unmet, one.known_facts) == (
        other.party,
        other.ground,
        other.words,
        other.unmet,
        other.known_facts,
    )
