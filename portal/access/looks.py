"""Recording looks: one row per sign-in, case and kind in 15 minutes, committed before the answer leaves."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine, select
from sqlmodel import col

from portal.access.gate import Look
from portal.access.staff_names import name_shown
from portal.access.viewer import CitizenViewer
from portal.municipality import Municipality
from portal.storage.audit import LookRow, ViewerKind
from portal.storage.session import GuardedSession, open_session

ONE_ROW_PER = timedelta(minutes=15)


def unrecorded(
    session: GuardedSession, looks: Sequence[Look], municipality: Municipality, now: datetime
) -> list[LookRow]:
    """The rows to write for these looks: none where the same look was recorded in the last 15 minutes."""
    if not looks:
        return []
    sign_in_id = looks[0].admission.viewer.sign_in_id
    query = select(col(LookRow.case_id), col(LookRow.kind)).where(
        col(LookRow.sign_in_id) == sign_in_id, col(LookRow.looked_at) > now - ONE_ROW_PER
    )
    known = {(row.case_id, row.kind) for row in session.execute(session.stamp(query)).all()}
    fresh = {(look.admission.case_id, look.kind): look for look in looks}
    return [_row(look, municipality, now) for key, look in fresh.items() if key not in known]


def record(engine: Engine, rows: Sequence[LookRow]) -> None:
    """Write the looks in a transaction of their own."""
    if not rows:
        return
    with open_session(engine, writes=True) as session:
        for row in rows:
            session.admit(row)
        session.commit()


def _row(look: Look, municipality: Municipality, now: datetime) -> LookRow:
    admission, viewer = look.admission, look.admission.viewer
    as_citizen = ViewerKind.REPRESENTATIVE if admission.mandates else ViewerKind.PARTY
    kind = as_citizen if isinstance(viewer, CitizenViewer) else ViewerKind.STAFF
    return LookRow(
        case_id=admission.case_id,
        sign_in_id=viewer.sign_in_id,
        kind=look.kind,
        viewer_kind=kind,
        viewer_ref=viewer.ref,
        viewer_name=viewer.name,
        shown_name=viewer.name if isinstance(viewer, CitizenViewer) else name_shown(municipality, viewer),
        on_behalf_of=admission.party.ref if admission.mandates and admission.party else None,
        looked_at=now,
    )
