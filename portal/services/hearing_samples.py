"""Reasons why a condition of § 19(1) was not met, for the leader to read through: the one reason that is easy to give."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.hearing_duty import ExemptionGround, HearingExemption
from portal.domain.value import value
from portal.domain.words import Words
from portal.services.cases import UNNAMED
from portal.storage.audit import LookKind

SAMPLED_DAYS: Final = 90
"""Calendar days back from today."""


@value
class SampledReason:
    """One such reason, in its case."""

    case_id: CaseId
    case_number: str
    title: Words
    party: str
    reason: HearingExemption


@value
class Sample:
    """The reasons of § 19(1), the newest first; and how often each ground was given."""

    reasons: Sequence[SampledReason]
    counts: Mapping[ExemptionGround, int]


def read_sample(gate: Gate) -> Sample:
    """The reasons of the last 90 days in the cases of the team that the viewer leads; the cases shown are recorded."""
    admissions = gate.cases_at_work(Permission.HEARING_SAMPLE)
    first = gate.now - timedelta(days=SAMPLED_DAYS)
    names = {(party.case_id, party.person.ref): party.person.name for party in gate.parties(admissions)}
    reasons = gate.hearing_reasons(admissions)
    coded = [
        (admission, reason)
        for admission in admissions
        for reason in reasons[admission.case_id].exemptions
        if reason.coded_at >= first
    ]
    sampled = [(admission, reason) for admission, reason in coded if reason.ground is ExemptionGround.NOT_MET]
    gate.looked_at([admission for admission, _ in sampled], LookKind.LIST)
    rows = [
        SampledReason(
            case_id=admission.case_id,
            case_number=admission.case.case_number,
            title=admission.case_type.name if admission.case_type else UNNAMED,
            party=names.get((admission.case_id, reason.party), ""),
            reason=reason,
        )
        for admission, reason in sampled
    ]
    counts = Counter(reason.ground for _, reason in coded)
    return Sample(sorted(rows, key=lambda row: row.reason.coded_at, reverse=True), counts)
