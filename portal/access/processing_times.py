"""How long cases took: counted for everybody, and read by everybody. Only figures leave this module."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from portal.access.reach import database_in_reach
from portal.access.runtime import Runtime
from portal.clock import COPENHAGEN
from portal.domain.deadlines import published_deadline_on
from portal.domain.processing_times import DecidedCase, measure
from portal.municipality import Municipality
from portal.storage.leases import hold
from portal.storage.processing_times import CountedTimes, StoredDecision, read_decisions, read_times, write_times
from portal.storage.session import open_session

JOB: Final = "times:count"


def count_times(portal: Runtime, *, now: datetime) -> int:
    """Count anew how long cases took, up to and with today; how many figures there are. `now` is business time.

    Raises:
        AlreadyRunning: another runner is at it.
        LeaseLost: this runner was silent for so long that another took over; nothing was written.
    """
    last_on = now.astimezone(COPENHAGEN).date()
    with hold(portal.engine, JOB) as lease:
        with open_session(portal.engine, "mirror", "records") as session:
            decisions = read_decisions(session)
        measured = measure(_decided(decisions, portal.municipality), last_on)
        with open_session(portal.engine, writes=True) as session:
            lease.renew_in(session)
            write_times(session, measured, last_on, now)
            session.commit()
    return len(measured)


def times_of_all(portal: Runtime) -> CountedTimes:
    """The figures of all teams together.

    Raises:
        OutOfReach: the database cannot be reached.
    """
    with database_in_reach(), open_session(portal.engine) as session:
        return read_times(session, None)


def _decided(decisions: Sequence[StoredDecision], municipality: Municipality) -> Iterator[DecidedCase]:
    for each in decisions:
        case_type = municipality.case_type(each.case_type, each.received_on)
        deadline = case_type.deadline if case_type else None
        yield DecidedCase(
            case_type=each.case_type,
            team=each.team,
            received_on=each.received_on,
            decided_on=each.decided_on,
            deadline_on=published_deadline_on(deadline, each.received_on, municipality.calendar) if deadline else None,
        )
