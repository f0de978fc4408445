"""The promise ledger as its leader reads it: what was promised and what came of it, without any case or name."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from portal.domain.promise_ledger import Promised
from portal.storage.records.promises import PromiseEndRow, PromiseRow
from portal.storage.session import GuardedSession

_PROMISE = PromiseRow.__table__.c  # type: ignore[attr-defined]  # SQLModel's own table
_END = PromiseEndRow.__table__.c  # type: ignore[attr-defined]  # as above


def promises_of_team(session: GuardedSession, team: str, due_from: date) -> Sequence[Promised]:
    """Every promise the team made that fell due on `due_from` or later, in no order."""
    query = (
        select(_PROMISE.kind, _PROMISE.due_on, _END.end, _END.ended_on)
        .outerjoin_from(PromiseRow, PromiseEndRow, _END.promise_id == _PROMISE.id)
        .where(_PROMISE.team == team.casefold(), _PROMISE.due_on >= due_from)
    )
    rows = session.execute(session.stamp(query)).all()
    return [Promised(row.kind, row.due_on, row.end, row.ended_on) for row in rows]
