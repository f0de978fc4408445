"""Answering a demand to be heard: a date, another one, more time or none, a note of what was said, what it led to, or a no."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from flask import Blueprint

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.more_time import MoreTimeNotAsked
from portal.domain.moved_days import MovedTooEarly
from portal.domain.reasons import Reason
from portal.domain.statement_requests import DeclineGround, RequestNotOpen, StatementDateTooEarly
from portal.i18n import gettext as _
from portal.services import statement_answers
from portal.services.statement_answers import Answered
from portal.web.access_rules import requires
from portal.web.caseworker.answer_forms import AnswerForm, DateForm, DeclineForm, MoveForm, WordsForm
from portal.web.caseworker.case_acts import CaseActs, Shown
from portal.web.caseworker.case_page import Sent
from portal.web.form_token import shows_form_again
from portal.web.wording.days import short

_HERE = "/sager/<uuid:case_id>/udtalelser/<uuid:request_id>"
_ACTS: Final = CaseActs(Permission.STATEMENT_ANSWER, "udtalelser", (RequestNotOpen, MoreTimeNotAsked))


def add_to(bp: Blueprint) -> None:
    """Add the answers."""
    bp.post(f"{_HERE}/dato")(set_statement_date)
    bp.post(f"{_HERE}/flyttet")(move_statement_date)
    bp.post(f"{_HERE}/ikke-mere-tid")(decline_time_to_speak)
    bp.post(f"{_HERE}/noteret")(note_statement)
    bp.post(f"{_HERE}/laest")(consider_statement)
    bp.post(f"{_HERE}/afslag")(decline_statement)


@requires(Permission.STATEMENT_ANSWER)
@shows_form_again
def set_statement_date(case_id: UUID, request_id: UUID) -> Shown:
    """Give a party who demands to be heard until a day."""
    form = DateForm()

    def answer(opened: Gate, answered: Answered) -> None:
        statement_answers.answer_with_date(opened, answered, form.statement_by.day)

    try:
        return _answer(case_id, request_id, "dato", form, answer)
    except StatementDateTooEarly:
        form.statement_by.errors = [_("Choose a day after today, and after the one the party was given.")]
        return _ACTS.show_again(case_id, Sent("dato", form, request_id))


@requires(Permission.STATEMENT_ANSWER)
@shows_form_again
def move_statement_date(case_id: UUID, request_id: UUID) -> Shown:
    """Move the day a party was given without a wish for it, and say why."""
    form = MoveForm()

    def answer(opened: Gate, answered: Answered) -> None:
        reason = Reason(form.change_reason.data)
        statement_answers.move_date(opened, answered, form.statement_by.day, reason, form.why)

    try:
        return _answer(case_id, request_id, "flyttet", form, answer)
    except MovedTooEarly as too_early:
        words = _(
            "Choose another day than the one they have. An earlier one must not be before %(day)s.",
            day=short(too_early.earliest),
        )
        form.statement_by.errors = [words]
        return _ACTS.show_again(case_id, Sent("flyttet", form, request_id))


@requires(Permission.STATEMENT_ANSWER)
@shows_form_again
def decline_time_to_speak(case_id: UUID, request_id: UUID) -> Shown:
    """Say no to more time for a statement, and why."""
    form = WordsForm()

    def answer(opened: Gate, answered: Answered) -> None:
        statement_answers.decline_more_time(opened, answered, form.said)

    return _answer(case_id, request_id, "ikke-mere-tid", form, answer)


@requires(Permission.STATEMENT_ANSWER)
@shows_form_again
def note_statement(case_id: UUID, request_id: UUID) -> Shown:
    """Write down what the party said."""
    form = WordsForm()

    def answer(opened: Gate, answered: Answered) -> None:
        statement_answers.note_statement(opened, answered, form.said)

    return _answer(case_id, request_id, "noteret", form, answer)


@requires(Permission.STATEMENT_ANSWER)
@shows_form_again
def consider_statement(case_id: UUID, request_id: UUID) -> Shown:
    """Say what the statement led to."""
    form = WordsForm()

    def answer(opened: Gate, answered: Answered) -> None:
        statement_answers.answer_as_considered(opened, answered, form.said)

    return _answer(case_id, request_id, "laest", form, answer)


@requires(Permission.STATEMENT_ANSWER)
@shows_form_again
def decline_statement(case_id: UUID, request_id: UUID) -> Shown:
    """Decline a demand to be heard."""
    form = DeclineForm()

    def answer(opened: Gate, answered: Answered) -> None:
        statement_answers.answer_with_no(opened, answered, DeclineGround(form.ground.data), form.said)

    return _answer(case_id, request_id, "afslag", form, answer)


def _answer(
    case_id: UUID, request_id: UUID, name: str, form: AnswerForm, answer: Callable[[Gate, Answered], None]
) -> Shown:
    def act(opened: Gate) -> None:
        answer(opened, form.answered(case_id, request_id))

    return _ACTS.do(case_id, Sent(name, form, request_id), act)
