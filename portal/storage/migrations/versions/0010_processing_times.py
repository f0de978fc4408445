"""how long cases took is counted, and a case that was closed before it was first seen is nobody's work."""

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_PERIODS = ("year", "half", "half_before")


def upgrade() -> None:
    """Take the schema forward. What is closed and was never seen to change had been closed before."""
    with op.batch_alter_table("mirror_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_past", sa.Boolean(), nullable=False, server_default=sa.false()))
    case = sa.table("mirror_case", sa.column("id"), sa.column("state"), sa.column("is_past"))
    event = sa.table("mirror_event", sa.column("case_id"), sa.column("kind"))
    moved = sa.select(event.c.case_id).where(event.c.kind == "state_changed")
    op.execute(case.update().where(case.c.state == "closed", case.c.id.not_in(moved)).values(is_past=sa.true()))
    with op.batch_alter_table("mirror_case", schema=None) as batch_op:
        batch_op.alter_column("is_past", server_default=None, existing_type=sa.Boolean(), existing_nullable=False)
    op.create_table(
        "times_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("counted_at", Utc(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_times_count")),
    )
    op.create_table(
        "processing_time",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("count_id", sa.Uuid(), nullable=False),
        sa.Column("case_type", sa.String(60), nullable=False),
        sa.Column("team", sa.String(100), nullable=True),
        sa.Column(
            "period",
            sa.Enum(*_PERIODS, name="period", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("half_within_days", sa.Integer(), nullable=False),
        sa.Column("eight_of_ten_within_days", sa.Integer(), nullable=False),
        sa.Column("in_time", sa.Integer(), nullable=True),
        sa.Column("with_deadline", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["count_id"], ["times_count.id"], name=op.f("fk_processing_time_count_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processing_time")),
    )
    with op.batch_alter_table("processing_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_processing_time_team"), ["team"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("processing_time")
    op.drop_table("times_count")
    with op.batch_alter_table("mirror_case", schema=None) as batch_op:
        batch_op.drop_column("is_past")
