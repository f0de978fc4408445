"""A case system that collects the journal, and is killed at any moment: it misses nothing, and knows what it has."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

import pytest

from portal.storage.journal import JournalFilingRow
from tests.journal.stories import enters, seals
from tests.world import JOURNAL_TOKEN, PORTAL, World

SHOWN = {"Authorization": f"Bearer {JOURNAL_TOKEN}"}


class Killed(Exception):  # noqa: N818 -- it names what happened
    """The client was killed here."""


@dataclass
class CaseSystem:
    """Keeps what it has stored, and loses everything else when it is killed."""

    world: World
    chance: Random
    mortal: bool = True
    stored: dict[str, dict[str, Any]] = field(default_factory=dict)
    repeats: int = 0
    gone_on_after: int = 0

    def runs(self) -> None:
        """Collect until there is no more, filing each page, or until it is killed."""
        client = self.world.app.test_client()
        while True:
            query = {"after": str(self.gone_on_after), "limit": "3"}
            answer = client.get("/journal/v1/entries", query_string=query, headers=SHOWN, base_url=PORTAL)
            self._may_be_killed()
            page = answer.get_json()
            for entry in page["entries"]:
                self.repeats += entry["id"] in self.stored
                self.stored[entry["id"]] = entry
                self._may_be_killed()
            if page["entries"]:
                filed = {"ids": [entry["id"] for entry in page["entries"]]}
                client.post("/journal/v1/filings", json=filed, headers=SHOWN, base_url=PORTAL)
            self._may_be_killed()
            self.gone_on_after = page["next_after"]
            if not page["has_more"]:
                return

    def _may_be_killed(self) -> None:
        if self.mortal and self.chance.random() < 0.15:
            raise Killed


@pytest.mark.parametrize("seed", range(6))
def test_no_entry_is_missed_however_often_either_side_is_killed(world: World, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 -- when somebody is killed, not a secret
    case_system, entered = CaseSystem(world, chance), list(_entries(world, chance))
    for _ in range(60):
        try:
            case_system.runs()
        except Killed:
            continue
        break
    case_system.mortal = False
    case_system.runs()
    assert sorted(map(UUID, case_system.stored)) == sorted(entered)
    numbers = sorted(entry["number"] for entry in case_system.stored.values())
    assert numbers == list(range(1, len(entered) + 1))
    assert {filing.entry_id for filing in world.rows(JournalFilingRow)} == set(entered)


def _entries(world: World, chance: Random) -> Iterator[UUID]:
    """Entries of some cases, sealed now and then, the last ones at the end."""
    cases = [world.a_case(), world.a_case(party="Bo")]
    for number in range(14):
        yield enters(world, chance.choice(cases), f"nr. {number}", minutes_ago=chance.randrange(50))
        if chance.random() < 0.4:
            seals(world)
    seals(world)
