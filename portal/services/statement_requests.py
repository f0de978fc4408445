"""The citizen's side of being heard before a decision (begæring om udsættelse, forvaltningsloven § 21).

One page and one form, whatever the moment: a new demand, a statement to an open one, or, when the case is over, words
about the decision, or a question where none was made. What somebody wrote is kept even when the case moved on while they
wrote it.
"""

from datetime import date, datetime

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.more_time import MoreTimeAsk
from portal.domain.promise_ledger import PromiseKind
from portal.domain.refusals import NotThere
from portal.domain.requests import RequestType
from portal.domain.statement_requests import (
    Channel,
    NothingSaid,
    RequestNotOpen,
    RequestState,
    Statement,
    StatementRequest,
    Timing,
    ask_for_more_time,
    consider_by,
    first_state,
    give_statement,
    withdraw,
)
from portal.domain.value import value
from portal.domain.working_days import add_working_days
from portal.services.actors import author_of, party_of
from portal.services.case_facts import facts_of
from portal.services.cases import CasePage, case_page
from portal.services.journal import enter_about, first_filed_at
from portal.services.numbers import new_number
from portal.services.promises import call_off_promises, promise_answer
from portal.services.requests import RequestDraft, receive
from portal.storage.audit import LookKind
from portal.storage.journal import EntryKind
from portal.storage.records.statement_requests import StatementRequestRow, StatementRow, StatementTimeAskRow


@value
class Demand:
    """What a party sends: when and how they want to be heard, and what they say."""

    timing: Timing
    channel: Channel
    with_support_person: bool
    words: str


@value
class SentAs:
    """What it was taken as, and the number of its receipt."""

    number: str
    is_request: bool = False
    """Whether the case is over, so that it was taken as something asked (`services.requests`)."""


@value
class Receipt:
    """What a party is given at once: a number, and the date they are answered by."""

    number: str
    page: CasePage
    request: StatementRequest
    filed_at: datetime | None = None
    """When the case system first said that it has it on the case."""


def read_page(gate: Gate, case_id: CaseId) -> CasePage:
    """The case, to ask to be heard in it; the look is recorded.

    Raises:
        NotThere: there is no such case, or it is not the viewer's to know of.
        NotAllowed: the viewer may read the case but not act in it.
    """
    admission = gate.case(case_id, Permission.STATEMENT_REQUEST)
    gate.looked_at([admission], LookKind.CASE)
    (facts,) = facts_of(gate, [admission])
    return case_page(gate, admission, facts)


def send(gate: Gate, case_id: CaseId, demand: Demand) -> SentAs:
    """Take what a party says, as what it is now: a demand, a statement, words about a decision, or just a question.

    The decision waits from this moment when it is a demand, and is not made yet. The same thing sent twice is taken once.

    Raises:
        NotThere, NotAllowed: as `read_page`.
        NothingSaid: words are needed and there are none.
        Conflict: the same party sent another demand at this very moment.
    """
    admission = gate.case(case_id, Permission.STATEMENT_REQUEST)
    (facts,) = facts_of(gate, [admission])
    offer = case_page(gate, admission, facts).roadmap.hearing
    if offer.is_too_late:
        kind = RequestType.ABOUT_DECISION if offer.is_about_decision else RequestType.QUESTION
        number = receive(gate, admission, RequestDraft(kind, demand.words))
        return SentAs(number, is_request=True)
    if offer.is_followed and offer.request is not None:
        return SentAs(_add_statement(gate, admission, offer.request, demand))
    return SentAs(_demand(gate, admission, demand))


def take_back(gate: Gate, case_id: CaseId) -> None:
    """Withdraw the open demand; the decision no longer waits. Where none is open, nothing changes: twice is once.

    Raises:
        NotThere, NotAllowed: as `read_page`.
    """
    admission = gate.case(case_id, Permission.STATEMENT_REQUEST)
    for row, demand in _held(gate, admission):
        request = demand.as_of(gate.today)
        if request.is_open:
            row.state = withdraw(request, gate.today).state
            gate.change(row)
            call_off_promises(gate, admission, row.id)
            enter_about(gate, admission, EntryKind.STATEMENT_REQUEST_WITHDRAWN, row.number, row)


def wish_for_more_time(gate: Gate, case_id: CaseId, words: str) -> str:
    """Ask for more time to speak, in one tap; until we answer, the time does not run out. Asked twice is asked once.

    Gives the number of the demand, under which the wish stands.

    Raises:
        NotThere, NotAllowed: as `read_page`.
        RequestNotOpen: no date is set, or its day has passed.
    """
    admission = gate.case(case_id, Permission.STATEMENT_REQUEST)
    row, demand = next(((row, each) for row, each in _held(gate, admission) if each.statement_by), (None, None))
    if row is None or demand is None or demand.statement_by is None:
        raise RequestNotOpen
    if demand.open_ask is not None:
        return demand.number
    norms, calendar = gate.municipality.norms, gate.municipality.calendar
    ask = MoreTimeAsk(
        asked_at=gate.now,
        answer_by=add_working_days(gate.today, norms.more_time_answer_working_days, calendar),
        until_before=demand.statement_by,
        words=words or None,
    )
    ask_for_more_time(demand, ask, gate.today)
    gate.add(
        StatementTimeAskRow(
            request_id=row.id,
            case_id=case_id,
            words=ask.words,
            asked_at=ask.asked_at,
            asked_by_ref=author_of(gate),
            answer_by=ask.answer_by,
            until_before=ask.until_before,
        )
    )
    promise_answer(gate, admission, PromiseKind.MORE_TIME, row.id, ask.answer_by)
    enter_about(gate, admission, EntryKind.STATEMENT_MORE_TIME_ASKED, words, row)
    return demand.number


def read_receipt(gate: Gate, case_id: CaseId, number: str) -> Receipt:
    """The receipt of something this party sent, with what was said; the look is recorded.

    Raises:
        NotThere: there is no such receipt, or it is not the viewer's to see.
    """
    admission = gate.case(case_id, Permission.STATEMENT_REQUEST)
    gate.looked_at([admission], LookKind.CASE)
    (facts,) = facts_of(gate, [admission])
    page = case_page(gate, admission, facts)
    request = next((each for each in page.roadmap.demands if each.number == number), None)
    if request is None:
        raise NotThere
    return Receipt(number, page, request, first_filed_at(gate, admission, request.id))


def promise_to_consider(gate: Gate, admission: Admission, given: StatementRequest) -> None:
    """Promise to say what a statement led to, where a day was set for it; else the demand's own promise stands."""
    if given.statement_by is not None:
        due_on = consider_by(given, gate.municipality.norms, gate.municipality.calendar)
        promise_answer(gate, admission, PromiseKind.CONSIDER_STATEMENT, given.id, due_on)


def _demand(gate: Gate, admission: Admission, demand: Demand) -> str:
    if demand.timing is Timing.NOW and not demand.words:
        raise NothingSaid
    _let_lapse(gate, admission)
    row = StatementRequestRow(
        number=new_number(gate.now),
        case_id=admission.case_id,
        party_ref=party_of(admission),
        made_by_ref=author_of(gate),
        timing=demand.timing,
        channel=demand.channel,
        with_support_person=demand.with_support_person,
        state=first_state(demand.timing, demand.channel),
        received_at=gate.now,
        answer_by=_answer_by(gate),
    )
    gate.add(row)
    gate.flush()
    promise_answer(gate, admission, PromiseKind.DEMAND, row.id, row.answer_by)
    if demand.words:
        _say(gate, admission, row, demand.words)
    enter_about(gate, admission, EntryKind.STATEMENT_REQUEST_RECEIVED, demand.words, row)
    return row.number


def _let_lapse(gate: Gate, admission: Admission) -> None:
    """Keep that an earlier demand's time went by unused, so that it no longer stands in the way of a new one."""
    for row, demand in _held(gate, admission):
        if demand.has_lapsed(gate.today):
            row.state = RequestState.LAPSED
            gate.change(row)
    gate.flush()


def _add_statement(gate: Gate, admission: Admission, request: StatementRequest, demand: Demand) -> str:
    words = demand.words
    row, held = next((row, each) for row, each in _held(gate, admission) if row.id == request.id)
    already = {statement.text for statement in held.statements}
    is_repeat = words in already or (not words and demand.timing is Timing.LATER)
    if is_repeat:
        return request.number
    if not words:
        raise NothingSaid
    given = give_statement(held, Statement(words, gate.now, author_of(gate)), gate.today)
    row.state = given.state
    gate.change(row)
    _say(gate, admission, row, words)
    call_off_promises(gate, admission, row.id, PromiseKind.MORE_TIME)
    promise_to_consider(gate, admission, given)
    enter_about(gate, admission, EntryKind.STATEMENT_RECEIVED, words, row)
    return row.number


def _say(gate: Gate, admission: Admission, row: StatementRequestRow, words: str) -> None:
    statement = StatementRow(
        request_id=row.id,
        case_id=admission.case_id,
        words=words,
        given_at=gate.now,
        given_by_ref=author_of(gate),
    )
    gate.add(statement)


def _held(gate: Gate, admission: Admission) -> list[tuple[StatementRequestRow, StatementRequest]]:
    """This party's demands, the newest first, held: a caseworker who answers one at this moment is not overwritten."""
    rows = {row.id: row for row in gate.held_rows(StatementRequestRow, [admission], party_ref=party_of(admission))}
    demands = gate.demands([admission])[admission.case_id]
    return [(rows[each.id], each) for each in reversed(demands) if each.id in rows]


def _answer_by(gate: Gate) -> date:
    norms = gate.municipality.norms
    return add_working_days(gate.today, norms.statement_answer_working_days, gate.municipality.calendar)
