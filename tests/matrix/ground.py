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
from portal.domain.notices import NoticeKind, NoticeState
from portal.domain.statement_requests import Channel, RequestState, Timing
from portal.storage.base import Row
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.breaches import BreachTaskRow
from portal.storage.records.circumstances import CircumstanceRow
from portal.storage.records.messages import MessageRow
from portal.storage.records.notices import NoticeRow
from portal.storage.records.releases import ReleaseRow
from portal.storage.records.statement_requests import StatementRequestRow
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
    message_id: UUID
    notice_id: UUID
    breach_id: UUID
    circumstance_id: UUID
    kind: CircumstanceKind
    number: str
    mark: str
    """How the demand stands, as `mark_of` says it."""

    def leads_to(self, app: Flask, door: Door) -> str:
        """The address of that door, to what lies here."""
        unknown = sorted(door.parameters - set(self.__dataclass_fields__))
        assert not unknown, f"{door.endpoint} takes <{unknown[0]}>. Say in tests/matrix/ground.py what that leads to."
        with app.test_request_context():
            return app.url_for(door.endpoint, **{name: getattr(self, name) for name in door.parameters})

    def swapped(self, other: "Ground", names: Iterable[str]) -> "Ground":
        """The same, but for what these names lead to, which lies at `other`."""
        return replace(self, **{name: getattr(other, name) for name in names})


def nothing() -> Ground:
    """The same addresses, to what is not there."""
    return Ground(
        uuid4(), uuid4(), uuid4(), uuid4(), uuid4(), uuid4(), CircumstanceKind.REMITTED, "2026-AAAAAAA", "received::0"
    )


def lay_ground(
    world: World,
    *,
    case_type: str = BY_ITSELF,
    of_another_team: bool = False,
    caseworker: str | None = "Susanne",
    state: CaseState = CaseState.RECEIVED,
    demand: RequestState = RequestState.RECEIVED,
    is_secondary: bool = False,
    is_released: bool = False,
) -> Ground:
    """A case of Anna's: begun, with a demand to be heard, a message, a notice of before, and one taken back."""
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
    request, message = _a_demand(case_id, _a_number(world), demand), _a_message(case_id, _a_number(world))
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
    special_kind = CircumstanceKind.REMITTED
    special = CircumstanceRow(
        case_id=case_id,
        kind=CircumstanceKind.INTERIM_HELP,
        begun_on=TODAY,
        noted_at=MONDAY,
        noted_by_ref="skr",
        noted_by_name="Susanne Krogh",
    )
    rows: list[Row] = [special, spare, taken_back, request, message, breach, told]
    if is_released:
        rows.append(_a_release(case_id))
    world.write(*rows)
    return Ground(
        case_id,
        request.id,
        message.id,
        spare.id,
        breach.id,
        special.id,
        special_kind,
        request.number,
        f"{demand.value}::0",
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
    )


def _a_message(case_id: UUID, number: str) -> MessageRow:
    return MessageRow(
        number=number,
        case_id=case_id,
        party_ref=ref_of("Anna"),
        sent_by_ref=ref_of("Anna"),
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
