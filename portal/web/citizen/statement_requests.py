"""Being heard before the decision: one page, one form, one receipt."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.refusals import Conflict
from portal.domain.statement_requests import NothingSaid, RequestNotOpen
from portal.services import statement_requests
from portal.services.statement_requests import SentAs
from portal.web.access_rules import requires
from portal.web.citizen.hearing_form import MoreTimeForm
from portal.web.citizen.statement_form import StatementForm
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate
from portal.web.typed_text import typed_texts

_HERE = "/sager/<uuid:case_id>/udtalelse"


def add_to(bp: Blueprint) -> None:
    """Add the pages of a demand to be heard."""
    bp.get(_HERE)(statement_request)
    bp.post(_HERE, endpoint="send_statement_request")(send_statement_request)
    bp.post(f"{_HERE}/mere-tid")(ask_for_time_to_speak)
    bp.post(f"{_HERE}/fortryd")(withdraw_statement_request)
    bp.get(f"{_HERE}/kvittering/<receipt_number:number>")(statement_receipt)


@requires(Permission.STATEMENT_REQUEST)
def statement_request(case_id: UUID) -> str | Response:
    """The form to be heard, as it fits the moment: a demand, a statement, or a message."""
    return _show(CaseId(case_id), StatementForm(formdata=None))


@requires(Permission.STATEMENT_REQUEST)
@shows_form_again
def send_statement_request(case_id: UUID) -> AnyResponse | tuple[str, int]:
    """Send a demand, a statement or a message, and get a receipt."""
    form = StatementForm()
    if not form.validate_on_submit():
        return _show(CaseId(case_id), form), 422
    try:
        sent = _send(CaseId(case_id), form)
    except NothingSaid:
        form.say_words_are_needed()
        return _show(CaseId(case_id), form), 422
    receipt = "citizen.request_receipt" if sent.is_request else "citizen.statement_receipt"
    return redirect(url_for(receipt, case_id=case_id, number=sent.number), code=303)


@requires(Permission.STATEMENT_REQUEST)
@shows_form_again
def ask_for_time_to_speak(case_id: UUID) -> AnyResponse | tuple[str, int]:
    """Ask for more time to say something before the decision."""
    wish = MoreTimeForm()
    if not wish.validate_on_submit():
        return _show(CaseId(case_id), StatementForm(formdata=None), wish), 422
    try:
        with gate() as opened:
            number = statement_requests.wish_for_more_time(opened, CaseId(case_id), wish.why.data or "")
    except (RequestNotOpen, Conflict):
        return _show(CaseId(case_id), StatementForm(formdata=None), wish, is_overtaken=True), 409
    return redirect(url_for("citizen.statement_receipt", case_id=case_id, number=number), code=303)


@requires(Permission.STATEMENT_REQUEST)
def withdraw_statement_request(case_id: UUID) -> AnyResponse:
    """Withdraw an open demand to be heard."""
    with gate() as opened:
        statement_requests.take_back(opened, CaseId(case_id))
    return redirect(url_for("citizen.case", case_id=case_id, _anchor="hearing"), code=303)


@requires(Permission.STATEMENT_REQUEST)
def statement_receipt(case_id: UUID, number: str) -> str:
    """What was received, and when it is answered by."""
    with gate() as opened:
        receipt = statement_requests.read_receipt(opened, CaseId(case_id), number)
    on_behalf_of = receipt.page.on_behalf_of
    return render_template("citizen/statement_requests/receipt.html", receipt=receipt, on_behalf_of=on_behalf_of)


def _send(case_id: CaseId, form: StatementForm) -> SentAs:
    """Send once; a second time when somebody else wrote at the same moment, which then is there to be added to."""
    try:
        with gate() as opened:
            return statement_requests.send(opened, case_id, form.demand())
    except Conflict:
        with gate() as opened:
            return statement_requests.send(opened, case_id, form.demand())


def _show(case_id: CaseId, form: StatementForm, wish: MoreTimeForm | None = None, *, is_overtaken: bool = False) -> str:
    with gate() as opened:
        page = statement_requests.read_page(opened, case_id)
    return render_template(
        "citizen/statement_requests/request.html",
        page=page,
        form=form,
        wish=wish or MoreTimeForm(formdata=None),
        is_overtaken=is_overtaken,
        typed=typed_texts() if is_overtaken else [],
        request=page.roadmap.hearing.request,
        on_behalf_of=page.on_behalf_of,
    )
