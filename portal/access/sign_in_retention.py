"""What is kept of a sign-in: its ID token while it lasts, that it happened for half a year, then nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, Delete, Engine, Update
from sqlmodel import col, delete, or_, select, update

from portal.storage.session import open_session
from portal.storage.sign_ins import SignInMandateRow, SignInRow, UsedSignInAttemptRow

KEPT = timedelta(days=180)
"""How long it can be told who signed in and when, counted from the sign-in."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of each were let go."""

    id_tokens: int
    sign_ins: int
    attempts: int


def forget_sign_ins(engine: Engine, *, idle: timedelta, now: datetime) -> Forgotten:
    """Let go of what is no longer needed; `idle` is how long a sign-in may rest before it is over, `now` is UTC."""
    is_over = or_(
        col(SignInRow.ended_at).is_not(None),
        col(SignInRow.ends_at) <= now,
        col(SignInRow.last_seen_at) <= now - idle,
    )
    is_old = col(SignInRow.created_at) <= now - KEPT
    old = select(SignInRow.id).where(is_old)
    id_tokens = update(SignInRow).where(col(SignInRow.id_token).is_not(None), is_over).values(id_token=None)
    attempts = delete(UsedSignInAttemptRow).where(col(UsedSignInAttemptRow.expires_at) <= now)
    with open_session(engine, "sign_ins", writes=True) as session:

        def count(statement: Update | Delete) -> int:
            done = session.execute(statement.execution_options(synchronize_session=False))
            return cast("CursorResult[tuple[()]]", done).rowcount

        count(delete(SignInMandateRow).where(col(SignInMandateRow.sign_in_id).in_(old)))
        forgotten = Forgotten(count(id_tokens), count(delete(SignInRow).where(is_old)), count(attempts))
        session.commit()
    return forgotten
