"""A database that cannot be reached, or is too busy, is told as that; never as somebody's mistake, or ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from portal.domain.refusals import NotKeepable, OutOfReach


@contextmanager
def database_in_reach() -> Iterator[None]:
    """Turn what the database says about itself into refusals.

    Raises:
        OutOfReach: it is down, restarts, or another writer takes too long. Trying again helps.
        NotKeepable: it was given a text that it cannot keep.
    """
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout):
        raise OutOfReach from None
    except DataError:
        raise NotKeepable from None
