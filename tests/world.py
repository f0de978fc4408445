"""A small true world: the demo municipality's portal over its own database, cases in its mirror, and people in it.

Cases are written as the sync writes them; whoever visits has signed in, and sends the forms that the pages hold.
It is Monday 23 November 2026 at 9 o'clock in Copenhagen until `later` is used.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID, uuid4

import pytest
from flask import Flask
from pydantic import SecretStr
from sqlalchemy import Engine, event, select
from werkzeug.test import Client, TestResponse

from portal import clock
from portal.access.runtime import EXTENSION, Runtime
from portal.access.sign_ins import NewCitizenSignIn, NewStaffSignIn, SignIns
from portal.access.viewer import StaffRole
from portal.app import create_app
from portal.config import Mode, Settings
from portal.domain.cases import CaseState, PartyRole, TaskStatus
from portal.domain.decisions import Outcome
from portal.domain.hearings import FactKind, HearingState
from portal.domain.mandates import Mandate
from portal.domain.people import Person, PersonRef
from portal.domain.sign_ins import Realm
from portal.municipality import Municipality
from portal.storage.base import Row
from portal.storage.mirror import CaseEventRow, CaseRow, EventKind, PartyRow, TaskRow
from portal.storage.records.decisions import DecisionRow
from portal.storage.records.hearings import HearingFactRow, HearingRow
from portal.storage.session import open_session
from portal.storage.sync_runs import RunOutcome, SyncRunRow
from portal.storage.tables import metadata
from portal.web.auth.cookies import SignInCookie, cookie_name
from tests.reading import Page, PageForm, read_page

MONDAY: Final = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TODAY: Final = MONDAY.date()
PORTAL: Final = "http://127.0.0.1:8000"
NOWHERE: Final = "http://127.0.0.1:9"
"""Where no machine answers, not even one on which a demo runs."""
SOURCE: Final = "nova"
JOURNAL_TOKEN: Final = "the-case-system-shows-this"
EKSEMPEL: Final = Path(__file__).parents[1] / "portal/demo/municipality"

_EVERY_OWNER = tuple({table.info["owner"] for table in metadata.tables.values()})
_STAFF = {"Susanne": "Susanne Krogh", "Jonas": "Jonas Winther", "Lise": "Lise Damgaard", "Hanne": "Hanne Bruun"}
_NOBODY = "nobody"
_Row = TypeVar("_Row", bound=Row)


@dataclass(frozen=True)
class Visitor:
    """Somebody who has signed in, with a browser of their own."""

    client: Client

    def opens(self, path: str) -> Page:
        """The page at a path, followed to where it leads."""
        return read_page(self.client.get(path, base_url=PORTAL, follow_redirects=True))

    def sends(self, form: PageForm, *, button: str = "", **values: str) -> Page:
        """The page after a form has been sent, filled in as it came but for `values`."""
        return read_page(self.posts(form, button=button, **values))

    def posts(self, form: PageForm, *, button: str = "", **values: str) -> TestResponse:
        """The same, as the answer itself."""
        pressed = form.button(button) if button else {}
        sent = {**form.values, **pressed, **values}
        return self.client.post(form.action, data=sent, base_url=PORTAL, follow_redirects=True)


@dataclass
class World:
    """The portal, what its mirror holds, and who visits."""

    app: Flask
    language: str | None = None
    """What those have chosen who sign in, if they have."""
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))

    @property
    def runtime(self) -> Runtime:
        """What the portal runs on."""
        runtime: Runtime = self.app.extensions[EXTENSION]
        return runtime

    @property
    def engine(self) -> Engine:
        """Its database."""
        return self.runtime.engine

    @property
    def municipality(self) -> Municipality:
        """Eksempel Kommune."""
        return self.runtime.municipality

    def a_case(
        self,
        case_type: str | None = "car_support",
        *,
        party: str = "Anna",
        others: tuple[str, ...] = (),
        caseworker: str | None = "Susanne",
        team: str | None = "disability",
        state: CaseState = CaseState.RECEIVED,
        opened_on: date = date(2026, 11, 2),
        is_past: bool = False,
    ) -> UUID:
        """A case as the sync has written it; its team is the municipality's `disability` unless said.

        One that is past was closed when it was first seen, just now.
        """
        member = next((each for each in self.municipality.staff if each.name == _STAFF.get(caseworker or "")), None)
        known_team = self.municipality.team(team) if team else None
        versions = self.municipality.case_types.versions(case_type) if case_type else ()
        number = next(self.numbers)
        case = CaseRow(
            source=SOURCE,
            source_id=str(uuid4()),
            case_number=f"S2026-{number:05}",
            kle_number=versions[0].kle_number if versions else None,
            facet="G01",
            case_type=case_type,
            source_state=state.value,
            state=state,
            opened_on=opened_on,
            caseworker=member.source_id if member else None,
            team=known_team.source_id if known_team else None,
            listing_hash="",
            content_hash="",
            first_seen_at=clock.now() if is_past else datetime.combine(opened_on, time(9), tzinfo=UTC),
            is_past=is_past,
        )
        people = [(party, PartyRole.PRIMARY), *((other, PartyRole.SECONDARY) for other in others)]
        parties = [
            PartyRow(case_id=case.id, person_ref=ref_of(who), role=role, name=full_name(who)) for who, role in people
        ]
        self.write(case, *parties)
        return case.id

    def a_decided_case(self, case_type: str = "car_support", *, party: str = "Anna") -> UUID:
        """A case whose decision is confirmed, with its letter at hand today."""
        case_id = self.a_case(case_type, party=party, state=CaseState.DECIDED)
        decision = DecisionRow(
            case_id=case_id,
            outcome=Outcome.REFUSED,
            decided_on=TODAY,
            letter_available_on=TODAY,
            confirmed_by_ref="skr",
            confirmed_at=MONDAY,
        )
        self.write(decision)
        return case_id

    def a_task(
        self,
        case_id: UUID,
        step: str,
        status: TaskStatus = TaskStatus.STARTED,
        *,
        started_on: date | None = None,
        closed_on: date | None = None,
    ) -> None:
        """A task of the case, mapped to a step of its path."""
        started = started_on or TODAY - timedelta(days=7)
        closed = (closed_on or TODAY) if status is TaskStatus.FINISHED else None
        source_id = str(uuid4())
        self.write(
            TaskRow(
                case_id=case_id, source_id=source_id, step=step, status=status, started_on=started, closed_on=closed
            )
        )

    def a_hearing(
        self,
        case_id: UUID,
        who: str = "Anna",
        *,
        state: HearingState = HearingState.OFFERED,
        opened_on: date = TODAY - timedelta(days=20),
        answer_by: date = TODAY + timedelta(days=14),
        number: str | None = None,
    ) -> str:
        """A hearing about one fact, offered to a party; its number. One that is concluded was so two days ago."""
        number = number or "2026-" + f"{next(self.numbers):07}".translate(str.maketrans("01258", "ACDEF"))
        is_over = state in {HearingState.CONSIDERED, HearingState.NO_COMMENT}
        row = HearingRow(
            number=number,
            case_id=case_id,
            party_ref=ref_of(who),
            state=state,
            answer_by=answer_by,
            opened_at=datetime(opened_on.year, opened_on.month, opened_on.day, 9, tzinfo=UTC),
            opened_by_ref="skr",
            opened_by_name="Susanne Krogh",
            concluded_at=clock.now() - timedelta(days=2) if is_over else None,
        )
        fact = HearingFactRow(
            hearing_id=row.id,
            case_id=case_id,
            position=0,
            kind=FactKind.FACT,
            text="Du kan gå 200 meter.",
            source="Brev fra din læge den 2. november",
            matters="Det taler imod støtte til bil.",
        )
        self.write(row, fact)
        return number

    def the_case_moves(self, case_id: UUID, state: CaseState) -> None:
        """The case system says another state; the sync has seen it now."""
        with open_session(self.engine, "mirror", writes=True) as session:
            case = session.execute(select(CaseRow).where(CaseRow.id == case_id)).scalar_one()  # type: ignore[arg-type]  # SQLModel types a column as its value
            event_row = CaseEventRow(
                case_id=case_id,
                kind=EventKind.STATE_CHANGED,
                before=case.state.value,
                after=state.value,
                observed_at=clock.now(),
                run_id=uuid4(),
            )
            case.state = state
            session.add_all([case, event_row])
            session.commit()

    def write(self, *rows: Row) -> None:
        """Write rows as their owners would."""
        with open_session(self.engine, *_EVERY_OWNER, writes=True) as session:
            for row in rows:
                session.add(row)
                session.flush()
            session.commit()

    def rows(self, table: type[_Row]) -> list[_Row]:
        """Every row of a table, as it is kept."""
        with open_session(self.engine, *_EVERY_OWNER) as session:
            return list(session.execute(select(table)).scalars())

    def reads_the_case_system(self) -> None:
        """The sync has just read everything."""
        now = clock.now()
        self.write(SyncRunRow(source=SOURCE, started_at=now, finished_at=now, outcome=RunOutcome.COMPLETE, fetched=1))

    def citizen(
        self,
        who: str,
        *,
        reads_for: tuple[str, ...] = (),
        acts_for: tuple[str, ...] = (),
        mandates: tuple[Mandate, ...] = (),
    ) -> Visitor:
        """A citizen who has just signed in, with mandates for all the cases of others, or with just these."""
        now = clock.real()
        until = now + timedelta(minutes=30)
        held = [*mandates]
        held += [Mandate(ref_of(giver), may_act=False, kle_prefix=None, ends_at=until) for giver in reads_for]
        held += [Mandate(ref_of(giver), may_act=True, kle_prefix=None, ends_at=until) for giver in acts_for]
        person = Person(ref_of(who), full_name(who))
        new = NewCitizenSignIn(who, None, person, "substantial", tuple(held), now + timedelta(hours=8), "")
        return self._visitor(Realm.CITIZEN, new)

    def caseworker(self, who: str = "Susanne") -> Visitor:
        """A member of staff who has just signed in; Lise leads the team, and whoever is unknown is in no list."""
        member = next((each for each in self.municipality.staff if each.name == _STAFF.get(who)), None)
        role = StaffRole.TEAM_LEADER if who == "Lise" else StaffRole.CASEWORKER
        sign_in = (member.sign_in if member else None) or _NOBODY
        ends_at = clock.real() + timedelta(hours=8)
        new = NewStaffSignIn(who, None, _STAFF.get(who, who), sign_in, frozenset({role}), ends_at, "")
        return self._visitor(Realm.STAFF, new)

    def _visitor(self, realm: Realm, new: NewCitizenSignIn | NewStaffSignIn) -> Visitor:
        sign_ins = SignIns(self.engine, self.municipality, idle=timedelta(minutes=30))
        token = sign_ins.open(new, replaces=None, now=clock.real())
        client = self.app.test_client()
        cookie = SignInCookie.named(realm, PORTAL)
        client.set_cookie(cookie.name, token, domain="127.0.0.1")
        if self.language:
            client.set_cookie(cookie_name("sprog", PORTAL), self.language, domain="127.0.0.1")
        return Visitor(client)


def full_name(who: str) -> str:
    """What somebody is called in the case system: "Anna Test Testesen"."""
    return f"{who} Test Testesen"


def ref_of(who: str) -> PersonRef:
    """The reference of somebody; in the world it comes from the name."""
    return PersonRef(sha256(who.encode()).hexdigest())


def later(*, days: int = 0, hours: int = 0) -> AbstractContextManager[None]:
    """Let time pass from Monday morning while a block runs."""
    return clock.frozen(MONDAY + timedelta(days=days, hours=hours))


@contextmanager
def counted_queries(engine: Engine) -> Iterator[list[str]]:
    """The statements that the database is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture(scope="session")
def portal_app(worker_database_url: str) -> Iterator[Flask]:
    """The portal over the worker's database, on each kind; made once, for it remembers nothing between requests."""
    with a_portal(worker_database_url) as app:
        yield app


@pytest.fixture
def world(portal_app: Flask, database_url: str) -> Iterator[World]:
    """A portal with an empty mirror that was read a moment ago, on Monday morning."""
    with _on_monday(portal_app) as found:
        yield found


@contextmanager
def a_world(database_url: str, municipality: Path) -> Iterator[World]:
    """The same over a portal of its own, of another municipality."""
    with a_portal(database_url, municipality) as app, _on_monday(app) as found:
        yield found


@contextmanager
def _on_monday(app: Flask) -> Iterator[World]:
    with clock.frozen(MONDAY):
        found = World(app)
        found.reads_the_case_system()
        yield found


@contextmanager
def a_portal(database_url: str, municipality: Path = EKSEMPEL) -> Iterator[Flask]:
    """The portal over a database, of the demo municipality or another."""
    app = create_app(settings_for(database_url, municipality))
    yield app
    World(app).engine.dispose()


def settings_for(database_url: str, municipality: Path = EKSEMPEL) -> Settings:
    """What a portal over that database is told."""
    return Settings(
        mode=Mode.TEST,
        public_url=PORTAL,
        municipality=municipality,
        database_url=SecretStr(database_url),
        secret_key=SecretStr("s" * 32),
        person_key=SecretStr("p" * 32),
        oidc_issuer=f"{NOWHERE}/citizens",
        oidc_client_id="portal",
        oidc_client_secret=SecretStr("secret-of-citizens"),
        staff_oidc_issuer=f"{NOWHERE}/staff",
        staff_oidc_client_id="portal-staff",
        staff_oidc_client_secret=SecretStr("secret-of-staff"),
        source=SOURCE,
        source_url=f"{NOWHERE}/",
        source_token_url=f"{NOWHERE}/token",
        source_client_id="portal",
        source_client_secret=SecretStr("secret"),
        journal_token_sha256s=(sha256(JOURNAL_TOKEN.encode()).hexdigest(),),
    )
