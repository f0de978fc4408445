"""Recording what is special about a case, the letter that it is delayed, and who else works on it; and its end."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal import clock
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.circumstances import DELAY_LETTERS, CircumstanceKind
from portal.i18n import gettext as _
from portal.services import circumstances
from portal.services.circumstances import CircumstancePage, DecisionNotTold
from portal.web.access_rules import requires
from portal.web.caseworker.case_page import back_to_case
from portal.web.caseworker.circumstance_form import LABELS, CircumstanceForm
from portal.web.caseworker.letter_text import delay_letter_text
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate
from portal.web.wording.reasons import CHOICES

_HERE = "/sager/<uuid:case_id>/situation"
_Answer = Response | tuple[str, int]


def add_to(bp: Blueprint) -> None:
    """Add the pages of circumstances."""
    bp.get(f"{_HERE}/<circumstance_kind:special>")(circumstance)
    bp.post(f"{_HERE}/<circumstance_kind:special>")(note_circumstance)
    bp.post(f"{_HERE}/<uuid:circumstance_id>/slut")(end_circumstance)


@requires(Permission.CASE_HANDLE)
def circumstance(case_id: UUID, special: CircumstanceKind) -> tuple[str, int]:
    """The form to record something special about the case, or that it is delayed."""
    page = _read(case_id)
    form = CircumstanceForm(formdata=None, begun_on=clock.today()).shape(special, page)
    return _show(page, special, form)


@requires(Permission.CASE_HANDLE)
@shows_form_again
def note_circumstance(case_id: UUID, special: CircumstanceKind) -> _Answer:
    """Record it. A letter of delay is shown first, and recorded when it was sent."""
    page = _read(case_id)
    form = CircumstanceForm().shape(special, page)
    if not form.validate_on_submit():
        return _show(page, special, form, 422)
    if special in DELAY_LETTERS and "sent" not in request.form:
        letter = delay_letter_text(page, form.draft(special))
        return _show(page, special, form, letter=letter)
    try:
        with gate() as opened:
            circumstances.note(opened, CaseId(case_id), form.draft(special))
    except DecisionNotTold:
        form.begun_on.errors = [_("Confirm the decision and its letter first. The citizen cannot read it yet.")]
        return _show(page, special, form, 422)
    return back_to_case(case_id, "brev" if special in DELAY_LETTERS else "situation", "situation")


@requires(Permission.CASE_HANDLE)
def end_circumstance(case_id: UUID, circumstance_id: UUID) -> Response:
    """Say that it is no longer so."""
    with gate() as opened:
        circumstances.end(opened, CaseId(case_id), circumstance_id)
    return back_to_case(case_id, "situation-slut", "situation")


def _read(case_id: UUID) -> CircumstancePage:
    with gate() as opened:
        return circumstances.read_for_circumstance(opened, CaseId(case_id))


def _show(
    page: CircumstancePage, kind: CircumstanceKind, form: CircumstanceForm, status: int = 200, *, letter: str = ""
) -> tuple[str, int]:
    html = render_template(
        "caseworker/circumstances/note.html",
        page=page,
        kind=kind,
        labels=LABELS[kind],
        form=form,
        letter=letter,
        is_letter=kind in DELAY_LETTERS,
        reasons={reason.value: _(text) for reason, text in CHOICES.items()},
    )
    return html, status
