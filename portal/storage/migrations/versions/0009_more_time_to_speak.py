"""who has demanded to be heard can ask for more time to speak."""

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc
from portal.storage.migrations.checks import allow_also, allow_no_longer

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ENTRIES = ["statement_more_time_asked", "statement_more_time_given", "statement_more_time_declined"]
_UNANSWERED = sa.text("answered_at IS NULL")


def upgrade() -> None:
    """Take the schema forward."""
    op.create_table(
        "statement_more_time",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("asked_at", Utc(timezone=True), nullable=False),
        sa.Column("asked_by_ref", sa.String(64), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("until_before", sa.Date(), nullable=False),
        sa.Column("answered_at", Utc(timezone=True), nullable=True),
        sa.Column("answered_by_ref", sa.String(200), nullable=True),
        sa.Column("granted_until", sa.Date(), nullable=True),
        sa.Column("declined_words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["statement_request.id"], name=op.f("fk_statement_more_time_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_more_time")),
    )
    op.create_index(op.f("ix_statement_more_time_case_id"), "statement_more_time", ["case_id"])
    op.create_index(
        "uq_statement_more_time_open",
        "statement_more_time",
        ["request_id"],
        unique=True,
        sqlite_where=_UNANSWERED,
        postgresql_where=_UNANSWERED,
    )
    allow_also("journal_entry", "kind", "entry_kind", _ENTRIES)


def downgrade() -> None:
    """Take the schema back; wishes for more time are lost, and the days they led to stand."""
    kinds = ", ".join(f"'{kind}'" for kind in _ENTRIES)
    op.execute(
        f"DELETE FROM journal_filing WHERE entry_id IN (SELECT id FROM journal_entry WHERE kind IN ({kinds}))"  # noqa: S608 -- our own words
    )
    allow_no_longer("journal_entry", "kind", "entry_kind", _ENTRIES)
    op.drop_table("statement_more_time")
