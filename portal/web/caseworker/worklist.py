"""The worklist: what a caseworker meets when she signs in."""

from typing import Final

from flask import Blueprint, render_template, request

from portal.access.permissions import Permission
from portal.services.worklist import URGENCY, Wanted, read_worklist
from portal.web.access_rules import requires
from portal.web.caseworker.finder_form import FinderForm
from portal.web.request_scope import gate

MINE: Final = "mine"


def add_to(bp: Blueprint) -> None:
    """Add the worklist's page."""
    bp.get("/")(worklist)


@requires(Permission.WORKLIST_READ)
def worklist() -> str:
    """Every case of hers and her team's, or those she asks for, the most urgent first."""
    kind = next((kind for kind in URGENCY if kind == request.args.get("slags")), None)
    wanted = Wanted(only_mine=request.args.get("hvem") == MINE, kind=kind)
    with gate() as opened:
        found = read_worklist(opened, wanted)
    return render_template("caseworker/worklist/worklist.html", worklist=found, finder=FinderForm(None))
