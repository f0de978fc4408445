"""Opening a hearing: is one owed, to whom and about what; or the reason is coded why none is."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types

from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.hearing_duty import Condition, ExemptionGround
from portal.domain.hearings import HearingTooShort
from portal.domain.refusals import Conflict
from portal.i18n import gettext as _
from portal.services import hearing_duty, hearing_offers
from portal.services.hearing_offers import PartyCannotRead
from portal.services.staff_hearings import HearingsOfCase, read_hearings
from portal.web.access_rules import requires
from portal.web.caseworker.case_page import Sent, back_to_case, show_case
from portal.web.caseworker.hearing_forms import ConversationForm, FactsForm, OfferForm, QuestionForm, ReasonForm
from portal.web.form_token import is_token_refused, shows_form_again
from portal.web.request_scope import gate
from portal.web.wording.days import day

_HERE = "/sager/<uuid:case_id>/hoering"
_Answer = Response | tuple[str, int]


def add_to(bp: Blueprint) -> None:
    """Add the pages on which a hearing is opened."""
    bp.get(_HERE)(hearing_question)
    bp.post(_HERE)(answer_hearing_question)
    bp.get(f"{_HERE}/ny")(hearing_offer)
    bp.post(f"{_HERE}/ny")(offer_hearing)
    bp.get(f"{_HERE}/begrundelse")(hearing_reason)
    bp.post(f"{_HERE}/begrundelse")(code_hearing_reason)
    bp.post(f"{_HERE}/samtale")(record_child_conversation)


@requires(Permission.HEARING_OFFER)
def hearing_question(case_id: UUID) -> str:
    """The four questions that tell whether a party must be heard."""
    return _draw("question", _read(case_id), QuestionForm(formdata=None))


@requires(Permission.HEARING_OFFER)
@shows_form_again
def answer_hearing_question(case_id: UUID) -> _Answer:
    """Lead to the hearing when all four conditions are met, else to the reason why none is owed."""
    page, form = _read(case_id), QuestionForm()
    form.offer(page)
    if not form.validate_on_submit():
        return _draw("question", page, form), 422
    unmet = [condition.value for condition in form.unmet]
    endpoint = "caseworker.hearing_reason" if unmet else "caseworker.hearing_offer"
    return redirect(
        url_for(endpoint, case_id=case_id, part=page.numbers(form.parties.data or ()), mangler=unmet), code=303
    )


@requires(Permission.HEARING_OFFER)
def hearing_offer(case_id: UUID) -> str:
    """The form of a hearing."""
    page = _read(case_id)
    form = OfferForm(formdata=None, parties=page.refs(request.args.getlist("part")), answer_by=page.usual_answer_by)
    return _draw("offer", page, form)


@requires(Permission.HEARING_OFFER)
@shows_form_again
def offer_hearing(case_id: UUID) -> _Answer:
    """Open a hearing for each party that is chosen."""
    page, form = _read(case_id), OfferForm()
    form.offer(page)
    if _wants_another(form, OfferForm.NAMES):
        return _draw("offer", page, form), 200
    if not all([form.validate_on_submit(), form.is_whole]):
        return _draw("offer", page, form), 422
    try:
        with gate() as opened:
            hearing_offers.offer(opened, CaseId(case_id), form.draft())
    except HearingTooShort as too_short:
        form.answer_by.errors = [
            _("That is too short a time to answer. Give them until %(day)s or later.", day=day(too_short.earliest))
        ]
    except PartyCannotRead:
        form.parties.errors = [
            _("One of them cannot see the case here, and so cannot answer. Release the case to them first.")
        ]
    except Conflict:
        form.parties.errors = [_("One of them has a hearing already that is not finished. Finish that one first.")]
    else:
        return back_to_case(case_id, "hoering", "hoering")
    return _draw("offer", page, form), 422


@requires(Permission.HEARING_OFFER)
def hearing_reason(case_id: UUID) -> str:
    """The form in which the reason is coded why a party need not be heard."""
    page = _read(case_id)
    unmet = [value for value in request.args.getlist("mangler") if value in set(Condition)]
    form = ReasonForm(
        formdata=None,
        parties=page.refs(request.args.getlist("part")),
        unmet=unmet,
        ground=ExemptionGround.NOT_MET.value if unmet else None,
    )
    return _draw("reason", page, form)


@requires(Permission.HEARING_OFFER)
@shows_form_again
def code_hearing_reason(case_id: UUID) -> _Answer:
    """Code the reason why parties need not be heard."""
    page, form = _read(case_id), ReasonForm()
    form.offer(page)
    if _wants_another(form, ReasonForm.NAMES):
        return _draw("reason", page, form), 200
    if not all([form.validate_on_submit(), form.is_whole]):
        return _draw("reason", page, form), 422
    with gate() as opened:
        for draft in form.drafts():
            hearing_duty.code_reason(opened, CaseId(case_id), draft)
    return back_to_case(case_id, "hoering-begrundet", "hoering")


@requires(Permission.HEARING_OFFER)
@shows_form_again
def record_child_conversation(case_id: UUID) -> _Answer:
    """Record that a conversation with a child was held."""
    page, form = _read(case_id), ConversationForm()
    form.party.choices = [SelectChoice(party.person.ref) for party in page.parties]
    sent = Sent("samtale", form)
    if not form.validate_on_submit():
        return show_case(case_id, Permission.HEARING_OFFER, sent=sent)
    try:
        with gate() as opened:
            hearing_duty.record_conversation(opened, CaseId(case_id), form.party.data, form.held_on.day)
    except hearing_duty.NotHeldYet:
        form.held_on.errors = [_("Choose a day that has come, and not before the case began.")]
        return show_case(case_id, Permission.HEARING_OFFER, sent=sent)
    except hearing_duty.NoChildParty:
        trouble = _("In this type of case a child is not heard by a conversation.")
        return show_case(case_id, Permission.HEARING_OFFER, trouble=trouble)
    return back_to_case(case_id, "samtale", "hoering")


def _wants_another(form: FactsForm, names: tuple[str, ...]) -> bool:
    """Whether one more thing is to be written; then the form is shown with room for it."""
    if "add" not in request.form or is_token_refused():
        return False
    form.shown.data = str(form.rows(names) + 1)
    return True


def _read(case_id: UUID) -> HearingsOfCase:
    with gate() as opened:
        return read_hearings(opened, CaseId(case_id))


def _draw(name: str, page: HearingsOfCase, form: QuestionForm | OfferForm | ReasonForm) -> str:
    form.offer(page)
    return render_template(f"caseworker/hearings/{name}.html", page=page, form=form)
