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
from portal.storage.session import GuardedSession, open_session, read_in
from portal.storage.snapshot import Snapshot


@contextmanager
def unit_of_work(
    runtime: Runtime,
    viewer: Viewer,
    permission: Permission,
    *,
    now: datetime,
    writes: bool = False,
    giver_number: int | None = None,
    snapshot: Snapshot | None = None,
) -> Iterator[Gate]:
    """A gate for one viewer and one purpose. Commits when the block ends well; looks are recorded either way.

    `snapshot` is the one in which the viewer was found, and is closed. Who only reads goes on in it; who writes needs
    what others have written since.

    Raises:
        Conflict: somebody else wrote the same thing at the same moment, and a rule of the database said no.
        OutOfReach, NotKeepable: as `database_in_reach`.
    """
    stale_after = timedelta(hours=runtime.settings.stale_after_hours)
    with snapshot or Snapshot(runtime.engine) as read_moment, database_in_reach():
        with _session(runtime, read_moment, writes=writes) as session:
            gate = Gate(session, viewer, permission, runtime.municipality, now, stale_after, writes, giver_number)
            try:
                yield gate
                rows = unrecorded(session, gate.looks, runtime.municipality, now)
                if writes:
                    session.commit()
            except IntegrityError:
                raise Conflict from None
        record(read_moment, rows)


def _session(runtime: Runtime, snapshot: Snapshot, *, writes: bool) -> GuardedSession:
    if not writes:
        return read_in(snapshot)
    snapshot.close()
    return open_session(runtime.engine, writes=True)
