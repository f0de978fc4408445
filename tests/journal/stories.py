"""What is entered in the journal, as the services enter it."""

from datetime import timedelta
from uuid import UUID, uuid4

from portal import clock
from portal.journal.seal import seal_entries
from portal.storage.journal import EntryKind, JournalEntryRow
from tests.world import World, ref_of


def enters(
    world: World, case_id: UUID, text: str, *, party: str = "Anna", minutes_ago: int = 0, locked: bool = False
) -> UUID:
    """Somebody has sent a message about the case; the entry is committed now."""
    entry = JournalEntryRow(
        case_id=case_id,
        kind=EntryKind.MESSAGE_RECEIVED,
        party_ref=ref_of(party),
        actor_ref=ref_of(party),
        actor_name=f"{party} Test Testesen",
        subject_id=uuid4(),
        text=text,
        locked=locked,
        entered_at=clock.now() - timedelta(minutes=minutes_ago),
    )
    world.write(entry)
    return entry.id


def seals(world: World) -> int:
    """The worker has come by."""
    return seal_entries(world.engine, now=clock.now())


def sealed(world: World) -> list[JournalEntryRow]:
    """Every sealed entry, in the order of its number."""
    entries = [entry for entry in world.rows(JournalEntryRow) if entry.number is not None]
    return sorted(entries, key=lambda entry: entry.number or 0)
