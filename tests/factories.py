# ruff: noqa: ANN401 -- a factory takes what its class takes, and the class checks it
"""The smallest true things the rules speak of, each as ordinary as can be unless said otherwise.

It is Monday 23 November 2026 at 9 o'clock in Copenhagen. The ordinary case is opened three weeks before, and its path
is: received · collect (from the doctor) · assess · hearing (if needed) · decision · appeal · start (if granted).
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from portal.domain.case_facts import CaseFacts, CaseworkerSeat, SourceReading, TaskEvidence
from portal.domain.case_types import (
    Actor,
    CaseType,
    CitizenPart,
    DeadlineUnit,
    OnlyIf,
    PublishedDeadline,
    Release,
    Step,
)
from portal.domain.cases import CaseId, CaseState, TaskStatus
from portal.domain.circumstances import Circumstance, CircumstanceKind
from portal.domain.contacts import Contact, ContactKind, Opening, PhoneHours
from portal.domain.decisions import Decision, Outcome
from portal.domain.hearings import FactKind, Hearing, HearingAnswer, HearingFact, HearingState
from portal.domain.more_time import MoreTimeAsk
from portal.domain.norms import Norms
from portal.domain.notices import Notice, NoticeKind
from portal.domain.people import PersonRef
from portal.domain.reasons import Reason
from portal.domain.requests import Request, RequestStage, RequestType
from portal.domain.roadmap import Roadmap, roadmap
from portal.domain.statement_requests import Channel, RequestState, Statement, StatementRequest, Timing
from portal.domain.words import Words
from portal.domain.working_days import Calendar

COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")
TODAY: Final = date(2026, 11, 23)
NOW: Final = datetime.combine(TODAY, time(9), tzinfo=COPENHAGEN)
OPENED: Final = date(2026, 11, 2)

CALENDAR: Final = Calendar(
    holidays=frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}),
    closed_days=frozenset({date(2026, 12, 24), date(2026, 12, 31)}),
)
NORMS: Final = Norms(
    receipt_working_days=5,
    statement_answer_working_days=5,
    question_answer_working_days=5,
    call_back_working_days=2,
    update_answer_working_days=5,
    conversation_answer_working_days=5,
    review_answer_working_days=10,
    handling_complaint_working_days=10,
    more_time_answer_working_days=2,
    hearing_floor_working_days=10,
    unknown_step_answer_working_days=5,
    letter_confirm_working_days=2,
    third_party_reminder_days=14,
    silence_days=30,
    breach_report_hours=72,
)

ANNA: Final = PersonRef("anna")
CASE: Final = CaseId(UUID(int=1))
FACT: Final = UUID(int=301)
DOCTOR: Final = Words("din læge", "your doctor")


def day(days: int) -> date:
    """The day so many days from today; before it when negative."""
    return TODAY + timedelta(days=days)


def at(days: int, hour: int = 8) -> datetime:
    """An hour (UTC) of the day so many days from today."""
    return datetime.combine(day(days), time(hour), tzinfo=UTC)


def a_step(code: str, **said: Any) -> Step:
    """A step in which the municipality acts for 7 to 14 days; its texts are "<code> coming", "now" and "done"."""
    ordinary: dict[str, Any] = {
        "coming": Words(f"{code} coming", f"{code} coming"),
        "now": Words(f"{code} now", f"{code} now"),
        "done": Words(f"{code} done", f"{code} done"),
        "waiting_on": Actor.MUNICIPALITY,
        "min_days": 7,
        "max_days": 14,
    }
    return Step(code, **(ordinary | said))


RECEIVED: Final = a_step("received", min_days=0, max_days=10)
COLLECT: Final = a_step("collect", waiting_on=Actor.THIRD_PARTY, waiting_for=DOCTOR, min_days=14, max_days=28)
ASSESS: Final = a_step("assess")
HEARING: Final = a_step(
    "hearing", waiting_on=Actor.CITIZEN, part=CitizenPart.HEARING, only_if=OnlyIf.NEEDED, min_days=10
)
PANEL: Final = a_step("panel", only_if=OnlyIf.NEEDED)
DECISION: Final = a_step("decision", min_days=1, max_days=10)
APPEAL: Final = a_step("appeal", waiting_on=Actor.NOBODY, part=CitizenPart.CHOICE, min_days=28, max_days=28)
START: Final = a_step("start", only_if=OnlyIf.GRANTED)
PATH: Final = (RECEIVED, COLLECT, ASSESS, HEARING, DECISION, APPEAL, START)

EIGHT_WEEKS: Final = PublishedDeadline(8, DeadlineUnit.WEEKS, "Retssikkerhedsloven § 3")


def a_case_type(*steps: Step, **said: Any) -> CaseType:
    """A social case type that parties see by themselves; its path is the ordinary one unless steps are given."""
    ordinary: dict[str, Any] = {
        "code": "support",
        "name": Words("Støtte", "Support"),
        "law": "SEL § 85",
        "release": Release.ALL,
        "steps": steps or PATH,
    }
    return CaseType(**(ordinary | said))


def a_contact(**said: Any) -> Contact:
    """Susanne, who answers the phone on weekdays from 9 to 12."""
    weekday = (Opening(time(9), time(12)),)
    ordinary: dict[str, Any] = {
        "kind": ContactKind.PERSON,
        "name": Words("Susanne Krogh", "Susanne Krogh"),
        "title": Words("Socialrådgiver", "Social worker"),
        "phone": "70 00 01 01",
        "hours": PhoneHours((weekday,) * 5 + ((), ())),
        "team_name": Words("Handicap", "Disability"),
    }
    return Contact(**(ordinary | said))


def some_facts(*tasks: TaskEvidence, **said: Any) -> CaseFacts:
    """A case that has been received, seen from its first day, with Susanne as its caseworker."""
    ordinary: dict[str, Any] = {
        "case_id": CASE,
        "case_number": "S2026-10001",
        "case_type": a_case_type(),
        "state": CaseState.RECEIVED,
        "opened_on": OPENED,
        "first_seen_on": OPENED,
        "state_step": "received",
        "state_changed_on": None,
        "tasks": tasks,
        "seat": CaseworkerSeat(a_contact()),
        "reading": SourceReading(NOW, is_stale=False),
        "last_news_on": day(-1),
    }
    return CaseFacts(**(ordinary | said))


def started(step: str, on: date | None = None, due_on: date | None = None) -> TaskEvidence:
    """A task that is being worked on, since a week ago unless said."""
    return TaskEvidence(step, TaskStatus.STARTED, due_on=due_on, started_on=on or day(-7))


def finished(step: str, on: date | None = None) -> TaskEvidence:
    """A task that was closed, a week ago unless said."""
    closed_on = on or day(-7)
    return TaskEvidence(step, TaskStatus.FINISHED, started_on=closed_on - timedelta(days=3), closed_on=closed_on)


def planned(step: str, due_on: date | None = None) -> TaskEvidence:
    """A task that has not begun."""
    return TaskEvidence(step, TaskStatus.NOT_STARTED, due_on=due_on)


def a_notice(step: str = "assess", *, posted_at_step: str | None = "collect", **said: Any) -> Notice:
    """A notice of the step as the path tells it, posted yesterday, for the coming week."""
    ordinary: dict[str, Any] = {
        "id": UUID(int=100 + said.get("version", 1)),
        "case_id": CASE,
        "kind": NoticeKind.PATH_STEP,
        "step": step,
        "posted_at_step": posted_at_step,
        "words": None,
        "acts": Actor.MUNICIPALITY,
        "acts_name": None,
        "expected_from": day(1),
        "expected_to": day(7),
        "part": CitizenPart.NOTHING,
        "part_words": None,
        "posted_at": at(-1),
        "posted_by": "Susanne Krogh",
    }
    return Notice(**(ordinary | said))


def an_asked(**given: Any) -> Request:
    """A question of Anna's that came this morning."""
    usual: dict[str, Any] = {
        "id": UUID(int=401),
        "number": "2026-ACDEFHJ",
        "case_id": CASE,
        "party": ANNA,
        "type": RequestType.QUESTION,
        "words": "Hvornår hører jeg fra jer?",
        "stage": RequestStage.RECEIVED,
        "received_at": NOW,
        "answer_by": day(7),
    }
    return Request(**(usual | given))


def a_circumstance(kind: CircumstanceKind, **said: Any) -> Circumstance:
    """Something special about the case since a week ago, with every word that any kind needs, for every party."""
    ordinary: dict[str, Any] = {
        "id": UUID(int=400),
        "kind": kind,
        "begun_on": day(-7),
        "noted_at": at(-7),
        "noted_by": "Susanne Krogh",
        "promised_on": day(14),
        "other": "en lægeerklæring",
        "words": "lægen har skrevet til os",
        "reason": Reason.TREATMENT,
    }
    return Circumstance(**(ordinary | said))


def a_request(state: RequestState = RequestState.RECEIVED, **said: Any) -> StatementRequest:
    """Anna's demand to be heard, received on Friday, answered by next Friday; with a statement once one is given."""
    has_said = state in {RequestState.GIVEN, RequestState.CONSIDERED}
    ordinary: dict[str, Any] = {
        "id": UUID(int=200),
        "number": "U-1",
        "case_id": CASE,
        "party": ANNA,
        "made_by": ANNA,
        "timing": Timing.LATER,
        "channel": Channel.WRITING,
        "with_support_person": False,
        "state": state,
        "received_at": at(-3),
        "answer_by": day(4),
        "answered_at": at(-1) if state is RequestState.DATE_SET else None,
        "statement_by": day(10) if state is RequestState.DATE_SET else None,
        "statements": (a_statement(),) if has_said else (),
    }
    return StatementRequest(**(ordinary | said))


def a_statement(text: str = "Jeg kan ikke gå på trapper.") -> Statement:
    """What Anna says, yesterday."""
    return Statement(text, at(-1), ANNA)


def a_hearing(state: HearingState = HearingState.OFFERED, **said: Any) -> Hearing:
    """Anna's hearing about one fact, offered on Friday, to be answered within ten days; with an answer once one is given."""
    has_said = state in {HearingState.ANSWERED, HearingState.CONSIDERED}
    is_over = state in {HearingState.NO_COMMENT, HearingState.CONSIDERED}
    ordinary: dict[str, Any] = {
        "id": UUID(int=300),
        "number": "H-1",
        "case_id": CASE,
        "party": ANNA,
        "state": state,
        "opened_at": at(-3),
        "opened_by": "Susanne Krogh",
        "facts": (HearingFact(FACT, FactKind.FACT, "Du kan gå 200 meter.", "Lægens brev", "Det taler imod en bil."),),
        "answer_by": day(10),
        "answers": (an_answer(),) if has_said else (),
        "concluded_at": at(-1, hour=10) if is_over else None,
    }
    return Hearing(**(ordinary | said))


def an_answer(words: str = "Det er 20 meter.") -> HearingAnswer:
    """What Anna answers, yesterday."""
    return HearingAnswer(words, at(-1), ANNA)


def an_ask(**said: Any) -> MoreTimeAsk:
    """Anna's wish for more time, of yesterday; we answer by Wednesday."""
    ordinary: dict[str, Any] = {"asked_at": at(-1), "answer_by": day(2), "until_before": day(10)}
    return MoreTimeAsk(**(ordinary | said))


def a_decision(outcome: Outcome = Outcome.GRANTED, *, letter_on: date | None = None, **said: Any) -> Decision:
    """A decision confirmed by a caseworker, made five days ago; its letter is available since three days ago."""
    ordinary: dict[str, Any] = {"decided_on": day(-5), "letter_available_on": letter_on or day(-3)}
    return Decision(outcome, **(ordinary | said))


def plan(facts: CaseFacts, *, now: datetime = NOW, calendar: Calendar = CALENDAR, norms: Norms = NORMS) -> Roadmap:
    """The roadmap of these facts."""
    return roadmap(facts, now=now, calendar=calendar, norms=norms)
