"""The caseworker's side of a demand to be heard (forvaltningsloven § 21): a date, a move of it, a note, an answer, a no.

The row is held while it is answered, and an answer names the state it was given to: of two caseworkers who answer
at once, the second is told that it has been answered.
"""

from datetime import date, timedelta
from uuid import UUID

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain import statement_requests as domain
from portal.domain.cases import CaseId
from portal.domain.hearings import earliest_answer_by
from portal.domain.moved_days import MovedDay
from portal.domain.people import PersonRef
from portal.domain.promise_ledger import PromiseKind
from portal.domain.reasons import Reason
from portal.domain.refusals import NotThere
from portal.domain.statement_requests import (
    DeclineGround,
    NothingSaid,
    RequestNotOpen,
    Statement,
    StatementRequest,
    consider,
    decline,
    give_statement,
    set_date,
)
from portal.domain.value import value
from portal.domain.working_days import next_working_day
from portal.services.actors import staff_name
from portal.services.journal import enter
from portal.services.promises import call_off_promises, note_answered
from portal.services.statement_requests import promise_to_consider
from portal.storage.journal import EntryKind
from portal.storage.records.statement_requests import (
    StatementDayMoveRow,
    StatementRequestRow,
    StatementRow,
    StatementTimeAskRow,
)


@value
class Answered:
    """Which demand is answered, and how it stood when the caseworker read it."""

    case_id: CaseId
    request_id: UUID
    seen: str
    """`mark_of` the demand she read."""


def mark_of(request: StatementRequest) -> str:
    """How a demand stands, in a word that changes with everything that is done to it."""
    set_to = request.statement_by.isoformat() if request.statement_by else ""
    waits = "?" if request.open_ask else ""
    counts = ":".join(str(len(each)) for each in (request.statements, request.moved, request.asks))
    return f"{request.state.value}:{set_to}:{counts}{waits}"


def answer_with_date(gate: Gate, answered: Answered, statement_by: date) -> None:
    """Let the party have until and with a day to make the statement: the first, or a yes to their wish for more time.

    Raises:
        NotThere: there is no such demand, or the case is neither hers nor her team's.
        RequestNotOpen: it has been answered otherwise meanwhile, or a day stands that no wish is to move.
        StatementDateTooEarly: the day has come already, or is not after the one the party was given.
    """
    admission, row, request = _hold(gate, answered)
    after = set_date(request, statement_by, now=gate.now, today=gate.today)
    is_later = request.open_ask is not None
    if is_later:
        _answer_ask(gate, admission, row, after)
    note_answered(gate, admission, row.id)
    kind = EntryKind.STATEMENT_MORE_TIME_GIVEN if is_later else EntryKind.STATEMENT_DATE_SET
    _keep(gate, admission, row, after, kind, statement_by.isoformat())


def move_date(gate: Gate, answered: Answered, until: date, reason: Reason, words: str) -> None:
    """Move the day a party was given, which nobody has asked for. They read the old day, the new one, who and why.

    An earlier day leaves them the municipality's floor of a hearing, in working days from today.

    Raises:
        NotThere: as `answer_with_date`.
        RequestNotOpen: no day stands, or something was done to the demand since she read it.
        MovedTooEarly: it is the same day, or an earlier one that leaves too little time.
        DayChangeUnexplained: there are no words on why.
    """
    admission, row, request = _hold(gate, answered)
    before = request.statement_by
    if before is None:
        raise RequestNotOpen
    moved = MovedDay(before, until, reason, words, gate.now, staff_name(gate))
    earliest = earliest_answer_by(gate.today, gate.municipality.norms, gate.municipality.calendar)
    after = domain.move_date(request, moved, today=gate.today, earliest=earliest)
    gate.add(
        StatementDayMoveRow(
            request_id=row.id,
            case_id=row.case_id,
            day_before=before,
            moved_to=until,
            reason=reason,
            words=words,
            moved_at=gate.now,
            moved_by_ref=gate.viewer.ref,
            moved_by_name=moved.moved_by,
        )
    )
    text = f"{before.isoformat()} -> {until.isoformat()}\n{reason.value}\n{words}"
    _keep(gate, admission, row, after, EntryKind.STATEMENT_DATE_MOVED, text)


def decline_more_time(gate: Gate, answered: Answered, words: str) -> None:
    """Say no to more time, in words the party reads. They have at least until the next working day.

    Raises:
        NotThere, RequestNotOpen: as `answer_with_date`.
        MoreTimeNotAsked: no wish waits for an answer.
        NothingSaid: there are no words.
    """
    admission, row, request = _hold(gate, answered)
    if not words:
        raise NothingSaid
    at_least = next_working_day(gate.today + timedelta(days=1), gate.municipality.calendar)
    after = domain.decline_more_time(request, words, now=gate.now, at_least=at_least)
    _answer_ask(gate, admission, row, after)
    note_answered(gate, admission, row.id, PromiseKind.MORE_TIME)
    _keep(gate, admission, row, after, EntryKind.STATEMENT_MORE_TIME_DECLINED, words)


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
    call_off_promises(gate, admission, row.id, PromiseKind.MORE_TIME)
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
    request = next(each for each in gate.demands([admission])[answered.case_id] if each.id == row.id)
    if mark_of(request.as_of(gate.today)) != answered.seen:
        raise RequestNotOpen
    return admission, row, request


def _answer_ask(gate: Gate, admission: Admission, row: StatementRequestRow, after: StatementRequest) -> None:
    """Keep the answer to the wish for more time."""
    answered = after.asks[-1]
    (ask,) = gate.held_rows(StatementTimeAskRow, [admission], request_id=row.id, answered_at=None)
    ask.answered_at = answered.answered_at
    ask.answered_by_ref = gate.viewer.ref
    ask.granted_until = answered.granted_until
    ask.declined_words = answered.declined_words
    gate.change(ask)


def _keep(
    gate: Gate, admission: Admission, row: StatementRequestRow, after: StatementRequest, kind: EntryKind, text: str
) -> None:
    row.state = after.state
    row.answered_at = after.answered_at
    row.statement_by = after.statement_by
    row.declined_on_ground = after.declined_on_ground
    row.closing_words = after.closing_words
    row.ended_at = after.ended_at
    gate.change(row)
    enter(gate, admission, kind, text, subject_id=row.id, party_ref=row.party_ref)
