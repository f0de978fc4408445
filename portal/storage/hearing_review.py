"""All that a review of hearings needs, for any number of cases in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select

from portal.domain.cases import CaseId
from portal.domain.hearing_review import Mended
from portal.domain.value import value
from portal.storage.cases import PartyRecord, parties_of
from portal.storage.facts import StoredFacts, load_facts
from portal.storage.hearing_facts import HearingReasons, load_reasons
from portal.storage.one_or_many import OneOrMany
from portal.storage.record_kinds import CaseKinds, RecordKinds, with_any
from portal.storage.records.hearing_mendings import MendingStepRow
from portal.storage.session import GuardedSession

_COLUMNS: Final = MendingStepRow.__table__.c  # type: ignore[attr-defined]  # SQLModel's own table
_MENDED: Final = OneOrMany.by(
    _COLUMNS.case_id, select(*_COLUMNS).order_by(_COLUMNS.done_on, _COLUMNS.noted_at, _COLUMNS.id)
)


@value
class ReviewMaterial:
    """What is stored of one case that a review looks at."""

    facts: StoredFacts
    reasons: HearingReasons
    parties: Sequence[PartyRecord]
    mended: Sequence[Mended]


def load_review(session: GuardedSession, cases: CaseKinds) -> Mapping[CaseId, ReviewMaterial]:
    """The material of each case."""
    facts, reasons = load_facts(session, cases), load_reasons(session, cases)
    parties: dict[CaseId, list[PartyRecord]] = defaultdict(list)
    for party in parties_of(session, cases):
        parties[party.case_id].append(party)
    mended = load_mended(session, cases)
    return {
        case_id: ReviewMaterial(facts[case_id], reasons[case_id], parties[case_id], mended[case_id])
        for case_id in cases
    }


def load_mended(session: GuardedSession, cases: CaseKinds) -> Mapping[CaseId, Sequence[Mended]]:
    """What has been done in each case to mend that somebody was not heard, the first first; one query, or none."""
    found: dict[CaseId, list[Mended]] = defaultdict(list)
    for row in _MENDED.read(session, with_any(cases, RecordKinds.MENDING)):
        found[CaseId(row.case_id)].append(Mended(row.step, row.done_on, row.words, row.noted_by_name))
    return found
