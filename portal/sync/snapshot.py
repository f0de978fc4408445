"""A walk through all cases of a source, with its counts: what is complete, and what only looks so.

A listing that is read page by page moves while it is read. A walk is complete when the source names the same total
at its beginning and its end, and as many different records were seen. If not, a second walk takes what the first
one missed; if that one is not complete either, the run is suspect and nothing is removed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from portal.domain.cases import CaseState
from portal.storage.sync_runs import SyncRunRow
from portal.sync.apply import Change, Known
from portal.sync.fingerprint import fingerprint
from portal.sync.mirror_writer import CASES_A_TRANSACTION, MirrorWriter
from portal.sync.quarantine import SetAside
from portal.sync.source import CaseAggregate, CaseSource, Envelope, MappingRefused, Progress

WALKS = 2
TASK_ROTATION = 30
"""A closed case whose listing has not changed has its tasks read again once in so many runs."""
FEWEST_BAD = 20
BAD_SHARE = 0.01

_Member = TypeVar("_Member")


class TooManyBad(Exception):  # noqa: N818 -- it names what happened
    """So many records cannot be read that the source, or our reading of it, must have changed."""


@dataclass(frozen=True, slots=True)
class Walk:
    """The keys of the records that a walk has seen, and whether these are all."""

    keys: frozenset[str]
    is_complete: bool


class Snapshot:
    """One run's reading of a source into the mirror."""

    def __init__(
        self, source: CaseSource, mirror: MirrorWriter, run: SyncRunRow, *, turn: int, progress: Progress | None
    ) -> None:
        self._source = source
        self._mirror = mirror
        self._run = run
        self._turn = turn
        self._progress = progress
        self._seen: set[str] = set()
        self.bad_keys: set[str] = set()

    def take(self) -> Walk:
        """Walk, and walk again if the pages moved.

        Raises:
            SourceFailed: the source did not answer as it should.
            TooManyBad: more than one in a hundred cannot be read.
        """
        walk = self._walk()
        for _ in range(WALKS - 1):
            if walk.is_complete:
                break
            walk = self._walk()
        return walk

    def take_in(self, records: Sequence[Envelope]) -> None:
        """Bring records into the mirror. One seen before in this run is counted as a duplicate."""
        self._run.fetched += len(records)
        fresh = {envelope.key: envelope for envelope in reversed(records) if envelope.key not in self._seen}
        self._run.duplicates += len(records) - len(fresh)
        self._seen.update(fresh)
        bad: list[SetAside] = []
        listed = [case for key in sorted(fresh) if (case := self._read_case(fresh[key], bad)) is not None]
        known = self._mirror.read_known([case.source_id for case in listed])
        changes = [
            change for case in listed if (change := self._find_change(case, known.get(case.source_id), bad)) is not None
        ]
        self._mirror.write(changes, bad)
        self._count_bad(bad)

    def _walk(self) -> Walk:
        keys: set[str] = set()
        totals: list[int | None] = []
        for page in self._source.walk():
            self._run.pages += 1
            totals.append(page.total)
            self._run.source_total = page.total
            self._mirror.keep_alive()
            for records in _in_parts(page.records, CASES_A_TRANSACTION):
                self.take_in(records)
                keys.update(envelope.key for envelope in records)
                self._tell_progress()
        is_complete = bool(totals) and totals[0] == totals[-1] == len(keys)
        return Walk(frozenset(keys), is_complete)

    def _read_case(self, envelope: Envelope, bad: list[SetAside]) -> CaseAggregate | None:
        try:
            case = self._source.read_case(envelope)
        except MappingRefused as refusal:
            bad.append(SetAside(envelope.key, refusal.code, refusal.pointer))
            return None
        self._run.unknown_states += case.state is CaseState.UNKNOWN
        self._run.unmapped_types += case.case_type is None
        return case

    def _find_change(self, case: CaseAggregate, known: Known | None, bad: list[SetAside]) -> Change | None:
        listing_hash = fingerprint(case)
        is_listed_the_same = known is not None and known.listing_hash == listing_hash and not known.is_removed
        if is_listed_the_same and case.state is CaseState.CLOSED and not self._is_its_turn(listing_hash):
            self._run.unchanged += 1
            return None
        self._mirror.keep_alive()
        try:
            whole = replace(case, tasks=self._source.read_tasks(case))
        except MappingRefused as refusal:
            bad.append(SetAside(case.source_id, refusal.code, refusal.pointer))
            return None
        self._run.unmapped_tasks += sum(task.step is None for task in whole.tasks)
        content_hash = fingerprint(whole)
        if is_listed_the_same and known is not None and known.content_hash == content_hash:
            self._run.unchanged += 1
            return None
        return Change(whole, listing_hash, content_hash)

    def _is_its_turn(self, listing_hash: str) -> bool:
        return int(listing_hash[:8], 16) % TASK_ROTATION == self._turn % TASK_ROTATION

    def _count_bad(self, bad: Sequence[SetAside]) -> None:
        self._run.quarantined += len(bad)
        self.bad_keys.update(record.key for record in bad)
        whole = max(self._run.source_total or 0, self._run.fetched)
        if self._run.quarantined >= FEWEST_BAD and self._run.quarantined > whole * BAD_SHARE:
            raise TooManyBad

    def _tell_progress(self) -> None:
        if self._progress is not None:
            self._progress(self._run.fetched, self._run.source_total)


def _in_parts(members: Sequence[_Member], size: int) -> Iterator[list[_Member]]:
    remaining = iter(members)
    while part := list(islice(remaining, size)):
        yield part
