"""The mandates a visitor came with, and how one gives and withdraws one."""

from flask import Blueprint, render_template

from portal.access.permissions import Permission
from portal.services import mandates
from portal.web.access_rules import requires
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the page of mandates."""
    bp.get("/fuldmagter", endpoint="mandates")(held)


@requires(Permission.MANDATES_READ)
def held() -> str:
    """Whom the visitor may read or act for, and who may for her."""
    with gate() as opened:
        found = mandates.read_mandates(opened)
    return render_template("citizen/mandates/mandates.html", mandates=found.held, holders=found.holders)
