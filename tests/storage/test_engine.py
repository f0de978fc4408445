"""Connections as the portal wants them, whatever the server's own settings are."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from portal.storage.engine import make_engine, to_read, to_write
from portal.storage.tables import metadata
from tests.databases import on_postgres, on_sqlite

NUMBERS = metadata.tables["job_lock"]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def shown(engine: Engine, setting: str) -> str:
    with engine.connect() as connection:
        return str(connection.exec_driver_sql(f"SHOW {setting}").scalar())


@on_postgres
def test_a_connection_tells_whose_it_is_and_never_waits_for_ever(engine: Engine) -> None:
    names = ("application_name", "timezone", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    assert [shown(engine, name) for name in names] == ["portal", "UTC", "30s", "10s", "1min"]


@on_postgres
def test_what_the_address_says_itself_goes_before(database_url: str) -> None:
    engine = make_engine(f"{database_url}&application_name=portal-worker-2&options=-c%20lock_timeout%3D2s")
    names = ("application_name", "lock_timeout", "timezone")
    assert [shown(engine, name) for name in names] == ["portal-worker-2", "2s", "UTC"]
    engine.dispose()


@on_postgres
def test_who_reads_sees_one_moment_and_who_writes_sees_what_is_committed(engine: Engine) -> None:
    assert shown(to_read(engine), "transaction_isolation") == "repeatable read"
    assert shown(to_write(engine), "transaction_isolation") == "read committed"
    assert shown(engine, "transaction_isolation") == "read committed"


@on_postgres
def test_who_said_to_read_cannot_write(engine: Engine) -> None:
    with to_read(engine).connect() as connection, pytest.raises(DBAPIError, match="read-only"):
        connection.execute(NUMBERS.delete())
    with to_write(engine).begin() as connection:
        connection.execute(NUMBERS.delete())


def test_a_reader_never_sees_half_of_what_another_writes(engine: Engine) -> None:
    names = text("SELECT count(*) FROM job_lock")
    write = text("INSERT INTO job_lock (name, holder, held_until) VALUES ('a', :holder, '2026-11-23')")
    with to_read(engine).connect() as reader:
        assert reader.scalar(names) == 0
        with to_write(engine).begin() as writer:
            writer.execute(write, {"holder": "0" * 32})
        assert reader.scalar(names) == 0
    with to_read(engine).connect() as reader:
        assert reader.scalar(names) == 1


@on_postgres
def test_a_connection_that_was_cut_is_replaced_before_it_is_used(engine: Engine) -> None:
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with engine.connect() as one, engine.connect() as other:
        one.exec_driver_sql("SELECT 1")
        other.exec_driver_sql("SELECT 1")
    with engine.connect() as connection:
        connection.exec_driver_sql(others)
    for _ in range(2):
        with engine.connect() as one, engine.connect() as other:
            assert (one.exec_driver_sql("SELECT 1").scalar(), other.exec_driver_sql("SELECT 1").scalar()) == (1, 1)


@on_sqlite
def test_sqlite_holds_foreign_keys_and_lets_readers_read_while_one_writes(engine: Engine) -> None:
    with engine.connect() as connection:
        pragmas = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "journal_mode")]
    assert pragmas == [1, "wal"]


def test_an_address_is_only_reached_when_it_is_needed() -> None:
    engine = make_engine("postgresql://nobody:secret@127.0.0.1:1/none")
    with pytest.raises(OperationalError) as refused, engine.connect():
        pass
    assert "secret" not in str(refused.value)
    assert not isinstance(refused.value, PoolTimeout)
