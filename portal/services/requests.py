"""The party's side of what they ask: send it, get a receipt, follow it, take it back.

The same thing sent twice is taken once. What somebody wrote is kept even when the case moved on while they wrote it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain import requests
from portal.domain.cases import CaseId
from portal.domain.promise_ledger import PromiseKind
from portal.domain.refusals import NotThere
from portal.domain.requests import NEEDS_WORDS, OPEN_STAGES, Request, RequestType, answer_by
from portal.domain.statement_requests import NothingSaid
from portal.domain.value import value
from portal.services.actors import author_of, party_of
from portal.services.case_facts import facts_of
from portal.services.cases import CasePage, case_page
from portal.services.journal import enter, first_filed_at
from portal.services.numbers import new_number
from portal.services.promises import call_off_promises, promise_answer
from portal.storage.audit import LookKind
from portal.storage.journal import EntryKind
from portal.storage.records.requests import InterimAnswerRow, RequestRow
from portal.storage.requests import request_of

_OFFERED = (
    RequestType.QUESTION,
    RequestType.CALL_ME,
    RequestType.UPDATE,
    RequestType.CONVERSATION,
    RequestType.PAPERS,
    RequestType.DECISION_COMPLAINT,
    RequestType.REVIEW,
    RequestType.HANDLING_COMPLAINT,
)


@value
class RequestDraft:
    """What a party sends."""

    type: RequestType
    words: str = ""
    phone: str | None = None
    call_times: str | None = None
    review_way: str | None = None


@value
class RequestsPage:
    """What a party has asked in a case, the newest first, and what can be asked now."""

    page: CasePage
    asked: Sequence[Request]
    offered: Sequence[RequestType]


@value
class RequestPage:
    """Something asked, with what has come of it."""

    page: CasePage
    request: Request
    filed_at: datetime | None
    """When the case system first said that it has it on the case."""


def read_requests(gate: Gate, case_id: CaseId) -> RequestsPage:
    """What this party has asked, and what can be asked; the look is recorded.

    Raises:
        NotThere: there is no such case, or it is not the viewer's to know of.
    """
    admission = gate.case(case_id, Permission.REQUEST_READ)
    gate.looked_at([admission], LookKind.CASE)
    page = _page(gate, admission)
    asked = [request_of(row) for row in gate.rows(RequestRow, [admission], party_ref=party_of(admission))]
    newest_first = sorted(asked, key=lambda each: (each.received_at, each.number), reverse=True)
    return RequestsPage(page, newest_first, offered(gate, page))


def read_form(gate: Gate, case_id: CaseId, kind: RequestType) -> CasePage:
    """The case, to ask something in it; the look is recorded.

    Raises:
        NotThere: there is no such case, it is not the viewer's to know of, or this cannot be asked in it now.
        NotAllowed: the viewer may read the case but not act in it.
    """
    admission = gate.case(case_id, Permission.REQUEST_SEND)
    gate.looked_at([admission], LookKind.CASE)
    page = _page(gate, admission)
    if kind not in offered(gate, page):
        raise NotThere
    return page


def offered(gate: Gate, page: CasePage) -> Sequence[RequestType]:
    """What can be asked now: how far it is while it goes on, a complaint over a decision, and the reviews there are."""
    offer = page.roadmap.hearing
    left_out = {
        *((RequestType.UPDATE,) if offer.is_too_late else ()),
        *(() if offer.is_about_decision else (RequestType.DECISION_COMPLAINT,)),
        *(() if gate.municipality.review_ways else (RequestType.REVIEW,)),
    }
    return [kind for kind in _OFFERED if kind not in left_out]


def send(gate: Gate, case_id: CaseId, draft: RequestDraft) -> str:
    """Take what a party asks, and promise an answer by a day. Gives the receipt's number.

    Raises:
        NotThere: as `read_form`; and when the way chosen to have the case looked at is none.
        NotAllowed: as `read_form`.
        NothingSaid: words are needed and there are none.
    """
    admission = gate.case(case_id, Permission.REQUEST_SEND)
    page = _page(gate, admission)
    draft = _as_it_is_now(draft, page)
    is_gone = draft.type is RequestType.UPDATE and page.roadmap.hearing.is_too_late
    if draft.type not in offered(gate, page) and not is_gone:
        raise NotThere
    if draft.type is RequestType.REVIEW and gate.municipality.review_way(draft.review_way) is None:
        raise NotThere
    decision = page.roadmap.decision
    is_complaint = draft.type is RequestType.DECISION_COMPLAINT
    is_late = is_complaint and decision is not None and decision.complain_until < gate.today
    return receive(gate, admission, draft, is_late=is_late)


def receive(gate: Gate, admission: Admission, draft: RequestDraft, *, is_late: bool = False) -> str:
    """Keep what was asked in an opened case; gives the receipt's number. To a call that is owed, the rest is added.

    Raises:
        NothingSaid: words are needed and there are none.
    """
    if draft.type in NEEDS_WORDS and not draft.words:
        raise NothingSaid
    rows = _held_rows(gate, admission)
    if same := next((row for row in rows if _is_same(row, draft)), None):
        return same.number
    if call := _call_to_add_to(rows, draft):
        return _add_to(gate, admission, call, draft)
    row = RequestRow(
        number=new_number(gate.now),
        case_id=admission.case_id,
        party_ref=party_of(admission),
        sent_by_ref=author_of(gate),
        type=draft.type,
        words=draft.words,
        phone=draft.phone,
        call_times=draft.call_times,
        review_way=draft.review_way,
        is_late=is_late,
        stage=requests.RequestStage.RECEIVED,
        received_at=gate.now,
        answer_by=answer_by(draft.type, gate.today, gate.municipality.norms, gate.municipality.calendar),
    )
    gate.add(row)
    gate.flush()
    promise_answer(gate, admission, PromiseKind(draft.type.value), row.id, row.answer_by)
    _enter_received(gate, admission, row, draft)
    return row.number


def _call_to_add_to(rows: Sequence[RequestRow], draft: RequestDraft) -> RequestRow | None:
    """The call that is owed already, the nearest, where a call is asked for: nobody is phoned twice for one thing."""
    if draft.type is not RequestType.CALL_ME:
        return None
    owed = [row for row in rows if row.type is RequestType.CALL_ME and row.stage in OPEN_STAGES]
    return min(owed, key=lambda row: (row.answer_by, row.number), default=None)


def _add_to(gate: Gate, admission: Admission, row: RequestRow, draft: RequestDraft) -> str:
    """Keep the number to phone, when it suits and more words with a call that is owed; its day stays."""
    is_said = f"\n\n{draft.words}\n\n" in f"\n\n{row.words}\n\n"
    words = row.words if not draft.words or is_said else "\n\n".join(each for each in (row.words, draft.words) if each)
    after = (words, draft.phone or row.phone, draft.call_times or row.call_times)
    if after != (row.words, row.phone, row.call_times):
        row.words, row.phone, row.call_times = after
        gate.change(row)
        _enter_received(gate, admission, row, draft)
    return row.number


def _enter_received(gate: Gate, admission: Admission, row: RequestRow, draft: RequestDraft) -> None:
    text = "\n\n".join(part for part in (draft.type.value, *_said(draft)) if part)
    enter(gate, admission, EntryKind.REQUEST_RECEIVED, text, subject_id=row.id, party_ref=row.party_ref)


def read_request(gate: Gate, case_id: CaseId, number: str) -> RequestPage:
    """Something this party asked, and what has come of it; the look is recorded.

    Raises:
        NotThere: there is no such request, or it is not the viewer's to see.
    """
    admission = gate.case(case_id, Permission.REQUEST_READ)
    gate.looked_at([admission], LookKind.CASE)
    row = next(iter(gate.rows(RequestRow, [admission], party_ref=party_of(admission), number=number)), None)
    if row is None:
        raise NotThere
    interim = gate.rows(InterimAnswerRow, [admission], request_id=row.id)
    return RequestPage(_page(gate, admission), request_of(row, interim), first_filed_at(gate, admission, row.id))


def take_back(gate: Gate, case_id: CaseId, number: str) -> None:
    """Take back what was asked. Where it has ended, nothing changes: twice is once.

    Raises:
        NotThere, NotAllowed: as `read_form`.
    """
    admission = gate.case(case_id, Permission.REQUEST_SEND)
    row = next((each for each in _held_rows(gate, admission) if each.number == number), None)
    if row is None:
        raise NotThere
    request = request_of(row)
    if not request.is_open:
        return
    after = requests.withdraw(request, now=gate.now)
    row.stage, row.ended_at = after.stage, after.ended_at
    gate.change(row)
    call_off_promises(gate, admission, row.id)
    enter(gate, admission, EntryKind.REQUEST_WITHDRAWN, row.number, subject_id=row.id, party_ref=row.party_ref)


def _page(gate: Gate, admission: Admission) -> CasePage:
    (facts,) = facts_of(gate, [admission])
    return case_page(gate, admission, facts)


def _as_it_is_now(draft: RequestDraft, page: CasePage) -> RequestDraft:
    """What was sent, from a page of before the case ended without a decision: no complaint over one, but not lost."""
    offer = page.roadmap.hearing
    is_of_none = draft.type is RequestType.DECISION_COMPLAINT and offer.is_too_late and not offer.is_about_decision
    return replace(draft, type=RequestType.QUESTION) if is_of_none else draft


def _is_same(row: RequestRow, draft: RequestDraft) -> bool:
    """Whether it has been asked already and is still owed an answer."""
    if row.stage not in OPEN_STAGES or row.type is not draft.type:
        return False
    said = (row.words, row.phone, row.call_times, row.review_way)
    return said == (draft.words, draft.phone, draft.call_times, draft.review_way)


def _said(draft: RequestDraft) -> Sequence[str | None]:
    return draft.review_way, draft.words, draft.phone, draft.call_times


def _held_rows(gate: Gate, admission: Admission) -> Sequence[RequestRow]:
    """This party's requests, held: a caseworker who answers one at this moment is not overwritten."""
    return gate.held_rows(RequestRow, [admission], party_ref=party_of(admission))
