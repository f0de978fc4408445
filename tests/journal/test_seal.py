"""Entries are numbered in the order in which they were committed, by one runner, once."""

import pytest

from portal import clock
from portal.journal.seal import JOB, seal_entries
from portal.storage.leases import AlreadyRunning, hold
from tests.at_once import at_once
from tests.journal.stories import enters, sealed, seals
from tests.world import World


def test_entries_get_numbers_in_order_and_once(world: World) -> None:
    case_id = world.a_case()
    first = enters(world, case_id, "først", minutes_ago=5)
    second = enters(world, case_id, "så", minutes_ago=3)
    assert seals(world) == 2
    assert seals(world) == 0
    assert [(entry.number, entry.id) for entry in sealed(world)] == [(1, first), (2, second)]


def test_what_was_written_earlier_but_committed_later_comes_after_what_is_sealed(world: World) -> None:
    """Whoever has collected up to number 1 would otherwise never get it."""
    case_id = world.a_case()
    quick = enters(world, case_id, "hurtig")
    seals(world)
    slow = enters(world, case_id, "langsom", minutes_ago=10)
    seals(world)
    assert [entry.id for entry in sealed(world)] == [quick, slow]


def test_only_one_runner_seals(world: World) -> None:
    enters(world, world.a_case(), "ja")
    with hold(world.engine, JOB), pytest.raises(AlreadyRunning):
        seals(world)
    assert seals(world) == 1


def test_two_runners_at_once_leave_one_unbroken_chain(world: World) -> None:
    case_id = world.a_case()
    for number in range(5):
        enters(world, case_id, f"nr. {number}")

    def tries() -> int:
        try:
            return seal_entries(world.engine, now=clock.now())
        except AlreadyRunning:
            return 0

    assert sorted(at_once(world.engine, "job_lock", tries, tries)) == [0, 5]
    assert [entry.number for entry in sealed(world)] == [1, 2, 3, 4, 5]
