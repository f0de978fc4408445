"""Addresses that people have kept from before: a demand to be heard once lay where a hearing now does."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.services import hearings, statement_requests
from portal.web.access_rules import requires
from portal.web.request_scope import gate

_BEFORE = "/sager/<uuid:case_id>/partshoering"


def add_to(bp: Blueprint) -> None:
    """Add the ways from old addresses to new ones."""
    bp.get(_BEFORE)(where_to_speak)
    bp.get(f"{_BEFORE}/kvittering/<receipt_number:number>")(old_receipt)


@requires(Permission.HEARING_READ)
def where_to_speak(case_id: UUID) -> Response:
    """From before: to the hearing that waits for an answer, else to where the case says how one is heard."""
    with gate() as opened:
        number = hearings.waiting_hearing(opened, CaseId(case_id))
    if number is not None:
        return redirect(url_for("citizen.hearing", case_id=case_id, number=number))
    return redirect(url_for("citizen.case", case_id=case_id, _anchor="hearing"))


@requires(Permission.STATEMENT_REQUEST)
def old_receipt(case_id: UUID, number: str) -> Response:
    """From before: to the receipt of a demand to be heard."""
    with gate() as opened:
        statement_requests.read_receipt(opened, CaseId(case_id), number)
    return redirect(url_for("citizen.statement_receipt", case_id=case_id, number=number))
