"""a look is found by its case alone: every first view of a case wrote to one index more than anybody reads."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the schema forward."""
    with op.batch_alter_table("look") as batch_op:
        batch_op.drop_index(batch_op.f("ix_look_sign_in_id"))


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("look") as batch_op:
        batch_op.create_index(batch_op.f("ix_look_sign_in_id"), ["sign_in_id"], unique=False)
