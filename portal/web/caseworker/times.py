"""For a team's leader: how long the team's cases took, and whether it is longer than before."""

from flask import Blueprint, render_template

from portal.access.permissions import Permission
from portal.services.processing_times import read_team_times
from portal.web.access_rules import requires
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the figures."""
    bp.get("/behandlingstider")(team_times)


@requires(Permission.TIMES_READ)
def team_times() -> str:
    """How long the cases of the leader's team took."""
    with gate() as opened:
        times = read_team_times(opened)
    return render_template("caseworker/times/team.html", times=times)
