"""For everybody: how long cases take, beside the deadlines that were published; as a page and as a file."""

from flask import Blueprint, Response, render_template

from portal import clock
from portal.services.processing_times import as_spreadsheet, read_public_times
from portal.web.access_rules import public
from portal.web.request_scope import runtime


def add_to(bp: Blueprint) -> None:
    """Add the page and its file."""
    bp.get("/behandlingstider")(processing_times)
    bp.get("/behandlingstider.csv")(processing_times_file)


@public("Everybody may know how long cases take, and whether the deadlines of retssikkerhedsloven § 3 are kept.")
def processing_times() -> str:
    """How long cases of each kind took, and the deadline that was published for them."""
    return render_template("public/times.html", times=read_public_times(runtime(), clock.today()))


@public("The same figures as the page, for whoever wants to work with them.")
def processing_times_file() -> Response:
    """The same figures as a file for a spreadsheet."""
    times = read_public_times(runtime(), clock.today())
    answer = Response(as_spreadsheet(times), mimetype="text/csv")
    name = f"behandlingstider-{(times.last_on or clock.today()).isoformat()}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
