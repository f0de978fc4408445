"""Every viewer at every door: what happens is what the policy says, and nothing else can be noticed."""

import pytest

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.app import create_app
from portal.storage.journal import JournalEntryRow
from tests.matrix.reading import example_of, happened
from tests.world import World
from tools.access_matrix.doors import Door, doors_of
from tools.access_matrix.outcomes import Outcome, outcome
from tools.access_matrix.settings import to_look_at
from tools.access_matrix.viewers import VIEWERS

DOORS = doors_of(create_app(to_look_at()))
DONE = {Outcome.DOES, Outcome.LISTED, Outcome.UNLISTED}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Permission]:
    """Every permission that a use case asks the gate for."""
    noted: list[Permission] = []
    hold_to = Gate._hold_to

    def note(gate: Gate, permission: Permission) -> None:
        noted.append(permission)
        hold_to(gate, permission)

    monkeypatch.setattr(Gate, "_hold_to", note)
    return noted


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_what_happens_at_a_door_is_what_the_policy_says(world: World, asked: list[Permission], door: Door) -> None:
    wrong = []
    for viewer in VIEWERS:
        asked.clear()
        entered = len(world.rows(JournalEntryRow))
        wanted, found = outcome(door, viewer), happened(world, door, viewer)
        if found != wanted:
            wrong.append(f"{viewer.words}: {found!s}, but the policy says: {wanted}")
        if wanted in DONE and set(asked) != {door.rule.permission}:
            wrong.append(f"{viewer.words}: declared {door.rule.permission}, but asked the gate for {asked}")
        grew = len(world.rows(JournalEntryRow)) - entered - 1  # the ground has one of its own
        if (grew > 0) is not (wanted in DONE and example_of(door).is_entered):
            wrong.append(f"{viewer.words}: {grew} new entries in the journal")
    assert wrong == [], f"{door.name} ({door.words})"
