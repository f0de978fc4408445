"""One case for staff."""

from uuid import UUID

from flask import Blueprint

from portal.access.permissions import Permission
from portal.web.access_rules import requires
from portal.web.caseworker.case_page import show_case


def add_to(bp: Blueprint) -> None:
    """Add the page of one case."""
    bp.get("/sager/<uuid:case_id>")(case)


@requires(Permission.CASE_HANDLE)
def case(case_id: UUID) -> tuple[str, int]:
    """What the case asks for, and what each party sees of it."""
    return show_case(case_id, Permission.CASE_HANDLE)
