"""One moment of the database, over one connection: what is read in it, what is written after it, and how it goes back."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from portal.storage.engine import make_engine, to_write
from portal.storage.snapshot import Snapshot
from tests.databases import on_postgres

COUNT = "SELECT count(*) FROM job_lock"
CUT_THE_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def inserted(name: str) -> str:
    return f"INSERT INTO job_lock (name, holder, held_until) VALUES ('{name}', '{'0' * 32}', '2026-11-23')"  # noqa: S608 -- the test's own


def somebody_else_writes(engine: Engine, name: str) -> None:
    with to_write(engine).begin() as connection:
        connection.execute(text(inserted(name)))


def number(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text(COUNT)) or 0)


def test_everything_in_it_is_of_one_moment_whichever_way_it_is_asked(engine: Engine) -> None:
    with Snapshot(engine) as snapshot:
        assert snapshot.open_line.send(COUNT).fetchall() == [(0,)]
        somebody_else_writes(engine, "a")
        assert snapshot.open_line.send(COUNT).fetchall() == [(0,)]
        assert snapshot.connection.scalar(text(COUNT)) == 0
    with Snapshot(engine) as snapshot:
        assert snapshot.connection.scalar(text(COUNT)) == 1


@pytest.mark.parametrize("names", [("a",), ("a", "b", "c")])
@pytest.mark.parametrize("goes_through_sqlalchemy", [False, True])
def test_what_is_written_at_its_end_is_kept(
    engine: Engine, names: tuple[str, ...], *, goes_through_sqlalchemy: bool
) -> None:
    with Snapshot(engine) as snapshot:
        if goes_through_sqlalchemy:
            assert snapshot.connection.scalar(text(COUNT)) == 0
        with snapshot.ended_by_writing(statements=len(names)) as line:
            for name in names:
                line.send(inserted(name))
    assert number(engine) == len(names)


def test_several_are_written_together_or_not_at_all(engine: Engine) -> None:
    with Snapshot(engine) as snapshot, suppress(DBAPIError), snapshot.ended_by_writing(statements=2) as line:
        line.send(inserted("a"))
        line.send(inserted("a"))
    assert number(engine) == 0


@on_postgres
def test_who_reads_in_it_cannot_write(engine: Engine) -> None:
    with Snapshot(engine) as snapshot, pytest.raises(DBAPIError, match="read-only"):
        snapshot.open_line.send(inserted("a"))


@on_postgres
def test_its_connection_goes_back_as_it_was(engine: Engine) -> None:
    with Snapshot(engine) as snapshot, snapshot.ended_by_writing(statements=1) as line:
        line.send(inserted("a"))
    with Snapshot(engine) as snapshot:
        assert snapshot.open_line.send("SHOW transaction_isolation").fetchall() == [("repeatable read",)]
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW transaction_isolation").scalar() == "read committed"
        connection.execute(text(inserted("b")))
        connection.rollback()
    assert number(engine) == 1


@on_postgres
def test_one_that_was_cut_is_told_when_it_matters_and_given_up_when_it_does_not(engine: Engine) -> None:
    left, asked, written = Snapshot(engine), Snapshot(engine), Snapshot(engine)
    for snapshot in (left, asked, written):
        snapshot.open_line.send(COUNT)
    with engine.connect() as connection:
        connection.exec_driver_sql(CUT_THE_OTHERS)
    left.close()
    with asked, pytest.raises(OperationalError):
        asked.open_line.send(COUNT)
    with written, pytest.raises(OperationalError), written.ended_by_writing(statements=1) as line:
        line.send(inserted("a"))
    with Snapshot(engine) as snapshot:
        assert snapshot.open_line.send(COUNT).fetchall() == [(0,)]


def test_a_database_that_is_not_there_is_told_as_sqlalchemy_tells_it() -> None:
    for address in ("sqlite:////nowhere/at/all.sqlite", "postgresql://127.0.0.1:9/none"):
        engine = make_engine(address)
        with pytest.raises(OperationalError), Snapshot(engine) as snapshot:
            snapshot.open_line.send("SELECT 1")
        engine.dispose()
