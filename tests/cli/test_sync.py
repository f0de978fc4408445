"""What `flask sync` tells somebody who runs it."""

import time
from datetime import timedelta

import httpx
import pytest

from portal import clock
from portal.cli.sync import run, status
from portal.storage.leases import Lease
from portal.storage.mirror import CaseRow
from portal.storage.sync_runs import RunOutcome, SyncRunRow
from tests.cli.conftest import Desk
from tests.sync.nova_fake import case, person, uuid
from tests.sync.stories import START


def test_reading_now_tells_what_came(desk: Desk) -> None:
    desk.nova.cases = [case(1), case(2)]

    told = desk.types(run)

    assert told.exit_code == 0
    assert "Last run: complete" in told.output
    assert "2 new, 0 changed" in told.output
    assert len(desk.portal.rows(CaseRow)) == 2


def test_a_source_that_is_down_is_told_in_words_and_in_the_exit_code(desk: Desk) -> None:
    desk.nova.scripted = [httpx.Response(503)] * 5

    told = desk.types(run)

    assert told.exit_code == 1
    assert "Last run: failed (status_503)" in told.output
    assert "Traceback" not in told.output


def test_the_status_before_the_first_run_says_so(desk: Desk) -> None:
    told = desk.types(status)
    assert told.exit_code == 0
    assert told.output == "nova: never read completely.\n0 set aside.\n"


def test_the_status_tells_age_counts_and_what_is_set_aside_without_a_word_of_it(desk: Desk) -> None:
    broken = case(2, caseParties=[person("010170-12345", "Anna Test Andersen")])
    desk.nova.cases = [case(1), broken]
    desk.types(run)

    with clock.frozen(START + timedelta(minutes=7, seconds=30)):
        told = desk.types(status)

    assert "last read completely at 2026-11-20 09:00:00 UTC, 7 min ago." in told.output
    assert "1 new" in told.output
    assert "1 set aside." in told.output
    assert f"{uuid(2)}  not_a_cpr_number at /caseParties/0/identification" in told.output
    assert "010170" not in told.output
    assert "Anna" not in told.output


@pytest.mark.parametrize(
    ("age", "told"),
    [(timedelta(seconds=59), "59 s ago"), (timedelta(minutes=119), "119 min ago"), (timedelta(hours=49), "49 h ago")],
)
def test_age_is_told_in_what_fits(desk: Desk, age: timedelta, told: str) -> None:
    desk.types(run)
    with clock.frozen(START + age):
        assert told in desk.types(status).output


def test_a_failed_run_does_not_make_the_portal_look_fresh(desk: Desk) -> None:
    desk.types(run)
    with clock.frozen(START + timedelta(hours=3)):
        desk.nova.claimed_total = 9
        assert desk.types(run).exit_code == 1
        told = desk.types(status).output
    assert "at 2026-11-20 09:00:00 UTC, 3 h ago." in told
    assert "Last run: suspect (totals_disagree)" in told


def test_a_run_waits_for_the_one_that_is_under_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Lease(desk.portal.engine, "sync:nova")
    other.acquire()
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            other.release()

    monkeypatch.setattr(time, "sleep", wait)
    told = desk.types(run)
    assert (told.exit_code, len(waits)) == (0, 3)
    assert told.output.count("Waiting for at most 60 s.") == 1


def test_a_run_that_has_waited_long_enough_gives_up_with_a_reason(desk: Desk) -> None:
    Lease(desk.portal.engine, "sync:nova").acquire()

    told = desk.types(run, "--wait", "0")

    assert told.exit_code == 1
    assert "Another run is under way." in told.output
    assert desk.portal.rows(SyncRunRow) == []


def test_the_next_run_starts_though_the_last_one_was_killed(desk: Desk) -> None:
    Lease(desk.portal.engine, "sync:nova").acquire()
    with clock.frozen(START + timedelta(seconds=30)):
        assert desk.types(run, "--wait", "0").exit_code == 0
    assert [row.outcome for row in desk.portal.rows(SyncRunRow)] == [RunOutcome.COMPLETE]
