"""Confirming a decision and its letter."""

from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.demand_gate import DemandStands
from portal.domain.hearing_gate import HearingMissing
from portal.i18n import gettext as _
from portal.services import decisions
from portal.web.access_rules import requires
from portal.web.caseworker.answer_forms import DecisionForm
from portal.web.caseworker.case_page import Sent, back_to_case, show_case
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate


def add_to(bp: Blueprint) -> None:
    """Add the confirmation of a decision."""
    bp.post("/sager/<uuid:case_id>/afgoerelse")(confirm_decision)


@requires(Permission.DECISION_CONFIRM)
@shows_form_again
def confirm_decision(case_id: UUID) -> Response | tuple[str, int]:
    """Confirm what was decided, and from when the parties can read it."""
    form = DecisionForm()
    sent = Sent("afgoerelse", form)
    if not form.validate_on_submit():
        return show_case(case_id, Permission.DECISION_CONFIRM, sent=sent)
    try:
        with gate() as opened:
            decisions.confirm(opened, CaseId(case_id), form.decision(), seen=form.seen.data or "")
    except decisions.NotDecidedYet:
        trouble = _("The case system does not say that this case is decided, so nothing was confirmed.")
        return show_case(case_id, Permission.DECISION_CONFIRM, trouble=trouble)
    except decisions.DecisionOvertaken:
        trouble = _("Somebody else has confirmed the decision meanwhile. Yours replaces it if you confirm it again.")
        return show_case(case_id, Permission.DECISION_CONFIRM, sent=sent, trouble=trouble)
    except DemandStands as stands:
        form.outcome.errors = [
            _("Somebody has asked to be heard first, so this cannot be announced. See what you can do.")
        ]
        return show_case(case_id, Permission.DECISION_CONFIRM, sent=sent, demands=stands.demands)
    except HearingMissing as missing:
        form.outcome.errors = [_("Somebody has not been heard yet, so this cannot be announced. See what you can do.")]
        return show_case(case_id, Permission.DECISION_CONFIRM, sent=sent, not_heard=missing.parties)
    except decisions.DecisionDatesImpossible:
        form.decided_on.errors = [
            _("The decision is made after the case began and not after today, and the letter not before it.")
        ]
        return show_case(case_id, Permission.DECISION_CONFIRM, sent=sent)
    return back_to_case(case_id, "afgoerelse", "afgoerelse")
