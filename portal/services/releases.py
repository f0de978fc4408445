"""Releasing a case that does not exist outside until somebody releases it: per party, up to and with a step."""

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.case_types import Release
from portal.domain.cases import CaseId
from portal.domain.refusals import Refusal
from portal.services.journal import enter
from portal.storage.journal import EntryKind
from portal.storage.records.releases import ReleaseRow


class NotReleasedByHand(Refusal):
    """The case is of a type that its parties see by themselves, or of no known type: there is nothing to release."""


class NoSuchParty(Refusal):
    """The case has no such party, or its path no such step."""


def release(gate: Gate, case_id: CaseId, party_ref: str, furthest_step: str) -> None:
    """Let one party see the case up to and with a step; at once.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NotReleasedByHand: the case's type is not one that is released by hand.
        NoSuchParty: the case has no such party, or no such step.
    """
    admission = gate.case(case_id, Permission.CASE_RELEASE)
    case_type = admission.case_type
    if case_type is None or case_type.release is not Release.MANUAL:
        raise NotReleasedByHand
    party = next((each for each in gate.parties([admission]) if each.person.ref == party_ref), None)
    if party is None or case_type.step(furthest_step) is None:
        raise NoSuchParty
    if party.furthest_released == furthest_step:
        return
    row = next(iter(gate.held_rows(ReleaseRow, [admission], party_ref=party_ref)), None)
    if row is None:
        row = ReleaseRow(
            case_id=case_id,
            party_ref=party_ref,
            furthest_step=furthest_step,
            released_by_ref=gate.viewer.ref,
            released_at=gate.now,
        )
    row.furthest_step = furthest_step
    row.released_by_ref = gate.viewer.ref
    row.released_at = gate.now
    gate.change(row)
    enter(gate, admission, EntryKind.CASE_RELEASED, furthest_step, subject_id=row.id, party_ref=party_ref)
