"""Every case the visitor may read."""

from flask import Blueprint, render_template

from portal.access.permissions import Permission
from portal.services import cases
from portal.web.access_rules import requires
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the overview's pages."""
    bp.get("/sager")(overview)


@requires(Permission.OVERVIEW_READ)
def overview() -> str:
    """The cases, the one that needs the reader first; an only case stands here itself."""
    with gate() as opened:
        cards = cases.list_cases(opened)
    if cases.is_only_own(cards):
        return render_template("citizen/cases/case.html", page=cards[0], is_only_case=True)
    return render_template("citizen/overview/cases.html", cards=cards)
