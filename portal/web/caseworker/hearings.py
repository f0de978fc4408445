"""What staff do to a hearing: answer a wish for more time, note an answer, say what it led to, call it off."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.hearings import HearingNotOpen, HearingTooShort
from portal.domain.more_time import MoreTimeNotAsked
from portal.i18n import gettext as _
from portal.services import hearing_offers
from portal.services.hearing_offers import HearingRead
from portal.web.access_rules import requires
from portal.web.caseworker.case_page import Sent, back_to_case, show_case
from portal.web.caseworker.hearing_forms import HearingActForm, HearingWordsForm, UntilForm
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate
from portal.web.wording.days import day

_HERE = "/sager/<uuid:case_id>/hoeringer/<uuid:hearing_id>"
_Answer = Response | tuple[str, int]


def add_to(bp: Blueprint) -> None:
    """Add what is done to a hearing."""
    bp.post(f"{_HERE}/mere-tid")(give_more_time)
    bp.post(f"{_HERE}/ikke-mere-tid")(decline_more_time)
    bp.post(f"{_HERE}/svar-noteret")(note_hearing_answer)
    bp.post(f"{_HERE}/vurderet")(consider_hearing)
    bp.post(f"{_HERE}/aflyst")(call_hearing_off)


@requires(Permission.HEARING_OFFER)
@shows_form_again
def give_more_time(case_id: UUID, hearing_id: UUID) -> _Answer:
    """Give a party more time to answer."""
    form = UntilForm()

    def act(opened: Gate, read: HearingRead) -> None:
        hearing_offers.give_more_time(opened, read, form.day)

    try:
        return _act(case_id, hearing_id, "mere-tid", form, act)
    except HearingTooShort as too_short:
        form.until.errors = [_("Choose %(day)s or a later day.", day=day(too_short.earliest))]
        return show_case(case_id, Permission.HEARING_OFFER, sent=Sent("mere-tid", form, hearing_id))


@requires(Permission.HEARING_OFFER)
@shows_form_again
def decline_more_time(case_id: UUID, hearing_id: UUID) -> _Answer:
    """Say no to more time, and why."""
    return _act_with_words(case_id, hearing_id, "ikke-mere-tid", hearing_offers.decline_more_time)


@requires(Permission.HEARING_OFFER)
@shows_form_again
def note_hearing_answer(case_id: UUID, hearing_id: UUID) -> _Answer:
    """Write down what a party answered by phone or at a meeting."""
    return _act_with_words(case_id, hearing_id, "svar-noteret", hearing_offers.note_answer)


@requires(Permission.HEARING_OFFER)
@shows_form_again
def consider_hearing(case_id: UUID, hearing_id: UUID) -> _Answer:
    """Say what an answer led to; with that the hearing is over."""
    return _act_with_words(case_id, hearing_id, "vurderet", hearing_offers.consider)


@requires(Permission.HEARING_OFFER)
@shows_form_again
def call_hearing_off(case_id: UUID, hearing_id: UUID) -> _Answer:
    """Call a hearing off that nobody has answered."""
    return _act_with_words(case_id, hearing_id, "aflyst", hearing_offers.call_off)


def _act_with_words(
    case_id: UUID, hearing_id: UUID, name: str, act: Callable[[Gate, HearingRead, str], None]
) -> _Answer:
    form = HearingWordsForm()

    def with_words(opened: Gate, read: HearingRead) -> None:
        act(opened, read, form.said)

    return _act(case_id, hearing_id, name, form, with_words)


def _act(
    case_id: UUID, hearing_id: UUID, name: str, form: HearingActForm, act: Callable[[Gate, HearingRead], None]
) -> _Answer:
    sent = Sent(name, form, hearing_id)
    if not form.validate_on_submit():
        return show_case(case_id, Permission.HEARING_OFFER, sent=sent)
    try:
        with gate() as opened:
            act(opened, form.read(case_id, hearing_id))
    except (HearingNotOpen, MoreTimeNotAsked):
        trouble = _("This hearing has been answered or changed since you opened the page. See how it stands now.")
        return show_case(case_id, Permission.HEARING_OFFER, sent=sent, trouble=trouble)
    return back_to_case(case_id, name, "hoering")
