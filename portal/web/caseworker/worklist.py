"""The worklist: what a caseworker meets when she signs in."""

from flask import Blueprint, render_template

from portal.access.permissions import Permission
from portal.services.worklist import read_worklist
from portal.web.access_rules import requires
from portal.web.caseworker.finder_form import FinderForm
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the worklist's page."""
    bp.get("/")(worklist)


@requires(Permission.WORKLIST_READ)
def worklist() -> str:
    """Every case of hers and her team's, the most urgent first."""
    with gate() as opened:
        found = read_worklist(opened)
    return render_template("caseworker/worklist/worklist.html", worklist=found, finder=FinderForm(None))
