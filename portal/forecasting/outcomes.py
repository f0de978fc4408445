"""What came of what was said, and how often it was kept: counted every night, told on the pages and to team leaders.

Only a promise whose last day has passed is counted, and of each case only the first one made in a step: whoever
counted those that have come already would leave out the slow ones.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Engine, delete, select
from sqlmodel import col

from portal.clock import COPENHAGEN
from portal.domain.cases import CaseId
from portal.domain.said_ranges import DECISION_TARGET, Found, RangeOutcome, WhySaid, outcome_of
from portal.estimates.kept import Widenings, verdict
from portal.forecasting.history import CASES_A_TRANSACTION, OWNERS
from portal.storage.batches import in_batches
from portal.storage.history import KeptRateRow, StepVisitRow
from portal.storage.leases import Lease
from portal.storage.records.said_ranges import SaidRangeOutcomeRow, SaidRangeRow
from portal.storage.said_ranges import ALL_STEPS, ALL_TEAMS
from portal.storage.session import GuardedSession, open_session

_MADE: Final = (WhySaid.FIRST, WhySaid.STEP_CHANGED)


@dataclass(frozen=True, slots=True)
class Made:
    """One promise, whether it has fallen due, and whether it was kept."""

    case_id: UUID
    team: str
    case_type: str
    step: str
    target: str
    is_due: bool
    """Whether its last day has passed, and it came to something."""
    is_kept: bool


def note_outcomes(engine: Engine, lease: Lease, *, now: datetime, among: Collection[CaseId] | None = None) -> int:
    """Keep what came of every range whose case has come to it, or no longer can; gives how many. `now` is UTC."""
    noted = 0
    with open_session(engine, *OWNERS) as session:
        cases = sorted(_unsettled(session) if among is None else among, key=str)
    for batch in in_batches(cases, CASES_A_TRANSACTION):
        with open_session(engine, *OWNERS, writes=True) as session:
            lease.renew_in(session)
            rows = list(_outcomes(session, batch, now))
            session.add_all(rows)
            session.commit()
        noted += len(rows)
    return noted


def count_kept(engine: Engine, lease: Lease, *, now: datetime) -> Mapping[str, Widenings]:
    """Count the promises that have fallen due, and give by target how the next tables are to be widened, if at all."""
    today = now.astimezone(COPENHAGEN).date()
    with open_session(engine, *OWNERS, writes=True) as session:
        lease.renew_in(session)
        made = list(promises_made(session, today))
        session.execute(delete(KeptRateRow))
        session.add_all(_rates(made, today))
        session.commit()
    in_step = _first_due(made, lambda each: (each.case_id, each.step, each.target))
    of_cells = _counts(in_step, lambda each: (each.target, each.case_type, each.step))
    of_targets = _counts(_first_due(made, lambda each: (each.case_id, each.target)), lambda each: each.target)
    return {
        target: Widenings.after(
            counts, {(case_type, step): each for (of, case_type, step), each in of_cells.items() if of == target}
        )
        for target, counts in of_targets.items()
    }


def promises_made(session: GuardedSession, today: date) -> Iterator[Made]:
    """Every promise, the first made first, as it stands before `today`."""
    said, came = SaidRangeRow, SaidRangeOutcomeRow
    query: Any = (
        select(
            col(said.case_id),
            col(said.team),
            col(said.case_type),
            col(said.step),
            col(said.target),
            col(said.p90_on),
            col(came.outcome),
        )
        .outerjoin_from(said, came, col(came.said_range_id) == col(said.id))
        .where(col(said.p90_on).is_not(None), col(said.why).in_(_MADE))
        .order_by(col(said.said_at), col(said.id))
    )
    for case_id, team, case_type, step, target, p90_on, outcome in session.execute(query):
        is_due = p90_on < today and outcome is not RangeOutcome.NEVER
        yield Made(case_id, team, case_type, step, target, is_due, outcome is RangeOutcome.INSIDE)


def _rates(made: Sequence[Made], today: date) -> Iterator[KeptRateRow]:
    """For the pages by case type and step; for a team's leader by case type."""
    in_step = _first_due(made, lambda each: (each.case_id, each.step, each.target))
    yield from _grouped(in_step, lambda each: (ALL_TEAMS, each.case_type, each.step, each.target), today)
    of_case = [each for each in _first_due(made, lambda each: (each.case_id, each.target)) if each.team]
    yield from _grouped(of_case, lambda each: (each.team, each.case_type, ALL_STEPS, each.target), today)


def _counts(promises: Iterable[Made], key: Any) -> Mapping[Any, tuple[int, int]]:  # noqa: ANN401 -- of Made
    """How many were promised and how many kept, by key."""
    counts: dict[Any, tuple[int, int]] = {}
    for each in promises:
        promised, kept = counts.get(key(each), (0, 0))
        counts[key(each)] = (promised + 1, kept + each.is_kept)
    return counts


def _grouped(promises: Iterable[Made], key: Any, today: date) -> Iterator[KeptRateRow]:  # noqa: ANN401 -- as above
    for (team, case_type, step, target), (due, kept) in _counts(promises, key).items():
        yield KeptRateRow(
            team=team,
            case_type=case_type,
            step=step,
            target=target,
            kept=kept,
            due=due,
            verdict=verdict(due, kept).value,
            counted_on=today,
        )


def _first_due(made: Iterable[Made], key: Any) -> Sequence[Made]:  # noqa: ANN401 -- as above
    """The first promise of each key, where that has fallen due: one made later does not stand in for it."""
    first: dict[Any, Made] = {}
    for each in made:
        first.setdefault(key(each), each)
    return [each for each in first.values() if each.is_due]


def _unsettled(session: GuardedSession) -> Collection[CaseId]:
    said, came = SaidRangeRow, SaidRangeOutcomeRow
    query: Any = (
        select(col(said.case_id))
        .outerjoin_from(said, came, col(came.said_range_id) == col(said.id))
        .where(col(came.said_range_id).is_(None), col(said.p90_on).is_not(None))
        .distinct()
    )
    return [CaseId(case_id) for case_id in session.scalars(query)]


def _outcomes(session: GuardedSession, cases: Sequence[CaseId], now: datetime) -> Iterator[SaidRangeOutcomeRow]:
    said, came = SaidRangeRow, SaidRangeOutcomeRow
    visits: defaultdict[UUID, list[StepVisitRow]] = defaultdict(list)
    in_order: Any = select(StepVisitRow).where(col(StepVisitRow.case_id).in_(cases)).order_by(col(StepVisitRow.ordinal))
    for visit in session.scalars(in_order):
        visits[visit.case_id].append(visit)
    unsettled: Any = (
        select(said)
        .outerjoin_from(said, came, col(came.said_range_id) == col(said.id))
        .where(col(came.said_range_id).is_(None), col(said.p90_on).is_not(None), col(said.case_id).in_(cases))
    )
    for row in session.scalars(unsettled):
        came_on, is_over = _came(row, visits[row.case_id])
        if came_on is not None and row.p10_on and row.p50_on and row.p80_on and row.p90_on:
            found = Found(row.p10_on, row.p50_on, row.p80_on, row.p90_on, row.basis, row.cases)
            outcome, off_days = outcome_of(found, came_on)
        elif is_over:
            outcome, off_days = RangeOutcome.NEVER, 0
        else:
            continue
        yield SaidRangeOutcomeRow(
            said_range_id=row.id,
            case_id=row.case_id,
            outcome=outcome,
            came_on=came_on,
            off_days=off_days,
            noted_at=now,
        )


def _came(said: SaidRangeRow, visits: Sequence[StepVisitRow]) -> tuple[date | None, bool]:
    """When the target came, and whether it no longer can; a case that is gone from the mirror comes to nothing."""
    if not visits:
        return None, True
    decided_on, closed_on = visits[0].decided_on, visits[0].closed_on
    if said.target == DECISION_TARGET:
        return decided_on, closed_on is not None
    entered = (visit.entered_on for visit in visits if visit.step == said.target)
    came_on = min((day for day in entered if day > said.step_since or day >= said.said_on), default=None)
    return came_on, decided_on is not None or closed_on is not None
