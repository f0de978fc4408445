"""Every case there could be: random paths, and random facts about a case on them."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import strategies as st

from portal.domain.case_facts import CaseFacts, CaseworkerSeat, TaskEvidence
from portal.domain.case_types import (
    APPEAL,
    DECISION,
    Actor,
    CaseType,
    CitizenPart,
    DeadlineUnit,
    OnlyIf,
    PublishedDeadline,
    Step,
)
from portal.domain.cases import CaseState, TaskStatus
from portal.domain.circumstances import Circumstance, CircumstanceKind
from portal.domain.decisions import Decision, Outcome
from portal.domain.hearings import OPEN_STATES, Hearing, HearingState
from portal.domain.notices import Notice, NoticeKind, NoticeState
from portal.domain.statement_requests import RequestState, StatementRequest
from tests.factories import (
    DOCTOR,
    TODAY,
    a_case_type,
    a_circumstance,
    a_contact,
    a_hearing,
    a_notice,
    a_request,
    a_step,
    an_ask,
    at,
    some_facts,
)

NOWHERE = "nowhere"
"""A step that no path has."""

_days = st.integers(-400, 60).map(lambda days: TODAY + timedelta(days=days))
_maybe_days = st.none() | _days


@st.composite
def steps(draw: st.DrawFn, code: str) -> Step:
    """Any step of that code."""
    if code == APPEAL:
        return a_step(APPEAL, waiting_on=Actor.NOBODY, part=CitizenPart.CHOICE, min_days=28, max_days=28)
    waiting_on = draw(st.sampled_from([Actor.CITIZEN, Actor.MUNICIPALITY, Actor.THIRD_PARTY]))
    least = draw(st.integers(0, 60))
    return a_step(
        code,
        waiting_on=waiting_on,
        waiting_for=DOCTOR if waiting_on is Actor.THIRD_PARTY else None,
        part=draw(st.sampled_from(CitizenPart)),
        only_if=None if code == DECISION else draw(st.sampled_from([None, None, *OnlyIf])),
        min_days=least,
        max_days=least + draw(st.integers(0, 120)),
    )


@st.composite
def case_types(draw: st.DrawFn) -> CaseType:
    """Any path with one decision, and perhaps a time to complain and help after it."""
    before = [f"before{number}" for number in range(draw(st.integers(0, 5)))]
    after = [APPEAL] * draw(st.booleans()) + [f"after{number}" for number in range(draw(st.integers(0, 2)))]
    path = [draw(steps(code)) for code in [*before, DECISION, *after]]
    deadline = PublishedDeadline(draw(st.integers(1, 9)), draw(st.sampled_from(DeadlineUnit)), "§ 3")
    return a_case_type(*path, deadline=draw(st.sampled_from([None, deadline])), is_social=draw(st.booleans()))


@st.composite
def tasks(draw: st.DrawFn, codes: list[str]) -> TaskEvidence:
    """Any task of one of those steps."""
    status = draw(st.sampled_from(TaskStatus))
    return TaskEvidence(
        draw(st.sampled_from(codes)),
        status,
        due_on=draw(_maybe_days),
        started_on=None if status is TaskStatus.NOT_STARTED else draw(_maybe_days),
        closed_on=draw(_maybe_days) if status is TaskStatus.FINISHED else None,
    )


@st.composite
def notices(draw: st.DrawFn, codes: list[str], version: int) -> Notice:
    """Any notice about one of those steps."""
    first = draw(_days)
    return a_notice(
        draw(st.sampled_from(codes)),
        posted_at_step=draw(st.none() | st.sampled_from(codes)),
        id=UUID(int=version),
        version=version,
        state=draw(st.sampled_from(NoticeState)),
        kind=draw(st.sampled_from(NoticeKind)),
        words=draw(st.sampled_from([None, "Vi ringer til dig."])),
        acts=draw(st.sampled_from(Actor)),
        part=draw(st.sampled_from(CitizenPart)),
        expected_from=first,
        expected_to=first + timedelta(days=draw(st.integers(0, 60))),
        posted_at=at(draw(st.integers(-100, 0))),
    )


@st.composite
def requests(draw: st.DrawFn, number: int) -> StatementRequest:
    """Any demand, with or without a wish for more time."""
    state = draw(st.sampled_from(RequestState))
    return a_request(
        state,
        id=UUID(int=number),
        number=f"U-{number}",
        received_at=at(draw(st.sampled_from([-9, -2]))),
        statement_by=draw(_days),
        asks=(an_ask(),) if state is RequestState.DATE_SET and draw(st.booleans()) else (),
    )


@st.composite
def hearings(draw: st.DrawFn, number: int) -> Hearing:
    """Any hearing, with or without a wish for more time."""
    state = draw(st.sampled_from(HearingState))
    asks = (an_ask(),) if state in OPEN_STATES and draw(st.booleans()) else ()
    return a_hearing(state, id=UUID(int=number), number=f"H-{number}", answer_by=draw(_days), asks=asks)


@st.composite
def circumstances(draw: st.DrawFn, number: int) -> Circumstance:
    """Anything special about a case."""
    begun_on = draw(_days)
    return a_circumstance(
        draw(st.sampled_from(CircumstanceKind)),
        id=UUID(int=number),
        begun_on=begun_on,
        until=draw(st.none() | st.integers(0, 90).map(lambda days: begun_on + timedelta(days=days))),
        promised_on=draw(_days),
        noted_at=at(draw(st.integers(-100, 0))),
        is_ended=draw(st.booleans()),
    )


@st.composite
def facts(draw: st.DrawFn, case_type: CaseType | None = None) -> CaseFacts:
    """Any case of any type, or of that one."""
    kind = case_type or draw(st.none() | case_types() | case_types())
    codes = [*(step.code for step in kind.steps), NOWHERE] if kind is not None else [NOWHERE]
    return some_facts(
        *draw(st.lists(tasks(codes), max_size=6)),
        case_type=kind,
        state=draw(st.sampled_from(CaseState)),
        state_step=draw(st.none() | st.sampled_from(codes)),
        state_changed_on=draw(_maybe_days),
        opened_on=draw(_days),
        first_seen_on=draw(_days),
        seat=CaseworkerSeat(a_contact(), draw(_maybe_days)),
        notices=tuple(draw(notices(codes, version)) for version in range(1, draw(st.integers(1, 4)))),
        requests=tuple(draw(requests(number)) for number in range(draw(st.integers(0, 3)))),
        hearings=tuple(draw(hearings(number)) for number in range(draw(st.integers(0, 2)))),
        decision=draw(st.none() | decisions()),
        furthest_released=draw(st.none() | st.none() | st.sampled_from(codes)),
        last_news_on=draw(_maybe_days),
        circumstances=tuple(draw(circumstances(number)) for number in range(draw(st.integers(0, 3)))),
    )


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Any decision."""
    decided_on = draw(_days)
    letter_on = decided_on + timedelta(days=draw(st.integers(0, 60)))
    return Decision(draw(st.sampled_from(Outcome)), decided_on, letter_on)


@st.composite
def shuffled(draw: st.DrawFn, known: CaseFacts) -> CaseFacts:
    """The same facts with every list in another order."""
    return replace(
        known,
        tasks=tuple(draw(st.permutations(known.tasks))),
        notices=tuple(draw(st.permutations(known.notices))),
        requests=tuple(draw(st.permutations(known.requests))),
        hearings=tuple(draw(st.permutations(known.hearings))),
        circumstances=tuple(draw(st.permutations(known.circumstances))),
    )


@st.composite
def changed_after(draw: st.DrawFn, known: CaseFacts, code: str) -> CaseFacts:
    """The same facts but for everything that is about the steps after one: tasks, notices, and the state proving them."""
    path = known.case_type.steps if known.case_type else ()
    codes = [step.code for step in path]
    after = codes[codes.index(code) + 1 :]
    if not after:
        return known
    kept_tasks = [task for task in known.tasks if task.step not in after]
    kept_notices = [notice for notice in known.notices if not {notice.step, notice.posted_at_step} & {*after}]
    versions = range(10, draw(st.integers(10, 12)))
    return replace(
        known,
        tasks=(*kept_tasks, *draw(st.lists(tasks(after), max_size=3))),
        notices=(*kept_notices, *(draw(notices(after, version)) for version in versions)),
    )
