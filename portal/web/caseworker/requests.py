"""Answering what parties ask: take it, say that it takes longer, answer."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.requests import NewDateTooEarly, RequestOver
from portal.i18n import gettext as _
from portal.services import request_answers
from portal.services.request_answers import RequestRead
from portal.web.access_rules import requires
from portal.web.caseworker.answer_forms import ComplaintForm, PutOffForm, WordsForm
from portal.web.caseworker.case_page import Sent, back_to_case, show_case
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate

_HERE = "/sager/<uuid:case_id>/henvendelser/<uuid:asked_id>"
_SECTION = "henvendelser"
_Answer = Response | tuple[str, int]


def add_to(bp: Blueprint) -> None:
    """Add what can be done to something asked."""
    bp.post(f"{_HERE}/tag")(take_request)
    bp.post(f"{_HERE}/ny-dato")(put_off_request)
    bp.post(f"{_HERE}/svar")(answer_request)
    bp.post(f"{_HERE}/klagesvar")(answer_complaint)


@requires(Permission.REQUEST_ANSWER)
def take_request(case_id: UUID, asked_id: UUID) -> _Answer:
    """Say "I take it" about something a party has asked."""
    try:
        with gate() as opened:
            request_answers.take(opened, CaseId(case_id), asked_id)
    except RequestOver:
        return show_case(case_id, Permission.REQUEST_ANSWER, trouble=_meanwhile())
    return back_to_case(case_id, "taget", _SECTION)


@requires(Permission.REQUEST_ANSWER)
@shows_form_again
def put_off_request(case_id: UUID, asked_id: UUID) -> _Answer:
    """Say that an answer takes longer: why, and the new date."""
    form = PutOffForm()

    def put_off(opened: Gate, read: RequestRead) -> None:
        request_answers.put_off(opened, read, form.said, form.until.day)

    try:
        return _answer(case_id, asked_id, "ny-dato", form, put_off)
    except NewDateTooEarly:
        form.until.errors = [_("Choose a day after today, and after the one that was promised.")]
        return show_case(case_id, Permission.REQUEST_ANSWER, sent=Sent("ny-dato", form, asked_id))


@requires(Permission.REQUEST_ANSWER)
@shows_form_again
def answer_request(case_id: UUID, asked_id: UUID) -> _Answer:
    """Answer what a party has asked."""
    form = WordsForm()

    def answer(opened: Gate, read: RequestRead) -> None:
        request_answers.answer(opened, read, form.said)

    return _answer(case_id, asked_id, "svar", form, answer)


@requires(Permission.REQUEST_ANSWER)
@shows_form_again
def answer_complaint(case_id: UUID, asked_id: UUID) -> _Answer:
    """Answer a complaint over a decision: change it, or send the complaint on."""
    form = ComplaintForm()

    def answer(opened: Gate, read: RequestRead) -> None:
        does = request_answers.forward if form.is_forwarded else request_answers.answer
        does(opened, read, form.said)

    return _answer(case_id, asked_id, "klagesvar", form, answer)


def _answer(
    case_id: UUID, asked_id: UUID, name: str, form: WordsForm, answer: Callable[[Gate, RequestRead], None]
) -> _Answer:
    if not form.validate_on_submit():
        return show_case(case_id, Permission.REQUEST_ANSWER, sent=Sent(name, form, asked_id))
    try:
        with gate() as opened:
            answer(opened, RequestRead(CaseId(case_id), asked_id, form.seen.data or ""))
    except RequestOver:
        sent = Sent(name, form, asked_id)
        return show_case(case_id, Permission.REQUEST_ANSWER, sent=sent, trouble=_meanwhile())
    return back_to_case(case_id, name, _SECTION)


def _meanwhile() -> str:
    return _("This has been answered, taken back or given a new date since you opened the page. See how it stands now.")
