"""The sync against the demo town's own case system, as the town really serves it."""

from datetime import timedelta

import httpx
import pytest

from portal import clock
from portal.demo.case_system import Credentials, Misbehaviour, create_case_system
from portal.demo.keeping import Recipe
from portal.demo.town.founding import found_town
from portal.storage.mirror import CaseEventRow, CaseRow
from portal.storage.sync_runs import RunOutcome, SyncRunRow
from portal.sync.run import run_sync
from tests.sync.nova_fake import SECRET
from tests.sync.stories import START, Portal, add_up

RECIPE = Recipe(seed=1, size=80, day_zero=START.date())


class RunningTown:
    """A town's case system, and the portal that reads it as the days pass."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.town = found_town(RECIPE)

    def is_read_after(self, days: int, misbehaviour: Misbehaviour | None = None) -> SyncRunRow:
        system = create_case_system(self.town, Credentials("portal", SECRET), clock, misbehaviour)
        with clock.frozen(START + timedelta(days=days)):
            portal = self.portal
            wire = httpx.WSGITransport(app=system)
            return run_sync(portal.settings, portal.engine, portal.municipality, wire=wire)


@pytest.fixture
def town(portal: Portal) -> RunningTown:
    return RunningTown(portal)


def test_the_town_comes_over_once_and_its_broken_case_is_set_aside(town: RunningTown) -> None:
    first = town.is_read_after(days=0)
    dump = town.portal.dump()
    second = town.is_read_after(days=0)

    assert (first.outcome, first.fetched, first.quarantined) == (RunOutcome.COMPLETE, 134, 1)
    assert (first.unknown_states, len(town.portal.rows(CaseRow))) == (1, 133)
    assert (second.outcome, second.unchanged) == (RunOutcome.COMPLETE, 133)
    assert town.portal.dump() == dump
    [(_, reason, pointer)] = town.portal.set_aside()
    assert (reason, pointer) == ("not_a_date", "/caseAttributes/caseDate")


def test_the_days_that_pass_in_town_are_seen(town: RunningTown) -> None:
    town.is_read_after(days=0)
    later = town.is_read_after(days=30)

    assert later.outcome is RunOutcome.COMPLETE
    assert later.updated > 0
    assert town.portal.rows(CaseEventRow)


@pytest.mark.parametrize(
    "misbehaviour",
    [
        Misbehaviour(failing_page=1),
        Misbehaviour(failing_page=1, failing_status=429),
        Misbehaviour(repeats_last_row=True),
    ],
    ids=["stumbles", "is busy", "repeats itself"],
)
def test_a_town_that_stumbles_is_read_all_the_same(town: RunningTown, misbehaviour: Misbehaviour) -> None:
    run = town.is_read_after(days=0, misbehaviour=misbehaviour)
    assert (run.outcome, run.inserted) == (RunOutcome.COMPLETE, 133)
    assert add_up(run)


@pytest.mark.parametrize(
    ("misbehaviour", "outcome", "reason"),
    [
        (Misbehaviour(talking_page=1), RunOutcome.FAILED, "not_json"),
        (Misbehaviour(failing_page=1, failures_left=99), RunOutcome.FAILED, "status_500"),
        (Misbehaviour(counted_total=81), RunOutcome.SUSPECT, "totals_disagree"),
    ],
    ids=["talks", "is down", "miscounts"],
)
def test_a_town_that_goes_wrong_costs_nobody_her_case(
    town: RunningTown, misbehaviour: Misbehaviour, outcome: RunOutcome, reason: str
) -> None:
    town.is_read_after(days=0)
    run = town.is_read_after(days=1, misbehaviour=misbehaviour)
    assert (run.outcome, run.error_class) == (outcome, reason)
    assert all(row.deleted_at is None for row in town.portal.rows(CaseRow))
