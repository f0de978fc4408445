"""how long cases take, the ranges said from it, and how they were kept."""

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_LEDGER = ("said_range", "said_range_outcome")


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Take the schema forward."""
    with op.batch_alter_table("mirror_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changed_at", Utc(), nullable=True))
    op.execute("UPDATE mirror_case SET changed_at = COALESCE(deleted_at, first_seen_at)")
    with op.batch_alter_table("mirror_case", schema=None) as batch_op:
        batch_op.alter_column("changed_at", existing_type=Utc(), nullable=False)
        batch_op.create_index(batch_op.f("ix_mirror_case_changed_at"), ["changed_at"])
    _create_history()
    _create_ledger()
    for table in _LEDGER:
        _only_ever_add(table)


def downgrade() -> None:
    """Take the schema back; what was said and what came of it is lost."""
    tables = ("said_range_outcome", "said_range", "kept_rate", "quantile_table", "case_read", "step_visit")
    for table in tables:
        op.drop_table(table)
    with op.batch_alter_table("mirror_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mirror_case_changed_at"))
        batch_op.drop_column("changed_at")


def _create_history() -> None:
    op.create_table(
        "step_visit",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(200), nullable=False),
        sa.Column("case_type", sa.String(60), nullable=False),
        sa.Column("step", sa.String(60), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "ordinal", name=op.f("pk_step_visit")),
    )
    op.create_table(
        "case_read",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_read")),
    )
    op.create_index(op.f("ix_case_read_changed_at"), "case_read", ["changed_at"])
    op.create_table(
        "quantile_table",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(60), nullable=False),
        sa.Column("fitted_at", Utc(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("tail_per_mille", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("version", "target", name=op.f("pk_quantile_table")),
    )
    op.create_table(
        "kept_rate",
        sa.Column("team", sa.String(200), nullable=False),
        sa.Column("case_type", sa.String(60), nullable=False),
        sa.Column("step", sa.String(60), nullable=False),
        sa.Column("target", sa.String(60), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("team", "case_type", "step", "target", name=op.f("pk_kept_rate")),
    )


def _create_ledger() -> None:
    op.create_table(
        "said_range",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("case_type", sa.String(60), nullable=False),
        sa.Column("team", sa.String(200), nullable=False),
        sa.Column("target", sa.String(60), nullable=False),
        sa.Column("step", sa.String(60), nullable=False),
        sa.Column("step_since", sa.Date(), nullable=False),
        sa.Column("p10_on", sa.Date(), nullable=True),
        sa.Column("p50_on", sa.Date(), nullable=True),
        sa.Column("p80_on", sa.Date(), nullable=True),
        sa.Column("p90_on", sa.Date(), nullable=True),
        sa.Column("unit", _one_of("unit", "working_days", "weeks", "months"), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("basis", _one_of("range_basis", "own", "pooled", "none"), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("silence", _one_of("silence", "too_few", "unsettled", "too_long"), nullable=True),
        sa.Column("table_version", sa.Integer(), nullable=False),
        sa.Column("why", _one_of("why_said", "first", "step_changed", "range_passed", "median_left"), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("said_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_said_range")),
    )
    op.create_index("ix_said_range_case_id_said_at", "said_range", ["case_id", "said_at"])
    op.create_index("ix_said_range_case_type_target", "said_range", ["case_type", "target"])
    op.create_table(
        "said_range_outcome",
        sa.Column("said_range_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", _one_of("range_outcome", "inside", "sooner", "later", "never"), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=True),
        sa.Column("off_days", sa.Integer(), nullable=False),
        sa.Column("noted_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["said_range_id"], ["said_range.id"], name=op.f("fk_said_range_outcome_said_range_id")),
        sa.PrimaryKeyConstraint("said_range_id", name=op.f("pk_said_range_outcome")),
    )
    op.create_index(op.f("ix_said_range_outcome_case_id"), "said_range_outcome", ["case_id"])


def _only_ever_add(table: str) -> None:
    """Let the database itself refuse to change or delete a row, as it does for every promise."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_a_change_of_what_was_promised()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'What was promised is only ever added to.'); END"
        )
