"""One request, one unit of work: a gate is opened, used and committed once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from portal.access.gate import Gate
from portal.access.looks import record, unrecorded
from portal.access.permissions import Permission
from portal.access.reach import database_in_reach
from portal.access.runtime import Runtime
from portal.access.viewer import Viewer
from portal.domain.refusals import Conflict
from portal.storage.session import open_session


@contextmanager
def unit_of_work(
    runtime: Runtime,
    viewer: Viewer,
    permission: Permission,
    *,
    now: datetime,
    writes: bool = False,
    giver_number: int | None = None,
) -> Iterator[Gate]:
    """A gate for one viewer and one purpose. Commits when the block ends well; looks are recorded either way.

    Raises:
        Conflict: somebody else wrote the same thing at the same moment, and a rule of the database said no.
        OutOfReach, NotKeepable: as `database_in_reach`.
    """
    stale_after = timedelta(hours=runtime.settings.stale_after_hours)
    with database_in_reach(), open_session(runtime.engine, writes=writes) as session:
        gate = Gate(session, viewer, permission, runtime.municipality, now, stale_after, writes, giver_number)
        try:
            yield gate
            rows = unrecorded(session, gate.looks, runtime.municipality, now)
            if writes:
                session.commit()
        except IntegrityError:
            raise Conflict from None
    with database_in_reach():
        record(runtime.engine, rows)
