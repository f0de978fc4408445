"""Finding a case: straight to it when just one fits, else a list to choose from."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.access.permissions import Permission
from portal.services.case_finder import FoundCases, find_cases
from portal.web.access_rules import requires
from portal.web.caseworker.finder_form import FinderForm
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the search for a case."""
    bp.post("/find")(find)


@requires(Permission.WORKLIST_READ)
@shows_form_again
def find() -> Response | tuple[str, int]:
    """Find a case of hers or her team's by its number or a name."""
    form = FinderForm()
    if not form.validate_on_submit():
        return _show(form, None), 422
    with gate() as opened:
        found = find_cases(opened, form.typed.data or "")
    if found.only is None:
        return _show(form, found), 200
    wanted = "caseworker.case" if _reads() else "caseworker.notice"
    return redirect(url_for(wanted, case_id=found.only.case_id), code=303)


def _show(form: FinderForm, found: FoundCases | None) -> str:
    return render_template("caseworker/find/found.html", finder=form, found=found, reads=_reads())


def _reads() -> bool:
    """Whether the button for reading was pressed, not the one for writing the next step."""
    return "open" in request.form
