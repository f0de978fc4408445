"""A database that cannot be reached, or is too busy, is told as that; never as somebody's mistake, or ours."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from portal.domain.refusals import NotKeepable, OutOfReach

_log = logging.getLogger(__name__)


@contextmanager
def database_in_reach() -> Iterator[None]:
    """Turn what the database says about itself into refusals.

    Raises:
        OutOfReach: it is down, restarts, or another writer takes too long. Trying again helps.
        NotKeepable: it was given a text that it cannot keep.
    """
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        _log.warning("The database is out of reach: %s", type(getattr(error, "orig", None) or error).__name__)
        raise OutOfReach from None
    except DataError:
        raise NotKeepable from None
