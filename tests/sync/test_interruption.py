"""A run that is killed, anywhere, leaves a mirror that the next run brings to the same end."""

import os
import signal
from datetime import timedelta

import pytest
from sqlalchemy import event

from portal import clock
from portal.municipality import Municipality
from portal.storage.sync_runs import JobLockRow, RunOutcome, SyncRunRow
from portal.sync.lease import AlreadyRunning
from portal.sync.run import run_sync
from tests.sync.nova_fake import JONAS, NovaFake, case, caseworker, closed, person, task, uuid
from tests.sync.stories import START, add_up, make_settings, open_portal


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


def clean_story(folder: str, municipality: Municipality) -> list[tuple[object, ...]]:
    with open_portal(make_settings(f"sqlite:///{folder}/clean.db"), municipality) as portal:
        portal.sync(before())
        portal.sync(after())
        return portal.story()


def test_a_run_broken_off_at_any_question_is_made_good_by_the_next(
    tmp_path_factory: pytest.TempPathFactory, municipality: Municipality
) -> None:
    folder = str(tmp_path_factory.mktemp("questions"))
    story = clean_story(folder, municipality)
    broken = 0
    for point in range(1, 100):
        with open_portal(make_settings(f"sqlite:///{folder}/{point}.db"), municipality) as portal:
            portal.sync(before())
            nova = after()
            nova.before_answer = lambda _request, nova=nova, point=point: _die_when(len(nova.sent) == point)
            try:
                portal.sync(nova)
            except Killed:
                broken += 1
                [*_, run] = portal.rows(SyncRunRow)
                assert (run.outcome, run.error_class) == (RunOutcome.FAILED, "Killed")
            nova.before_answer = lambda _request: None
            assert portal.sync(nova).outcome is RunOutcome.COMPLETE
            assert portal.story() == story
        if broken < point:
            break
    assert broken >= 10


def test_a_run_broken_off_at_any_commit_is_made_good_by_the_next(
    tmp_path_factory: pytest.TempPathFactory, municipality: Municipality
) -> None:
    folder = str(tmp_path_factory.mktemp("commits"))
    story = clean_story(folder, municipality)
    broken = 0
    for point in range(1, 100):
        with open_portal(make_settings(f"sqlite:///{folder}/{point}.db"), municipality) as portal:
            portal.sync(before())
            commits = []

            def count(_connection: object, commits: list[int] = commits, point: int = point) -> None:
                commits.append(1)
                _die_when(len(commits) == point)

            event.listen(portal.engine, "commit", count)
            try:
                portal.sync(after())
            except Killed:
                broken += 1
            event.remove(portal.engine, "commit", count)
            with clock.frozen(START + timedelta(hours=1)):
                run = run_sync(portal.settings, portal.engine, municipality, wire=after())
            assert run.outcome is RunOutcome.COMPLETE
            assert add_up(run)
            assert portal.story() == story
        if broken < point:
            break
    assert broken >= 5


@pytest.mark.parametrize("point", [3, 5, 9])
def test_a_process_killed_outright_is_followed_by_a_run_that_ends_the_same(
    tmp_path_factory: pytest.TempPathFactory, municipality: Municipality, point: int
) -> None:
    folder = str(tmp_path_factory.mktemp("killed"))
    story = clean_story(folder, municipality)
    settings = make_settings(f"sqlite:///{folder}/killed.db")
    with open_portal(settings, municipality) as portal:
        portal.sync(before())
    child = os.fork()
    if child == 0:
        nova = after()
        nova.before_answer = lambda _request: os.kill(os.getpid(), signal.SIGKILL) if len(nova.sent) == point else None
        with open_portal(settings, municipality) as portal:
            portal.sync(nova)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL

    with open_portal(settings, municipality) as portal:
        [lock] = portal.rows(JobLockRow)
        with clock.frozen(lock.held_until - timedelta(seconds=1)), pytest.raises(AlreadyRunning):
            run_sync(settings, portal.engine, municipality, wire=after())
        with clock.frozen(lock.held_until):
            run = run_sync(settings, portal.engine, municipality, wire=after())
        assert run.outcome is RunOutcome.COMPLETE
        assert portal.story() == story
        killed = [row for row in portal.rows(SyncRunRow) if row.outcome is RunOutcome.FAILED]
        assert [row.error_class for row in killed] == ["interrupted"]


def _die_when(is_time: bool) -> None:
    if is_time:
        raise Killed
