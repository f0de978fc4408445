"""Two runs of the sync at the same moment: one of them is it."""

import pytest

from portal import clock
from portal.storage.leases import HOLD, AlreadyRunning, JobLockRow, Lease
from tests.at_once import at_once
from tests.world import World


def tries_to_take(lease: Lease) -> bool:
    try:
        lease.acquire()
    except AlreadyRunning:
        return False
    return True


@pytest.mark.parametrize("was_left_behind", [False, True])
def test_a_job_is_taken_by_one(world: World, *, was_left_behind: bool) -> None:
    if was_left_behind:
        killed = Lease(world.engine, "sync:nova")
        with clock.frozen(clock.real() - 2 * HOLD):
            killed.acquire()
    first, second = Lease(world.engine, "sync:nova"), Lease(world.engine, "sync:nova")
    assert at_once(world.engine, "job_lock", lambda: tries_to_take(first), lambda: tries_to_take(second)) == (
        True,
        False,
    )
    first.keep()
    assert len(world.rows(JobLockRow)) == 1
