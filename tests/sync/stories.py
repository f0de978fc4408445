"""The portal's side of a sync, and words for what happened in it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Engine, event, select

from portal import clock
from portal.config import Mode, Settings
from portal.municipality import Municipality
from portal.storage.base import Row
from portal.storage.engine import make_engine
from portal.storage.mirror import CaseEventRow, CaseRow, PartyRow, TaskRow
from portal.storage.session import open_session
from portal.storage.sync_runs import QuarantineRow, SyncRunRow
from portal.sync.run import run_sync
from tests.sync.nova_fake import API, SECRET, TOKEN_URL, NovaFake

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
PERSON_KEY = "p" * 32
MIRROR: tuple[type[Row], ...] = (CaseRow, PartyRow, TaskRow, CaseEventRow)


def make_settings(database_url: str) -> Settings:
    return Settings(
        mode=Mode.TEST,
        public_url="https://portal.test",
        municipality=Path("portal/demo/municipality"),
        database_url=SecretStr(database_url),
        secret_key=SecretStr("s" * 32),
        person_key=SecretStr(PERSON_KEY),
        oidc_issuer="https://login.test/citizens",
        oidc_client_id="portal",
        oidc_client_secret=SecretStr("x"),
        staff_oidc_issuer="https://login.test/staff",
        staff_oidc_client_id="portal",
        staff_oidc_client_secret=SecretStr("x"),
        source="nova",
        source_url=API,
        source_token_url=TOKEN_URL,
        source_client_id="portal",
        source_client_secret=SecretStr(SECRET),
    )


@dataclass
class Portal:
    """The portal's side of the story: its mirror, and the runs it has made."""

    settings: Settings
    engine: Engine
    municipality: Municipality
    runs: int = field(default=0)

    def sync(self, nova: NovaFake) -> SyncRunRow:
        """A run; each one a minute after the one before it."""
        self.runs += 1
        with clock.frozen(START + timedelta(minutes=self.runs)):
            return run_sync(self.settings, self.engine, self.municipality, wire=nova)

    def rows(self, kind: type[Any]) -> list[Any]:
        with open_session(self.engine, "mirror") as session:
            return list(session.scalars(select(kind)))

    def case(self, number: str) -> CaseRow:
        [found] = [row for row in self.rows(CaseRow) if row.case_number == number]
        return found  # type: ignore[no-any-return]

    def tasks_of(self, number: str) -> list[TaskRow]:
        case_id = self.case(number).id
        return [row for row in self.rows(TaskRow) if row.case_id == case_id]

    def dump(self) -> list[str]:
        """Every value in the mirror, ids and times included."""
        return sorted(repr(row.model_dump()) for kind in MIRROR for row in self.rows(kind))

    def story(self) -> list[tuple[Any, ...]]:
        """What the mirror says, without the ids the portal made and the times it looked."""
        source_ids = {row.id: row.source_id for row in self.rows(CaseRow)}
        hidden = {"id", "run_id", "first_seen_at", "changed_at", "observed_at", "case_id", "deleted_at"}
        told = []
        for kind in MIRROR:
            for row in self.rows(kind):
                case_id = source_ids.get(getattr(row, "case_id", row.id))
                is_removed = getattr(row, "deleted_at", None) is not None
                told.append((kind.__name__, case_id, is_removed, repr(sorted(row.model_dump(exclude=hidden).items()))))
        return sorted(told)

    def set_aside(self) -> list[tuple[str, str, str]]:
        return [
            (row.record_key, row.reason, row.pointer) for row in self.rows(QuarantineRow) if row.resolved_at is None
        ]

    @contextmanager
    def counting_statements(self) -> Iterator[Counter[str]]:
        """Counts statements by verb and table."""
        counted: Counter[str] = Counter()

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            words = statement.replace('"', "").split()
            verb = words[0].upper()
            place = {"INSERT": 2, "UPDATE": 1, "DELETE": 2}.get(verb)
            table = words[place] if place else words[words.index("FROM") + 1] if "FROM" in words else ""
            counted[f"{verb} {table}"] += 1

        event.listen(self.engine, "before_cursor_execute", note)
        try:
            yield counted
        finally:
            event.remove(self.engine, "before_cursor_execute", note)


def add_up(run: SyncRunRow) -> bool:
    parts = run.inserted + run.updated + run.unchanged + run.quarantined + run.duplicates
    return run.fetched == parts


@contextmanager
def open_portal(database_url: str, municipality: Municipality) -> Iterator[Portal]:
    """The portal over the database at that address."""
    engine = make_engine(database_url)
    try:
        yield Portal(make_settings(database_url), engine, municipality)
    finally:
        engine.dispose()
