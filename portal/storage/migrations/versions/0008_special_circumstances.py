"""what is special about a case is recorded, and a day that is changed has its reason."""

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc
from portal.storage.migrations.checks import allow_also, allow_no_longer

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KINDS = (
    *("interim_help", "no_answer", "suspended", "withdrawn", "merged", "moved", "reopened", "remitted", "complaint"),
    *("complaint_on_hold", "waiting_list", "running_support", "death", "delayed_until", "delayed_without_day"),
    *("contributor", "coordinator"),
)
_REASONS = (
    *("report", "illness", "more_information", "many_cases", "citizen_asked", "our_mistake", "treatment"),
    *("other_authority", "other"),
)
_ENTRIES = ["circumstance_noted", "circumstance_ended", "delay_letter_sent"]


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Take the schema forward."""
    op.create_table(
        "circumstance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_ref", sa.String(64), nullable=True),
        sa.Column("kind", _one_of("circumstance_kind", _KINDS), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("other", sa.String(200), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("reason", _one_of("reason", _REASONS), nullable=True),
        sa.Column("noted_at", Utc(), nullable=False),
        sa.Column("noted_by_ref", sa.String(200), nullable=False),
        sa.Column("noted_by_name", sa.String(300), nullable=False),
        sa.Column("ended_at", Utc(), nullable=True),
        sa.Column("ended_by_ref", sa.String(200), nullable=True),
        sa.CheckConstraint("until_on IS NULL OR begun_on <= until_on", name=op.f("ck_circumstance_days_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circumstance")),
    )
    op.create_index(op.f("ix_circumstance_case_id"), "circumstance", ["case_id"])
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("change_reason", _one_of("reason", _REASONS), nullable=True))
        batch_op.add_column(sa.Column("change_words", sa.String(), nullable=True))
    allow_also("journal_entry", "kind", "entry_kind", _ENTRIES)


def downgrade() -> None:
    """Take the schema back."""
    kinds = ", ".join(f"'{kind}'" for kind in _ENTRIES)
    op.execute(
        f"DELETE FROM journal_filing WHERE entry_id IN (SELECT id FROM journal_entry WHERE kind IN ({kinds}))"  # noqa: S608 -- our own words
    )
    allow_no_longer("journal_entry", "kind", "entry_kind", _ENTRIES)
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_notice_reason"), type_="check")
        batch_op.drop_column("change_words")
        batch_op.drop_column("change_reason")
    op.drop_index(op.f("ix_circumstance_case_id"), table_name="circumstance")
    op.drop_table("circumstance")
