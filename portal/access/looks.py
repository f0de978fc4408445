"""Recording looks: one row per sign-in, case and kind in 15 minutes, committed before the answer leaves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import bindparam, insert, select

from portal.access.admission import Admission
from portal.access.gate import Look
from portal.access.staff_names import name_shown
from portal.access.viewer import CitizenViewer
from portal.municipality import Municipality
from portal.storage.audit import LookRow, ViewerKind
from portal.storage.one_or_many import OneOrMany
from portal.storage.prepared import prepared_insert
from portal.storage.session import GuardedSession
from portal.storage.snapshot import Snapshot

ONE_ROW_PER = timedelta(minutes=15)
_LOOK: Final[Any] = LookRow.__table__.c  # type: ignore[attr-defined]
_RECENT: Final = OneOrMany.by(
    _LOOK.case_id,
    select(_LOOK.case_id, _LOOK.kind, _LOOK.on_behalf_of).where(
        _LOOK.looked_at > bindparam("since"), _LOOK.sign_in_id == bindparam("sign_in_id")
    ),
)
_INSERT: Final = insert(LookRow)

_Values = dict[str, Any]
"""Of one row of looks, by its columns."""


def unrecorded(
    session: GuardedSession, looks: Sequence[Look], municipality: Municipality, now: datetime
) -> list[_Values]:
    """The rows to write for these looks: none where the same look was recorded in the last 15 minutes."""
    if not looks:
        return []
    sign_in_id = looks[0].admission.viewer.sign_in_id
    cases = {look.admission.case_id for look in looks}
    recent = _RECENT.read(session, cases, sign_in_id=sign_in_id, since=now - ONE_ROW_PER)
    known = {(row.case_id, row.kind, row.on_behalf_of) for row in recent}
    fresh = {(look.admission.case_id, look.kind, _giver(look.admission)): look for look in looks}
    return [_row(look, municipality, now) for key, look in fresh.items() if key not in known]


def record(snapshot: Snapshot, rows: Sequence[_Values]) -> None:
    """Write the looks in a transaction of their own, which ends the snapshot."""
    if not rows:
        return
    with snapshot.ended_by_writing(statements=len(rows)) as line:
        for row in rows:
            prepared_insert(_INSERT, line.dialect).write(line, row)


def _row(look: Look, municipality: Municipality, now: datetime) -> _Values:
    admission, viewer = look.admission, look.admission.viewer
    as_citizen = ViewerKind.REPRESENTATIVE if admission.mandates else ViewerKind.PARTY
    kind = as_citizen if isinstance(viewer, CitizenViewer) else ViewerKind.STAFF
    return {
        "id": uuid4(),
        "case_id": admission.case_id,
        "sign_in_id": viewer.sign_in_id,
        "kind": look.kind,
        "viewer_kind": kind,
        "viewer_ref": viewer.ref,
        "viewer_name": viewer.name,
        "shown_name": viewer.name if isinstance(viewer, CitizenViewer) else name_shown(municipality, viewer),
        "on_behalf_of": _giver(admission),
        "looked_at": now,
    }


def _giver(admission: Admission) -> str | None:
    return admission.party.ref if admission.mandates and admission.party else None
