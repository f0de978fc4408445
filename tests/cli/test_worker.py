"""The worker does each job when it is due, and one that breaks stops no other."""

import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from structlog.testing import capture_logs

from portal import clock
from portal.access.processing_times import JOB
from portal.access.sign_ins import NewCitizenSignIn, SignIns
from portal.cli.times import times
from portal.cli.worker import (
    Job,
    StopAsked,
    count_times_once,
    forget_sign_ins_once,
    run_due_jobs,
    stop_on_signals,
    sync_once,
    worker,
)
from portal.domain.people import Person, PersonRef
from portal.storage.leases import JobLockRow, Lease
from portal.storage.mirror import CaseRow
from portal.storage.processing_times import TimesCountRow
from portal.storage.sync_runs import RunOutcome, SyncRunRow
from tests.cli.conftest import Desk
from tests.sync.nova_fake import case
from tests.sync.stories import START

HOUR = timedelta(hours=1)


def job(work: Callable[[], None]) -> Job:
    return Job("sync", HOUR, work)


def test_a_job_is_done_at_once_and_then_when_it_is_due() -> None:
    done: list[int] = []
    jobs = [job(lambda: done.append(1))]
    with clock.frozen(START):
        run_due_jobs(jobs)
    with clock.frozen(START + timedelta(minutes=59)):
        assert run_due_jobs(jobs) == 60
    assert len(done) == 1
    with clock.frozen(START + HOUR):
        run_due_jobs(jobs)
    assert len(done) == 2


def test_the_worker_looks_again_within_a_minute() -> None:
    with clock.frozen(START):
        assert run_due_jobs([job(lambda: None)]) == 60
        assert run_due_jobs([]) == 60


def test_old_sign_ins_are_forgotten_and_told_in_a_line_without_names(desk: Desk) -> None:
    sign_ins = SignIns(desk.runtime.engine, desk.runtime.municipality, idle=HOUR)
    person = Person(PersonRef("a" * 64), "Anna Test Andersen")
    sign_ins.open(NewCitizenSignIn("1", None, person, "substantial", (), START, "signed"), replaces=None, now=START)
    with capture_logs() as lines:
        forget_sign_ins_once(desk.runtime)
        forget_sign_ins_once(desk.runtime)
    [line] = lines
    assert line == {"event": "sign_ins_forgotten", "log_level": "info", "id_tokens": 1, "sign_ins": 0, "attempts": 0}


def test_a_job_that_breaks_is_one_line_and_is_tried_again() -> None:
    def break_down() -> None:
        raise OSError("Anna Test Andersen 010170-1234")

    jobs = [job(break_down)]
    with capture_logs() as lines:
        for hours in range(2):
            with clock.frozen(START + hours * HOUR):
                run_due_jobs(jobs)
    assert lines == [{"event": "job_failed", "log_level": "warning", "job": "sync", "reason": "OSError"}] * 2


def test_a_failed_run_is_one_line_and_the_next_one_is_well(desk: Desk) -> None:
    desk.nova.cases = [case(1)]
    desk.nova.scripted = [httpx.Response(403)]
    with capture_logs() as lines:
        sync_once(desk.runtime)
        sync_once(desk.runtime)
        sync_once(desk.runtime)
    assert [line["event"] for line in lines] == ["sync_not_complete", "sync_changed"]
    assert lines[0]["reason"] == "status_403"
    assert len(desk.portal.rows(CaseRow)) == 1


def test_a_run_under_way_elsewhere_is_left_alone(desk: Desk) -> None:
    Lease(desk.portal.engine, "sync:nova").acquire()
    with capture_logs() as lines:
        sync_once(desk.runtime)
    assert [line["event"] for line in lines] == ["sync_already_running"]
    assert desk.portal.rows(SyncRunRow) == []


def test_a_reading_that_brings_many_cases_changes_at_once_what_is_told_of_times(desk: Desk) -> None:
    desk.nova.cases = [case(number) for number in range(19)]
    with capture_logs() as lines:
        sync_once(desk.runtime)
        desk.nova.cases += [case(number) for number in range(100, 120)]
        sync_once(desk.runtime)
    assert [line["event"] for line in lines] == ["sync_changed", "sync_changed", "times_counted"]


def test_what_another_worker_counts_is_left_to_it(desk: Desk) -> None:
    Lease(desk.portal.engine, JOB).acquire()
    with capture_logs() as lines:
        count_times_once(desk.runtime)
    assert lines == []
    assert desk.portal.rows(TimesCountRow) == []
    assert desk.types(times, "count").exit_code == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_breaks_off_whatever_is_done_and_is_given_back_afterwards(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with pytest.raises(StopAsked), stop_on_signals():
        os.kill(os.getpid(), number)
    assert signal.getsignal(number) == before


def test_the_worker_ends_quietly_in_the_midst_of_a_run(desk: Desk) -> None:
    desk.nova.cases = [case(1), case(2)]

    def stop_at_the_third_question(_request: object) -> None:
        if len(desk.nova.sent) == 3:
            os.kill(os.getpid(), signal.SIGTERM)

    desk.nova.before_answer = stop_at_the_third_question
    told = desk.types(worker)

    assert (told.exit_code, told.exception) == (0, None)
    [run] = desk.portal.rows(SyncRunRow)
    assert (run.outcome, run.error_class) == (RunOutcome.FAILED, "StopAsked")
    assert desk.portal.rows(JobLockRow) == []


def test_the_worker_syncs_on_schedule(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.nova.cases = [case(1)]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(time, "sleep", sleep)
    assert desk.types(worker).exit_code == 0
    assert slept == [15.0]
    assert [run.outcome for run in desk.portal.rows(SyncRunRow)] == [RunOutcome.COMPLETE]
