"""For a team's leader: how many of the team's promises of an answer were kept."""

from flask import Blueprint, render_template

from portal.access.permissions import Permission
from portal.services import promises
from portal.web.access_rules import requires
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the figures."""
    bp.get("/loefter")(promises_kept)


@requires(Permission.PROMISES_READ)
def promises_kept() -> str:
    """How many promises of an answer the leader's team has kept."""
    with gate() as opened:
        kept = promises.read_kept(opened)
    return render_template("caseworker/promises/kept.html", kept=kept, days=promises.COUNTED_DAYS)
