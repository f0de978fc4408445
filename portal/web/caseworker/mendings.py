"""Mending one case in which somebody was not heard, step by step."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.hearing_review import Finding, MendingOutOfOrder, MendingStep
from portal.i18n import LANGUAGES, gettext, speaking
from portal.i18n import gettext as _
from portal.services.hearing_export import STEPS
from portal.services.hearing_review import (
    NotHeardYet,
    NothingToMend,
    NotThatDay,
    ReviewRow,
    note_step,
    read_one,
)
from portal.web.access_rules import requires
from portal.web.caseworker.case_page import back_to_case
from portal.web.caseworker.mending_form import MendingForm
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate
from portal.web.typed_text import typed_texts
from portal.web.wording.days import day

_HERE = "/sager/<uuid:case_id>/manglende-hoering"


def add_to(bp: Blueprint) -> None:
    """Add the page of one case to be mended, and the noting of a step."""
    bp.get(_HERE)(missing_hearing)
    bp.post(_HERE)(note_mending)


@requires(Permission.REVIEW_READ)
def missing_hearing(case_id: UUID) -> str:
    """What was done in a case, who was not heard, and the four steps that mend it."""
    return _show(case_id)


@requires(Permission.HEARING_MEND)
@shows_form_again
def note_mending(case_id: UUID) -> Response | tuple[str, int]:
    """Note that a step of the mending is done."""
    form = MendingForm()
    if not form.validate_on_submit():
        return _show(case_id, form), 422
    try:
        with gate() as opened:
            is_over = note_step(opened, CaseId(case_id), form.step_sent, form.said, form.done_on.day)
    except NothingToMend:
        trouble = _("Somebody else has noted this step meanwhile, so yours was not kept.")
        return _show(case_id, trouble=trouble), 409
    except NotThatDay as refused:
        form.done_on.errors = [
            _("Write a day from %(day)s, when the case was settled, until today.", day=day(refused.earliest))
        ]
        return _show(case_id, form), 422
    except MendingOutOfOrder as refused:
        form.done_on.errors = [
            _(
                "First comes: %(step)s. It must be noted here, and not on a later day.",
                step=gettext(STEPS[refused.missing]),
            )
        ]
        return _show(case_id, form), 422
    except NotHeardYet:
        form.words.errors = [
            _("Somebody has not been heard since they were told of the error. Send them a hearing, and wait for it.")
        ]
        return _show(case_id, form), 422
    if is_over:
        return back_to_case(case_id, "rettet", "arbejde")
    return redirect(url_for("caseworker.missing_hearing", case_id=case_id), code=303)


def _show(case_id: UUID, sent: MendingForm | None = None, *, trouble: str | None = None) -> str:
    permission = Permission.HEARING_MEND if sent is not None or trouble is not None else Permission.REVIEW_READ
    with gate() as opened:
        row = read_one(opened, CaseId(case_id), permission)
    if row is None:
        return render_template("caseworker/hearing_review/nothing.html", case_id=case_id)
    forms = {step: _form(step, row, sent) for step in row.missing.next_steps}
    return render_template(
        "caseworker/hearing_review/case.html",
        row=row,
        done={each.step: each for each in row.missing.mended},
        steps=list(MendingStep),
        forms=forms,
        sent=sent,
        trouble=trouble,
        typed=typed_texts() if trouble else [],
    )


def _form(step: MendingStep, row: ReviewRow, sent: MendingForm | None) -> MendingForm:
    is_sent = sent is not None and sent.step.data == step.value
    form = sent if sent is not None and is_sent else MendingForm(formdata=None)
    if form is not sent:
        form.step.data = step.value
        form.done_on.data = clock.today()
        form.words.data = _error_told(row.missing.finding) if step is MendingStep.TOLD else None
    for field in form:
        field.id = f"{step.value}-{field.name}"
    return form


def _error_told(finding: Finding) -> str:
    """What the citizen is told of the error, in Danish, to be put right by the caseworker."""
    with speaking(LANGUAGES[0]):
        if finding in {Finding.CHANGED, Finding.CHANGED_UNDECIDED}:
            return _(
                "We should have heard you before we changed your support. We did not. We are sorry. "
                "Now you can tell us what you think. Then we decide again, and you can complain about the new decision. "
                "We also look at whether you get your old support back until then."
            )
        return _(
            "We should have heard you before we decided your case. We did not. We are sorry. "
            "Now you can tell us what you think. Then we decide again, and you can complain about the new decision."
        )
