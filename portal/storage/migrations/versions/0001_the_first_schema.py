"""the first schema."""

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the schema forward."""
    op.create_table(
        "case_release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_ref", sa.String(64), nullable=False),
        sa.Column("furthest_step", sa.String(60), nullable=False),
        sa.Column("released_by_ref", sa.String(200), nullable=False),
        sa.Column("released_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_release")),
        sa.UniqueConstraint("case_id", "party_ref", name=op.f("uq_case_release_case_id_party_ref")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("case_release", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_release_party_ref"), ["party_ref"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "granted",
                "partly_granted",
                "refused",
                "reduced",
                "stopped",
                "replaced",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("letter_available_on", sa.Date(), nullable=False),
        sa.Column("confirmed_by_ref", sa.String(200), nullable=False),
        sa.Column("confirmed_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("case_id", name=op.f("uq_decision_case_id")),
        info={"personal": True, "owner": "records"},
    )
    op.create_table(
        "job_lock",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("holder", sa.Uuid(), nullable=False),
        sa.Column("held_until", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_lock")),
        info={"personal": False, "owner": "operations"},
    )
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "statement_request_received",
                "statement_date_set",
                "statement_received",
                "statement_considered",
                "statement_request_declined",
                "statement_request_withdrawn",
                "message_received",
                "message_answered",
                "notice_posted",
                "notice_taken_back",
                "breach_handled",
                "case_released",
                "decision_confirmed",
                name="entry_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("party_ref", sa.String(64), nullable=True),
        sa.Column("actor_ref", sa.String(200), nullable=False),
        sa.Column("actor_name", sa.String(300), nullable=False),
        sa.Column("on_behalf_of", sa.String(64), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("entered_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index("ix_journal_entry_case_id_entered_at", ["case_id", "entered_at"], unique=False)

    op.create_table(
        "look",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sign_in_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("list", "case", "preview", name="look_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "viewer_kind",
            sa.Enum(
                "party",
                "representative",
                "staff",
                name="viewer_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("viewer_ref", sa.String(200), nullable=False),
        sa.Column("viewer_name", sa.String(300), nullable=False),
        sa.Column("on_behalf_of", sa.String(64), nullable=True),
        sa.Column("looked_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("look", schema=None) as batch_op:
        batch_op.create_index("ix_look_case_id_looked_at", ["case_id", "looked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_look_sign_in_id"), ["sign_in_id"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_ref", sa.String(64), nullable=False),
        sa.Column("sent_by_ref", sa.String(64), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("received_at", Utc(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("number", name=op.f("uq_message_number")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_case_id"), ["case_id"], unique=False)

    op.create_table(
        "mirror_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("source_id", sa.String(100), nullable=False),
        sa.Column("case_number", sa.String(100), nullable=False),
        sa.Column("kle_number", sa.String(40), nullable=True),
        sa.Column("facet", sa.String(40), nullable=True),
        sa.Column("case_type", sa.String(60), nullable=True),
        sa.Column("source_state", sa.String(100), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "informing",
                "hearing",
                "deciding",
                "decided",
                "executing",
                "closed",
                "unknown",
                name="case_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("caseworker", sa.String(100), nullable=True),
        sa.Column("team", sa.String(100), nullable=True),
        sa.Column("listing_hash", sa.String(64), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("first_seen_at", Utc(), nullable=False),
        sa.Column("deleted_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirror_case")),
        sa.UniqueConstraint("source", "source_id", name=op.f("uq_mirror_case_source_source_id")),
        info={"personal": True, "owner": "mirror"},
    )
    with op.batch_alter_table("mirror_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mirror_case_case_type"), ["case_type"], unique=False)
        batch_op.create_index(batch_op.f("ix_mirror_case_caseworker"), ["caseworker"], unique=False)
        batch_op.create_index(batch_op.f("ix_mirror_case_team"), ["team"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "path_step",
                "own_words",
                "still_waiting",
                name="notice_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("step", sa.String(60), nullable=False),
        sa.Column("posted_at_step", sa.String(60), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column(
            "acts",
            sa.Enum(
                "citizen",
                "municipality",
                "third_party",
                "nobody",
                name="actor",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("acts_name", sa.String(200), nullable=True),
        sa.Column("expected_from", sa.Date(), nullable=False),
        sa.Column("expected_to", sa.Date(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "nothing",
                "meeting",
                "answer",
                "document",
                "hearing",
                "choice",
                name="citizen_part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("part_words", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "live",
                "replaced",
                "taken_back",
                name="notice_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("posted_at", Utc(), nullable=False),
        sa.Column("posted_by_ref", sa.String(200), nullable=False),
        sa.Column("posted_by_name", sa.String(300), nullable=False),
        sa.Column("ended_at", Utc(), nullable=True),
        sa.Column("ended_by_ref", sa.String(200), nullable=True),
        sa.CheckConstraint("expected_from <= expected_to", name=op.f("ck_notice_dates_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "uq_notice_live",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("state = 'live'"),
            postgresql_where=sa.text("state = 'live'"),
        )

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column(
            "realm",
            sa.Enum("citizen", "staff", name="realm", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("provider_session", sa.String(255), nullable=True),
        sa.Column("person_ref", sa.String(64), nullable=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("assurance", sa.String(40), nullable=True),
        sa.Column("staff_sign_in", sa.String(200), nullable=True),
        sa.Column("staff_roles", sa.String(200), nullable=False),
        sa.Column("id_token", sa.String(), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("last_seen_at", Utc(), nullable=False),
        sa.Column("ends_at", Utc(), nullable=False),
        sa.Column("ended_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
        info={"personal": True, "owner": "sign_ins"},
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person_ref"), ["person_ref"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_provider_session"), ["provider_session"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_subject"), ["subject"], unique=False)

    op.create_table(
        "statement_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_ref", sa.String(64), nullable=False),
        sa.Column("made_by_ref", sa.String(64), nullable=False),
        sa.Column(
            "timing",
            sa.Enum("now", "later", name="timing", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "writing", "phone", "meeting", name="channel", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("with_support_person", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "date_set",
                "given",
                "considered",
                "lapsed",
                "declined",
                "withdrawn",
                name="request_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("received_at", Utc(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_at", Utc(), nullable=True),
        sa.Column("statement_by", sa.Date(), nullable=True),
        sa.Column(
            "declined_on_ground",
            sa.Enum(
                "statutory_deadline",
                "essential_interests",
                "special_law",
                name="decline_ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("closing_words", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_request")),
        sa.UniqueConstraint("number", name=op.f("uq_statement_request_number")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("statement_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_request_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "uq_statement_request_open",
            ["case_id", "party_ref"],
            unique=True,
            sqlite_where=sa.text("state IN ('received', 'date_set', 'given')"),
            postgresql_where=sa.text("state IN ('received', 'date_set', 'given')"),
        )

    op.create_table(
        "sync_quarantine",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("record_key", sa.String(100), nullable=False),
        sa.Column("reason", sa.String(60), nullable=False),
        sa.Column("pointer", sa.String(200), nullable=False),
        sa.Column("first_seen_at", Utc(), nullable=False),
        sa.Column("last_seen_at", Utc(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("resolved_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_quarantine")),
        sa.UniqueConstraint("source", "record_key", name=op.f("uq_sync_quarantine_source_record_key")),
        info={"personal": False, "owner": "operations"},
    )
    op.create_table(
        "sync_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("started_at", Utc(), nullable=False),
        sa.Column("finished_at", Utc(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "running",
                "complete",
                "suspect",
                "failed",
                name="run_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("fetched", sa.Integer(), nullable=False),
        sa.Column("inserted", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False),
        sa.Column("tombstoned", sa.Integer(), nullable=False),
        sa.Column("unknown_states", sa.Integer(), nullable=False),
        sa.Column("unmapped_types", sa.Integer(), nullable=False),
        sa.Column("unmapped_tasks", sa.Integer(), nullable=False),
        sa.Column("source_total", sa.Integer(), nullable=True),
        sa.Column("error_class", sa.String(100), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_run")),
        info={"personal": False, "owner": "operations"},
    )
    with op.batch_alter_table("sync_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sync_run_source"), ["source"], unique=False)

    op.create_table(
        "used_sign_in_attempt",
        sa.Column("state_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_used_sign_in_attempt")),
        info={"personal": True, "owner": "sign_ins"},
    )
    with op.batch_alter_table("used_sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_used_sign_in_attempt_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "breach_task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("found_by_ref", sa.String(200), nullable=False),
        sa.Column("found_at", Utc(), nullable=False),
        sa.Column("report_by", Utc(), nullable=False),
        sa.Column("handled_at", Utc(), nullable=True),
        sa.Column("handled_by_ref", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_breach_task_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach_task")),
        sa.UniqueConstraint("notice_id", name=op.f("uq_breach_task_notice_id")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("breach_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_breach_task_case_id"), ["case_id"], unique=False)

    op.create_table(
        "mirror_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "caseworker_changed",
                "state_changed",
                name="event_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("before", sa.String(100), nullable=True),
        sa.Column("after", sa.String(100), nullable=True),
        sa.Column("observed_at", Utc(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["mirror_case.id"], name=op.f("fk_mirror_event_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirror_event")),
        info={"personal": True, "owner": "mirror"},
    )
    with op.batch_alter_table("mirror_event", schema=None) as batch_op:
        batch_op.create_index("ix_mirror_event_case_id_observed_at", ["case_id", "observed_at"], unique=False)

    op.create_table(
        "mirror_party",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_ref", sa.String(64), nullable=False),
        sa.Column(
            "role",
            sa.Enum("primary", "secondary", name="party_role", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["mirror_case.id"], name=op.f("fk_mirror_party_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirror_party")),
        sa.UniqueConstraint("case_id", "person_ref", name=op.f("uq_mirror_party_case_id_person_ref")),
        info={"personal": True, "owner": "mirror"},
    )
    with op.batch_alter_table("mirror_party", schema=None) as batch_op:
        batch_op.create_index("ix_mirror_party_person_ref_case_id", ["person_ref", "case_id"], unique=False)

    op.create_table(
        "mirror_task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.String(100), nullable=False),
        sa.Column("step", sa.String(60), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "not_started",
                "started",
                "finished",
                name="task_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["mirror_case.id"], name=op.f("fk_mirror_task_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirror_task")),
        sa.UniqueConstraint("case_id", "source_id", name=op.f("uq_mirror_task_case_id_source_id")),
        info={"personal": True, "owner": "mirror"},
    )
    op.create_table(
        "sign_in_mandate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sign_in_id", sa.Uuid(), nullable=False),
        sa.Column("giver_ref", sa.String(64), nullable=False),
        sa.Column("may_act", sa.Boolean(), nullable=False),
        sa.Column("kle_prefix", sa.String(40), nullable=True),
        sa.Column("ends_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["sign_in_id"], ["sign_in.id"], name=op.f("fk_sign_in_mandate_sign_in_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_mandate")),
        info={"personal": True, "owner": "sign_ins"},
    )
    with op.batch_alter_table("sign_in_mandate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_mandate_sign_in_id"), ["sign_in_id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("given_at", Utc(), nullable=False),
        sa.Column("given_by_ref", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["statement_request.id"], name=op.f("fk_statement_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        info={"personal": True, "owner": "records"},
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_request_id"), ["request_id"], unique=False)


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_request_id"))
        batch_op.drop_index(batch_op.f("ix_statement_case_id"))

    op.drop_table("statement")
    with op.batch_alter_table("sign_in_mandate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_mandate_sign_in_id"))

    op.drop_table("sign_in_mandate")
    op.drop_table("mirror_task")
    with op.batch_alter_table("mirror_party", schema=None) as batch_op:
        batch_op.drop_index("ix_mirror_party_person_ref_case_id")

    op.drop_table("mirror_party")
    with op.batch_alter_table("mirror_event", schema=None) as batch_op:
        batch_op.drop_index("ix_mirror_event_case_id_observed_at")

    op.drop_table("mirror_event")
    with op.batch_alter_table("breach_task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_breach_task_case_id"))

    op.drop_table("breach_task")
    with op.batch_alter_table("used_sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_used_sign_in_attempt_expires_at"))

    op.drop_table("used_sign_in_attempt")
    with op.batch_alter_table("sync_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sync_run_source"))

    op.drop_table("sync_run")
    op.drop_table("sync_quarantine")
    with op.batch_alter_table("statement_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_statement_request_open",
            sqlite_where=sa.text("state IN ('received', 'date_set', 'given')"),
            postgresql_where=sa.text("state IN ('received', 'date_set', 'given')"),
        )
        batch_op.drop_index(batch_op.f("ix_statement_request_case_id"))

    op.drop_table("statement_request")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_subject"))
        batch_op.drop_index(batch_op.f("ix_sign_in_provider_session"))
        batch_op.drop_index(batch_op.f("ix_sign_in_person_ref"))

    op.drop_table("sign_in")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_notice_live", sqlite_where=sa.text("state = 'live'"), postgresql_where=sa.text("state = 'live'")
        )
        batch_op.drop_index(batch_op.f("ix_notice_case_id"))

    op.drop_table("notice")
    with op.batch_alter_table("mirror_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mirror_case_team"))
        batch_op.drop_index(batch_op.f("ix_mirror_case_caseworker"))
        batch_op.drop_index(batch_op.f("ix_mirror_case_case_type"))

    op.drop_table("mirror_case")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_case_id"))

    op.drop_table("message")
    with op.batch_alter_table("look", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_look_sign_in_id"))
        batch_op.drop_index("ix_look_case_id_looked_at")

    op.drop_table("look")
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entry_case_id_entered_at")

    op.drop_table("journal_entry")
    op.drop_table("job_lock")
    op.drop_table("decision")
    with op.batch_alter_table("case_release", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_release_party_ref"))

    op.drop_table("case_release")
