"""A notice posted to the wrong case, for the leader of the team."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.access.permissions import Permission
from portal.services import breaches
from portal.web.access_rules import requires
from portal.web.caseworker.answer_forms import WordsForm
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate

_HERE = "/brud/<uuid:breach_id>"


def add_to(bp: Blueprint) -> None:
    """Add the leader's page of a breach."""
    bp.get(_HERE)(breach)
    bp.post(f"{_HERE}/haandteret")(handle_breach)


@requires(Permission.BREACH_HANDLE)
def breach(breach_id: UUID) -> str:
    """A notice posted to the wrong case: what happened, and by when it is reported."""
    return _show(breach_id, WordsForm(formdata=None))


@requires(Permission.BREACH_HANDLE)
@shows_form_again
def handle_breach(breach_id: UUID) -> Response | tuple[str, int]:
    """Note what was done about a notice posted to the wrong case."""
    form = WordsForm()
    if not form.validate_on_submit():
        return _show(breach_id, form), 422
    with gate() as opened:
        breaches.handle(opened, breach_id, form.said)
    return redirect(url_for("caseworker.breach", breach_id=breach_id), code=303)


def _show(breach_id: UUID, form: WordsForm) -> str:
    with gate() as opened:
        page = breaches.read_breach(opened, breach_id)
    return render_template("caseworker/breaches/breach.html", page=page, form=form)
