"""Confirming a decision: the case system tells that a case is decided, a caseworker tells what and when."""

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.clock import COPENHAGEN
from portal.domain.case_facts import CaseFacts
from portal.domain.cases import CaseId, CaseState
from portal.domain.decisions import Decision
from portal.domain.demand_gate import DemandStands, standing
from portal.domain.evidence import DECIDED_STATES, is_decided
from portal.domain.hearing_gate import HearingMissing, is_gated, not_heard
from portal.domain.refusals import Refusal
from portal.services.case_facts import facts_of
from portal.services.circumstances import note_decided
from portal.services.hearing_duty import hearing_records
from portal.services.journal import enter
from portal.storage.journal import EntryKind
from portal.storage.records.decisions import DecisionRow


class NotDecidedYet(Refusal):
    """The case system does not say that the case is decided."""


class DecisionDatesImpossible(Refusal):
    """A decision is made after the case began and not in the future, and its letter does not come before it."""


class DecisionOvertaken(Refusal):
    """Somebody else has confirmed another result, or other dates, since this one was read."""


def mark_of(decision: Decision | None) -> str:
    """A confirmed decision in a word, that changes with everything in it; empty when there is none."""
    if decision is None:
        return ""
    return f"{decision.outcome.value} {decision.decided_on.isoformat()} {decision.letter_available_on.isoformat()}"


def may_be_confirmed(facts: CaseFacts) -> bool:
    """Whether the case system says that the case is decided, or closed without our having seen it decided."""
    if facts.state in DECIDED_STATES or facts.state is CaseState.CLOSED:
        return True
    return facts.case_type is not None and is_decided(facts, facts.case_type)


def confirm(gate: Gate, case_id: CaseId, decision: Decision, *, seen: str) -> None:
    """Confirm what was decided; the parties see it from the day the letter is available. Again: a correction.

    `seen` is the mark of the decision that was read before; the same one twice is confirmed once.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NotDecidedYet: the case system does not say so.
        DecisionDatesImpossible: the dates cannot be true.
        DemandStands: a party had demanded to be heard before it, and the decision waits.
        HearingMissing: a party was not heard before it, and no reason is coded why they need not be.
        DecisionOvertaken: another decision is confirmed by now than the one that was read.
    """
    admission = gate.case(case_id, Permission.DECISION_CONFIRM)
    (facts,) = facts_of(gate, [admission])
    if not may_be_confirmed(facts):
        raise NotDecidedYet
    if not facts.opened_on <= decision.decided_on <= gate.today or decision.letter_available_on < decision.decided_on:
        raise DecisionDatesImpossible
    if facts.decision == decision:
        return
    if mark_of(facts.decision) != seen:
        raise DecisionOvertaken
    hold_to_demands(gate, admission, decision)
    hold_to_hearing(gate, admission, decision)
    row = next(iter(gate.held_rows(DecisionRow, [admission])), None)
    if row is None:
        row = DecisionRow(
            case_id=case_id,
            outcome=decision.outcome,
            decided_on=decision.decided_on,
            letter_available_on=decision.letter_available_on,
            confirmed_by_ref=gate.viewer.ref,
            confirmed_at=gate.now,
        )
    row.outcome = decision.outcome
    row.decided_on = decision.decided_on
    row.letter_available_on = decision.letter_available_on
    row.confirmed_by_ref = gate.viewer.ref
    row.confirmed_at = gate.now
    gate.change(row)
    note_decided(gate, admission, decision.decided_on)
    enter(gate, admission, EntryKind.DECISION_CONFIRMED, mark_of(decision), subject_id=row.id, party_ref=None)


def hold_to_demands(gate: Gate, admission: Admission, decision: Decision) -> None:
    """The gate of forvaltningsloven § 21: no decision is announced that was made while a party's demand stood.

    Raises:
        DemandStands: naming the demands, and what has to be done about each.
    """
    parties = {party.person.ref for party in gate.parties([admission])}
    demands = [each for each in gate.demands([admission])[admission.case_id] if each.party in parties]
    if found := standing(demands, decision.decided_on, gate.today, COPENHAGEN):
        raise DemandStands(found)


def hold_to_hearing(gate: Gate, admission: Admission, decision: Decision) -> None:
    """The hearing gate: nothing adverse, and no change of support, is announced before each party was heard.

    Raises:
        HearingMissing: naming the parties who were not.
    """
    changes_support = admission.case_type is not None and admission.case_type.changes_support
    if not is_gated(decision.outcome, changes_support=changes_support):
        return
    record = hearing_records(gate, [admission], gate.stored_facts([admission]))[admission.case_id]
    parties = [party.person.ref for party in gate.parties([admission])]
    missing = not_heard(record, parties, before=decision.decided_on, today=gate.today, zone=COPENHAGEN)
    if missing:
        raise HearingMissing(missing)
