"""How fresh the mirror is."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from portal.storage.sync_runs import RunOutcome, SyncRunRow


def last_complete_at(session: Session, source: str) -> datetime | None:
    """When the source was last read completely, in business time (UTC); None when it never was.

    A run that failed, or whose counts were in doubt, makes nothing fresh.
    """
    complete = col(SyncRunRow.outcome) == RunOutcome.COMPLETE
    finished = select(func.max(col(SyncRunRow.finished_at))).where(col(SyncRunRow.source) == source, complete)
    return session.scalar(finished)
