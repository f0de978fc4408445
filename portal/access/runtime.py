"""What a running portal is made of, for those who serve a request or run a job."""

from dataclasses import dataclass

from sqlalchemy import Engine

from portal.config import Settings
from portal.municipality import Municipality

EXTENSION = "portal"
"""Where the app keeps it among its extensions."""


@dataclass(frozen=True)
class Runtime:
    """Made once by `create_app`; never changed."""

    settings: Settings
    municipality: Municipality
    engine: Engine
    """For pages."""
    sync_engine: Engine
    """For the sync, which alone may write the mirror."""
    owner_engine: Engine
    """For migrations."""
