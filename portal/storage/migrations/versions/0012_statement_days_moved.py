"""a last day to speak that is moved unasked has its reason, and it is known when a demand ended."""

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc
from portal.storage.migrations.checks import allow_also, allow_no_longer

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ENTRIES = ["statement_date_moved"]
_REASONS = (
    *("report", "illness", "more_information", "many_cases", "citizen_asked", "our_mistake", "treatment"),
    *("other_authority", "other"),
)

_ENDED = """
    UPDATE statement_request SET ended_at = (
        SELECT max(entered_at) FROM journal_entry
        WHERE journal_entry.subject_id = statement_request.id
        AND journal_entry.kind IN ('statement_considered', 'statement_request_declined')
    ) WHERE state IN ('considered', 'declined')
"""
"""What ended before this was kept is known from the journal."""


def upgrade() -> None:
    """Take the schema forward."""
    reason = sa.Enum(*_REASONS, name="reason", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "statement_day_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("day_before", sa.Date(), nullable=False),
        sa.Column("moved_to", sa.Date(), nullable=False),
        sa.Column("reason", reason, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("moved_at", Utc(timezone=True), nullable=False),
        sa.Column("moved_by_ref", sa.String(200), nullable=False),
        sa.Column("moved_by_name", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["statement_request.id"], name=op.f("fk_statement_day_move_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_day_move")),
    )
    op.create_index(op.f("ix_statement_day_move_case_id"), "statement_day_move", ["case_id"])
    allow_also("journal_entry", "kind", "entry_kind", _ENTRIES)
    with op.batch_alter_table("statement_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ended_at", Utc(timezone=True), nullable=True))
    op.execute(_ENDED)


def downgrade() -> None:
    """Take the schema back; why a day was moved is lost, and the days stand."""
    kinds = ", ".join(f"'{kind}'" for kind in _ENTRIES)
    op.execute(
        f"DELETE FROM journal_filing WHERE entry_id IN (SELECT id FROM journal_entry WHERE kind IN ({kinds}))"  # noqa: S608 -- our own words
    )
    allow_no_longer("journal_entry", "kind", "entry_kind", _ENTRIES)
    op.drop_table("statement_day_move")
    with op.batch_alter_table("statement_request", schema=None) as batch_op:
        batch_op.drop_column("ended_at")
