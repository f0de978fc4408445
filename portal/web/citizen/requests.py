"""What a party asks us: the list of it, a form for each kind, and a receipt that follows it to its end."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.requests import RequestType
from portal.services import requests
from portal.services.cases import CasePage
from portal.services.requests import RequestDraft
from portal.web.access_rules import requires
from portal.web.citizen.request_form import RequestForm
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate, runtime

_HERE = "/sager/<uuid:case_id>/henvendelser"


def add_to(bp: Blueprint) -> None:
    """Add the pages of what a party asks."""
    bp.get(_HERE)(asked)
    bp.post(f"{_HERE}/ring-mig-op")(call_me)
    bp.get(f"{_HERE}/ny/<request_type:kind>")(ask)
    bp.post(f"{_HERE}/ny/<request_type:kind>")(send_request)
    bp.get(f"{_HERE}/<receipt_number:number>")(request_receipt)
    bp.post(f"{_HERE}/<receipt_number:number>/fortryd")(withdraw_request)


@requires(Permission.REQUEST_READ)
def asked(case_id: UUID) -> str:
    """What the party has asked in the case, and what can be asked."""
    with gate() as opened:
        found = requests.read_requests(opened, CaseId(case_id))
    return render_template("citizen/requests/asked.html", found=found, page=found.page, **_behalf(found.page))


@requires(Permission.REQUEST_SEND)
def ask(case_id: UUID, kind: RequestType) -> str:
    """The form to ask us something."""
    form = RequestForm.about(kind, runtime().municipality.review_ways, is_fresh=True)
    return _show(CaseId(case_id), form, is_fresh=True)


@requires(Permission.REQUEST_SEND)
@shows_form_again
def send_request(case_id: UUID, kind: RequestType) -> Response | tuple[str, int]:
    """Ask us something, and get a receipt."""
    form = RequestForm.about(kind, runtime().municipality.review_ways)
    if not form.validate_on_submit():
        return _show(CaseId(case_id), form), 422
    with gate() as opened:
        number = requests.send(opened, CaseId(case_id), form.draft())
    return _receipt(case_id, number)


@requires(Permission.REQUEST_SEND)
def call_me(case_id: UUID) -> Response:
    """Ask to be phoned, in one tap."""
    with gate() as opened:
        number = requests.send(opened, CaseId(case_id), RequestDraft(RequestType.CALL_ME))
    return _receipt(case_id, number)


@requires(Permission.REQUEST_READ)
def request_receipt(case_id: UUID, number: str) -> str:
    """What was asked, when it is answered, and what has come of it."""
    with gate() as opened:
        found = requests.read_request(opened, CaseId(case_id), number)
        way = opened.municipality.review_way(found.request.review_way)
    return render_template(
        "citizen/requests/receipt.html",
        found=found,
        page=found.page,
        request=found.request,
        way=way,
        **_behalf(found.page),
    )


@requires(Permission.REQUEST_SEND)
def withdraw_request(case_id: UUID, number: str) -> Response:
    """Take back what was asked."""
    with gate() as opened:
        requests.take_back(opened, CaseId(case_id), number)
    return _receipt(case_id, number)


def _show(case_id: CaseId, form: RequestForm, *, is_fresh: bool = False) -> str:
    with gate() as opened:
        page = requests.read_form(opened, case_id, form.kind)
    if is_fresh and page.roadmap.call is not None:
        form.follow(page.roadmap.call)
    ways = {way.code: way for way in runtime().municipality.review_ways}
    return render_template(
        "citizen/requests/ask.html", page=page, form=form, kind=form.kind, ways=ways, **_behalf(page)
    )


def _behalf(page: CasePage) -> dict[str, str | None]:
    return {"on_behalf_of": page.on_behalf_of}


def _receipt(case_id: UUID, number: str) -> Response:
    return redirect(url_for("citizen.request_receipt", case_id=case_id, number=number), code=303)
