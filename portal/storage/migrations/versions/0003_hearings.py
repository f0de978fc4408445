"""hearings, the reasons why none is owed, and what is entered and looked at of them."""

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc
from portal.storage.migrations.checks import allow_also, allow_no_longer

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


_HEARING_ENTRIES = (
    "hearing_offered",
    "hearing_answered",
    "hearing_no_comment",
    "hearing_more_time_asked",
    "hearing_more_time_given",
    "hearing_more_time_declined",
    "hearing_considered",
    "hearing_called_off",
    "hearing_reason_coded",
    "child_heard",
)


def upgrade() -> None:
    """Take the schema forward."""
    allow_also("journal_entry", "kind", "entry_kind", _HEARING_ENTRIES)
    allow_also("look", "kind", "look_kind", ["hearing"])
    op.create_table(
        "child_conversation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_ref", sa.String(64), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", Utc(), nullable=False),
        sa.Column("recorded_by_ref", sa.String(200), nullable=False),
        sa.Column("recorded_by_name", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_conversation")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("child_conversation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_child_conversation_case_id"), ["case_id"], unique=False)

    op.create_table(
        "hearing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_ref", sa.String(64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "offered",
                "seen",
                "answered",
                "no_comment",
                "lapsed",
                "considered",
                "called_off",
                name="hearing_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("considering", sa.String(), nullable=True),
        sa.Column("documents", sa.String(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("opened_at", Utc(), nullable=False),
        sa.Column("opened_by_ref", sa.String(200), nullable=False),
        sa.Column("opened_by_name", sa.String(300), nullable=False),
        sa.Column("seen_at", Utc(), nullable=True),
        sa.Column("concluded_at", Utc(), nullable=True),
        sa.Column("closing_words", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
        sa.UniqueConstraint("number", name=op.f("uq_hearing_number")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "uq_hearing_open",
            ["case_id", "party_ref"],
            unique=True,
            sqlite_where=sa.text("state IN ('offered', 'seen', 'answered')"),
            postgresql_where=sa.text("state IN ('offered', 'seen', 'answered')"),
        )

    op.create_table(
        "hearing_exemption",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_ref", sa.String(64), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "not_met",
                "harmless",
                "statutory_deadline",
                "essential_interests",
                "no_access",
                "many_persons",
                "special_law",
                "reopenable",
                "not_a_party",
                name="exemption_ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("coded_at", Utc(), nullable=False),
        sa.Column("coded_by_ref", sa.String(200), nullable=False),
        sa.Column("coded_by_name", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_exemption")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("hearing_exemption", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_exemption_case_id"), ["case_id"], unique=False)

    op.create_table(
        "hearing_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hearing_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("given_at", Utc(), nullable=False),
        sa.Column("given_by_ref", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_answer_hearing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_answer")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("hearing_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_answer_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_answer_hearing_id"), ["hearing_id"], unique=False)

    op.create_table(
        "hearing_exemption_condition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("exemption_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "condition",
            sa.Enum(
                "unknown_to_party",
                "about_facts",
                "against_party",
                "essential",
                name="condition",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["exemption_id"], ["hearing_exemption.id"], name=op.f("fk_hearing_exemption_condition_exemption_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_exemption_condition")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("hearing_exemption_condition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_exemption_condition_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_exemption_condition_exemption_id"), ["exemption_id"], unique=False)

    op.create_table(
        "hearing_exemption_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("exemption_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("how_known", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exemption_id"], ["hearing_exemption.id"], name=op.f("fk_hearing_exemption_fact_exemption_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_exemption_fact")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("hearing_exemption_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_exemption_fact_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_exemption_fact_exemption_id"), ["exemption_id"], unique=False)

    op.create_table(
        "hearing_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hearing_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("fact", "assessment", name="fact_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("matters", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_fact_hearing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_fact")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("hearing_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_fact_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_fact_hearing_id"), ["hearing_id"], unique=False)

    op.create_table(
        "hearing_more_time",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hearing_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("asked_at", Utc(), nullable=False),
        sa.Column("asked_by_ref", sa.String(64), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("until_before", sa.Date(), nullable=False),
        sa.Column("answered_at", Utc(), nullable=True),
        sa.Column("answered_by_ref", sa.String(200), nullable=True),
        sa.Column("granted_until", sa.Date(), nullable=True),
        sa.Column("declined_words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_more_time_hearing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_more_time")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("hearing_more_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_more_time_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "uq_hearing_more_time_open",
            ["hearing_id"],
            unique=True,
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        )

    op.create_table(
        "hearing_objection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("fact_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["hearing_answer.id"], name=op.f("fk_hearing_objection_answer_id")),
        sa.ForeignKeyConstraint(["fact_id"], ["hearing_fact.id"], name=op.f("fk_hearing_objection_fact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_objection")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("hearing_objection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_objection_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_objection_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    """Take the schema back; what only this revision can say is lost."""
    with op.batch_alter_table("hearing_objection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_objection_case_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_objection_answer_id"))

    op.drop_table("hearing_objection")
    with op.batch_alter_table("hearing_more_time", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_hearing_more_time_open",
            sqlite_where=sa.text("answered_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_hearing_more_time_case_id"))

    op.drop_table("hearing_more_time")
    with op.batch_alter_table("hearing_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_fact_hearing_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_fact_case_id"))

    op.drop_table("hearing_fact")
    with op.batch_alter_table("hearing_exemption_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_exemption_fact_exemption_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_exemption_fact_case_id"))

    op.drop_table("hearing_exemption_fact")
    with op.batch_alter_table("hearing_exemption_condition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_exemption_condition_exemption_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_exemption_condition_case_id"))

    op.drop_table("hearing_exemption_condition")
    with op.batch_alter_table("hearing_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_answer_hearing_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_answer_case_id"))

    op.drop_table("hearing_answer")
    with op.batch_alter_table("hearing_exemption", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_exemption_case_id"))

    op.drop_table("hearing_exemption")
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_hearing_open",
            sqlite_where=sa.text("state IN ('offered', 'seen', 'answered')"),
            postgresql_where=sa.text("state IN ('offered', 'seen', 'answered')"),
        )
        batch_op.drop_index(batch_op.f("ix_hearing_case_id"))

    op.drop_table("hearing")
    with op.batch_alter_table("child_conversation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_child_conversation_case_id"))

    op.drop_table("child_conversation")
    allow_no_longer("look", "kind", "look_kind", ["hearing"])
    allow_no_longer("journal_entry", "kind", "entry_kind", _HEARING_ENTRIES)
