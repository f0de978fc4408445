"""mending of missing hearings."""

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc
from portal.storage.migrations.checks import allow_also, allow_no_longer

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the schema forward."""
    allow_also("journal_entry", "kind", "entry_kind", ["hearing_mended"])
    op.create_table(
        "hearing_mending",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "told",
                "heard",
                "decided",
                "restored",
                name="mending_step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("noted_at", Utc(), nullable=False),
        sa.Column("noted_by_ref", sa.String(200), nullable=False),
        sa.Column("noted_by_name", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_mending")),
        sa.UniqueConstraint("case_id", "step", name=op.f("uq_hearing_mending_case_id_step")),
        info={"personal": True, "owner": "records"},
    )


def downgrade() -> None:
    """Take the schema back; what only this revision can say is lost."""
    op.drop_table("hearing_mending")
    allow_no_longer("journal_entry", "kind", "entry_kind", ["hearing_mended"])
