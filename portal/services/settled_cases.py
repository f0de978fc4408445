"""From what is stored about a case to what a review of hearings looks at."""

from collections.abc import Iterable, Sequence

from portal.clock import COPENHAGEN
from portal.domain.case_types import CaseType
from portal.domain.cases import CaseState
from portal.domain.hearing_review import Mended, SeenState, SettledCase
from portal.services.hearing_record import hearing_record
from portal.storage.cases import CaseRecord, PartyRecord
from portal.storage.facts import ObservedChange, StoredFacts
from portal.storage.hearing_facts import HearingReasons
from portal.storage.mirror import EventKind


def settled_case(
    case: CaseRecord,
    case_type: CaseType | None,
    stored: StoredFacts,
    reasons: HearingReasons,
    parties: Iterable[PartyRecord],
    mended: Iterable[Mended],
) -> SettledCase:
    """One case, as it is reviewed."""
    return SettledCase(
        case_id=case.id,
        case_type=case_type,
        states=tuple(_states(case, stored.changes)),
        parties=tuple(party.person.ref for party in parties),
        decision=case.decision,
        tasks=tuple(stored.tasks),
        record=hearing_record(stored, reasons, case_type),
        mended=tuple(mended),
    )


def _states(case: CaseRecord, changes: Sequence[ObservedChange]) -> Iterable[SeenState]:
    """The state at first sight, and each that was seen to follow it."""
    moves = sorted(
        (change for change in changes if change.kind is EventKind.STATE_CHANGED), key=lambda change: change.observed_at
    )
    at_first = moves[0].before if moves else case.state
    yield SeenState(CaseState(at_first or CaseState.UNKNOWN), case.first_seen_at.astimezone(COPENHAGEN).date())
    for change in moves:
        yield SeenState(CaseState(change.after or CaseState.UNKNOWN), change.observed_at.astimezone(COPENHAGEN).date())
