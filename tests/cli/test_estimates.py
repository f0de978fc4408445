"""The night's work on expected ranges can be typed, and the worker does it by itself."""

from datetime import timedelta

from structlog.testing import capture_logs

from portal import clock
from portal.cli.estimates import estimates
from portal.cli.worker import expect_once, sync_once
from portal.storage.leases import Lease
from tests.cli.conftest import Desk
from tests.sync.nova_fake import case
from tests.sync.stories import START

OPENED_YESTERDAY = {
    "title": "Secret title",
    "userFriendlyCaseNumber": "S2026-1",
    "caseDate": f"{START - timedelta(days=1):%Y-%m-%d}T00:00:00",
}


def test_the_night_is_typed_and_told_in_a_line(desk: Desk) -> None:
    desk.nova.cases.append(case(1))
    sync_once(desk.runtime)
    assert "Nothing to say" in desk.types(estimates, "refresh").output
    desk.nova.cases.append(case(2))
    sync_once(desk.runtime)
    told = desk.types(estimates, "fit")
    assert (told.exit_code, told.output.split(". ")[0]) == (0, "Cases read: 1")
    assert desk.types(estimates, "fit", "--anew").output.startswith("Cases read: 2. ")


def test_two_at_once_are_refused(desk: Desk) -> None:
    lease = Lease(desk.runtime.engine, "estimates")
    lease.acquire()
    assert desk.types(estimates, "fit").exit_code == 1
    with capture_logs() as lines:
        expect_once(desk.runtime)
    assert lines == []


def test_the_worker_fits_once_a_day_and_reads_what_has_changed_in_between(desk: Desk) -> None:
    versions = []
    for hours in (0, 1, 30):
        with clock.frozen(START + timedelta(hours=hours)):
            desk.nova.cases.append(case(10 + hours, caseAttributes=OPENED_YESTERDAY))
            sync_once(desk.runtime)
            with capture_logs() as lines:
                expect_once(desk.runtime)
        versions.append([(line["version"], line["said"]) for line in lines])
    assert versions == [[(1, 1)], [(1, 1)], [(2, 1)]]


def test_nothing_is_said_while_the_case_system_is_being_read_for_the_first_time(desk: Desk) -> None:
    desk.nova.cases.extend(case(number, caseAttributes=OPENED_YESTERDAY) for number in range(1, 31))
    said = []
    for minutes in (0, 10):
        with clock.frozen(START + timedelta(minutes=minutes)):
            sync_once(desk.runtime)
            with capture_logs() as lines:
                expect_once(desk.runtime)
        said.append([(line["version"], line["said"]) for line in lines])
    assert said == [[], [(1, 30)]]
