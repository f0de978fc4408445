"""the last complete reading is found by an index."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the schema forward."""
    with op.batch_alter_table("sync_run", schema=None) as batch_op:
        batch_op.create_index("ix_sync_run_source_outcome_finished_at", ["source", "outcome", "finished_at"])
        batch_op.drop_index(batch_op.f("ix_sync_run_source"))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("sync_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sync_run_source"), ["source"], unique=False)
        batch_op.drop_index("ix_sync_run_source_outcome_finished_at")
