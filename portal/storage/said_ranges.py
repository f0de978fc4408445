"""What was said of when something comes, as it is read: of cases for their pages, of a team for its leader."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import exists, select

from portal.domain.cases import CaseId
from portal.domain.rounded_ranges import RoundedRange
from portal.domain.said_ranges import Found, KeptRate, SaidRange
from portal.domain.value import value
from portal.storage.history import WHOLE_TAIL, KeptRateRow, QuantileTableRow
from portal.storage.one_or_many import OneOrMany
from portal.storage.records.said_ranges import SaidRangeRow
from portal.storage.session import GuardedSession

ALL_TEAMS: Final = ""
ALL_STEPS: Final = ""
PROVEN_MISS: Final = "proven_miss"
"""The verdict that fewer are kept than were promised."""

_SAID: Final = SaidRangeRow.__table__.c  # type: ignore[attr-defined]  # SQLModel's own table
_KEPT: Final = KeptRateRow.__table__.c  # type: ignore[attr-defined]  # as above
_TABLE: Final = QuantileTableRow.__table__.c  # type: ignore[attr-defined]  # as above
_NAMES: Final = (
    *("case_id", "target", "step", "step_since", "p10_on", "p50_on", "p80_on", "p90_on", "unit", "from_on"),
    *("to_on", "basis", "cases", "silence", "why", "said_on"),
)
_OF_CASES: Final = OneOrMany.by(
    _SAID.case_id,
    select(*(_SAID[name] for name in _NAMES), _KEPT.kept, _KEPT.due)
    .outerjoin_from(
        SaidRangeRow,
        KeptRateRow,
        (_KEPT.team == ALL_TEAMS)
        & (_KEPT.case_type == _SAID.case_type)
        & (_KEPT.step == _SAID.step)
        & (_KEPT.target == _SAID.target),
    )
    .order_by(_SAID.said_at, _SAID.target, _SAID.id),
)


@value
class TeamKept:
    """How a team's ranges of one case type were kept: by the target, in all steps together, and what is proven."""

    case_type: str
    target: str
    rate: KeptRate
    verdict: str
    """`too_few`, `holds` or `proven_miss`."""
    is_widened: bool
    """Whether such ranges are made wider now, in a step or in all, for fewer were kept than promised."""


def load_said(session: GuardedSession, cases: Collection[CaseId]) -> Mapping[CaseId, Sequence[SaidRange]]:
    """Everything said of each case, the first first, with how such promises were kept; one query."""
    said: dict[CaseId, list[SaidRange]] = {}
    for row in _OF_CASES.read(session, list(cases)):
        said.setdefault(CaseId(row.case_id), []).append(said_of(row))
    return said


def kept_of_team(session: GuardedSession, team: str) -> Sequence[TeamKept]:
    """How the ranges were kept that were said of a team's cases, in no order."""
    in_a_step = KeptRateRow.__table__.alias("in_a_step")  # type: ignore[attr-defined]  # as above
    misses = exists().where(
        in_a_step.c.team == ALL_TEAMS,
        in_a_step.c.case_type == _KEPT.case_type,
        in_a_step.c.target == _KEPT.target,
        in_a_step.c.verdict == PROVEN_MISS,
    )
    query = (
        select(
            *(_KEPT.case_type, _KEPT.target, _KEPT.kept, _KEPT.due, _KEPT.verdict, _TABLE.tail_per_mille),
            misses.label("misses_in_a_step"),
        )
        .outerjoin_from(KeptRateRow, QuantileTableRow, _TABLE.target == _KEPT.target)
        .where(_KEPT.team == team.casefold(), _KEPT.step == ALL_STEPS)
    )
    return [
        TeamKept(
            row.case_type,
            row.target,
            KeptRate(row.kept, row.due),
            row.verdict,
            is_widened=row.misses_in_a_step or (row.tail_per_mille is not None and row.tail_per_mille < WHOLE_TAIL),
        )
        for row in session.execute(session.stamp(query)).all()
    ]


def said_of(row: Any) -> SaidRange:  # noqa: ANN401 -- a Core row with the columns by name
    """What a row says."""
    days = (row.p10_on, row.p50_on, row.p80_on, row.p90_on)
    return SaidRange(
        target=row.target,
        step=row.step,
        step_since=row.step_since,
        said_on=row.said_on,
        why=row.why,
        found=Found(*days, row.basis, row.cases) if row.p90_on is not None else None,
        words=RoundedRange(row.unit, row.from_on, row.to_on) if row.unit is not None else None,
        silence=row.silence,
        kept=KeptRate(row.kept, row.due) if row.due is not None else None,
    )
