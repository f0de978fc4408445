"""A session refuses, by name, whatever did not come through the gate."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, insert, select, text, update
from sqlalchemy.orm import Session, aliased

from portal.domain.cases import CaseState
from portal.storage.audit import LookRow
from portal.storage.engine import make_engine
from portal.storage.mirror import CaseRow
from portal.storage.records.releases import ReleaseRow
from portal.storage.session import GuardedSession, UngatedQuery, open_session
from portal.storage.sync_runs import SyncRunRow
from portal.storage.tables import metadata

CASES = metadata.tables["mirror_case"]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def a_case() -> CaseRow:
    return CaseRow(
        source="nova",
        source_id=str(uuid4()),
        case_number="S2026-1",
        source_state="Opstaaet",
        state=CaseState.RECEIVED,
        opened_on=date(2026, 1, 1),
        listing_hash="",
        content_hash="",
        first_seen_at=NOW,
    )


def a_release() -> ReleaseRow:
    return ReleaseRow(case_id=uuid4(), party_ref="r", furthest_step="s", released_by_ref="x", released_at=NOW)


def write(take: Callable[..., None], session: GuardedSession, row: object) -> None:
    take(row)
    session.flush()


WAYS_TO_READ: dict[str, Callable[[GuardedSession], object]] = {
    "an ORM query": lambda session: session.execute(select(CaseRow)),
    "a Core query": lambda session: session.execute(select(CASES)),
    "scalars": lambda session: session.scalars(select(CaseRow)),
    "an alias": lambda session: session.execute(select(CASES.alias("other"))),
    "an ORM alias": lambda session: session.execute(select(aliased(CaseRow))),
    "a subquery": lambda session: session.execute(select(select(CASES.c.id).subquery())),
    "an exists": lambda session: session.execute(select(SyncRunRow).where(select(CASES.c.id).exists())),
    "a common table expression": lambda session: session.execute(select(select(CASES.c.id).cte())),
    "raw SQL": lambda session: session.execute(text("SELECT * FROM mirror_case")),
    "get": lambda session: session.get(CaseRow, uuid4()),
    "the legacy query": lambda session: session.query(CaseRow).all(),
    "a stamp of another session": lambda session: session.execute(
        GuardedSession(create_engine("sqlite://"), frozenset()).stamp(select(CaseRow))
    ),
    "the engine behind it": lambda session: session.get_bind(),
}

WAYS_TO_WRITE: dict[str, Callable[[GuardedSession], object]] = {
    "a Core update": lambda session: session.execute(update(CASES).values(facet="x")),
    "a Core insert": lambda session: session.execute(insert(metadata.tables["look"]).values(id=uuid4())),
    "an ORM insert": lambda session: session.execute(insert(LookRow).values(id=uuid4())),
    "an added record": lambda session: write(session.add, session, a_release()),
    "a mirror row let in by the gate": lambda session: write(session.admit, session, a_case()),
    "bulk objects": lambda session: session.bulk_save_objects([a_case()]),
    "bulk mappings": lambda session: session.bulk_insert_mappings(CaseRow, [{}]),
    "bulk updates": lambda session: session.bulk_update_mappings(CaseRow, [{}]),
    "a bare connection": lambda session: session.connection(),
}


@pytest.mark.parametrize("way", WAYS_TO_READ)
def test_nobody_reads_a_case_past_the_gate(engine: Engine, way: str) -> None:
    with open_session(engine) as session, pytest.raises(UngatedQuery):
        WAYS_TO_READ[way](session)


@pytest.mark.parametrize("way", WAYS_TO_WRITE)
def test_nobody_writes_past_the_gate(engine: Engine, way: str) -> None:
    with open_session(engine, writes=True) as session, pytest.raises(UngatedQuery):
        WAYS_TO_WRITE[way](session)


def test_the_gate_reads_with_its_own_stamp(engine: Engine) -> None:
    with open_session(engine) as session:
        assert session.execute(session.stamp(select(CaseRow))).all() == []


def test_the_gate_lets_a_record_be_written(engine: Engine) -> None:
    with open_session(engine, writes=True) as session:
        session.admit(a_release())
        session.commit()
    with open_session(engine) as session:
        assert len(session.execute(session.stamp(select(ReleaseRow))).all()) == 1


def test_the_sync_reads_and_writes_the_mirror_and_nothing_else(engine: Engine) -> None:
    with open_session(engine, "mirror", writes=True) as session:
        session.add(a_case())
        session.commit()
        assert len(session.execute(select(CaseRow)).all()) == 1
        with pytest.raises(UngatedQuery, match="look"):
            session.execute(select(LookRow))
        session.add(a_release())
        with pytest.raises(UngatedQuery, match="case_release"):
            session.flush()


def test_the_books_of_the_sync_are_free_to_read(engine: Engine) -> None:
    with open_session(engine) as session:
        assert session.execute(select(SyncRunRow)).all() == []


REVIEWED = {
    *("add", "add_all", "begin", "begin_nested", "bulk_insert_mappings", "bulk_save_objects", "bulk_update_mappings"),
    *("close", "close_all", "commit", "connection", "delete", "delete_all", "dispatch", "enable_relationship_loading"),
    *(
        "execute",
        "expire",
        "expire_all",
        "expunge",
        "expunge_all",
        "flush",
        "get",
        "get_bind",
        "get_nested_transaction",
    ),
    *("get_one", "get_transaction", "identity_key", "in_nested_transaction", "in_transaction", "info", "invalidate"),
    *(
        "is_active",
        "is_modified",
        "merge",
        "merge_all",
        "no_autoflush",
        "object_session",
        "prepare",
        "query",
        "refresh",
    ),
    *("reset", "rollback", "scalar", "scalars", "deleted", "dirty", "new", "bind_mapper", "bind_table"),
    *("connection_callable", "execution_options"),
}
"""What a session of SQLAlchemy can do, each looked at: it sends statements through the fences, or is closed here."""


def test_a_session_holds_no_engine_in_plain_sight(engine: Engine) -> None:
    with open_session(engine) as session:
        assert session.bind is None


def test_a_new_way_in_sqlalchemy_is_looked_at_before_it_is_used() -> None:
    ways = {name for name in dir(Session) if not name.startswith("_")}
    assert ways - REVIEWED == set(), "Try these against the fences in portal/storage/session.py, then list them here."
