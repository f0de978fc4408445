"""How the readings of the case systems go, for everybody on the staff."""

from collections.abc import Sequence

from portal.access.gate import Gate
from portal.storage.sync_status import SourceStatus


def read_status(gate: Gate) -> Sequence[SourceStatus]:
    """Each case system with its last readings and what was set aside."""
    return gate.source_status()
