"""How the readings of the case systems go."""

from flask import Blueprint, render_template

from portal.access.permissions import Permission
from portal.services.status import read_status
from portal.web.access_rules import requires
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the status page."""
    bp.get("/status")(status)


@requires(Permission.STATUS_READ)
def status() -> str:
    """The last readings with their counts, and the records that were set aside."""
    with gate() as opened:
        return render_template("caseworker/status/status.html", sources=read_status(opened))
