"""a release can be taken back, a breach is of a notice or a release, and a look keeps the name that was shown."""

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc
from portal.storage.migrations.checks import allow_also, allow_no_longer

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_LIVE = sa.text("ended_at IS NULL")
_REASONS = ("not_a_party", "wrong_person", "too_early", "other")
_WITHDRAWN = ["case_release_withdrawn"]


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Take the schema forward."""
    with op.batch_alter_table("case_release", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_case_release_case_id_party_ref"), type_="unique")
        batch_op.add_column(sa.Column("ended_at", Utc(), nullable=True))
        batch_op.add_column(sa.Column("ended_by_ref", sa.String(200), nullable=True))
        batch_op.add_column(sa.Column("withdrawal_reason", _one_of("withdrawal_reason", _REASONS), nullable=True))
        batch_op.add_column(sa.Column("withdrawal_words", sa.String(), nullable=True))
        batch_op.create_index(
            "uq_case_release_live", ["case_id", "party_ref"], unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE
        )
    kind: sa.Column[str] = sa.Column(
        "kind", _one_of("breach_kind", ("notice", "release")), nullable=False, server_default="notice"
    )
    with op.batch_alter_table("breach_task", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_breach_task_notice_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("uq_breach_task_notice_id"), type_="unique")
        batch_op.alter_column("notice_id", new_column_name="subject_id")
        batch_op.add_column(kind)
    with op.batch_alter_table("breach_task", schema=None) as batch_op:
        batch_op.alter_column("kind", server_default=None)
        batch_op.create_unique_constraint(op.f("uq_breach_task_subject_id"), ["subject_id"])
    op.add_column("look", sa.Column("shown_name", sa.String(300), nullable=True))
    op.execute("UPDATE look SET shown_name = viewer_name WHERE viewer_kind <> 'staff'")
    allow_also("journal_entry", "kind", "entry_kind", _WITHDRAWN)


def downgrade() -> None:
    """Take the schema back."""
    op.execute(
        "DELETE FROM journal_filing WHERE entry_id IN "
        "(SELECT id FROM journal_entry WHERE kind = 'case_release_withdrawn')"
    )
    op.execute("DELETE FROM journal_entry WHERE kind = 'case_release_withdrawn'")
    allow_no_longer("journal_entry", "kind", "entry_kind", _WITHDRAWN)
    op.drop_column("look", "shown_name")
    op.execute("DELETE FROM breach_task WHERE subject_id NOT IN (SELECT id FROM notice)")
    with op.batch_alter_table("breach_task", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_breach_task_subject_id"), type_="unique")
        batch_op.drop_constraint(op.f("ck_breach_task_breach_kind"), type_="check")
        batch_op.drop_column("kind")
        batch_op.alter_column("subject_id", new_column_name="notice_id")
    with op.batch_alter_table("breach_task", schema=None) as batch_op:
        batch_op.create_foreign_key(op.f("fk_breach_task_notice_id"), "notice", ["notice_id"], ["id"])
        batch_op.create_unique_constraint(op.f("uq_breach_task_notice_id"), ["notice_id"])
    op.execute("DELETE FROM case_release WHERE ended_at IS NOT NULL")
    with op.batch_alter_table("case_release", schema=None) as batch_op:
        batch_op.drop_index("uq_case_release_live")
        batch_op.drop_constraint(op.f("ck_case_release_withdrawal_reason"), type_="check")
        for name in ("withdrawal_words", "withdrawal_reason", "ended_by_ref", "ended_at"):
            batch_op.drop_column(name)
        batch_op.create_unique_constraint(op.f("uq_case_release_case_id_party_ref"), ["case_id", "party_ref"])
