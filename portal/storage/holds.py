"""Holding a case while something is written about it, so that its writers come one after the other.

SQLite has one writer at a time. PostgreSQL has many; there the first writer about a case holds it until the end of
the transaction, and the next one reads what that one wrote before it decides anything. The mirror's own row is not
what is held: pages may not write it, and the sync never waits for a page.
"""

from sqlalchemy import func, select

from portal.domain.cases import CaseId
from portal.storage.session import GuardedSession


def hold_case(session: GuardedSession, case_id: CaseId) -> None:
    """Wait for whoever writes about the case, then be the one who does, until the transaction ends."""
    if session.is_on_postgresql:
        session.execute(select(func.pg_advisory_xact_lock(_key_of(case_id))))


def _key_of(case_id: CaseId) -> int:
    """PostgreSQL's keys are 64 bits. Two cases with the same one would wait for each other, and no more."""
    return int.from_bytes(case_id.bytes[-8:], signed=True)
