"""Cases that are gone from the source. Deletes are silent there, so a case is only taken for gone with great care."""

from collections.abc import Collection

from portal.sync.mirror_writer import CASES_A_TRANSACTION, MirrorWriter
from portal.sync.snapshot import Snapshot
from portal.sync.source import CaseSource

MOST_REMOVED = 20
MOST_REMOVED_SHARE = 0.02


class TooManyMissing(Exception):  # noqa: N818 -- it names what happened
    """So many cases are missing at once that it is rather the listing that is wrong. Nothing was removed."""


def remove_missing(source: CaseSource, mirror: MirrorWriter, snapshot: Snapshot, seen: Collection[str]) -> None:
    """Remove what a complete walk did not see, and the source itself says is gone when asked for it.

    One that is there after all (in a state that the walk does not ask for) is taken in.

    Raises:
        TooManyMissing: more are missing than 20 and than 2 % of all.
        SourceFailed: the source could not say whether one is gone.
    """
    live = mirror.read_live_ids()
    missing = [source_id for source_id in live if source_id not in seen]
    if len(missing) > max(MOST_REMOVED, len(live) * MOST_REMOVED_SHARE):
        raise TooManyMissing
    gone: list[str] = []
    for source_id in missing:
        mirror.keep_alive()
        found = source.fetch(source_id)
        if found is None:
            gone.append(source_id)
        else:
            snapshot.take_in([found])
    for start in range(0, len(gone), CASES_A_TRANSACTION):
        mirror.remove(gone[start : start + CASES_A_TRANSACTION])
