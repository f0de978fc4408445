"""Records that cannot be read are set aside with reason and place, and never stop the rest.

What the mirror already has of such a case stays as it is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from portal.storage.sync_runs import QuarantineRow


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that cannot be read: its key, a code for why, and a JSON pointer to where."""

    key: str
    reason: str
    pointer: str


def set_aside(session: Session, source: str, records: Sequence[SetAside], now: datetime) -> None:
    """Note the records, each once however often it comes back."""
    keys = [record.key for record in records]
    wanted = select(QuarantineRow).where(col(QuarantineRow.source) == source, col(QuarantineRow.record_key).in_(keys))
    rows = {row.record_key: row for row in session.scalars(wanted)}
    for record in records:
        noted: dict[str, Any] = {"reason": record.reason[:60], "pointer": record.pointer[:200], "last_seen_at": now}
        row = rows.get(record.key)
        if row is None:
            session.add(QuarantineRow(source=source, record_key=record.key, first_seen_at=now, **noted))
        else:
            row.sqlmodel_update(noted | {"attempts": row.attempts + 1, "resolved_at": None})


def resolve_others(session: Session, source: str, still_bad: Collection[str], now: datetime) -> None:
    """Close what is noted of records that a complete run has read, or no longer found."""
    for row in read_open(session, source):
        if row.record_key not in still_bad:
            row.resolved_at = now


def read_open(session: Session, source: str) -> Sequence[QuarantineRow]:
    """The records that are set aside, the longest first."""
    wanted = select(QuarantineRow).where(col(QuarantineRow.source) == source, col(QuarantineRow.resolved_at).is_(None))
    return session.scalars(wanted.order_by(col(QuarantineRow.first_seen_at), col(QuarantineRow.record_key))).all()
