"""days in letters of delay, and days told with something special, are promises."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op

from portal.storage.migrations.checks import allow_also, allow_no_longer

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_KINDS = ["decide_by", "write_again", "special_day"]
_LEDGER = ("promise", "promise_end")


def upgrade() -> None:
    """Take the schema forward."""
    with _opened():
        allow_also("promise", "kind", "promise_kind", _KINDS)


def downgrade() -> None:
    """Take the schema back; that these days were promised is lost."""
    kinds = ", ".join(f"'{kind}'" for kind in _KINDS)
    with _opened():
        op.execute(
            f"DELETE FROM promise_end WHERE promise_id IN (SELECT id FROM promise WHERE kind IN ({kinds}))"  # noqa: S608 -- our own words
        )
        allow_no_longer("promise", "kind", "promise_kind", _KINDS)


@contextmanager
def _opened() -> Iterator[None]:
    """Let the ledger be made anew: its own triggers refuse that, and go with a table that SQLite makes anew."""
    is_postgres = op.get_bind().dialect.name == "postgresql"
    for table in _LEDGER:
        if is_postgres:
            op.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_only_added")
        else:
            op.execute(f"DROP TRIGGER {table}_no_update")
            op.execute(f"DROP TRIGGER {table}_no_delete")
    yield
    for table in _LEDGER:
        if is_postgres:
            op.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_only_added")
            continue
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'What was promised is only ever added to.'); END"
            )
