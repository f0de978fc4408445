"""A run that is killed, anywhere, leaves a mirror that the next run brings to the same end."""

import os
import signal
from datetime import timedelta
from functools import partial
from itertools import count

import pytest
from sqlalchemy import event

from portal import clock
from portal.municipality import Municipality
from portal.storage.leases import AlreadyRunning, JobLockRow
from portal.storage.sync_runs import RunOutcome, SyncRunRow
from portal.sync.run import run_sync
from tests.databases import Databases
from tests.sync.nova_fake import JONAS, NovaFake, case, caseworker, closed, person, task, uuid
from tests.sync.stories import START, add_up, open_portal


class Killed(BaseException):
    """The run ends here."""


def before() -> NovaFake:
    nova = NovaFake(*(case(number) for number in range(5)), closed(5), closed(6))
    nova.tasks = {uuid(1): [task(1)], uuid(5): [task(2)]}
    nova.rows_a_page = 2
    return nova


def after() -> NovaFake:
    nova = before()
    nova.cases[0]["caseworker"] = caseworker(JONAS)
    nova.cases[1]["state"]["progressState"] = "Afgjort"
    nova.cases[2]["caseParties"] = [person("0202804321")]
    nova.cases[3]["caseAttributes"]["caseDate"] = "broken"
    nova.tasks = {uuid(1): [task(1, status="F"), task(3)]}
    nova.cases[5] = case(7)
    return nova


@pytest.fixture
def first_synced(databases: Databases, municipality: Municipality) -> str:
    """A database that has had its first sync."""
    url = databases.new()
    with open_portal(url, municipality) as portal:
        portal.sync(before())
    return url


@pytest.fixture
def clean_story(databases: Databases, first_synced: str, municipality: Municipality) -> list[tuple[object, ...]]:
    with open_portal(databases.copy(first_synced), municipality) as portal:
        portal.sync(after())
        return portal.story()


def test_a_run_broken_off_at_any_question_is_made_good_by_the_next(
    databases: Databases, municipality: Municipality, first_synced: str, clean_story: list[tuple[object, ...]]
) -> None:
    broken = 0
    for point in range(1, 100):
        with open_portal(databases.copy(first_synced), municipality) as portal:
            nova = after()
            nova.before_answer = partial(_die_at, point, nova)
            try:
                portal.sync(nova)
            except Killed:
                broken += 1
                [*_, run] = portal.rows(SyncRunRow)
                assert (run.outcome, run.error_class) == (RunOutcome.FAILED, "Killed")
            nova.before_answer = lambda _request: None
            assert portal.sync(nova).outcome is RunOutcome.COMPLETE
            assert portal.story() == clean_story
        if broken < point:
            break
    assert broken >= 10


@pytest.mark.parametrize("moment", ["question", "commit"])
def test_a_process_killed_outright_is_followed_by_a_run_that_ends_the_same(
    moment: str,
    databases: Databases,
    municipality: Municipality,
    first_synced: str,
    clean_story: list[tuple[object, ...]],
) -> None:
    kills = 0
    for point in range(1, 100):
        url = databases.copy(first_synced)
        if not was_killed(url, municipality, moment, point):
            break
        kills += 1
        with open_portal(url, municipality) as portal, clock.frozen(START + timedelta(hours=1)):
            run = run_sync(portal.settings, portal.engine, municipality, wire=after())
            assert run.outcome is RunOutcome.COMPLETE
            assert portal.story() == clean_story
            killed = [row.error_class for row in portal.rows(SyncRunRow) if row.outcome is RunOutcome.FAILED]
            assert killed in ([], ["interrupted"])
    assert kills >= 5


def test_the_job_of_a_killed_run_is_free_after_half_a_minute(database_url: str, municipality: Municipality) -> None:
    assert was_killed(database_url, municipality, "question", 3)
    with open_portal(database_url, municipality) as portal:
        [lock] = portal.rows(JobLockRow)
        with clock.frozen(lock.held_until - timedelta(seconds=1)), pytest.raises(AlreadyRunning):
            run_sync(portal.settings, portal.engine, municipality, wire=after())
        with clock.frozen(lock.held_until):
            run = run_sync(portal.settings, portal.engine, municipality, wire=after())
        assert (run.outcome, add_up(run)) == (RunOutcome.COMPLETE, True)
        assert lock.held_until - START <= timedelta(minutes=2)


def was_killed(database_url: str, municipality: Municipality, moment: str, point: int) -> bool:
    """Let a process of its own run the sync and kill itself at its nth question or just before its nth commit."""
    child = os.fork()
    if child == 0:
        nova, moments = after(), count(1)

        def kill_in_time(_told: object) -> None:
            if next(moments) == point:
                os.kill(os.getpid(), signal.SIGKILL)

        with open_portal(database_url, municipality) as portal:
            if moment == "question":
                nova.before_answer = kill_in_time
            else:
                event.listen(portal.engine, "commit", kill_in_time)
            portal.sync(nova)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL)
    return status != 0


def _die_at(point: int, nova: NovaFake, _request: object) -> None:
    if len(nova.sent) == point:
        raise Killed
