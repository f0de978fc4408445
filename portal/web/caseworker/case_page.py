"""The page of one case for staff, with its forms: fresh ones, or one that came back with something to put right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types

from portal import clock
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.demand_gate import StandingDemand
from portal.domain.people import PersonRef
from portal.domain.requests import MAY_BE_FORWARDED
from portal.services.decisions import mark_of
from portal.services.party_views import PartyView
from portal.services.staff_cases import PartyDemand, PartyRequest, StaffCase, read_staff_case
from portal.services.staff_hearings import StaffHearing
from portal.web.caseworker.answer_forms import (
    AnswerForm,
    ComplaintForm,
    DateForm,
    DecisionForm,
    DeclineForm,
    MoveForm,
    PutOffForm,
    ReleaseForm,
    WaitingForm,
    WithdrawalForm,
    WordsForm,
)
from portal.web.caseworker.hearing_forms import ConversationForm, HearingActForm, HearingWordsForm, UntilForm
from portal.web.caseworker.wording import done
from portal.web.request_scope import gate
from portal.web.typed_text import typed_texts

_Form = TypeVar("_Form", bound=FlaskForm)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent and came back: which one, and about which demand or request."""

    name: str
    form: FlaskForm
    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class CaseForms:
    """Every form of the page."""

    demands: Mapping[UUID, Mapping[str, FlaskForm]]
    hearings: Mapping[UUID, Mapping[str, FlaskForm]]
    conversation: FlaskForm
    asked: Mapping[UUID, Mapping[str, FlaskForm]]
    waiting: FlaskForm | None
    decision: FlaskForm
    release: FlaskForm
    withdrawal: FlaskForm


def show_case(
    case_id: UUID,
    permission: Permission,
    *,
    sent: Sent | None = None,
    trouble: str | None = None,
    not_heard: Sequence[PersonRef] = (),
    demands: Sequence[StandingDemand] = (),
) -> tuple[str, int]:
    """The page of a case: 422 with the form that was sent when it is wrong, 409 when something changed meanwhile."""
    with gate() as opened:
        page = read_staff_case(opened, CaseId(case_id), permission)
    html = render_template(
        "caseworker/cases/case.html",
        page=page,
        shown=_shown(page),
        forms=_forms(page, sent),
        sent=sent,
        trouble=trouble,
        waits_for=demands,
        not_heard=[party for party in page.hearings if party.person.ref in not_heard],
        typed=typed_texts() if trouble else [],
        done=done(request.args.get("gjort")),
    )
    return html, 409 if trouble else 422 if sent else 200


def back_to_case(case_id: UUID, done_word: str, anchor: str) -> Response:
    """To the case, which says what has been done."""
    return redirect(url_for("caseworker.case", case_id=case_id, gjort=done_word, _anchor=anchor), code=303)


def offer_release(form: ReleaseForm, page: StaffCase) -> ReleaseForm:
    """Let the form offer the steps of the case, and the parties who do not see it by themselves."""
    form.party.choices = [SelectChoice(view.person.ref) for view in page.views if view.is_released_by_hand]
    form.step.choices = [SelectChoice(step.code) for step in page.steps_to_release]
    return form


def offer_withdrawal(form: WithdrawalForm, page: StaffCase) -> WithdrawalForm:
    """Let the form offer the parties who see the case by a release alone."""
    form.party.choices = [SelectChoice(view.person.ref) for view in page.views if not view.sees_by_themselves]
    return form


def offer_conversation(form: ConversationForm, page: StaffCase) -> ConversationForm:
    """Let the form offer the parties of the case."""
    form.party.choices = [SelectChoice(party.person.ref) for party in page.hearings]
    return form


def _shown(page: StaffCase) -> PartyView | None:
    """The party whose page is shown: the one asked for, else the first."""
    wanted = request.args.get("som", default=1, type=int)
    return next((view for view in page.views if view.number == wanted), None)


def _forms(page: StaffCase, sent: Sent | None) -> CaseForms:
    def form(name: str, build: Callable[[], _Form], about: UUID | None = None) -> _Form:
        is_sent = sent is not None and (sent.name, sent.about) == (name, about)
        made: _Form = sent.form if sent is not None and is_sent else build()
        for field in made:
            field.id = f"{name}-{field.name}" if about is None else f"{name}-{field.name}-{about.hex[:8]}"
        return made

    def of(demand: PartyDemand) -> Mapping[str, FlaskForm]:
        mark, about = demand.mark, demand.request.id
        forms: dict[str, AnswerForm] = {
            "dato": form("dato", lambda: _new(DateForm, seen=mark, statement_by=demand.suggested_on), about),
            "flyttet": form(
                "flyttet", lambda: _new(MoveForm, seen=mark, statement_by=demand.request.statement_by), about
            ),
            "ikke-mere-tid": form("ikke-mere-tid", lambda: _new(WordsForm, seen=mark), about),
            "noteret": form("noteret", lambda: _new(WordsForm, seen=mark), about),
            "laest": form("laest", lambda: _new(WordsForm, seen=mark), about),
            "afslag": form("afslag", lambda: _new(DeclineForm, seen=mark), about),
        }
        for each in forms.values():
            each.seen.data = mark  # whatever was sent: what is seen from now on is this page
        return forms

    def of_hearing(each: StaffHearing) -> Mapping[str, FlaskForm]:
        mark, about = each.mark, each.hearing.id
        until = form("mere-tid", lambda: _new(UntilForm, seen=mark, until=each.suggested_until), about)
        words = ("ikke-mere-tid", "svar-noteret", "vurderet", "aflyst")
        forms: dict[str, HearingActForm] = {
            "mere-tid": until,
            **{name: form(name, lambda: _new(HearingWordsForm, seen=mark), about) for name in words},
        }
        for one in forms.values():
            one.seen.data = mark  # as above
        return forms

    def of_asked(each: PartyRequest) -> Mapping[str, FlaskForm]:
        mark, about = each.mark, each.request.id
        is_complaint = each.request.type in MAY_BE_FORWARDED
        name, answer = ("klagesvar", ComplaintForm) if is_complaint else ("svar", WordsForm)
        forms: dict[str, AnswerForm] = {
            name: form(name, lambda: _new(answer, seen=mark), about),
            "ny-dato": form("ny-dato", lambda: _new(PutOffForm, seen=mark, until=each.suggested_on), about),
        }
        for shown in forms.values():
            shown.seen.data = mark
        return forms

    waiting, decision, today = page.waiting, page.decision, clock.today()
    confirmed = (
        {"outcome": decision.outcome.value, "decided_on": decision.decided_on} if decision else {"decided_on": today}
    )
    letter_on = decision.letter_available_on if decision else today
    decision_form = form("afgoerelse", lambda: _new(DecisionForm, letter_available_on=letter_on, **confirmed))
    decision_form.seen.data = mark_of(decision)
    by_hand = [view.person.ref for view in page.views if view.is_released_by_hand]
    only_party = by_hand[0] if len(by_hand) == 1 else None
    can_be_shut_out = [view.person.ref for view in page.views if view.can_be_shut_out]
    only_released = can_be_shut_out[0] if len(can_be_shut_out) == 1 else None
    first_step = page.steps_to_release[0].code if page.steps_to_release else None
    return CaseForms(
        demands={demand.request.id: of(demand) for demand in page.open_demands},
        hearings={each.hearing.id: of_hearing(each) for each in page.every_hearing},
        conversation=offer_conversation(form("samtale", lambda: _new(ConversationForm, held_on=today)), page),
        asked={each.request.id: of_asked(each) for each in page.open_requests},
        waiting=form("venter", lambda: _new(WaitingForm, who=waiting.who, until=waiting.until)) if waiting else None,
        decision=decision_form,
        release=offer_release(form("frigiv", lambda: _new(ReleaseForm, party=only_party, step=first_step)), page),
        withdrawal=offer_withdrawal(form("tilbage", lambda: _new(WithdrawalForm, party=only_released)), page),
    )


def _new(form: Callable[..., _Form], **values: object) -> _Form:
    return form(formdata=None, **values)
