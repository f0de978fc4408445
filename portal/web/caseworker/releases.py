"""Releasing a case to a party, and taking a release back."""

from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.releases import WithdrawalReason
from portal.i18n import gettext as _
from portal.services import releases
from portal.services.staff_cases import read_staff_case
from portal.web.access_rules import requires
from portal.web.caseworker.answer_forms import ReleaseForm, WithdrawalForm
from portal.web.caseworker.case_page import Sent, back_to_case, offer_release, offer_withdrawal, show_case
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the release of a case, and its end."""
    bp.post("/sager/<uuid:case_id>/frigiv")(release_case)
    bp.post("/sager/<uuid:case_id>/frigiv/traek-tilbage")(withdraw_release)


@requires(Permission.CASE_RELEASE)
@shows_form_again
def release_case(case_id: UUID) -> Response | tuple[str, int]:
    """Let a party see the case, up to and with a step."""
    with gate() as opened:
        page = read_staff_case(opened, CaseId(case_id), Permission.CASE_RELEASE)
        form = offer_release(ReleaseForm(), page)
        is_valid = form.validate_on_submit()
        if is_valid and page.steps_to_release:
            releases.release(opened, CaseId(case_id), form.party.data, form.step.data)
    if not page.steps_to_release:
        trouble = _("The parties of this case see it by themselves, so there is nothing to release.")
        return show_case(case_id, Permission.CASE_RELEASE, trouble=trouble)
    if not is_valid:
        return show_case(case_id, Permission.CASE_RELEASE, sent=Sent("frigiv", form))
    return back_to_case(case_id, "frigivet", "frigiv")


@requires(Permission.CASE_RELEASE)
@shows_form_again
def withdraw_release(case_id: UUID) -> Response | tuple[str, int]:
    """Take a release back: the party sees nothing of the case from now on."""
    with gate() as opened:
        page = read_staff_case(opened, CaseId(case_id), Permission.CASE_RELEASE)
        form = offer_withdrawal(WithdrawalForm(), page)
        is_valid = form.validate_on_submit()
        if is_valid:
            reason, words = WithdrawalReason(form.reason.data), form.words.data or ""
            releases.withdraw(opened, CaseId(case_id), form.party.data, reason, words)
    if not page.steps_to_release:
        trouble = _("The parties of this case see it by themselves, so there is nothing to take back.")
        return show_case(case_id, Permission.CASE_RELEASE, trouble=trouble)
    if not is_valid:
        return show_case(case_id, Permission.CASE_RELEASE, sent=Sent("tilbage", form))
    return back_to_case(case_id, "frigivelse-trukket", "frigiv")
