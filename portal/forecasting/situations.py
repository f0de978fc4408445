"""Where the open cases stand, and what is expected of each: many at once, one table after the other."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import numpy as np
from sqlalchemy import select
from sqlmodel import col

from portal.domain.case_types import DECISION, CaseType
from portal.domain.cases import CaseId
from portal.domain.said_ranges import DECISION_TARGET, WAITING_FOR_CITIZEN, Found, RangeBasis, Silence
from portal.estimates.cells import Level
from portal.estimates.forecast import Situations, forecast_many, locate, silence_of
from portal.estimates.history import Flags, Ints, days_of, moment_of
from portal.estimates.table import FEWEST_OUTCOMES, QuantileTable
from portal.forecasting.visits import noon
from portal.municipality import Municipality
from portal.storage.history import StepVisitRow
from portal.storage.mirror import CaseRow
from portal.storage.session import GuardedSession

_COLUMNS: Final[Sequence[Any]] = (
    col(StepVisitRow.case_id),
    col(StepVisitRow.ordinal),
    col(StepVisitRow.department),
    col(StepVisitRow.case_type),
    col(StepVisitRow.step),
    col(StepVisitRow.entered_on),
    col(CaseRow.opened_on),
)
_OPEN: Final = (
    select(*_COLUMNS)
    .join(CaseRow, col(CaseRow.id) == col(StepVisitRow.case_id))
    .where(
        col(StepVisitRow.left_on).is_(None),
        col(StepVisitRow.decided_on).is_(None),
        col(StepVisitRow.closed_on).is_(None),
        col(CaseRow.deleted_at).is_(None),
    )
    .order_by(col(StepVisitRow.case_id))
)

_MOST_NAMED: Final = 500
"""How many cases are named to the database; of more all are read."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Where a case that is not decided stands, and what is waited for in it."""

    case_id: CaseId
    department: str
    case_type: str
    step: str
    entered_on: date
    ordinal: int
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the numbers give for one target of one case: a range, or why there is none."""

    case: OpenCase
    target: str
    found: Found | None
    silence: Silence | None


def open_cases(
    session: GuardedSession, municipality: Municipality, among: Collection[CaseId] | None = None
) -> Sequence[OpenCase]:
    """Every case that is not decided, or those of them that are among `among`."""
    wanted = None if among is None else set(among)
    query = _OPEN.where(col(StepVisitRow.case_id).in_(wanted)) if wanted and len(wanted) <= _MOST_NAMED else _OPEN
    found = []
    for row in session.execute(query) if wanted is None or wanted else ():
        if wanted is not None and row.case_id not in wanted:
            continue
        case_type = municipality.case_type(row.case_type, row.opened_on)
        if case_type is not None and (targets := tuple(_targets(case_type, row.step))):
            found.append(
                OpenCase(
                    CaseId(row.case_id), row.department, row.case_type, row.step, row.entered_on, row.ordinal, targets
                )
            )
    return found


def expectations(
    cases: Sequence[OpenCase], tables: Mapping[str, QuantileTable], now: datetime
) -> Sequence[Expectation]:
    """What is expected of each case at `now` (UTC), in any order.

    Nothing of one in a step that no five cases anywhere have come through: all cases of a town, whatever they are
    about, are not cases like it.
    """
    of_target: defaultdict[str, list[OpenCase]] = defaultdict(list)
    for case in cases:
        for target in case.targets:
            of_target[target].append(case)
    return [each for target, asked in of_target.items() for each in _expected(target, asked, tables.get(target), now)]


def _targets(case_type: CaseType, step: str) -> Iterator[str]:
    """Every step that is sure to come before the decision, the next one first; and the decision."""
    decided_at, at = case_type.position(DECISION), case_type.position(step)
    if decided_at is None or (at is None and step != WAITING_FOR_CITIZEN) or (at is not None and at > decided_at):
        return
    if at is not None:
        yield from (step.code for step in case_type.steps[at + 1 : decided_at] if step.only_if is None)
    yield DECISION_TARGET


def _expected(
    target: str, cases: Sequence[OpenCase], table: QuantileTable | None, now: datetime
) -> Iterator[Expectation]:
    if table is None:
        yield from (Expectation(case, target, None, Silence.TOO_FEW) for case in cases)
        return
    row = locate(
        table,
        [case.department for case in cases],
        [case.case_type for case in cases],
        [case.step for case in cases],
        np.array([case.ordinal for case in cases], dtype=np.int64),
    )
    entered = np.array([days_of(noon(case.entered_on)) for case in cases])
    as_of = np.full(len(cases), days_of(now))
    forecasts = forecast_many(table, Situations(row, entered, as_of))
    is_own = row >= table.cells.first_row[Level.OWN]
    own = np.where(is_own, table.own_outcomes[forecasts.place], 0)
    cases_counted, level = table.basis_outcomes[forecasts.place], table.basis_level[forecasts.place]
    unsettled = table.unsettled[forecasts.place]
    is_new_ground = _is_new_ground(table, row)
    for place, case in enumerate(cases):
        if not forecasts.is_said[place]:
            silence = silence_of(int(level[place]), float(unsettled[place]))
            yield Expectation(case, target, None, Silence(silence.value))
            continue
        if is_new_ground[place]:
            yield Expectation(case, target, None, Silence.TOO_FEW)
            continue
        p10, p50, p80, p90 = (moment_of(float(as_of[place] + ahead)).date() for ahead in forecasts.days[place])
        basis = RangeBasis.OWN if own[place] >= FEWEST_OUTCOMES else RangeBasis.POOLED
        yield Expectation(case, target, Found(p10, p50, p80, p90, basis, int(cases_counted[place])), None)


def _is_new_ground(table: QuantileTable, row: Ints) -> Flags:
    """Whether fewer than five cases of any kind have come to the target from such a step, however long they waited."""
    step = table.cells.ancestors()[row, Level.SISTERS]
    is_new: Flags = (step < 0) | (table.basis_level[0, step] == Level.ALL)
    return is_new
