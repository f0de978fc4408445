"""For a team's leader: how often the expected ranges of the team's cases were right, and where they were not."""

from collections.abc import Sequence

from portal.access.gate import Gate
from portal.domain.said_ranges import DECISION_TARGET, KeptRate
from portal.domain.value import value
from portal.domain.words import Words
from portal.municipality import Municipality
from portal.storage.said_ranges import PROVEN_MISS, TeamKept


@value
class RangesKept:
    """How the ranges of one kind of case were kept; `step` is None for the decision, else what the coming step is."""

    case_type: Words
    step: Words | None
    rate: KeptRate
    is_proven_miss: bool
    is_widened: bool


def read_ranges_kept(gate: Gate) -> Sequence[RangesKept] | None:
    """The decisions of each kind of case, and each coming step where a miss is proven; the misses first.

    None for whoever leads no team.
    """
    found = gate.ranges_of_own_team()
    if found is None:
        return None
    told = [each for each in found if each.target == DECISION_TARGET or each.verdict == PROVEN_MISS]
    rows = [row for each in told if (row := _row(each, gate.municipality)) is not None]
    return sorted(rows, key=lambda row: (not row.is_proven_miss, row.case_type.da, row.step.da if row.step else ""))


def _row(kept: TeamKept, municipality: Municipality) -> RangesKept | None:
    versions = municipality.case_types.versions(kept.case_type)
    if not versions:
        return None
    case_type = versions[-1].case_type
    step = case_type.step(kept.target) if kept.target != DECISION_TARGET else None
    return RangesKept(
        case_type=case_type.name,
        step=step.coming if step else None,
        rate=kept.rate,
        is_proven_miss=kept.verdict == PROVEN_MISS,
        is_widened=kept.is_widened,
    )
