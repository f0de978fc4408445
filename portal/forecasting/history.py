"""The history, kept up by what has changed in the mirror since it was last read; made anew only when that is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Engine, delete, insert, select
from sqlmodel import col

from portal.clock import COPENHAGEN
from portal.domain.cases import CaseId
from portal.estimates.history import History, StepVisit
from portal.forecasting.visits import noon, visits_of
from portal.municipality import Municipality
from portal.storage.batches import in_batches
from portal.storage.history import CaseReadRow, StepVisitRow
from portal.storage.leases import Lease
from portal.storage.session import GuardedSession, open_session
from portal.storage.trails import changed_cases, load_trails

OWNERS: Final = ("mirror", "history", "records")
"""Whose tables the job of forecasting reads; of the mirror it writes nothing."""
CASES_A_TRANSACTION: Final = 250

Told = Callable[[str, int, int], None]
"""How far a part of the work has come: what it is, how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Updated:
    """Which cases were read anew."""

    cases: Sequence[CaseId]


def update_history(
    engine: Engine, municipality: Municipality, lease: Lease, *, now: datetime, anew: bool = False, told: Told
) -> Updated:
    """Make the visits of every case that was written since the last time; of every case there is when `anew`.

    `now` is business time (UTC); what is dated later than its day is not looked at.
    """
    until = now.astimezone(COPENHAGEN).date()
    with open_session(engine, *OWNERS) as session:
        changed = changed_cases(session, anew=anew)
    cases = [case_id for case_id, _ in changed]
    done = 0
    for batch in in_batches(changed, CASES_A_TRANSACTION):
        with open_session(engine, *OWNERS, writes=True) as session:
            lease.renew_in(session)
            ids = [case_id for case_id, _ in batch]
            visits = [visit for trail in load_trails(session, ids) for visit in visits_of(trail, municipality, until)]
            _write(session, ids, visits)
            _note_read(session, batch)
            session.commit()
        done += len(batch)
        told("history", done, len(cases))
    return Updated(cases)


def load_history(session: GuardedSession) -> History:
    """Every visit there is."""
    columns = (
        *(col(StepVisitRow.case_id), col(StepVisitRow.department), col(StepVisitRow.case_type)),
        *(col(StepVisitRow.step), col(StepVisitRow.entered_on), col(StepVisitRow.left_on)),
        *(col(StepVisitRow.decided_on), col(StepVisitRow.closed_on)),
    )
    in_order: Any = select(*columns).order_by(col(StepVisitRow.case_id), col(StepVisitRow.ordinal))
    return History.of(
        StepVisit(str(case), department, case_type, step, noon(entered), _noon(left), _noon(decided), _noon(closed))
        for case, department, case_type, step, entered, left, decided, closed in session.execute(in_order)
    )


def _write(session: GuardedSession, cases: Sequence[CaseId], visits: Sequence[StepVisit]) -> None:
    session.execute(delete(StepVisitRow).where(col(StepVisitRow.case_id).in_(cases)))
    rows: list[dict[str, Any]] = []
    for visit in visits:
        ordinal = rows[-1]["ordinal"] + 1 if rows and str(rows[-1]["case_id"]) == visit.case_id else 1
        rows.append(
            {
                "case_id": UUID(visit.case_id),
                "ordinal": ordinal,
                "department": visit.department,
                "case_type": visit.case_type,
                "step": visit.step,
                "entered_on": visit.entered_at.date(),
                "left_on": _date(visit.left_at),
                "decided_on": _date(visit.decided_at),
                "closed_on": _date(visit.closed_at),
            }
        )
    if rows:
        session.execute(insert(StepVisitRow), rows)


def _note_read(session: GuardedSession, batch: Sequence[tuple[CaseId, datetime]]) -> None:
    session.execute(delete(CaseReadRow).where(col(CaseReadRow.case_id).in_([case_id for case_id, _ in batch])))
    rows = [{"case_id": case_id, "changed_at": changed_at} for case_id, changed_at in batch]
    session.execute(insert(CaseReadRow), rows)


def _noon(day: date | None) -> datetime | None:
    return noon(day) if day is not None else None


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None
