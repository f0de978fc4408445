"""Answering what parties ask: take it, say that it takes longer, answer."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from flask import Blueprint
from flask_wtf import FlaskForm

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.requests import NewDateTooEarly, RequestOver
from portal.i18n import gettext as _
from portal.services import request_answers
from portal.services.request_answers import RequestRead
from portal.web.access_rules import requires
from portal.web.caseworker.answer_forms import ComplaintForm, PutOffForm, WordsForm
from portal.web.caseworker.case_acts import CaseActs, Shown
from portal.web.caseworker.case_page import Sent
from portal.web.form_token import shows_form_again

_HERE = "/sager/<uuid:case_id>/henvendelser/<uuid:asked_id>"
_ACTS: Final = CaseActs(Permission.REQUEST_ANSWER, "henvendelser", (RequestOver,))


def add_to(bp: Blueprint) -> None:
    """Add what can be done to something asked."""
    bp.post(f"{_HERE}/tag")(take_request)
    bp.post(f"{_HERE}/ny-dato")(put_off_request)
    bp.post(f"{_HERE}/svar")(answer_request)
    bp.post(f"{_HERE}/klagesvar")(answer_complaint)


@requires(Permission.REQUEST_ANSWER)
def take_request(case_id: UUID, asked_id: UUID) -> Shown:
    """Say "I take it" about something a party has asked."""
    sent = Sent("taget", FlaskForm(), asked_id)
    return _ACTS.do(case_id, sent, lambda opened: request_answers.take(opened, CaseId(case_id), asked_id))


@requires(Permission.REQUEST_ANSWER)
@shows_form_again
def put_off_request(case_id: UUID, asked_id: UUID) -> Shown:
    """Say that an answer takes longer: why, and the new date."""
    form = PutOffForm()

    def put_off(opened: Gate, read: RequestRead) -> None:
        request_answers.put_off(opened, read, form.said, form.until.day)

    try:
        return _answer(case_id, asked_id, "ny-dato", form, put_off)
    except NewDateTooEarly:
        form.until.errors = [_("Choose a day after today, and after the one that was promised.")]
        return _ACTS.show_again(case_id, Sent("ny-dato", form, asked_id))


@requires(Permission.REQUEST_ANSWER)
@shows_form_again
def answer_request(case_id: UUID, asked_id: UUID) -> Shown:
    """Answer what a party has asked."""
    form = WordsForm()

    def answer(opened: Gate, read: RequestRead) -> None:
        request_answers.answer(opened, read, form.said)

    return _answer(case_id, asked_id, "svar", form, answer)


@requires(Permission.REQUEST_ANSWER)
@shows_form_again
def answer_complaint(case_id: UUID, asked_id: UUID) -> Shown:
    """Answer a complaint over a decision: change it, or send the complaint on."""
    form = ComplaintForm()

    def answer(opened: Gate, read: RequestRead) -> None:
        does = request_answers.forward if form.is_forwarded else request_answers.answer
        does(opened, read, form.said)

    return _answer(case_id, asked_id, "klagesvar", form, answer)


def _answer(
    case_id: UUID, asked_id: UUID, name: str, form: WordsForm, answer: Callable[[Gate, RequestRead], None]
) -> Shown:
    def act(opened: Gate) -> None:
        answer(opened, RequestRead(CaseId(case_id), asked_id, form.seen.data or ""))

    return _ACTS.do(case_id, Sent(name, form, asked_id), act)
