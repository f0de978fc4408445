"""Where the portal does something else than the policy says."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pytest

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.access.policy import ALLOWED, VISIBLE, Rule
from portal.storage.journal import EntryKind, JournalEntryRow
from tests.matrix.reading import example_of, happened
from tests.matrix.visits import Grounds
from tests.world import World
from tools.access_matrix.doors import Door
from tools.access_matrix.outcomes import Outcome, outcome
from tools.access_matrix.viewers import VIEWERS, Visiting

_DONE = {Outcome.DOES, Outcome.LISTED, Outcome.UNLISTED}


def disagreements(
    world: World,
    door: Door,
    viewers: Sequence[Visiting] = VIEWERS,
    *,
    visible: Rule = VISIBLE,
    allowed: Mapping[Permission, Rule] = ALLOWED,
) -> Sequence[str]:
    """A line for each thing that is not as the policy says: what happens, what is asked of the gate, what is entered."""
    grounds = Grounds(world)
    return [
        f"{viewer.words}: {line}"
        for viewer in viewers
        for line in _lines(grounds, door, viewer, outcome(door, viewer, visible=visible, allowed=allowed))
    ]


def _lines(grounds: Grounds, door: Door, viewer: Visiting, wanted: Outcome) -> Iterator[str]:
    world, may_enter = grounds.world, example_of(door).is_entered
    before = _entries(world) if door.method == "POST" else 0
    with _noted() as asked:
        found = happened(grounds, door, viewer)
    if found != wanted:
        yield f"{found}, but the policy says: {wanted}"
    if wanted in _DONE and set(asked) != {door.rule.permission}:
        yield f"the page declares {door.rule.permission}, but the gate was asked for {', '.join(asked) or 'nothing'}"
    entered = _entries(world) - before if door.method == "POST" else 0
    if (entered > 0) is not (wanted in _DONE and may_enter):
        yield f"{entered} new entries in the journal"


def _entries(world: World) -> int:
    """What the journal tells of; not the locked notice that each ground begins with."""
    entries = world.rows(JournalEntryRow)
    return len([entry for entry in entries if not (entry.locked and entry.kind is EntryKind.NOTICE_POSTED)])


@contextmanager
def _noted() -> Iterator[list[Permission]]:
    """Every permission that a use case asks the gate for meanwhile."""
    asked: list[Permission] = []
    hold_to = Gate._hold_to

    def note(gate: Gate, permission: Permission) -> None:
        asked.append(permission)
        hold_to(gate, permission)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Gate, "_hold_to", note)
        yield asked
