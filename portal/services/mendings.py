"""That somebody was not heard: in the cases staff work with, and as the party who was not heard reads it."""

from collections.abc import Mapping, Sequence
from datetime import date

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.clock import COPENHAGEN
from portal.domain.cases import CaseId, PartyRole
from portal.domain.hearing_review import Finding, Mended, MendingStep, MissingHearing, is_mended, review, unheard
from portal.domain.value import value
from portal.services.settled_cases import settled_case
from portal.storage.cases import PartyRecord
from portal.storage.facts import StoredFacts
from portal.storage.hearing_facts import HearingReasons


@value
class Mending:
    """The error as a party reads it who was not heard, from the day they were told; never another party's."""

    told_on: date
    words: str
    heard_on: date | None
    decided_on: date | None
    decided_words: str
    restored_on: date | None
    restored_words: str
    is_over: bool


def missing_hearings(
    gate: Gate,
    admissions: Sequence[Admission],
    stored: Mapping[CaseId, StoredFacts],
    parties: Mapping[CaseId, Sequence[PartyRecord]],
) -> Mapping[CaseId, MissingHearing]:
    """Those of opened cases that were settled before everybody was heard. `stored` and `parties` are of the same cases.

    What was decided in a case that was closed before it was first seen, nobody is asked to say.
    """
    reasons, mended = gate.hearing_reasons(admissions), gate.mended(admissions)
    found: dict[CaseId, MissingHearing] = {}
    for each in admissions:
        case_id = each.case_id
        steps = mended.get(case_id, ())
        case = settled_case(
            each.case, each.case_type, stored[case_id], reasons[case_id], parties.get(case_id, ()), steps
        )
        missing = review(case, gate.today, COPENHAGEN)
        if missing is not None and not (missing.finding is Finding.UNKNOWN and each.case.is_past):
            found[case_id] = missing
    return found


def mending_for(gate: Gate, admission: Admission, stored: StoredFacts) -> Mending | None:
    """What the party of an admission is told of not having been heard; None when there is nothing to tell them."""
    return next(iter(mendings_for(gate, [admission], stored)), None)


def mendings_for(gate: Gate, parties: Sequence[Admission], stored: StoredFacts) -> Sequence[Mending | None]:
    """The same for each of several parties of one case, in as many queries as for one."""
    mended = gate.mended(parties[:1]).get(parties[0].case_id, ()) if parties else ()
    if not any(each.step is MendingStep.TOLD for each in mended):
        return [None for _ in parties]
    reasons = gate.hearing_reasons(parties[:1])[parties[0].case_id]
    return [_mending(gate, party, stored, reasons, mended) for party in parties]


def _mending(
    gate: Gate, admission: Admission, stored: StoredFacts, reasons: HearingReasons, mended: Sequence[Mended]
) -> Mending | None:
    done = {each.step: each for each in mended}
    told = done.get(MendingStep.TOLD)
    if told is None or admission.party is None:
        return None
    party = PartyRecord(admission.case_id, admission.party, admission.role or PartyRole.SECONDARY, None)
    case = settled_case(admission.case, admission.case_type, stored, reasons, [party], mended)
    if not unheard(case, gate.today, COPENHAGEN):
        return None
    heard, decided, restored = (
        done.get(step) for step in (MendingStep.HEARD, MendingStep.DECIDED, MendingStep.RESTORED)
    )
    return Mending(
        told_on=told.done_on,
        words=told.words,
        heard_on=_day(heard),
        decided_on=_day(decided),
        decided_words=decided.words if decided else "",
        restored_on=_day(restored),
        restored_words=restored.words if restored else "",
        is_over=is_mended(mended),
    )


def _day(step: Mended | None) -> date | None:
    return step.done_on if step else None
