"""The promise ledger: every day by which an answer is promised goes through here, and so does what came of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.domain.promise_ledger import KeptOf, PromiseEnd, PromiseKind, end_of, kept_of
from portal.storage.records.promises import PromiseEndRow, PromiseRow

COUNTED_DAYS = 90
"""How far back a leader's figures go, in calendar days."""


def promise_answer(gate: Gate, admission: Admission, kind: PromiseKind, subject_id: UUID, due_on: date) -> None:
    """Keep that an answer is promised by a day. A promise of the same kind about the same is called off by it."""
    call_off_promises(gate, admission, subject_id, kind)
    team = admission.case.team
    gate.add(
        PromiseRow(
            kind=kind,
            case_id=admission.case_id,
            subject_id=subject_id,
            team=team.casefold() if team else None,
            promised_on=gate.today,
            due_on=due_on,
            made_at=gate.now,
        )
    )


def note_answered(
    gate: Gate, admission: Admission, subject_id: UUID, *kinds: PromiseKind, answered_on: date | None = None
) -> None:
    """Keep that the answer has been given, today or on an earlier day: in time or not. Of these kinds, if some are named."""
    for promise in _open(gate, admission, subject_id, kinds):
        _end(gate, promise, end_of(promise.due_on, answered_on or gate.today))


def break_promises(gate: Gate, admission: Admission, subject_id: UUID, *kinds: PromiseKind) -> None:
    """Keep that the answer will not come by its day, however far off that is."""
    for promise in _open(gate, admission, subject_id, kinds):
        _end(gate, promise, PromiseEnd.BROKEN)


def call_off_promises(gate: Gate, admission: Admission, subject_id: UUID, *kinds: PromiseKind) -> None:
    """Keep that nothing is owed any more, by what the party did; a day that has passed stays as not kept."""
    for promise in _open(gate, admission, subject_id, kinds):
        is_past = promise.due_on < gate.today
        _end(gate, promise, PromiseEnd.BROKEN if is_past else PromiseEnd.CALLED_OFF)


def read_kept(gate: Gate) -> Sequence[KeptOf] | None:
    """How many of the promises of the leader's team were kept, that fell due in the last 90 days or later.

    None for whoever leads no team.
    """
    promised = gate.promises_of_own_team(gate.today - timedelta(days=COUNTED_DAYS))
    return None if promised is None else kept_of(promised, gate.today)


def _open(gate: Gate, admission: Admission, subject_id: UUID, kinds: Sequence[PromiseKind]) -> Sequence[PromiseRow]:
    gate.flush()
    made = gate.rows(PromiseRow, [admission], subject_id=subject_id)
    ended = {row.promise_id for row in gate.rows(PromiseEndRow, [admission])} if made else set()
    return [row for row in made if row.id not in ended and (not kinds or row.kind in kinds)]


def _end(gate: Gate, promise: PromiseRow, end: PromiseEnd) -> None:
    gate.add(
        PromiseEndRow(promise_id=promise.id, case_id=promise.case_id, end=end, ended_on=gate.today, ended_at=gate.now)
    )
