"""Decisions, releases and answers by two at once: one row, and everything that was done is entered."""

from portal.domain.cases import CaseState
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.decisions import DecisionRow
from portal.storage.records.messages import MessageRow
from portal.storage.records.releases import ReleaseRow
from tests.at_once import at_once
from tests.world import World


def entered(world: World, kind: EntryKind) -> int:
    return sum(entry.kind is kind for entry in world.rows(JournalEntryRow))
