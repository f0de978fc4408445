"""What a caseworker can tell of next in a case, with the text already written."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.case_facts import CaseFacts
from portal.domain.case_types import Actor, CaseType
from portal.domain.cases import CaseId
from portal.domain.expectations import typical_next
from portal.domain.notices import Notice, NoticeKind, live_notice
from portal.domain.position import Standing, standing
from portal.domain.roadmap import Roadmap, roadmap
from portal.domain.roadmap.shape import Situation
from portal.domain.words import Words
from portal.services.case_facts import facts_of
from portal.services.cases import UNNAMED
from portal.services.notices import NoticeDraft, compose
from portal.services.party_views import PartyView, party_views
from portal.storage.audit import LookKind

_DAYS_WHEN_NOTHING_IS_TYPICAL = (7, 28)


@dataclass(frozen=True, slots=True)
class StepChoice:
    """A step that a notice can be about."""

    code: str
    text: Words
    is_here: bool
    """Whether the case stands at it already; then the words must be the caseworker's own."""
    may_not_come: bool


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class NoticePreview:
    """What each party would see if the notice were posted now."""

    page: NoticePage
    views: tuple[PartyView, ...]


def read_choices(gate: Gate, case_id: CaseId) -> NoticePage:
    """Open a case to write a notice; the look is recorded.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
    """
    admission = gate.case(case_id, Permission.NOTICE_POST)
    gate.looked_at([admission], LookKind.CASE)
    (facts,) = facts_of(gate, [admission])
    return _page(gate, facts)


def preview(gate: Gate, case_id: CaseId, draft: NoticeDraft) -> NoticePreview:
    """What each party would see. Nothing is posted; the look is recorded.

    Raises:
        NotThere: there is no such case, or it is neither hers nor her team's.
        NoPath, NoSuchStep: there is no such step to tell of.
    """
    admission = gate.case(case_id, Permission.NOTICE_POST)
    gate.looked_at([admission], LookKind.PREVIEW)
    (facts,) = facts_of(gate, [admission])
    notice = compose(gate, facts, draft)
    return NoticePreview(_page(gate, facts), tuple(party_views(gate, admission, draft=notice)))


def _page(gate: Gate, facts: CaseFacts) -> NoticePage:
    case_type = facts.case_type
    plan = roadmap(facts, now=gate.local_now, calendar=gate.municipality.calendar, norms=gate.municipality.norms)
    live = live_notice(facts.notices)
    stands = _stands(live, plan)
    at = standing(facts, case_type, gate.today) if case_type else None
    steps = _steps(case_type, at) if case_type else ()
    suggested = None
    if case_type and steps:
        suggested = _as_draft(live) if live and stands else _suggest(case_type, at, gate.today)
    return NoticePage(
        case_id=facts.case_id,
        case_number=facts.case_number,
        title=case_type.name if case_type else UNNAMED,
        steps=steps,
        suggested=suggested,
        live_id=live.id if live else None,
        is_correction=stands,
    )


def _stands(live: Notice | None, plan: Roadmap) -> bool:
    return live is not None and live.kind is not NoticeKind.STILL_WAITING and plan.situation is Situation.NOTICE


def _steps(case_type: CaseType, at: Standing | None) -> tuple[StepChoice, ...]:
    """The steps ahead, and last the one the case stands at: of that one, only a caseworker's own words are news."""
    here = at.step(case_type) if at and at.has_begun else None
    ahead = case_type.steps[_first_ahead(at) :]
    choices = [
        StepChoice(step.code, step.coming, is_here=False, may_not_come=step.only_if is not None)
        for step in ahead
        if step.waiting_on is not Actor.NOBODY and not (at and step.code in at.done_on)
    ]
    return (*choices, *([StepChoice(here.code, here.now, is_here=True, may_not_come=False)] if here else []))


def _suggest(case_type: CaseType, at: Standing | None, today: date) -> NoticeDraft:
    """The path's next step that is sure to come, in its usual time."""
    index = case_type.after(_first_ahead(at) - 1)
    step = case_type.steps[min(index, len(case_type.steps) - 1)]
    first, last = _usual_days(case_type, at, today)
    return NoticeDraft(step.code, None, first, last)


def _first_ahead(at: Standing | None) -> int:
    if at is None:
        return 0
    return at.index + 1 if at.has_begun else at.index


def _usual_days(case_type: CaseType, at: Standing | None, today: date) -> tuple[date, date]:
    if at and (usual := typical_next(case_type, at, today)):
        return usual.earliest, usual.latest
    step = at.step(case_type) if at else None
    least, most = (step.min_days, step.max_days) if step and step.max_days else _DAYS_WHEN_NOTHING_IS_TYPICAL
    return today + timedelta(days=least), today + timedelta(days=most)


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
