"""Cases as citizens meet them: each the smallest true facts that bring a case page into one situation.

The moment is Monday 23 November 2026 at 9.10 in Copenhagen, when Susanne's phone is open.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

from portal import clock
from portal.domain.case_facts import CaseFacts, CaseworkerSeat, SourceReading, TaskEvidence
from portal.domain.case_types import Actor, CaseType, CitizenPart
from portal.domain.cases import CaseId, CaseState, TaskStatus
from portal.domain.decisions import Decision, Outcome
from portal.domain.notices import Notice, NoticeKind, NoticeState
from portal.domain.people import PersonRef
from portal.domain.roadmap import Roadmap, roadmap
from portal.domain.statement_requests import (
    Channel,
    DeclineGround,
    RequestState,
    Statement,
    StatementRequest,
    Timing,
)
from portal.domain.words import Words
from portal.municipality import Municipality, load
from portal.services.mendings import Mending

NOW: Final = datetime(2026, 11, 23, 9, 10, tzinfo=clock.COPENHAGEN)
TODAY: Final = NOW.date()
CASE_ID: Final = CaseId(UUID("6f0b8a52-5f6f-4f0a-9c55-0e6a3f3d7c11"))
ANNA: Final = PersonRef("anna")
ANNAS_NAME: Final = "Anna Test Andersen"
MUNICIPALITY_FOLDER: Final = Path(__file__).parents[2] / "portal" / "demo" / "municipality"


@cache
def municipality() -> Municipality:
    """Eksempel Kommune, as it is loaded in the demo."""
    return load(MUNICIPALITY_FOLDER)


@dataclass(frozen=True)
class CasePage:
    """What a view hands to the page of a case."""

    title: Words
    roadmap: Roadmap
    on_behalf_of: str | None = None
    may_act: bool = True
    case_number: str = "S2026-31877"
    giver_number: int | None = None
    case_id: CaseId = CASE_ID
    mending: Mending | None = None


@dataclass(frozen=True)
class CaseCard:
    """What a view hands to the overview of cases."""

    case_id: CaseId
    title: Words
    roadmap: Roadmap
    on_behalf_of: str | None = None
    case_number: str = "S2026-31877"
    giver_number: int | None = None


def case_type(code: str) -> CaseType:
    """A case type of Eksempel Kommune."""
    found = municipality().case_type(code, TODAY)
    assert found is not None
    return found


def seat(sign_in: str = "skr", *, since: date | None = date(2026, 10, 14), before: str | None = None) -> CaseworkerSeat:
    """Who has the case: Susanne, unless said."""
    member = municipality().staff_by_sign_in(sign_in)
    assert member is not None
    return CaseworkerSeat(member.contact(), since, Words(before, before) if before else None)


def task(step: str, *, begun: date | None = None, closed: date | None = None, due: date | None = None) -> TaskEvidence:
    """A task about a step: done when it has a closing date, begun when it has a beginning."""
    status = TaskStatus.FINISHED if closed else TaskStatus.STARTED if begun else TaskStatus.NOT_STARTED
    return TaskEvidence(step, status, due, begun, closed)


@dataclass(frozen=True)
class KnownCase:
    """A name for a picture, and the page that shows it."""

    name: str
    facts: Callable[[], CaseFacts]
    now: datetime = NOW
    on_behalf_of: str | None = None
    may_act: bool = True

    def page(self) -> CasePage:
        """The page of the case, computed by the real rules."""
        facts = self.facts()
        told = roadmap(facts, now=self.now, calendar=municipality().calendar, norms=municipality().norms)
        title = facts.case_type.name if facts.case_type else Words("Din sag", "Your case")
        return CasePage(title, told, self.on_behalf_of, self.may_act, facts.case_number)


def facts(code: str | None = "car_support", **given: object) -> CaseFacts:
    """A case that came on 14 October, read from the case system an hour ago."""
    base = CaseFacts(
        case_id=CASE_ID,
        case_number="S2026-31877",
        case_type=case_type(code) if code else None,
        state=CaseState.INFORMING,
        opened_on=date(2026, 10, 14),
        first_seen_on=date(2026, 10, 14),
        state_step=None,
        state_changed_on=None,
        tasks=(),
        seat=seat(),
        reading=SourceReading(datetime(2026, 11, 23, 7, 10, tzinfo=UTC), is_stale=False),
        last_news_on=date(2026, 11, 16),
    )
    return replace(base, **given)  # type: ignore[arg-type]  # a test that names a field wrongly fails at once


BEGUN = (
    task("received", begun=date(2026, 10, 14), closed=date(2026, 10, 16)),
    task("assigned", begun=date(2026, 10, 16), closed=date(2026, 11, 2)),
)


def waits_for_doctor() -> CaseFacts:
    """The case that everybody begins with: the doctor has been asked."""
    return facts(tasks=(*BEGUN, task("collect", begun=date(2026, 11, 2))))


def waits_for_you() -> CaseFacts:
    """A hearing: the citizen has until 4 December."""
    hearing = task("hearing", begun=date(2026, 11, 20), due=date(2026, 12, 4))
    talk = task("meeting", begun=date(2026, 11, 2), closed=date(2026, 11, 18))
    return facts("support_change", state=CaseState.HEARING, tasks=(talk, hearing))


def waits_until_soon() -> CaseFacts:
    """The same, with three days left."""
    hearing = task("hearing", begun=date(2026, 11, 12), due=date(2026, 11, 26))
    return facts("support_change", state=CaseState.HEARING, tasks=(hearing,))


def waited_too_long() -> CaseFacts:
    """The same, with the time up."""
    hearing = task("hearing", begun=date(2026, 11, 2), due=date(2026, 11, 16))
    return facts("support_change", state=CaseState.HEARING, tasks=(hearing,))


def request(state: RequestState = RequestState.RECEIVED, **given: object) -> StatementRequest:
    """Anna's demand to be heard, received last Friday."""
    base = StatementRequest(
        id=UUID("0e3f8e0e-61ac-4f6e-8f0b-3f2f7d9e7b01"),
        number="U-2026-000017",
        case_id=CASE_ID,
        party=ANNA,
        made_by=ANNA,
        timing=Timing.LATER,
        channel=Channel.MEETING,
        with_support_person=True,
        state=state,
        received_at=datetime(2026, 11, 20, 12, 32, tzinfo=UTC),
        answer_by=date(2026, 11, 27),
    )
    return replace(base, **given)  # type: ignore[arg-type]  # as above


def statement(
    text: str = "I mangler brevet fra min fysioterapeut. Det viser, at jeg ikke kan køre med bus.",
) -> Statement:
    """What Anna says."""
    return Statement(text, datetime(2026, 11, 20, 12, 32, tzinfo=UTC), ANNA)


def decision_waits() -> CaseFacts:
    """A demand that nobody has answered yet."""
    return replace(waits_for_doctor(), requests=(request(),))


def decision_waits_too_long() -> CaseFacts:
    """A demand whose answer is late."""
    late = request(received_at=datetime(2026, 11, 6, 12, 32, tzinfo=UTC), answer_by=date(2026, 11, 13))
    return replace(waits_for_doctor(), requests=(late,))


def date_set() -> CaseFacts:
    """A demand with a date to speak by."""
    told = request(RequestState.DATE_SET, statement_by=date(2026, 12, 7), answered_at=NOW - timedelta(hours=1))
    return replace(waits_for_doctor(), requests=(told,))


def statement_given() -> CaseFacts:
    """The statement has come."""
    given = request(
        RequestState.GIVEN,
        timing=Timing.NOW,
        channel=Channel.WRITING,
        with_support_person=False,
        statements=(statement(),),
    )
    return replace(waits_for_doctor(), requests=(given,))


def ended(state: RequestState, **given: object) -> Callable[[], CaseFacts]:
    """A demand that has come to its end."""
    return lambda: replace(waits_for_doctor(), requests=(request(state, **given),))


def late() -> CaseFacts:
    """The doctor has taken longer than is usual."""
    tasks = (task("collect", begun=date(2026, 8, 20)),)
    return facts(tasks=tasks, opened_on=date(2026, 8, 3), first_seen_on=date(2026, 8, 3))


def deadline_missed() -> CaseFacts:
    """The published deadline went by, and nothing has been heard of for long."""
    tasks = (task("assess", begun=date(2026, 10, 26)),)
    return facts(
        "additional_costs_adult",
        tasks=tasks,
        opened_on=date(2026, 8, 3),
        first_seen_on=date(2026, 8, 3),
        last_news_on=date(2026, 10, 5),
        state=CaseState.DECIDING,
    )


def stale() -> CaseFacts:
    """The case system has not been read since Friday; a hearing runs out in three days."""
    reading = SourceReading(datetime(2026, 11, 20, 16, 0, tzinfo=UTC), is_stale=True)
    return replace(waits_until_soon(), reading=reading)


def never_read() -> CaseFacts:
    """The case system could never be read completely."""
    return replace(waits_for_doctor(), reading=SourceReading(None, is_stale=True))


def unknown_path() -> CaseFacts:
    """A case type that the municipality has not described."""
    team = municipality().team("disability")
    assert team is not None
    return facts(
        None, state=CaseState.UNKNOWN, opened_on=TODAY, first_seen_on=TODAY, seat=CaseworkerSeat(team.contact())
    )


def unknown_path_late() -> CaseFacts:
    """The same, and the promised letter did not come."""
    return replace(unknown_path(), first_seen_on=date(2026, 11, 2))


def letter_coming() -> CaseFacts:
    """Decided in the case system, and the letter is not confirmed."""
    assessed = task("assess", closed=date(2026, 11, 18))
    return facts("additional_costs_adult", state=CaseState.DECIDED, tasks=(assessed,), decided_seen_on=TODAY)


def decided(outcome: Outcome, letter_on: date = date(2026, 11, 20)) -> Callable[[], CaseFacts]:
    """Decided, and the letter is there."""
    steps = ("received", "assigned", "collect", "talk", "assess")
    closed = tuple(
        task(step, begun=date(2026, 10, 14), closed=date(2026, 10, 16) + timedelta(days=7 * number))
        for number, step in enumerate(steps)
    )
    return lambda: facts(
        "additional_costs_adult",
        state=CaseState.DECIDED,
        tasks=closed,
        decision=Decision(outcome, letter_on - timedelta(days=1), letter_on),
    )


def closed() -> CaseFacts:
    """Over, and kept for reading."""
    return replace(
        decided(Outcome.GRANTED, date(2026, 9, 1))(), state=CaseState.CLOSED, state_changed_on=date(2026, 10, 1)
    )


def caseworker_new() -> CaseFacts:
    """Jonas has it now; before that it was Susanne."""
    return replace(waits_for_doctor(), seat=seat("jon", since=date(2026, 11, 20), before="Susanne Krogh"))


def notice(**given: object) -> Notice:
    """Susanne tells of the talk with the occupational therapist."""
    base = Notice(
        id=UUID("4c0a6d52-1a8f-4d57-9f0d-6f4a5f0f2a90"),
        case_id=CASE_ID,
        kind=NoticeKind.OWN_WORDS,
        step="function",
        posted_at_step="collect",
        words="Peter fra vores team kommer hjem til dig og ser, hvordan du kommer ind og ud af en bil",
        acts=Actor.MUNICIPALITY,
        acts_name=None,
        expected_from=date(2026, 12, 1),
        expected_to=date(2026, 12, 11),
        part=CitizenPart.MEETING,
        part_words="Find gerne dine papirer fra sygehuset frem",
        posted_at=datetime(2026, 11, 16, 13, 0, tzinfo=UTC),
        posted_by="Susanne Krogh",
    )
    return replace(base, **given)  # type: ignore[arg-type]  # as above


def told_by_caseworker() -> CaseFacts:
    """A notice in own words whose time was moved once."""
    first = notice(
        expected_from=date(2026, 11, 16),
        expected_to=date(2026, 11, 27),
        posted_at=datetime(2026, 11, 9, 13, 0, tzinfo=UTC),
        state=NoticeState.REPLACED,
    )
    return replace(waits_for_doctor(), notices=(first, notice(version=2)))


def told_of_one_day() -> CaseFacts:
    """A notice whose first and last day are the same."""
    return replace(
        waits_for_doctor(), notices=(notice(expected_from=date(2026, 12, 2), expected_to=date(2026, 12, 2)),)
    )


def still_waiting() -> CaseFacts:
    """A notice that we still wait for the hospital."""
    waiting = notice(
        kind=NoticeKind.STILL_WAITING,
        step="collect",
        words=None,
        acts=Actor.THIRD_PARTY,
        acts_name="Ortopædkirurgisk afdeling",
        part=CitizenPart.NOTHING,
        part_words=None,
    )
    return replace(waits_for_doctor(), notices=(waiting,))


SITUATIONS: Final = (
    KnownCase("waits_for_doctor", waits_for_doctor),
    KnownCase("waits_for_you", waits_for_you),
    KnownCase("waits_until_soon", waits_until_soon),
    KnownCase("waited_too_long", waited_too_long),
    KnownCase("decision_waits", decision_waits),
    KnownCase("decision_waits_too_long", decision_waits_too_long),
    KnownCase("date_set", date_set),
    KnownCase("statement_given", statement_given),
    KnownCase(
        "considered", ended(RequestState.CONSIDERED, statements=(statement(),), closing_words="Vi har bedt om brevet.")
    ),
    KnownCase(
        "declined",
        ended(
            RequestState.DECLINED,
            declined_on_ground=DeclineGround.SPECIAL_LAW,
            closing_words="Du bliver hørt på mødet den 2. december.",
        ),
    ),
    KnownCase("lapsed", ended(RequestState.DATE_SET, statement_by=date(2026, 11, 19))),
    KnownCase("withdrawn", ended(RequestState.WITHDRAWN)),
    KnownCase("late", late),
    KnownCase("deadline_missed", deadline_missed),
    KnownCase("stale", stale),
    KnownCase("never_read", never_read),
    KnownCase("unknown_path", unknown_path),
    KnownCase("unknown_path_late", unknown_path_late),
    KnownCase("letter_coming", letter_coming),
    KnownCase("decided_granted", decided(Outcome.GRANTED)),
    KnownCase("decided_refused", decided(Outcome.REFUSED)),
    KnownCase("decided_partly", decided(Outcome.PARTLY_GRANTED, date(2026, 10, 1))),
    KnownCase("closed", closed),
    KnownCase("caseworker_new", caseworker_new),
    KnownCase("told_by_caseworker", told_by_caseworker),
    KnownCase("told_of_one_day", told_of_one_day),
    KnownCase("still_waiting", still_waiting),
    KnownCase("on_behalf_of", decision_waits, on_behalf_of=ANNAS_NAME),
    KnownCase("on_behalf_may_only_read", waits_for_you, on_behalf_of=ANNAS_NAME, may_act=False),
    KnownCase("phone_closed", waits_for_doctor, now=datetime(2026, 12, 24, 18, 0, tzinfo=clock.COPENHAGEN)),
)


def situation(name: str) -> KnownCase:
    """One situation by its name."""
    return next(known for known in SITUATIONS if known.name == name)
