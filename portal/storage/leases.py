"""Holds a job to one runner at a time, across processes. A runner that dies loses its hold within half a minute."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlmodel import Field

from portal import clock
from portal.storage.base import OPERATION, Row, Utc
from portal.storage.session import open_session

HOLD = timedelta(seconds=30)


class JobLockRow(Row, table=True):
    """Holds a job to one runner at a time; a lock past its time may be taken over."""

    __tablename__ = "job_lock"
    __table_args__ = ({"info": OPERATION},)

    name: str = Field(primary_key=True, max_length=60)
    holder: UUID
    held_until: datetime = Field(sa_type=Utc)


class AlreadyRunning(Exception):  # noqa: N818 -- not an error: somebody else is at it
    """Another runner holds the job."""


class LeaseLost(Exception):  # noqa: N818 -- it names what happened
    """This runner was silent for so long that another took the job over."""


class Lease:
    """A hold on a job; renewed while the runner works."""

    def __init__(self, engine: Engine, job: str) -> None:
        self._engine = engine
        self._job = job
        self._holder: UUID = uuid4()
        self._renewed_at: datetime | None = None

    def acquire(self) -> None:
        """Take the job.

        Raises:
            AlreadyRunning: another runner holds it.
        """
        with open_session(self._engine, writes=True) as session:
            row = session.get(JobLockRow, self._job, with_for_update=True)
            if row is not None and row.held_until > clock.real():
                raise AlreadyRunning(self._job)
            self._renewed_at = clock.real()
            held_until = self._renewed_at + HOLD
            if row is None:
                session.add(JobLockRow(name=self._job, holder=self._holder, held_until=held_until))
            else:
                row.holder, row.held_until = self._holder, held_until
            try:
                session.commit()
            except IntegrityError:
                raise AlreadyRunning(self._job) from None

    def renew_in(self, session: Session) -> None:
        """Renew the hold in the transaction of `session`, so that nothing is written by who has lost it.

        Raises:
            LeaseLost: another runner has it.
        """
        row = session.get(JobLockRow, self._job, with_for_update=True)
        if row is None or row.holder != self._holder:
            raise LeaseLost(self._job)
        self._renewed_at = clock.real()
        row.held_until = self._renewed_at + HOLD

    def keep(self) -> None:
        """Renew the hold when a third of it has passed.

        Raises:
            LeaseLost: another runner has it.
        """
        if self._renewed_at is not None and clock.real() - self._renewed_at < HOLD / 3:
            return
        with open_session(self._engine, writes=True) as session:
            self.renew_in(session)
            session.commit()

    def release(self) -> None:
        """Let go, if it is still ours."""
        with open_session(self._engine, writes=True) as session:
            row = session.get(JobLockRow, self._job, with_for_update=True)
            if row is not None and row.holder == self._holder:
                session.delete(row)
                session.commit()


@contextmanager
def hold(engine: Engine, job: str) -> Iterator[Lease]:
    """Hold the job for as long as the block runs.

    Raises:
        AlreadyRunning: another runner holds it.
    """
    lease = Lease(engine, job)
    lease.acquire()
    try:
        yield lease
    finally:
        lease.release()
