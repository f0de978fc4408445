"""A town to measure in: a municipality's mirror full of ordinary cases, and people who have signed in to read them.

Of every thirty cases ten have a caseworker's notice, three a demand to be heard with a statement, three a decision;
all have tasks, a change of state and a change of caseworker.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import Engine, insert

from bench.cpu import Visit
from portal import clock
from portal.access.runtime import EXTENSION, Runtime
from portal.access.sign_ins import NewCitizenSignIn, NewStaffSignIn, SignIns
from portal.access.viewer import StaffRole
from portal.domain.case_types import Actor, CaseType, CitizenPart
from portal.domain.cases import CaseState, PartyRole, TaskStatus
from portal.domain.decisions import Outcome
from portal.domain.notices import NoticeKind
from portal.domain.people import Person, PersonRef
from portal.domain.sign_ins import Realm
from portal.domain.statement_requests import Channel, RequestState, Timing
from portal.municipality.staff import StaffMember
from portal.storage.base import Row
from portal.storage.engine import to_write
from portal.storage.mirror import CaseEventRow, CaseRow, EventKind, PartyRow, TaskRow
from portal.storage.records.decisions import DecisionRow
from portal.storage.records.notices import NoticeRow
from portal.storage.records.statement_requests import StatementRequestRow, StatementRow
from portal.storage.schema import upgrade
from portal.storage.sync_runs import RunOutcome, SyncRunRow
from portal.web.auth.cookies import SignInCookie

SOURCE: Final = "nova"
ROUND: Final = 30
"""So many cases hold one of everything; a batch of visits reads as many."""
CASES_ON_LONG_WORKLIST: Final = 200
_CASE_TYPES: Final = ("car_support", "additional_costs_adult", "bpa", "respite_adult", "disability_pension")
_STEPS_DONE: Final = 2
_OPENED_DAYS_AGO: Final = 60
_READINGS: Final = 90 * 24
"""The case system has been read every hour for three months."""

_Written = dict[type[Row], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Town:
    """Who can be sent to which page. Every case has a citizen of its own."""

    app: Flask
    cases: Sequence[UUID]
    long_worklist: StaffMember
    short_worklist: StaffMember

    def case_visits(self, first: int, count: int) -> list[Visit]:
        """Citizens who have just signed in, each to read their own case; those from `first` on."""
        numbers = range(first, first + count)
        return [Visit(f"/sager/{self.cases[number]}", self._citizen(number)) for number in numbers]

    def overview_visit(self, number: int) -> Visit:
        """A citizen who has just signed in, to see all their cases."""
        return Visit("/sager", self._citizen(number))

    def worklist_visit(self, member: StaffMember) -> Visit:
        """A member of staff who has just signed in, to see her worklist."""
        new = NewStaffSignIn(
            subject=member.source_id,
            provider_session=None,
            name=member.name,
            sign_in=member.sign_in,
            roles=frozenset({StaffRole.CASEWORKER}),
            ends_at=clock.real() + timedelta(hours=8),
            id_token="",
        )
        return Visit("/medarbejder/", self._sign_in(Realm.STAFF, new))

    def _citizen(self, number: int) -> str:
        person = Person(_ref(number), _name(number))
        ends_at = clock.real() + timedelta(hours=8)
        return self._sign_in(Realm.CITIZEN, NewCitizenSignIn(str(number), None, person, "substantial", (), ends_at, ""))

    def _sign_in(self, realm: Realm, new: NewCitizenSignIn | NewStaffSignIn) -> str:
        runtime = _runtime(self.app)
        sign_ins = SignIns(runtime.engine, runtime.municipality, idle=timedelta(minutes=30))
        token = sign_ins.open(new, replaces=None, now=clock.real())
        return f"{SignInCookie.named(realm, runtime.settings.public_url).name}={token}"


def found(app: Flask, cases: int) -> Town:
    """Fill the empty database of a portal with so many cases, read from the case system a moment ago."""
    runtime = _runtime(app)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade(runtime.owner_engine)
    known = [member for member in runtime.municipality.staff if member.sign_in]
    busiest, long_worklist, short_worklist = known[:3]
    ids: list[UUID] = []
    written: _Written = {}
    for number in range(cases):
        case_type = runtime.municipality.case_type(_CASE_TYPES[number % len(_CASE_TYPES)], clock.today())
        if case_type is None:
            raise RuntimeError(f"The municipality has no case type {_CASE_TYPES[number % len(_CASE_TYPES)]}.")
        from_end = cases - number
        member = short_worklist if from_end == 1 else busiest
        if 1 < from_end <= 1 + CASES_ON_LONG_WORKLIST:
            member = long_worklist
        ids.append(uuid4())
        for table, values in _case(ids[-1], number, case_type, member, clock.now()):
            written.setdefault(table, []).append(values)
    written[SyncRunRow] = [_reading(clock.now() - timedelta(hours=hours), cases) for hours in range(_READINGS)]
    _write(runtime.engine, written)
    return Town(app, ids, long_worklist, short_worklist)


def _write(engine: Engine, written: Mapping[type[Row], Sequence[dict[str, Any]]]) -> None:
    with to_write(engine).begin() as connection:
        for table, rows in written.items():
            connection.execute(insert(table), list(rows))


def _case(
    case_id: UUID, number: int, case_type: CaseType, member: StaffMember, now: datetime
) -> Iterator[tuple[type[Row], dict[str, Any]]]:
    opened_at = now - timedelta(days=_OPENED_DAYS_AGO)
    is_decided = number % 10 == 9  # noqa: PLR2004 -- three of thirty
    state = CaseState.DECIDED if is_decided else CaseState.INFORMING
    yield (
        CaseRow,
        {
            "id": case_id,
            "source": SOURCE,
            "source_id": str(case_id),
            "case_number": f"S2026-{number:06}",
            "kle_number": None,
            "facet": "G01",
            "case_type": case_type.code,
            "source_state": state.value,
            "state": state,
            "opened_on": opened_at.date(),
            "caseworker": member.source_id,
            "team": None,
            "listing_hash": "",
            "content_hash": "",
            "first_seen_at": opened_at,
            "deleted_at": None,
        },
    )
    party = {"case_id": case_id, "person_ref": _ref(number), "role": PartyRole.PRIMARY, "name": _name(number)}
    yield PartyRow, {"id": uuid4()} | party
    yield from _tasks(case_id, case_type, now)
    yield from _changes(case_id, state, member, now)
    if number % 3 == 0:
        yield NoticeRow, _notice(case_id, case_type, member, now)
    if number % 10 == 4:  # noqa: PLR2004 -- three of thirty
        yield from _demand(case_id, number, now)
    if is_decided:
        yield DecisionRow, _decision(case_id, member, now)


def _tasks(case_id: UUID, case_type: CaseType, now: datetime) -> Iterator[tuple[type[Row], dict[str, Any]]]:
    today = now.date()
    for place, step in enumerate(case_type.steps[: _STEPS_DONE + 1]):
        is_done = place < _STEPS_DONE
        begun_on = today - timedelta(days=_OPENED_DAYS_AGO - 10 * place)
        yield (
            TaskRow,
            {
                "id": uuid4(),
                "case_id": case_id,
                "source_id": f"{case_id}-{place}",
                "step": step.code,
                "status": TaskStatus.FINISHED if is_done else TaskStatus.STARTED,
                "due_on": None,
                "created_on": begun_on,
                "started_on": begun_on,
                "closed_on": begun_on + timedelta(days=9) if is_done else None,
            },
        )


def _changes(
    case_id: UUID, state: CaseState, member: StaffMember, now: datetime
) -> Iterator[tuple[type[Row], dict[str, Any]]]:
    seen = (
        (EventKind.STATE_CHANGED, CaseState.RECEIVED.value, state.value, 20),
        (EventKind.CASEWORKER_CHANGED, "somebody else", member.source_id, 10),
    )
    for kind, before, after, days_ago in seen:
        observed_at = now - timedelta(days=days_ago)
        values = {"kind": kind, "before": before, "after": after, "observed_at": observed_at, "run_id": uuid4()}
        yield CaseEventRow, {"id": uuid4(), "case_id": case_id} | values


def _notice(case_id: UUID, case_type: CaseType, member: StaffMember, now: datetime) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "case_id": case_id,
        "kind": NoticeKind.OWN_WORDS,
        "step": case_type.steps[_STEPS_DONE + 1].code,
        "posted_at_step": case_type.steps[_STEPS_DONE].code,
        "words": "Vi ringer til dig, når vi har fået svar fra din læge, og aftaler et møde.",
        "acts": Actor.MUNICIPALITY,
        "acts_name": None,
        "expected_from": now.date() + timedelta(days=7),
        "expected_to": now.date() + timedelta(days=21),
        "part": CitizenPart.NOTHING,
        "part_words": None,
        "posted_at": now - timedelta(days=3),
        "posted_by_ref": member.sign_in,
        "posted_by_name": member.name,
    }


def _demand(case_id: UUID, number: int, now: datetime) -> Iterator[tuple[type[Row], dict[str, Any]]]:
    request_id, received_at = uuid4(), now - timedelta(days=2)
    yield (
        StatementRequestRow,
        {
            "id": request_id,
            "number": f"2026-{number:07}",
            "case_id": case_id,
            "party_ref": _ref(number),
            "made_by_ref": _ref(number),
            "timing": Timing.NOW,
            "channel": Channel.WRITING,
            "with_support_person": False,
            "state": RequestState.GIVEN,
            "received_at": received_at,
            "answer_by": now.date() + timedelta(days=5),
        },
    )
    said = {"words": "Jeg vil gerne fortælle om min hverdag.", "given_at": received_at, "given_by_ref": _ref(number)}
    yield StatementRow, {"id": uuid4(), "request_id": request_id, "case_id": case_id} | said


def _decision(case_id: UUID, member: StaffMember, now: datetime) -> dict[str, Any]:
    decided_on = now.date() - timedelta(days=5)
    return {
        "id": uuid4(),
        "case_id": case_id,
        "outcome": Outcome.GRANTED,
        "decided_on": decided_on,
        "letter_available_on": decided_on + timedelta(days=1),
        "confirmed_by_ref": member.sign_in,
        "confirmed_at": now - timedelta(days=5),
    }


def _reading(now: datetime, cases: int) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "source": SOURCE,
        "started_at": now,
        "finished_at": now,
        "outcome": RunOutcome.COMPLETE,
        "fetched": cases,
    }


def _runtime(app: Flask) -> Runtime:
    runtime: Runtime = app.extensions[EXTENSION]
    return runtime


def _ref(number: int) -> PersonRef:
    return PersonRef(sha256(str(number).encode()).hexdigest())


def _name(number: int) -> str:
    return f"Test Testesen {number}"
