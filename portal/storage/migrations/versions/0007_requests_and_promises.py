"""what parties ask is one kind of thing, and every promise of an answer is kept count of."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from portal.storage.base import Utc
from portal.storage.migrations.checks import allow_also, allow_no_longer

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TYPES = (
    *("call_me", "question", "update", "conversation", "papers", "review"),
    *("decision_complaint", "handling_complaint", "about_decision"),
)
_KINDS = (*_TYPES, "demand", "consider_statement", "more_time", "consider_hearing")
_ENTRIES = [
    *("request_received", "request_taken", "request_put_off", "request_answered", "request_forwarded"),
    "request_withdrawn",
]
_LEDGER = ("promise", "promise_end")


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Take the schema forward."""
    requests = op.create_table(
        "request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_ref", sa.String(64), nullable=False),
        sa.Column("sent_by_ref", sa.String(64), nullable=False),
        sa.Column("type", _one_of("request_type", _TYPES), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("phone", sa.String(40), nullable=True),
        sa.Column("call_times", sa.String(200), nullable=True),
        sa.Column("review_way", sa.String(40), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column(
            "stage",
            _one_of("request_stage", ("received", "taken", "answered", "forwarded", "withdrawn")),
            nullable=False,
        ),
        sa.Column("received_at", Utc(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("taken_by_ref", sa.String(200), nullable=True),
        sa.Column("taken_by_name", sa.String(300), nullable=True),
        sa.Column("taken_at", Utc(timezone=True), nullable=True),
        sa.Column("ended_at", Utc(timezone=True), nullable=True),
        sa.Column("answer_words", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("number", name=op.f("uq_request_number")),
    )
    op.create_index(op.f("ix_request_case_id"), "request", ["case_id"])
    op.create_table(
        "request_interim_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("given_at", Utc(timezone=True), nullable=False),
        sa.Column("given_by_ref", sa.String(200), nullable=False),
        sa.Column("given_by_name", sa.String(300), nullable=False),
        sa.Column("until_before", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_interim_answer_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_interim_answer")),
    )
    op.create_index(op.f("ix_request_interim_answer_request_id"), "request_interim_answer", ["request_id"])
    op.create_index(op.f("ix_request_interim_answer_case_id"), "request_interim_answer", ["case_id"])
    promises = op.create_table(
        "promise",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of("promise_kind", _KINDS), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("team", sa.String(200), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_at", Utc(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    op.create_index("ix_promise_team_due_on", "promise", ["team", "due_on"])
    op.create_index(op.f("ix_promise_subject_id"), "promise", ["subject_id"])
    ends = op.create_table(
        "promise_end",
        sa.Column("promise_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("end", _one_of("promise_end", ("kept", "broken", "called_off")), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("ended_at", Utc(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["promise_id"], ["promise.id"], name=op.f("fk_promise_end_promise_id")),
        sa.PrimaryKeyConstraint("promise_id", name=op.f("pk_promise_end")),
    )
    allow_also("journal_entry", "kind", "entry_kind", _ENTRIES)
    _bring_messages(requests, promises, ends)
    op.drop_table("message")
    for table in _LEDGER:
        _only_ever_add(table)


def downgrade() -> None:
    """Take the schema back; what was asked in another way than by a message about a decision is lost."""
    kinds = ", ".join(f"'{kind}'" for kind in _ENTRIES)
    op.execute(f"DELETE FROM journal_filing WHERE entry_id IN (SELECT id FROM journal_entry WHERE kind IN ({kinds}))")  # noqa: S608 -- names of our own
    op.execute(f"DELETE FROM journal_entry WHERE kind IN ({kinds})")  # noqa: S608 -- as above
    allow_no_longer("journal_entry", "kind", "entry_kind", _ENTRIES)
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_ref", sa.String(64), nullable=False),
        sa.Column("sent_by_ref", sa.String(64), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("received_at", Utc(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_at", Utc(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("number", name=op.f("uq_message_number")),
    )
    op.create_index(op.f("ix_message_case_id"), "message", ["case_id"])
    op.execute(
        "INSERT INTO message (id, number, case_id, party_ref, sent_by_ref, words, received_at, answer_by, answered_at) "
        "SELECT id, number, case_id, party_ref, sent_by_ref, words, received_at, answer_by, ended_at FROM request "
        "WHERE type = 'about_decision'"
    )
    for table in ("promise_end", "promise", "request_interim_answer", "request"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_a_change_of_what_was_promised()")


def _bring_messages(requests: sa.Table, promises: sa.Table, ends: sa.Table) -> None:
    """Messages about a decision become requests, and the days they were promised an answer by are counted."""
    bind = op.get_bind()
    messages = sa.Table("message", sa.MetaData(), autoload_with=bind)
    names = ("number", "party_ref", "sent_by_ref", "words", "received_at", "answer_by", "answered_at")
    found = sa.select(
        sa.type_coerce(messages.c.id, sa.Uuid()).label("id"),
        sa.type_coerce(messages.c.case_id, sa.Uuid()).label("case_id"),
        *(sa.type_coerce(messages.c[name], Utc() if name.endswith("_at") else messages.c[name].type) for name in names),
    )
    for message in bind.execute(found).mappings().all():
        answered_at = message["answered_at"]
        kept = {name: message[name] for name in ("id", "case_id", *names) if name != "answered_at"}
        stage = "answered" if answered_at else "received"
        bind.execute(
            requests.insert().values(type="about_decision", stage=stage, is_late=False, ended_at=answered_at, **kept)
        )
        promise_id = uuid4()
        bind.execute(
            promises.insert().values(
                id=promise_id,
                kind="about_decision",
                case_id=message["case_id"],
                subject_id=message["id"],
                promised_on=message["received_at"].date(),
                due_on=message["answer_by"],
                made_at=message["received_at"],
            )
        )
        if answered_at:
            end = "kept" if answered_at.date() <= message["answer_by"] else "broken"
            bind.execute(
                ends.insert().values(
                    promise_id=promise_id,
                    case_id=message["case_id"],
                    end=end,
                    ended_on=answered_at.date(),
                    ended_at=answered_at,
                )
            )


def _only_ever_add(table: str) -> None:
    """Let the database itself refuse to change or delete a row."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION refuse_a_change_of_what_was_promised() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'What was promised is only ever added to.'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_a_change_of_what_was_promised()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'What was promised is only ever added to.'); END"
        )
