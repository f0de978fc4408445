"""Releasing a case to a party who does not see it by themselves: up to and with a step, and back again."""

from datetime import UTC, datetime

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.looks import ONE_ROW_PER
from portal.access.permissions import Permission
from portal.domain.breaches import BreachKind
from portal.domain.cases import CaseId
from portal.domain.refusals import Refusal
from portal.domain.releases import WithdrawalReason
from portal.domain.statement_requests import NothingSaid
from portal.services.breaches import give_breach_task
from portal.services.case_facts import facts_for_staff
from portal.services.journal import enter, lock_entries
from portal.services.party_views import PartyView, party_views
from portal.storage.audit import LookRow
from portal.storage.journal import EntryKind
from portal.storage.records.releases import ReleaseRow


class NotReleasedByHand(Refusal):
    """The party sees cases of this type by themselves: there is nothing to release or to take back."""


class NoSuchParty(Refusal):
    """The case has no such party, or its path no such step."""


def release(gate: Gate, case_id: CaseId, party_ref: str, furthest_step: str) -> None:
    """Let one party see the case up to and with a step; at once. What was released before is replaced, and kept.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NoSuchParty: the case has no such party, or no such step.
        NotReleasedByHand: the party sees the case by themselves.
    """
    admission = gate.case(case_id, Permission.CASE_RELEASE)
    party = _party(gate, admission, party_ref)
    if admission.case_type is None or admission.case_type.step(furthest_step) is None:
        raise NoSuchParty
    if not party.is_released_by_hand:
        raise NotReleasedByHand
    if party.furthest_released == furthest_step:
        return
    if (live := _live(gate, admission, party_ref)) is not None:
        _end(gate, live)
        gate.flush()
    row = ReleaseRow(
        case_id=case_id,
        party_ref=party_ref,
        furthest_step=furthest_step,
        released_by_ref=gate.viewer.ref,
        released_at=gate.now,
    )
    gate.add(row)
    enter(gate, admission, EntryKind.CASE_RELEASED, furthest_step, subject_id=row.id, party_ref=party_ref)


def withdraw(gate: Gate, case_id: CaseId, party_ref: str, reason: WithdrawalReason, words: str) -> None:
    """Take the release to a party back; the case is gone for them at once. Twice is once.

    The entries about it are locked. Had they, or somebody for them, seen the case, the leader gets a breach task.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NoSuchParty: the case has no such party.
        NotReleasedByHand: the party sees the case by themselves.
        NothingSaid: there are no words on why.
    """
    admission = gate.case(case_id, Permission.CASE_RELEASE)
    party = _party(gate, admission, party_ref)
    if party.sees_by_themselves:
        raise NotReleasedByHand
    if not words:
        raise NothingSaid
    live = _live(gate, admission, party_ref)
    if live is None:
        return
    if _has_been_seen(gate, admission, party_ref):
        give_breach_task(gate, admission, BreachKind.RELEASE, live.id)
    live.withdrawal_reason = reason
    live.withdrawal_words = words
    _end(gate, live)
    lock_entries(gate, admission, live.id)
    text = f"{reason.value}\n{words}"
    kind = EntryKind.CASE_RELEASE_WITHDRAWN
    enter(gate, admission, kind, text, subject_id=live.id, party_ref=party_ref, locked=True)


def _party(gate: Gate, admission: Admission, party_ref: str) -> PartyView:
    stored, facts = facts_for_staff(gate, admission)
    views = party_views(gate, admission, stored, facts.reading)
    party = next((each for each in views if each.person.ref == party_ref), None)
    if party is None:
        raise NoSuchParty
    return party


def _live(gate: Gate, admission: Admission, party_ref: str) -> ReleaseRow | None:
    return next(iter(gate.held_rows(ReleaseRow, [admission], party_ref=party_ref, ended_at=None)), None)


def _end(gate: Gate, row: ReleaseRow) -> None:
    row.ended_at = gate.now
    row.ended_by_ref = gate.viewer.ref
    gate.change(row)


def _has_been_seen(gate: Gate, admission: Admission, party_ref: str) -> bool:
    """Whether the party, or somebody on their behalf, has seen the case since it was last taken back from them.

    A look soon after another is not recorded anew, so one shortly before may stand for one after.
    """
    earlier = gate.rows(ReleaseRow, [admission], party_ref=party_ref)
    taken_back = [row.ended_at for row in earlier if row.ended_at and row.withdrawal_reason]
    since = max(taken_back) - ONE_ROW_PER if taken_back else datetime.min.replace(tzinfo=UTC)
    looks = gate.rows(LookRow, [admission])
    return any(party_ref in {look.viewer_ref, look.on_behalf_of} and look.looked_at >= since for look in looks)
