"""The caseworker's side of what a party asks: take it, say that it takes longer, answer, or send a complaint on.

An answer names how the request stood when she read it: of two caseworkers who answer at once, the second is told.
"""

from datetime import date
from uuid import UUID

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain import requests
from portal.domain.cases import CaseId
from portal.domain.promise_ledger import PromiseKind
from portal.domain.refusals import NotThere
from portal.domain.requests import InterimAnswer, Request, RequestOver
from portal.domain.statement_requests import NothingSaid
from portal.domain.value import value
from portal.services.actors import staff_name
from portal.services.journal import enter_about
from portal.services.promises import break_promises, note_answered, promise_answer
from portal.storage.journal import EntryKind
from portal.storage.records.requests import InterimAnswerRow, RequestRow
from portal.storage.requests import request_of


@value
class RequestRead:
    """Which request is acted on, and how it stood when the caseworker read it."""

    case_id: CaseId
    request_id: UUID
    seen: str
    """`mark_of` the request she read."""


def mark_of(request: Request) -> str:
    """How a request stands, in a word that changes with everything the party is told. Who has it is no part of it."""
    stands = "open" if request.is_open else request.stage.value
    return f"{stands}:{request.answer_by.isoformat()}"


def take(gate: Gate, case_id: CaseId, request_id: UUID) -> None:
    """Say "I take it": the party can see who. Said twice, it is said once.

    Raises:
        NotThere: there is no such request, or the case is neither hers nor her team's.
        RequestOver: it has ended.
    """
    admission = gate.case(case_id, Permission.REQUEST_ANSWER)
    row = _row(gate, admission, request_id)
    if row.taken_by_ref == gate.viewer.ref and row.stage in requests.OPEN_STAGES:
        return
    after = requests.take_over(request_of(row), staff_name(gate), now=gate.now)
    row.stage, row.taken_by_name, row.taken_at = after.stage, after.taken_by, after.taken_at
    row.taken_by_ref = gate.viewer.ref
    gate.change(row)
    enter_about(gate, admission, EntryKind.REQUEST_TAKEN, row.number, row)


def put_off(gate: Gate, answered: RequestRead, reason: str, until: date) -> None:
    """Say that the answer takes longer: why, and the new date. The old promise stays as not kept.

    Raises:
        NotThere: as `take`.
        RequestOver: it has ended, or something was told since she read it.
        NewDateTooEarly: the new date has come, or is not after the one that was promised.
        NothingSaid: there is no reason.
    """
    admission, row, request = _hold(gate, answered)
    if not reason:
        raise NothingSaid
    interim = InterimAnswer(reason, gate.now, staff_name(gate), request.answer_by, until)
    row.answer_by = requests.put_off(request, interim, today=gate.today).answer_by
    gate.change(row)
    gate.add(
        InterimAnswerRow(
            request_id=row.id,
            case_id=row.case_id,
            reason=reason,
            given_at=gate.now,
            given_by_ref=gate.viewer.ref,
            given_by_name=interim.given_by,
            until_before=interim.until_before,
            until=until,
        )
    )
    break_promises(gate, admission, row.id)
    promise_answer(gate, admission, PromiseKind(row.type.value), row.id, until)
    enter_about(gate, admission, EntryKind.REQUEST_PUT_OFF, f"{until.isoformat()}\n\n{reason}", row)


def answer(gate: Gate, answered: RequestRead, words: str) -> None:
    """Answer in words the party reads.

    Raises:
        NotThere, RequestOver: as `put_off`.
        NothingSaid: there are no words.
    """
    admission, row, request = _hold(gate, answered)
    if not words:
        raise NothingSaid
    _end(gate, admission, row, requests.answer(request, words, now=gate.now), EntryKind.REQUEST_ANSWERED)


def forward(gate: Gate, answered: RequestRead, reasons: str) -> None:
    """Hold to the decision, and send the complaint on to Ankestyrelsen with reasons the party reads.

    Raises:
        NotThere, RequestOver: as `put_off`.
        NothingSaid: there are no reasons.
        NotForwarded: it is no complaint over a decision.
    """
    admission, row, request = _hold(gate, answered)
    if not reasons:
        raise NothingSaid
    _end(gate, admission, row, requests.forward(request, reasons, now=gate.now), EntryKind.REQUEST_FORWARDED)


def _hold(gate: Gate, answered: RequestRead) -> tuple[Admission, RequestRow, Request]:
    admission = gate.case(answered.case_id, Permission.REQUEST_ANSWER)
    row = _row(gate, admission, answered.request_id)
    request = request_of(row)
    if mark_of(request) != answered.seen:
        raise RequestOver
    return admission, row, request


def _row(gate: Gate, admission: Admission, request_id: UUID) -> RequestRow:
    row = next(iter(gate.held_rows(RequestRow, [admission], id=request_id)), None)
    if row is None:
        raise NotThere
    return row


def _end(gate: Gate, admission: Admission, row: RequestRow, after: Request, kind: EntryKind) -> None:
    row.stage, row.ended_at, row.answer_words = after.stage, after.ended_at, after.answer_words
    gate.change(row)
    note_answered(gate, admission, row.id)
    enter_about(gate, admission, kind, after.answer_words or "", row)
