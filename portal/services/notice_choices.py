"""What a caseworker can tell of next in a case, with the text already written."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import Actor, CaseType, Step
from portal.domain.cases import CaseId
from portal.domain.notices import Notice, NoticeKind, live_notice, told
from portal.domain.position import Standing, standing
from portal.domain.roadmap import Roadmap, roadmap
from portal.domain.roadmap.shape import Situation
from portal.domain.sentences import Text
from portal.domain.suggested_days import suggested_days
from portal.domain.value import value
from portal.domain.words import Words
from portal.domain.working_days import Calendar
from portal.services.case_facts import facts_for_staff
from portal.services.cases import UNNAMED
from portal.services.notices import NoticeDraft, compose, told_text
from portal.services.party_views import PartyView, party_views
from portal.storage.audit import LookKind


@value
class StepChoice:
    """A step that a notice can be about."""

    code: str
    text: Words
    is_here: bool
    """Whether the case stands at it already; then the words must be the caseworker's own."""
    may_not_come: bool
    usually_from: date
    usually_to: date
    """The usual time of it, both working days."""


@value
class NoticePage:
    """A case, to write a notice in it. `steps` is empty and `suggested` None when there is no path to tell of."""

    case_id: CaseId
    case_number: str
    title: Words
    steps: tuple[StepChoice, ...]
    suggested: NoticeDraft | None
    live_id: UUID | None
    """The notice that a new one would replace."""
    is_correction: bool
    """Whether that notice is what the parties read now."""
    views: tuple[PartyView, ...]
    """What each party sees now; of a preview, what they would see if the notice were posted."""
    notice: Notice | None
    """What would be posted, of a preview."""
    text: Text | None
    """Its text."""
    told_days: Mapping[str, date]
    """Of each step, the last day that was told; another one needs a reason."""
    is_late: bool
    """Whether the parties read that it takes longer than expected; then any new time needs a reason."""

    def usual_days(self, code: str | None) -> tuple[date, date] | None:
        """The usual time of a step that can be told of."""
        return next(((step.usually_from, step.usually_to) for step in self.steps if step.code == code), None)


def read_choices(gate: Gate, case_id: CaseId) -> NoticePage:
    """Open a case to write a notice; the look at it, and at what its parties see, is recorded.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
    """
    return _open(gate, case_id, None)


def preview(gate: Gate, case_id: CaseId, draft: NoticeDraft) -> NoticePage:
    """What each party would see. Nothing is posted; the look is recorded.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NoPath, NoSuchStep: there is no such step to tell of.
    """
    return _open(gate, case_id, draft)


def _open(gate: Gate, case_id: CaseId, draft: NoticeDraft | None) -> NoticePage:
    admission = gate.case(case_id, Permission.NOTICE_POST)
    gate.looked_at([admission], LookKind.CASE)
    gate.looked_at([admission], LookKind.PREVIEW)
    stored, facts = facts_for_staff(gate, admission)
    notice = compose(gate, facts, draft) if draft else None
    return _page(gate, facts, tuple(party_views(gate, admission, stored, facts.reading, draft=notice)), notice)


def _page(gate: Gate, facts: CaseFacts, views: tuple[PartyView, ...], notice: Notice | None) -> NoticePage:
    case_type = facts.case_type
    plan = roadmap(facts, now=gate.local_now, calendar=gate.municipality.calendar, norms=gate.municipality.norms)
    live = live_notice(facts.notices)
    stands = _stands(live, plan)
    at = standing(facts, case_type, gate.today) if case_type else None
    steps = _steps(case_type, at, gate.today, gate.municipality.calendar) if case_type else ()
    suggested = None
    if case_type and steps:
        suggested = _as_draft(live) if live and stands else _suggest(case_type, at, steps)
    return NoticePage(
        case_id=facts.case_id,
        case_number=facts.case_number,
        title=case_type.name if case_type else UNNAMED,
        steps=steps,
        suggested=suggested,
        live_id=live.id if live else None,
        is_correction=stands,
        views=views,
        notice=notice,
        text=told_text(case_type.steps, notice, case_type.name) if case_type and notice else None,
        told_days={each.step: each.expected_to for each in told(facts.notices)},
        is_late=plan.expected.late is not None,
    )


def _stands(live: Notice | None, plan: Roadmap) -> bool:
    return live is not None and live.kind is not NoticeKind.STILL_WAITING and plan.situation is Situation.NOTICE


def _steps(case_type: CaseType, at: Standing | None, today: date, calendar: Calendar) -> tuple[StepChoice, ...]:
    """The steps ahead, and last the one the case stands at: of that one, only a caseworker's own words are news."""

    def choice(step: Step, *, is_here: bool) -> StepChoice:
        first, last = suggested_days(case_type, at, step.code, today, calendar)
        text, may_not_come = (step.now, False) if is_here else (step.coming, step.only_if is not None)
        return StepChoice(step.code, text, is_here, may_not_come, first, last)

    here = at.step(case_type) if at and at.has_begun else None
    ahead = [
        choice(step, is_here=False)
        for step in case_type.steps[_first_ahead(at) :]
        if step.waiting_on is not Actor.NOBODY and not (at and step.code in at.done_on)
    ]
    return (*ahead, *([choice(here, is_here=True)] if here else []))


def _suggest(case_type: CaseType, at: Standing | None, steps: tuple[StepChoice, ...]) -> NoticeDraft:
    """The path's next step that is sure to come, in its usual time."""
    index = case_type.after(_first_ahead(at) - 1)
    sure = case_type.steps[min(index, len(case_type.steps) - 1)].code
    step = next((each for each in steps if each.code == sure), steps[0])
    return NoticeDraft(step.code, None, step.usually_from, step.usually_to)


def _first_ahead(at: Standing | None) -> int:
    if at is None:
        return 0
    return at.index + 1 if at.has_begun else at.index


def _as_draft(live: Notice) -> NoticeDraft:
    return NoticeDraft(
        live.step,
        live.words,
        live.expected_from,
        live.expected_to,
        live.acts,
        live.acts_name,
        live.part,
        live.part_words,
    )
