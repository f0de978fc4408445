"""The reasons of her team that the leader reads through: why a condition of a hearing was not met."""

from flask import Blueprint, render_template

from portal.access.permissions import Permission
from portal.services.hearing_samples import SAMPLED_DAYS, read_sample
from portal.web.access_rules import requires
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the leader's page of reasons."""
    bp.get("/begrundelser")(hearing_reasons)


@requires(Permission.HEARING_SAMPLE)
def hearing_reasons() -> str:
    """Why parties were not heard, in the cases of the leader's team."""
    with gate() as opened:
        sample = read_sample(opened)
    return render_template("caseworker/hearings/sample.html", sample=sample, days=SAMPLED_DAYS)
