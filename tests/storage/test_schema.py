"""The migrations lead to what the models say, and back again."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from portal.storage import schema
from portal.storage.engine import make_engine
from portal.storage.tables import metadata


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return make_engine(f"sqlite:///{tmp_path}/portal.sqlite")


def test_a_fresh_migration_equals_the_models(engine: Engine) -> None:
    schema.upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_database_is_at_head_only_when_every_migration_has_run(engine: Engine) -> None:
    assert not schema.is_at_head(engine)
    schema.upgrade(engine)
    assert schema.is_at_head(engine)
    schema.downgrade(engine, "base")
    assert not schema.is_at_head(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
