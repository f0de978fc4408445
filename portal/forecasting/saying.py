"""What is said of the open cases: what stands is left standing, and what is said anew has its reason."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import Engine

from portal.clock import COPENHAGEN
from portal.domain.cases import CaseId
from portal.domain.rounded_ranges import round_outward
from portal.domain.said_ranges import RangeBasis, SaidRange, reason_to_say, standing_range
from portal.domain.working_days import Calendar
from portal.forecasting.history import CASES_A_TRANSACTION, OWNERS, Told
from portal.forecasting.situations import Expectation
from portal.storage.batches import in_batches
from portal.storage.leases import Lease
from portal.storage.records.said_ranges import SaidRangeRow
from portal.storage.said_ranges import load_said
from portal.storage.session import open_session


def say_ranges(
    engine: Engine,
    lease: Lease,
    expected: Sequence[Expectation],
    *,
    calendar: Calendar,
    version: int,
    now: datetime,
    told: Told,
) -> int:
    """Keep what is said anew of these cases at `now` (UTC), found with the tables of `version`; gives how many."""
    said = 0
    of_case = sorted(expected, key=lambda each: (str(each.case.case_id), each.target))
    by_case = [list(group) for _, group in groupby(of_case, key=lambda each: each.case.case_id)]
    done = 0
    for batch in in_batches(by_case, CASES_A_TRANSACTION):
        with open_session(engine, *OWNERS, writes=True) as session:
            lease.renew_in(session)
            before = load_said(session, [group[0].case.case_id for group in batch])
            rows = [
                row
                for group in batch
                for row in _anew(group, before.get(CaseId(group[0].case.case_id), ()), version, now, calendar)
            ]
            session.add_all(rows)
            session.commit()
        said += len(rows)
        done += len(batch)
        told("said", done, len(by_case))
    return said


def _anew(
    expected: Sequence[Expectation], said: Sequence[SaidRange], version: int, now: datetime, calendar: Calendar
) -> Iterator[SaidRangeRow]:
    today = now.astimezone(COPENHAGEN).date()
    for each in expected:
        case, found = each.case, each.found
        why = reason_to_say(standing_range(said, each.target), found, case.step, case.entered_on, today, calendar)
        if why is None:
            continue
        words = round_outward(found.p10_on, found.p90_on, today, calendar) if found else None
        yield SaidRangeRow(
            case_id=case.case_id,
            case_type=case.case_type,
            team=case.department,
            target=each.target,
            step=case.step,
            step_since=case.entered_on,
            p10_on=found.p10_on if found else None,
            p50_on=found.p50_on if found else None,
            p80_on=found.p80_on if found else None,
            p90_on=found.p90_on if found else None,
            unit=words.unit if words else None,
            from_on=words.earliest if words else None,
            to_on=words.latest if words else None,
            basis=found.basis if found else RangeBasis.NONE,
            cases=found.cases if found else 0,
            silence=each.silence,
            table_version=version,
            why=why,
            said_on=today,
            said_at=now,
        )
