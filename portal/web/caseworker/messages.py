"""Answering messages about a decided case."""

from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.services import messages
from portal.web.access_rules import requires
from portal.web.caseworker.answer_forms import WordsForm
from portal.web.caseworker.case_page import Sent, back_to_case, show_case
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the answer to a message."""
    bp.post("/sager/<uuid:case_id>/beskeder/<uuid:message_id>/besvaret")(note_answer)


@requires(Permission.CASE_HANDLE)
@shows_form_again
def note_answer(case_id: UUID, message_id: UUID) -> Response | tuple[str, int]:
    """Note what a message was answered with."""
    form = WordsForm()
    if not form.validate_on_submit():
        return show_case(case_id, Permission.CASE_HANDLE, sent=Sent("besked", form, message_id))
    with gate() as opened:
        messages.note_answer(opened, CaseId(case_id), message_id, form.said)
    return back_to_case(case_id, "besked", "beskeder")
