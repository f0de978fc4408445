"""the journal is sealed, and says what the case system has filed."""

import secrets

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_UNSEALED = sa.text("number IS NULL")


def upgrade() -> None:
    """Take the schema forward."""
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nonce", sa.String(32), nullable=True))
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("content_hash", sa.String(64), nullable=True))
        batch_op.add_column(sa.Column("chain_hash", sa.String(64), nullable=True))
        batch_op.add_column(sa.Column("sealed_at", Utc(), nullable=True))
        batch_op.create_unique_constraint(op.f("uq_journal_entry_number"), ["number"])
        batch_op.create_index(
            "ix_journal_entry_unsealed",
            ["entered_at"],
            unique=False,
            sqlite_where=_UNSEALED,
            postgresql_where=_UNSEALED,
        )
    _give_nonces()
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.alter_column("nonce", existing_type=sa.String(32), nullable=False)

    op.create_table(
        "journal_filing",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("filed_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["journal_entry.id"], name=op.f("fk_journal_filing_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_journal_filing")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("journal_filing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_filing_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    """Take the schema back."""
    op.drop_table("journal_filing")
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entry_unsealed")
        batch_op.drop_constraint(op.f("uq_journal_entry_number"), type_="unique")
        for name in ("sealed_at", "chain_hash", "content_hash", "number", "nonce"):
            batch_op.drop_column(name)


def _give_nonces() -> None:
    """Entries from before are sealed like any other."""
    entries = sa.table("journal_entry", sa.column("id", sa.Uuid()), sa.column("nonce", sa.String(32)))
    connection = op.get_bind()
    for entry_id in connection.scalars(sa.select(entries.c.id)).all():
        connection.execute(entries.update().where(entries.c.id == entry_id).values(nonce=secrets.token_hex(16)))
