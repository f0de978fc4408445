"""For a team's leader: how many of the team's promises of an answer were kept."""

from flask import Blueprint, render_template

from portal.access.permissions import Permission
from portal.services import promises, ranges_kept
from portal.web.access_rules import requires
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the figures."""
    bp.get("/loefter")(promises_kept)


@requires(Permission.PROMISES_READ)
def promises_kept() -> str:
    """How many promises of an answer the leader's team has kept, and how often its expected ranges were right."""
    with gate() as opened:
        kept, ranges = promises.read_kept(opened), ranges_kept.read_ranges_kept(opened)
    return render_template("caseworker/promises/kept.html", kept=kept, ranges=ranges, days=promises.COUNTED_DAYS)
