"""looks lie with their case, and changes come in order from their index.

Every first view of a case writes a look: it went into a table and three indexes, of which nobody read two. Whoever makes
the table anew after this on SQLite says `sqlite_with_rowid=False` again.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_BY_CASE = ["case_id", "looked_at", "id"]


def upgrade() -> None:
    """Take the schema forward."""
    if _is_postgres():
        op.drop_index("ix_look_sign_in_id", table_name="look")
        op.drop_index("ix_look_case_id_looked_at", table_name="look")
        op.drop_constraint("pk_look", "look")
        op.create_primary_key("pk_look", "look", _BY_CASE)
    else:
        _make_anew(_BY_CASE, sqlite_with_rowid=False)
    with op.batch_alter_table("mirror_event") as batch_op:
        batch_op.drop_index("ix_mirror_event_case_id_observed_at")
        batch_op.create_index("ix_mirror_event_case_id_observed_at_id", ["case_id", "observed_at", "id"], unique=False)


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("mirror_event") as batch_op:
        batch_op.drop_index("ix_mirror_event_case_id_observed_at_id")
        batch_op.create_index("ix_mirror_event_case_id_observed_at", ["case_id", "observed_at"], unique=False)
    if _is_postgres():
        op.drop_constraint("pk_look", "look")
        op.create_primary_key("pk_look", "look", ["id"])
    else:
        _make_anew(["id"])
    op.create_index("ix_look_case_id_looked_at", "look", ["case_id", "looked_at"])
    op.create_index("ix_look_sign_in_id", "look", ["sign_in_id"])


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _make_anew(key: Any, **options: bool) -> None:  # noqa: ANN401 -- names of columns, as SQLAlchemy takes them
    columns: list[sa.Column[Any]] = [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sign_in_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("viewer_kind", sa.String(40), nullable=False),
        sa.Column("viewer_ref", sa.String(200), nullable=False),
        sa.Column("viewer_name", sa.String(300), nullable=False),
        sa.Column("on_behalf_of", sa.String(64), nullable=True),
        sa.Column("looked_at", Utc(), nullable=False),
        sa.Column("shown_name", sa.String(300), nullable=True),
    ]
    op.create_table(
        "look_anew",
        *columns,
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_look")),
        _is_one_of("kind", "look_kind", "list", "case", "preview", "hearing"),
        _is_one_of("viewer_kind", "viewer_kind", "party", "representative", "staff"),
        **options,
    )
    names = ", ".join(column.name for column in columns)
    op.execute(f"INSERT INTO look_anew ({names}) SELECT {names} FROM look")  # noqa: S608 -- our own words
    op.drop_table("look")
    op.rename_table("look_anew", "look")


def _is_one_of(column: str, name: str, *values: str) -> sa.CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({allowed})", name=op.f(f"ck_look_{name}"))
