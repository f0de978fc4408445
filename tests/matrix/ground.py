"""A case with one of everything in it, so that each door has something behind it; and addresses to it and to nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from flask import Flask

from portal.domain.breaches import BreachKind
from portal.domain.case_types import Actor, CitizenPart
from portal.domain.cases import CaseState
from portal.domain.circumstances import CircumstanceKind
from portal.domain.hearing_duty import ExemptionGround
from portal.domain.hearings import HearingState
from portal.domain.notices import NoticeKind, NoticeState
from portal.domain.requests import RequestStage, RequestType
from portal.domain.statement_requests import Channel, RequestState, Timing
from portal.storage.base import Row
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.breaches import BreachTaskRow
from portal.storage.records.circumstances import CircumstanceRow
from portal.storage.records.hearing_duty import HearingExemptionRow, KnownFactRow
from portal.storage.records.hearings import HearingRow, MoreTimeAskRow
from portal.storage.records.notices import NoticeRow
from portal.storage.records.releases import ReleaseRow
from portal.storage.records.requests import RequestRow
from portal.storage.records.statement_requests import StatementRequestRow, StatementTimeAskRow
from tests.world import MONDAY, TODAY, World, ref_of
from tools.access_matrix.doors import Door

BY_ITSELF: Final = "car_support"
BY_HAND: Final = "child_assessment"
OF_A_CHILD: Final = "additional_costs_child"
BEGUN: Final = {BY_ITSELF: "collect", BY_HAND: "collect", OF_A_CHILD: "collect"}
_LETTERS: Final = "ACDEFHJKLMNPRTUVWXY34679"


@dataclass(frozen=True)
class Ground:
    """What lies behind the doors, by the name of the parameter that leads to it."""

    case_id: UUID
    request_id: UUID
    asked_id: UUID
    notice_id: UUID
    breach_id: UUID
    hearing_id: UUID
    circumstance_id: UUID
    special: CircumstanceKind
    number: str
    """Of the demand, the question and the hearing."""
    kind: RequestType
    mark: str
    """How the demand stands, as `mark_of` says it."""
    hearing_mark: str
    """How the hearing stands, so too."""

    def leads_to(self, app: Flask, door: Door) -> str:
        """The address of that door, to what lies here."""
        unknown = sorted(door.parameters - set(self.__dataclass_fields__))
        assert not unknown, f"{door.endpoint} takes <{unknown[0]}>. Say in tests/matrix/ground.py what that leads to."
        with app.test_request_context():
            return app.url_for(door.endpoint, **{name: getattr(self, name) for name in door.parameters})

    def swapped(self, other: "Ground", names: Iterable[str]) -> "Ground":
        """The same, but for what these names lead to, which lies at `other`."""
        return replace(self, **{name: getattr(other, name) for name in names})


@dataclass(frozen=True)
class Standing:
    """How far the demand and the hearing have come."""

    demand: RequestState = RequestState.RECEIVED
    hearing: HearingState = HearingState.OFFERED
    asks_for_more_time: bool = False
    """In whichever of the two there is a day to ask for more of."""


AS_BEGUN: Final = Standing()


def nothing() -> Ground:
    """The same addresses, to what is not there."""
    ids = (uuid4(), uuid4(), uuid4(), uuid4(), uuid4(), uuid4(), uuid4())
    return Ground(
        *ids, CircumstanceKind.REMITTED, "2026-AAAAAAA", RequestType.QUESTION, "received::0:0", "offered::0:0"
    )


def lay_ground(
    world: World,
    *,
    case_type: str = BY_ITSELF,
    of_another_team: bool = False,
    caseworker: str | None = "Susanne",
    state: CaseState = CaseState.RECEIVED,
    stands: Standing = AS_BEGUN,
    is_secondary: bool = False,
    is_released: bool = False,
) -> Ground:
    """A case of Anna's: begun, with a demand to be heard, a question, a notice of before, and one taken back.

    And a hearing, and a reason why she need not be heard.
    """
    team = "families" if of_another_team else "disability"
    primary, others = ("Bo", ("Anna",)) if is_secondary else ("Anna", ())
    case_id = world.a_case(
        case_type,
        party=primary,
        others=others,
        caseworker="Hanne" if of_another_team else caseworker,
        team=team,
        state=state,
    )
    if state is CaseState.RECEIVED:
        world.a_task(case_id, BEGUN[case_type])
    spare, taken_back = _a_notice(case_id, NoticeState.REPLACED), _a_notice(case_id, NoticeState.TAKEN_BACK)
    number = _a_number(world)
    request, asked = _a_demand(case_id, number, stands.demand), _a_question(case_id, number)
    breach = BreachTaskRow(
        case_id=case_id,
        kind=BreachKind.NOTICE,
        subject_id=taken_back.id,
        found_by_ref="skr",
        found_at=MONDAY,
        report_by=MONDAY + timedelta(hours=72),
    )
    told = JournalEntryRow(
        case_id=case_id,
        kind=EntryKind.NOTICE_POSTED,
        actor_ref="skr",
        actor_name="Susanne Krogh",
        subject_id=taken_back.id,
        text="Vi ringer",
        locked=True,
        entered_at=MONDAY,
    )
    special = CircumstanceRow(
        case_id=case_id,
        kind=CircumstanceKind.INTERIM_HELP,
        begun_on=TODAY,
        noted_at=MONDAY,
        noted_by_ref="skr",
        noted_by_name="Susanne Krogh",
    )
    rows: list[Row] = [special, spare, taken_back, request, asked, breach, told]
    if is_released:
        rows.append(_a_release(case_id))
    world.write(*rows, *_a_reason(case_id))
    world.a_hearing(case_id, state=stands.hearing, number=number)
    (hearing_id,) = [row.id for row in world.rows(HearingRow) if row.number == number]
    if stands.asks_for_more_time:
        world.write(_a_wish(case_id, hearing_id))
        if stands.demand is RequestState.DATE_SET:
            world.write(_a_wish_to_speak(case_id, request.id))
    answers, asks = int(stands.hearing is HearingState.ANSWERED), "1?" if stands.asks_for_more_time else "0"
    until = (TODAY + timedelta(days=14)).isoformat()
    return Ground(
        case_id,
        request.id,
        asked.id,
        spare.id,
        breach.id,
        hearing_id,
        special.id,
        CircumstanceKind.REMITTED,
        request.number,
        RequestType.QUESTION,
        f"{stands.demand.value}:{request.statement_by or ''}:0:0:{asks if request.statement_by else 0}",
        f"{stands.hearing.value}:{until}:{answers}:{asks}",
    )


def _a_reason(case_id: UUID) -> tuple[Row, ...]:
    reason = HearingExemptionRow(
        case_id=case_id,
        party_ref=ref_of("Anna"),
        ground=ExemptionGround.NOT_MET,
        words="Hun ved det",
        coded_at=MONDAY,
        coded_by_ref="skr",
        coded_by_name="Susanne Krogh",
    )
    fact = KnownFactRow(
        exemption_id=reason.id, case_id=case_id, position=0, text="Bilen er solgt", how_known="Hun skrev det"
    )
    return reason, fact


def _a_wish(case_id: UUID, hearing_id: UUID) -> MoreTimeAskRow:
    return MoreTimeAskRow(
        hearing_id=hearing_id,
        case_id=case_id,
        asked_at=MONDAY,
        asked_by_ref=ref_of("Anna"),
        answer_by=TODAY + timedelta(days=3),
        until_before=TODAY + timedelta(days=14),
    )


def _a_wish_to_speak(case_id: UUID, request_id: UUID) -> StatementTimeAskRow:
    return StatementTimeAskRow(
        request_id=request_id,
        case_id=case_id,
        asked_at=MONDAY,
        asked_by_ref=ref_of("Anna"),
        answer_by=TODAY + timedelta(days=3),
        until_before=TODAY + timedelta(days=14),
    )


def _a_number(world: World) -> str:
    number = next(world.numbers)
    letters = ""
    for _ in range(7):
        number, letter = divmod(number, len(_LETTERS))
        letters += _LETTERS[letter]
    return f"2026-{letters}"


def _a_notice(case_id: UUID, state: NoticeState) -> NoticeRow:
    return NoticeRow(
        case_id=case_id,
        kind=NoticeKind.OWN_WORDS,
        step="collect",
        words="Vi ringer",
        acts=Actor.MUNICIPALITY,
        expected_from=TODAY,
        expected_to=TODAY + timedelta(days=14),
        part=CitizenPart.NOTHING,
        state=state,
        posted_at=MONDAY,
        posted_by_ref="skr",
        posted_by_name="Susanne Krogh",
    )


def _a_demand(case_id: UUID, number: str, state: RequestState) -> StatementRequestRow:
    return StatementRequestRow(
        number=number,
        case_id=case_id,
        party_ref=ref_of("Anna"),
        made_by_ref=ref_of("Anna"),
        timing=Timing.LATER,
        channel=Channel.PHONE,
        with_support_person=False,
        state=state,
        received_at=MONDAY,
        answer_by=TODAY + timedelta(days=7),
        statement_by=TODAY + timedelta(days=14) if state is RequestState.DATE_SET else None,
    )


def _a_question(case_id: UUID, number: str) -> RequestRow:
    return RequestRow(
        number=number,
        case_id=case_id,
        party_ref=ref_of("Anna"),
        sent_by_ref=ref_of("Anna"),
        type=RequestType.QUESTION,
        stage=RequestStage.RECEIVED,
        words="Jeg er uenig",
        received_at=MONDAY,
        answer_by=TODAY + timedelta(days=7),
    )


def _a_release(case_id: UUID) -> ReleaseRow:
    return ReleaseRow(
        case_id=case_id,
        party_ref=ref_of("Anna"),
        furthest_step="hearing",
        released_by_ref="skr",
        released_at=MONDAY,
    )
