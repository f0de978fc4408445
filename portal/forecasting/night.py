"""The night's work and the small one after each reading: history, tables, what is said, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Engine

from portal.forecasting.history import OWNERS, Told, update_history
from portal.forecasting.outcomes import count_kept, note_outcomes
from portal.forecasting.saying import say_ranges
from portal.forecasting.situations import expectations, open_cases
from portal.forecasting.tables import fit_tables, load_tables
from portal.municipality import Municipality
from portal.storage.leases import hold
from portal.storage.session import open_session

JOB: Final = "estimates"


@dataclass(frozen=True, slots=True)
class NightWork:
    """What a run has done: cases read anew, the version of the tables, ranges said, and outcomes noted."""

    cases: int
    version: int
    said: int
    outcomes: int


def fit_and_say(
    engine: Engine, municipality: Municipality, *, now: datetime, anew: bool = False, told: Told = lambda *_: None
) -> NightWork:
    """Bring the history up to `now` (business time, UTC), fit the tables, and say what is to be said of open cases.

    With `anew` the whole history is made again from the mirror.

    Raises:
        AlreadyRunning: another runner is at it.
        LeaseLost: this runner was silent for so long that another took over; what it had kept stands.
    """
    with hold(engine, JOB) as lease:
        updated = update_history(engine, municipality, lease, now=now, anew=anew, told=told)
        noted = note_outcomes(engine, lease, now=now)
        widenings = count_kept(engine, lease, now=now)
        tables = fit_tables(engine, municipality, lease, now=now, widenings=widenings, told=told)
        with open_session(engine, *OWNERS) as session:
            cases = open_cases(session, municipality)
        expected = expectations(cases, tables.by_target, now)
        said = say_ranges(
            engine, lease, expected, calendar=municipality.calendar, version=tables.version, now=now, told=told
        )
    return NightWork(len(updated.cases), tables.version, said, noted)


def refresh(engine: Engine, municipality: Municipality, *, now: datetime) -> NightWork | None:
    """The same for the cases that have changed since the last run, with the last night's tables.

    None when none has changed, or there are no tables. It raises as `fit_and_say` does.
    """
    with hold(engine, JOB) as lease:
        updated = update_history(engine, municipality, lease, now=now, told=lambda *_: None)
        noted = note_outcomes(engine, lease, now=now, among=updated.cases)
        with open_session(engine, *OWNERS) as session:
            tables = load_tables(session) if updated.cases else None
            cases = open_cases(session, municipality, updated.cases)
        if tables is None:
            return None
        expected = expectations(cases, tables.by_target, now)
        said = say_ranges(
            engine,
            lease,
            expected,
            calendar=municipality.calendar,
            version=tables.version,
            now=now,
            told=lambda *_: None,
        )
    return NightWork(len(updated.cases), tables.version, said, noted)
