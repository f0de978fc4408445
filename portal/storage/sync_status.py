"""How the readings of the case systems went, for those who look after them. No word about any person."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from portal.domain.value import value
from portal.storage.sync_runs import QuarantineRow, RunOutcome, SyncRunRow


@value
class SourceStatus:
    """One case system: its last reading, its last complete one, and the records that are set aside."""

    source: str
    last: SyncRunRow
    last_complete: SyncRunRow | None
    set_aside: Sequence[QuarantineRow]


def read_status(session: Session) -> Sequence[SourceStatus]:
    """The status of every case system that was ever read, by name."""
    sources = session.execute(select(col(SyncRunRow.source)).distinct().order_by(col(SyncRunRow.source))).scalars()
    return [_status_of(session, source) for source in sources.all()]


def newest_run(session: Session) -> SyncRunRow | None:
    """The last reading of any case system; None before the first."""
    newest = select(SyncRunRow).order_by(col(SyncRunRow.started_at).desc()).limit(1)
    return session.execute(newest).scalar_one_or_none()


def _status_of(session: Session, source: str) -> SourceStatus:
    newest = select(SyncRunRow).where(col(SyncRunRow.source) == source).order_by(col(SyncRunRow.started_at).desc())
    complete = newest.where(col(SyncRunRow.outcome) == RunOutcome.COMPLETE)
    open_now = (
        select(QuarantineRow)
        .where(col(QuarantineRow.source) == source, col(QuarantineRow.resolved_at).is_(None))
        .order_by(col(QuarantineRow.first_seen_at), col(QuarantineRow.record_key))
    )
    return SourceStatus(
        source=source,
        last=session.execute(newest.limit(1)).scalar_one(),
        last_complete=session.execute(complete.limit(1)).scalar_one_or_none(),
        set_aside=session.execute(open_now).scalars().all(),
    )
