"""The migrations lead to what the models say, and back again, whatever is in the tables; on both databases."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData, func, inspect, select
from sqlalchemy.engine.interfaces import TableKey

from portal.storage import schema
from portal.storage.engine import make_engine
from portal.storage.tables import metadata
from tests.databases import Databases
from tests.storage.one_of_each import fill

VERSIONS = "alembic_version"


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    """On a database without tables."""
    engine = make_engine(databases.blank())
    yield engine
    engine.dispose()


@pytest.fixture
def modelled(databases: Databases) -> Iterator[Engine]:
    """On a database with the tables that the models say."""
    engine = make_engine(databases.new())
    yield engine
    engine.dispose()


def shape(engine: Engine) -> dict[str, object]:
    """All that the database itself tells about its tables, asked about all at once."""
    asked = inspect(engine)
    told: dict[str, Mapping[TableKey, object]] = {
        "columns": {table: [*map(repr, found)] for table, found in asked.get_multi_columns().items()},
        "primary keys": asked.get_multi_pk_constraint(),
        "options": asked.get_multi_table_options(),
        "unique": _in_any_order(asked.get_multi_unique_constraints()),
        "foreign keys": _in_any_order(asked.get_multi_foreign_keys()),
        "checks": _in_any_order(asked.get_multi_check_constraints()),
        "indexes": _in_any_order(asked.get_multi_indexes()),
    }
    return {what: {table: each for (_, table), each in of.items() if table != VERSIONS} for what, of in told.items()}


def _in_any_order(told: Mapping[TableKey, Sequence[Any]]) -> dict[TableKey, list[str]]:
    return {
        table: sorted(repr(each | {"dialect_options": _as_text(each)}) for each in found)
        for table, found in told.items()
    }


def _as_text(told: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in told.get("dialect_options", {}).items()}


def counts(engine: Engine) -> dict[str, int]:
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        tables = [table for table in found.tables.values() if table.name != VERSIONS]
        return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_a_fresh_migration_equals_the_models(engine: Engine, modelled: Engine) -> None:
    schema.upgrade(engine)
    assert shape(engine) == shape(modelled)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_every_migration_goes_up_and_down_and_up_with_rows_in_every_table(engine: Engine) -> None:
    steps = schema.revisions()
    for before, revision in zip(["base", *steps], steps, strict=False):
        schema.upgrade(engine, revision)
        reached = shape(engine)
        fill(engine)
        schema.downgrade(engine, before)
        schema.upgrade(engine, revision)
        assert shape(engine) == reached
        fill(engine)


def test_the_way_back_to_nothing_is_open_with_rows_in_every_table(engine: Engine) -> None:
    schema.upgrade(engine)
    fill(engine)
    schema.downgrade(engine, "base")
    assert inspect(engine).get_table_names() == [VERSIONS]
    schema.upgrade(engine)
    assert set(counts(engine).values()) == {0}


def test_what_was_there_is_there_after_an_upgrade(engine: Engine) -> None:
    schema.upgrade(engine)
    fill(engine)
    schema.upgrade(engine)
    assert set(counts(engine).values()) == {1}


def test_a_database_is_at_head_only_when_every_migration_has_run(engine: Engine) -> None:
    assert not schema.is_at_head(engine)
    schema.upgrade(engine)
    assert schema.is_at_head(engine)
    schema.downgrade(engine, "base")
    assert not schema.is_at_head(engine)


def test_machines_that_upgrade_at_once_do_it_once(engine: Engine) -> None:
    machines = [_upgrade_in_a_process(engine) for _ in range(3)]
    assert [os.waitpid(machine, 0)[1] for machine in machines] == [0, 0, 0]
    assert schema.is_at_head(engine)


def _upgrade_in_a_process(engine: Engine) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            schema.upgrade(engine)
            status = 0
        finally:
            os._exit(status)
    return child
