"""The caseworker's side of a demand to be heard (forvaltningsloven § 21): set a date, note, consider, decline.

The row is held while it is answered, and an answer names the state it was given to: of two caseworkers who answer
at once, the second is told that it has been answered.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.people import PersonRef
from portal.domain.refusals import NotThere
from portal.domain.statement_requests import (
    DeclineGround,
    NothingSaid,
    RequestNotOpen,
    Statement,
    StatementDateTooEarly,
    StatementRequest,
    consider,
    decline,
    give_statement,
    set_date,
)
from portal.services.journal import enter
from portal.services.promises import note_answered
from portal.services.statement_requests import promise_to_consider
from portal.storage.facts import request_of, statement_of
from portal.storage.journal import EntryKind
from portal.storage.records.statement_requests import StatementRequestRow, StatementRow


@dataclass(frozen=True, slots=True)
class Answered:
    """Which demand is answered, and how it stood when the caseworker read it."""

    case_id: CaseId
    request_id: UUID
    seen: str
    """`mark_of` the demand she read."""


def mark_of(request: StatementRequest) -> str:
    """How a demand stands, in a word that changes with everything that is done to it."""
    set_to = request.statement_by.isoformat() if request.statement_by else ""
    return f"{request.state.value}:{set_to}:{len(request.statements)}"


def answer_with_date(gate: Gate, answered: Answered, statement_by: date) -> None:
    """Let the party have until and with a day to make the statement; a day once given is never made earlier.

    Raises:
        NotThere: there is no such demand, or the case is neither hers nor her team's.
        RequestNotOpen: it has been answered otherwise meanwhile.
        StatementDateTooEarly: the day has come already, or is before the one the party was given.
    """
    admission, row, request = _hold(gate, answered)
    if request.statement_by is not None and statement_by < request.statement_by:
        raise StatementDateTooEarly
    after = set_date(request, statement_by, now=gate.now, today=gate.today)
    note_answered(gate, admission, row.id)
    _keep(gate, admission, row, after, EntryKind.STATEMENT_DATE_SET, statement_by.isoformat())


def note_statement(gate: Gate, answered: Answered, words: str) -> None:
    """Write down what the party said by phone or at a meeting (offentlighedsloven § 13).

    Raises:
        NotThere, RequestNotOpen: as `answer_with_date`.
        NothingSaid: there are no words.
    """
    admission, row, request = _hold(gate, answered)
    if not words:
        raise NothingSaid
    party = PersonRef(request.party)
    after = give_statement(request, Statement(words, gate.now, party), gate.today)
    gate.add(
        StatementRow(request_id=row.id, case_id=answered.case_id, words=words, given_at=gate.now, given_by_ref=party)
    )
    promise_to_consider(gate, admission, after)
    _keep(gate, admission, row, after, EntryKind.STATEMENT_RECEIVED, words)


def answer_as_considered(gate: Gate, answered: Answered, closing_words: str) -> None:
    """Say what the statement led to, in words the party reads; the decision no longer waits.

    Raises:
        NotThere, RequestNotOpen: as `answer_with_date`.
        NothingSaid: there are no words.
    """
    admission, row, request = _hold(gate, answered)
    if not closing_words:
        raise NothingSaid
    after = consider(request, closing_words, now=gate.now, today=gate.today)
    note_answered(gate, admission, row.id)
    _keep(gate, admission, row, after, EntryKind.STATEMENT_CONSIDERED, closing_words)


def answer_with_no(gate: Gate, answered: Answered, ground: DeclineGround, words: str) -> None:
    """Decline on a ground of forvaltningsloven § 21(2), with the reason in words the party reads.

    Raises:
        NotThere, RequestNotOpen: as `answer_with_date`.
        NothingSaid: there are no words.
    """
    admission, row, request = _hold(gate, answered)
    if not words:
        raise NothingSaid
    after = decline(request, ground, words, now=gate.now, today=gate.today)
    note_answered(gate, admission, row.id)
    _keep(gate, admission, row, after, EntryKind.STATEMENT_REQUEST_DECLINED, words)


def _hold(gate: Gate, answered: Answered) -> tuple[Admission, StatementRequestRow, StatementRequest]:
    admission = gate.case(answered.case_id, Permission.STATEMENT_ANSWER)
    row = next(iter(gate.held_rows(StatementRequestRow, [admission], id=answered.request_id)), None)
    if row is None:
        raise NotThere
    said = sorted(gate.rows(StatementRow, [admission], request_id=row.id), key=lambda each: each.given_at)
    request = request_of(row, [statement_of(each) for each in said])
    if mark_of(request.as_of(gate.today)) != answered.seen:
        raise RequestNotOpen
    return admission, row, request


def _keep(
    gate: Gate, admission: Admission, row: StatementRequestRow, after: StatementRequest, kind: EntryKind, text: str
) -> None:
    row.state = after.state
    row.answered_at = after.answered_at
    row.statement_by = after.statement_by
    row.declined_on_ground = after.declined_on_ground
    row.closing_words = after.closing_words
    gate.change(row)
    enter(gate, admission, kind, text, subject_id=row.id, party_ref=row.party_ref)
