"""The review of hearings: which cases were settled before everybody was heard, as a page and as a file."""

from flask import Blueprint, Response, render_template

from portal import clock
from portal.access.permissions import Permission
from portal.services.hearing_export import as_csv
from portal.services.hearing_review import read_review
from portal.web.access_rules import requires
from portal.web.caseworker.review_form import ReviewForm
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the list and its file."""
    bp.get("/partshoering-mangler")(missing_hearings)
    bp.get("/partshoering-mangler.csv")(missing_hearings_file)


@requires(Permission.REVIEW_READ)
def missing_hearings() -> tuple[str, int]:
    """Every case settled before everybody was heard, the longest ago first."""
    return _show(ReviewForm.asked())


@requires(Permission.REVIEW_READ)
def missing_hearings_file() -> Response | tuple[str, int]:
    """The same list as a file for a spreadsheet."""
    form = ReviewForm.asked()
    if not form.validate():
        return _show(form)
    with gate() as opened:
        found = read_review(opened, form.wanted())
    name = f"partshoering-mangler-{clock.today().isoformat()}.csv"
    answer = Response(as_csv(found.rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _show(form: ReviewForm) -> tuple[str, int]:
    is_valid = form.validate()
    with gate() as opened:
        found = read_review(opened, form.wanted())
    html = render_template("caseworker/hearing_review/list.html", found=found, form=form)
    return html, 200 if is_valid else 422
