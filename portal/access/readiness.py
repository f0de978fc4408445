"""Whether the portal can serve: its schema and its first snapshot. Says nothing about any person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import ProgrammingError

from portal.access.reach import database_in_reach
from portal.access.runtime import Runtime
from portal.domain.refusals import OutOfReach
from portal.storage.freshness import last_complete_at
from portal.storage.schema import is_at_head
from portal.storage.session import open_session


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a watcher needs to know."""

    schema_is_at_head: bool
    sync_age_seconds: int | None
    """Age of the last complete reading of the case system, in seconds of business time; None before the first."""
    is_stale: bool

    @property
    def is_ready(self) -> bool:
        """Whether citizens can be served. Old data is told, never a reason to be down."""
        return self.schema_is_at_head and self.sync_age_seconds is not None


def look(runtime: Runtime, *, now: datetime) -> Readiness:
    """Look at the schema and at the last complete reading."""
    try:
        with database_in_reach():
            at_head = is_at_head(runtime.engine)
            read_at = _read_at(runtime) if at_head else None
    except (OutOfReach, ProgrammingError):
        return Readiness(schema_is_at_head=False, sync_age_seconds=None, is_stale=True)
    if read_at is None:
        return Readiness(at_head, None, is_stale=True)
    age = now - read_at
    return Readiness(at_head, int(age.total_seconds()), age > timedelta(hours=runtime.settings.stale_after_hours))


def _read_at(runtime: Runtime) -> datetime | None:
    with open_session(runtime.engine) as session:
        return last_complete_at(session, runtime.settings.source)
