"""A hearing as its party meets it: read it, answer, ask for more time, or say that there is nothing to add."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.hearings import HearingNotOpen
from portal.domain.refusals import Conflict
from portal.domain.statement_requests import NothingSaid
from portal.services import hearings
from portal.services.hearings import HearingPage
from portal.web.access_rules import requires
from portal.web.citizen.hearing_form import HearingAnswerForm, MoreTimeForm
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate
from portal.web.typed_form import TypedForm
from portal.web.typed_text import typed_texts

_HERE = "/sager/<uuid:case_id>/partshoering/<receipt_number:number>"
_Answer = Response | tuple[str, int]


def add_to(bp: Blueprint) -> None:
    """Add the pages of a hearing."""
    bp.get(_HERE)(hearing)
    bp.post(_HERE)(send_hearing_answer)
    bp.post(f"{_HERE}/mere-tid")(ask_for_more_time)
    bp.get(f"{_HERE}/ingen-bemaerkninger")(no_comment)
    bp.post(f"{_HERE}/ingen-bemaerkninger")(send_no_comment)
    bp.get(f"{_HERE}/kvittering")(hearing_receipt)


@requires(Permission.HEARING_READ)
def hearing(case_id: UUID, number: str) -> str:
    """What counts against a party, and what can be said to it before the decision."""
    with gate() as opened:
        page = hearings.read_hearing(opened, CaseId(case_id), number)
    return _draw(page)


@requires(Permission.HEARING_ANSWER)
@shows_form_again
def send_hearing_answer(case_id: UUID, number: str) -> _Answer:
    """Answer a hearing."""
    form = HearingAnswerForm()
    if not form.validate_on_submit():
        return _again(case_id, number, form=form), 422
    try:
        with gate() as opened:
            page = hearings.reread_hearing(opened, CaseId(case_id), number)
            hearings.send_answer(opened, CaseId(case_id), number, form.answer(page.hearing))
    except NothingSaid:
        form.say_words_are_needed()
        return _again(case_id, number, form=form), 422
    except (HearingNotOpen, Conflict):
        return _again(case_id, number, form=form, is_overtaken=True), 409
    return _to_receipt(case_id, number)


@requires(Permission.HEARING_ANSWER)
@shows_form_again
def ask_for_more_time(case_id: UUID, number: str) -> _Answer:
    """Ask for more time to answer a hearing."""
    form = MoreTimeForm()
    if not form.validate_on_submit():
        return _again(case_id, number, more_time=form), 422

    def ask(opened: Gate) -> None:
        hearings.ask_for_more_time(opened, CaseId(case_id), number, form.why.data or "")

    return _do(case_id, number, ask)


@requires(Permission.HEARING_ANSWER)
def no_comment(case_id: UUID, number: str) -> str:
    """What it means to have nothing to add to a hearing, before it is said."""
    with gate() as opened:
        page = hearings.reread_hearing(opened, CaseId(case_id), number)
    return render_template("citizen/hearings/no_comment.html", told=page, page=page.page)


@requires(Permission.HEARING_ANSWER)
@shows_form_again
def send_no_comment(case_id: UUID, number: str) -> _Answer:
    """Say that there is nothing to add to a hearing."""
    if not TypedForm().validate_on_submit():
        return no_comment(case_id, number), 422

    def say(opened: Gate) -> None:
        hearings.say_no_comment(opened, CaseId(case_id), number)

    return _do(case_id, number, say)


@requires(Permission.HEARING_READ)
def hearing_receipt(case_id: UUID, number: str) -> str:
    """What a party has said in a hearing, what happens now, and by when."""
    with gate() as opened:
        page = hearings.read_hearing(opened, CaseId(case_id), number)
    return render_template("citizen/hearings/receipt.html", told=page, page=page.page)


def _do(case_id: UUID, number: str, act: Callable[[Gate], None]) -> _Answer:
    try:
        with gate() as opened:
            act(opened)
    except (HearingNotOpen, Conflict):
        return _again(case_id, number, is_overtaken=True), 409
    return _to_receipt(case_id, number)


def _to_receipt(case_id: UUID, number: str) -> Response:
    return redirect(url_for("citizen.hearing_receipt", case_id=case_id, number=number), code=303)


def _again(
    case_id: UUID,
    number: str,
    *,
    form: HearingAnswerForm | None = None,
    more_time: MoreTimeForm | None = None,
    is_overtaken: bool = False,
) -> str:
    with gate() as opened:
        page = hearings.reread_hearing(opened, CaseId(case_id), number)
    return _draw(page, form=form, more_time=more_time, is_overtaken=is_overtaken)


def _draw(
    page: HearingPage,
    *,
    form: HearingAnswerForm | None = None,
    more_time: MoreTimeForm | None = None,
    is_overtaken: bool = False,
) -> str:
    sent = form or more_time
    return render_template(
        "citizen/hearings/hearing.html",
        told=page,
        page=page.page,
        form=form or HearingAnswerForm(formdata=None),
        more_time=more_time or MoreTimeForm(formdata=None),
        sent=sent,
        is_overtaken=is_overtaken,
        typed=typed_texts() if is_overtaken and not page.takes_answer else [],
    )
