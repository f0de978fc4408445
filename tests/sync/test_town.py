"""The sync against the demo town's own case system, as the town really serves it."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from portal import clock
from portal.access.runtime import Runtime
from portal.demo.case_system import Credentials, Misbehaviour, create_case_system
from portal.demo.hearings import begin_hearings
from portal.demo.keeping import Recipe
from portal.demo.town.founding import found_town
from portal.domain.hearings import HearingState
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.mirror import CaseEventRow, CaseRow, PartyRow
from portal.storage.records.hearings import HearingRow
from portal.storage.session import open_session
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


def kept(portal: Portal, kind: type[Any]) -> list[Any]:
    with open_session(portal.engine, "records") as session:
        return list(session.scalars(select(kind)))


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


def test_one_hearing_waits_for_amina_and_an_answer_to_another_for_susanne_however_often_it_starts(
    town: RunningTown,
) -> None:
    town.is_read_after(days=0)
    portal = town.portal
    runtime = Runtime(portal.settings, portal.municipality, portal.engine, portal.engine, portal.engine)
    for days in (0, 1):
        with clock.frozen(START + timedelta(days=days)):
            begin_hearings(runtime)
    offered, answered = sorted(kept(portal, HearingRow), key=lambda row: row.state, reverse=True)
    assert (offered.state, answered.state) == (HearingState.OFFERED, HearingState.ANSWERED)
    names = {row.person_ref: row.name for row in portal.rows(PartyRow)}
    assert [names[row.party_ref] for row in (offered, answered)] == ["Amina Test Hassan", "Sofie Test Skov"]
    cases = {row.id: row.caseworker for row in portal.rows(CaseRow)}
    susanne = portal.municipality.staff_by_sign_in("skr")
    assert susanne is not None
    assert cases[answered.case_id] == susanne.source_id
    assert [row.kind for row in kept(portal, JournalEntryRow)].count(EntryKind.HEARING_OFFERED) == 2
