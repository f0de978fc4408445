"""What staff do to a hearing: answer a wish for more time, note an answer, say what it led to, call it off."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from flask import Blueprint

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.hearings import HearingNotOpen, HearingTooShort
from portal.domain.more_time import MoreTimeNotAsked
from portal.i18n import gettext as _
from portal.services import hearing_offers
from portal.services.hearing_offers import HearingRead
from portal.web.access_rules import requires
from portal.web.caseworker.case_acts import CaseActs, Shown
from portal.web.caseworker.case_page import Sent
from portal.web.caseworker.hearing_forms import HearingActForm, HearingWordsForm, UntilForm
from portal.web.form_token import shows_form_again
from portal.web.wording.days import day

_HERE = "/sager/<uuid:case_id>/hoeringer/<uuid:hearing_id>"
_ACTS: Final = CaseActs(Permission.HEARING_OFFER, "hoering", (HearingNotOpen, MoreTimeNotAsked))


def add_to(bp: Blueprint) -> None:
    """Add what is done to a hearing."""
    bp.post(f"{_HERE}/mere-tid")(give_more_time)
    bp.post(f"{_HERE}/ikke-mere-tid")(decline_more_time)
    bp.post(f"{_HERE}/svar-noteret")(note_hearing_answer)
    bp.post(f"{_HERE}/vurderet")(consider_hearing)
    bp.post(f"{_HERE}/aflyst")(call_hearing_off)


@requires(Permission.HEARING_OFFER)
@shows_form_again
def give_more_time(case_id: UUID, hearing_id: UUID) -> Shown:
    """Give a party more time to answer."""
    form = UntilForm()

    def act(opened: Gate, read: HearingRead) -> None:
        hearing_offers.give_more_time(opened, read, form.day)

    try:
        return _act(case_id, hearing_id, "mere-tid", form, act)
    except HearingTooShort as too_short:
        form.until.errors = [_("Choose %(day)s or a later day.", day=day(too_short.earliest))]
        return _ACTS.show_again(case_id, Sent("mere-tid", form, hearing_id))


@requires(Permission.HEARING_OFFER)
@shows_form_again
def decline_more_time(case_id: UUID, hearing_id: UUID) -> Shown:
    """Say no to more time, and why."""
    return _act_with_words(case_id, hearing_id, "ikke-mere-tid", hearing_offers.decline_more_time)


@requires(Permission.HEARING_OFFER)
@shows_form_again
def note_hearing_answer(case_id: UUID, hearing_id: UUID) -> Shown:
    """Write down what a party answered by phone or at a meeting."""
    return _act_with_words(case_id, hearing_id, "svar-noteret", hearing_offers.note_answer)


@requires(Permission.HEARING_OFFER)
@shows_form_again
def consider_hearing(case_id: UUID, hearing_id: UUID) -> Shown:
    """Say what an answer led to; with that the hearing is over."""
    return _act_with_words(case_id, hearing_id, "vurderet", hearing_offers.consider)


@requires(Permission.HEARING_OFFER)
@shows_form_again
def call_hearing_off(case_id: UUID, hearing_id: UUID) -> Shown:
    """Call a hearing off that nobody has answered."""
    return _act_with_words(case_id, hearing_id, "aflyst", hearing_offers.call_off)


def _act_with_words(case_id: UUID, hearing_id: UUID, name: str, act: Callable[[Gate, HearingRead, str], None]) -> Shown:
    form = HearingWordsForm()

    def with_words(opened: Gate, read: HearingRead) -> None:
        act(opened, read, form.said)

    return _act(case_id, hearing_id, name, form, with_words)


def _act(
    case_id: UUID, hearing_id: UUID, name: str, form: HearingActForm, act: Callable[[Gate, HearingRead], None]
) -> Shown:
    def on_read(opened: Gate) -> None:
        act(opened, form.read(case_id, hearing_id))

    return _ACTS.do(case_id, Sent(name, form, hearing_id), on_read)
