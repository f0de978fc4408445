"""The night's tables: one for the decision, and one for the beginning of each step that may come before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from sqlalchemy import Engine, delete, func, select
from sqlmodel import col

from portal.domain.case_types import DECISION as DECISION_STEP
from portal.domain.case_types import CaseType
from portal.domain.said_ranges import DECISION_TARGET, WAITING_FOR_CITIZEN
from portal.estimates.history import History, days_of
from portal.estimates.kept import NO_WIDENINGS, Widenings
from portal.estimates.packing import packed, unpacked
from portal.estimates.table import QuantileTable, fit
from portal.estimates.targets import DECISION, start_of
from portal.forecasting.history import OWNERS, Told, load_history
from portal.municipality import Municipality
from portal.storage.history import WHOLE_TAIL, QuantileTableRow
from portal.storage.leases import Lease
from portal.storage.session import GuardedSession, open_session

THE_NIGHT: Final = ""
"""The target of the row that stands for the night itself."""


@dataclass(frozen=True, slots=True)
class NightTables:
    """The tables of one night, by target."""

    version: int
    """From 1; every night has its own."""
    fitted_at: datetime
    by_target: Mapping[str, QuantileTable]


def fit_tables(
    engine: Engine,
    municipality: Municipality,
    lease: Lease,
    *,
    now: datetime,
    widenings: Mapping[str, Widenings],
    told: Told,
) -> NightTables:
    """Fit and keep the tables of this night in place of those before; only what is dated before `now` is used."""
    with open_session(engine, *OWNERS) as session:
        history = load_history(session)
        version = (session.scalar(select(func.max(col(QuantileTableRow.version)))) or 0) + 1
    targets = [target for target in _targets(municipality) if target == DECISION_TARGET or target in history.steps]
    tables: dict[str, QuantileTable] = {}
    rows = [_the_night(version, history, now)]
    for done, target in enumerate(targets, start=1):
        of_target = widenings.get(target, NO_WIDENINGS)
        if target == DECISION_TARGET:
            table = fit(history, days_of(now), DECISION, widenings=of_target)
        else:
            on_the_way = leading_to(history, target, municipality)
            table = fit(on_the_way, days_of(now), start_of(target), widenings=of_target)
        if table is not None:
            tables[target] = table
            rows.append(_row(version, target, table, history, of_target, now))
        lease.keep()
        told("tables", done, len(targets))
    with open_session(engine, *OWNERS, writes=True) as session:
        lease.renew_in(session)
        session.add_all(rows)
        session.flush()
        session.execute(delete(QuantileTableRow).where(col(QuantileTableRow.version) < version))
        session.commit()
    return NightTables(version, now, tables)


def load_tables(session: GuardedSession) -> NightTables | None:
    """The tables of the last night; None before the first."""
    newest = select(func.max(col(QuantileTableRow.version))).scalar_subquery()
    rows = session.scalars(select(QuantileTableRow).where(col(QuantileTableRow.version) == newest)).all()
    if not rows:
        return None
    tables = {row.target: unpacked(row.packed) for row in rows if row.target != THE_NIGHT}
    return NightTables(rows[0].version, rows[0].fitted_at, tables)


def last_fitted_at(engine: Engine) -> datetime | None:
    """When tables were last fitted (UTC, business time); None before the first night."""
    with open_session(engine) as session:
        moment: datetime | None = session.scalar(select(func.max(col(QuantileTableRow.fitted_at))))
    return moment


def _targets(municipality: Municipality) -> Iterable[str]:
    """The decision, and every step that can be a next one before it."""
    types = municipality.case_types
    versions = (version.case_type for code in types.codes for version in types.versions(code))
    steps = {step for case_type in versions for step in _before_decision(case_type)}
    return [DECISION_TARGET, *sorted(steps)]


def _before_decision(case_type: CaseType) -> Iterable[str]:
    decided_at = case_type.position(DECISION_STEP)
    steps = case_type.steps[1:decided_at] if decided_at is not None else ()
    return (step.code for step in steps if step.only_if is None)


def leading_to(history: History, target: str, municipality: Municipality) -> History:
    """The visits from which a case can come to a step, and those to the step itself.

    Whoever is past it waits for it no longer, whether or not they were ever there: counted as still waiting, they
    would make it look as if it came late.
    """
    ahead = np.zeros((len(history.case_types), len(history.steps)), bool)
    for row, code in enumerate(history.case_types):
        for version in municipality.case_types.versions(code):
            target_at = version.case_type.position(target)
            upto = () if target_at is None else version.case_type.steps[: target_at + 1]
            ahead[row, [history.steps.index(step.code) for step in upto if step.code in history.steps]] = True
            if target_at is not None and WAITING_FOR_CITIZEN in history.steps:
                ahead[row, history.steps.index(WAITING_FOR_CITIZEN)] = True
    came = np.full(int(history.case.max(initial=-1)) + 1, np.inf)
    is_target = history.step == history.steps.index(target)
    np.minimum.at(came, history.case[is_target], history.entered[is_target])
    return history.take(ahead[history.case_type, history.step] & (history.entered <= came[history.case]))


def _the_night(version: int, history: History, now: datetime) -> QuantileTableRow:
    """That the night's work was done, also when there was nothing yet to make a table of."""
    return QuantileTableRow(
        version=version,
        target=THE_NIGHT,
        fitted_at=now,
        visits=len(history),
        tail_per_mille=WHOLE_TAIL,
        packed=b"",
    )


def _row(
    version: int, target: str, table: QuantileTable, history: History, widenings: Widenings, now: datetime
) -> QuantileTableRow:
    return QuantileTableRow(
        version=version,
        target=target,
        fitted_at=now,
        visits=len(history),
        tail_per_mille=round(widenings.general.tail * WHOLE_TAIL),
        packed=packed(table),
    )
