"""One case, and who has looked at it."""

from uuid import UUID

from flask import Blueprint, render_template

from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.services import cases, looks
from portal.web.access_rules import requires
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the pages of one case."""
    bp.get("/sager/<uuid:case_id>")(case)
    bp.get("/sager/<uuid:case_id>/set-af")(seen)


@requires(Permission.CASE_READ)
def case(case_id: UUID) -> str:
    """Where the case stands and what happens next."""
    with gate() as opened:
        page = cases.read_case(opened, CaseId(case_id), Permission.CASE_READ)
    return render_template("citizen/cases/case.html", page=page, is_only_case=False, on_behalf_of=page.on_behalf_of)


@requires(Permission.LOOKS_READ)
def seen(case_id: UUID) -> str:
    """Who has looked at the case."""
    with gate() as opened:
        found = looks.read_looks(opened, CaseId(case_id))
    return render_template("citizen/cases/seen.html", page=found.page, looks=found.looks, can_see=found.can_see)
