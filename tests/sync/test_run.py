"""One reading of the case system, from its beginning to its summary."""

from datetime import date, timedelta

import httpx
import pytest

from portal import clock
from portal.domain.cases import CaseState, PartyRole, TaskStatus
from portal.domain.people import person_ref
from portal.storage.freshness import last_complete_at
from portal.storage.leases import AlreadyRunning, JobLockRow, hold
from portal.storage.mirror import CaseEventRow, CaseRow, EventKind, PartyRow
from portal.storage.session import open_session
from portal.storage.sync_runs import RunOutcome, SyncRunRow
from portal.sync.run import run_sync
from tests.sync.nova_fake import (
    CASES,
    DISABILITY,
    JONAS,
    SUSANNE,
    TASKS,
    NovaFake,
    case,
    caseworker,
    closed,
    person,
    task,
    uuid,
)
from tests.sync.stories import PERSON_KEY, START, Portal, add_up


def test_a_case_comes_over_with_its_parties_caseworker_and_tasks(portal: Portal) -> None:
    nova = NovaFake(case(1, caseParties=[person("0101701234"), person("020280-4321", role="Sekundær")]))
    nova.tasks[uuid(1)] = [task(1), task(2, "Noget andet", "F")]

    run = portal.sync(nova)

    row = portal.case("S2026-1")
    assert (run.outcome, run.inserted, run.unmapped_tasks) == (RunOutcome.COMPLETE, 1, 1)
    assert (row.case_type, row.state, row.source_state) == ("additional_costs_adult", CaseState.DECIDING, "Oplyst")
    assert (row.caseworker, row.team, row.opened_on) == (SUSANNE, str(DISABILITY), date(2026, 9, 1))
    key = PERSON_KEY.encode()
    assert {(party.person_ref, party.role) for party in portal.rows(PartyRow)} == {
        (person_ref("0101701234", key), PartyRole.PRIMARY),
        (person_ref("0202804321", key), PartyRole.SECONDARY),
    }
    assert {(task.step, task.status) for task in portal.tasks_of("S2026-1")} == {
        ("received", TaskStatus.STARTED),
        (None, TaskStatus.FINISHED),
    }
    assert portal.rows(CaseEventRow) == []


def test_the_second_run_writes_nothing_to_the_mirror(portal: Portal) -> None:
    nova = NovaFake(*(case(number) for number in range(7)), closed(8), case(9, caseworker=None))
    nova.tasks[uuid(3)] = [task(1), task(2)]
    portal.sync(nova)
    before = portal.dump()

    with portal.counting_statements() as counted:
        run = portal.sync(nova)

    assert [statement for statement in counted if "mirror" in statement and "SELECT" not in statement] == []
    assert portal.dump() == before
    assert (run.outcome, run.unchanged, run.inserted, run.updated) == (RunOutcome.COMPLETE, 9, 0, 0)


def test_a_new_caseworker_is_seen_though_nothing_else_has_changed(portal: Portal) -> None:
    nova = NovaFake(case(1), case(2))
    portal.sync(nova)
    nova.cases[0]["caseworker"] = caseworker(JONAS)

    run = portal.sync(nova)

    assert (run.updated, run.unchanged) == (1, 1)
    assert portal.case("S2026-1").caseworker == JONAS
    [seen] = portal.rows(CaseEventRow)
    assert (seen.kind, seen.before, seen.after) == (EventKind.CASEWORKER_CHANGED, SUSANNE, JONAS)
    assert (seen.case_id, seen.run_id) == (portal.case("S2026-1").id, run.id)
    assert seen.observed_at == START + timedelta(minutes=2)


def test_a_case_that_passes_from_a_person_to_a_team_names_both(portal: Portal) -> None:
    nova = NovaFake(case(1))
    portal.sync(nova)
    nova.cases[0]["caseworker"] = {"losIdentity": {"administrativeUnitId": 900102}}

    portal.sync(nova)

    row, [seen] = portal.case("S2026-1"), portal.rows(CaseEventRow)
    assert (row.caseworker, row.team) == (None, "900102")
    assert (seen.before, seen.after) == (SUSANNE, "900102")


def test_a_new_state_is_seen_and_one_that_means_the_same_is_not_told(portal: Portal) -> None:
    nova = NovaFake(case(1), case(2, state={"progressState": "Bestilt"}))
    portal.sync(nova)
    nova.cases[0]["state"]["progressState"] = "Afgjort"
    nova.cases[1]["state"]["progressState"] = "Udfoert"

    run = portal.sync(nova)

    [seen] = portal.rows(CaseEventRow)
    assert (seen.kind, seen.before, seen.after) == (EventKind.STATE_CHANGED, "deciding", "decided")
    assert run.updated == 2


def test_parties_and_tasks_that_are_gone_are_gone_here_and_the_rest_keep_their_ids(portal: Portal) -> None:
    nova = NovaFake(case(1, caseParties=[person("0101701234"), person("0202804321")]))
    nova.tasks[uuid(1)] = [task(1), task(2)]
    portal.sync(nova)
    kept = {row.source_id: row.id for row in portal.tasks_of("S2026-1")}
    nova.cases[0]["caseParties"].pop()
    nova.tasks[uuid(1)] = [task(2, status="F"), task(3)]

    portal.sync(nova)

    tasks = {row.source_id: row for row in portal.tasks_of("S2026-1")}
    assert [row.person_ref for row in portal.rows(PartyRow)] == [person_ref("0101701234", PERSON_KEY.encode())]
    assert sorted(tasks) == [task(2)["taskUuid"], task(3)["taskUuid"]]
    assert tasks[task(2)["taskUuid"]].id == kept[task(2)["taskUuid"]]
    assert tasks[task(2)["taskUuid"]].status is TaskStatus.FINISHED


def test_a_case_gone_from_the_source_is_marked_and_comes_back_with_its_id(portal: Portal) -> None:
    nova = NovaFake(case(1), case(2))
    portal.sync(nova)
    case_id = portal.case("S2026-2").id
    gone = nova.cases.pop()

    run = portal.sync(nova)

    assert (run.outcome, run.tombstoned) == (RunOutcome.COMPLETE, 1)
    assert portal.case("S2026-2").deleted_at == START + timedelta(minutes=2)
    assert portal.sync(nova).tombstoned == 0

    nova.cases.append(gone)
    assert portal.sync(nova).updated == 1
    assert (portal.case("S2026-2").deleted_at, portal.case("S2026-2").id) == (None, case_id)
    assert portal.rows(CaseEventRow) == []


def test_when_too_many_are_missing_nothing_is_removed(portal: Portal) -> None:
    nova = NovaFake(*(closed(number) for number in range(30)))
    portal.sync(nova)
    del nova.cases[9:]

    run = portal.sync(nova)

    assert (run.outcome, run.error_class, run.tombstoned) == (RunOutcome.SUSPECT, "TooManyMissing", 0)
    assert all(row.deleted_at is None for row in portal.rows(CaseRow))


def test_twenty_missing_may_be_removed(portal: Portal) -> None:
    nova = NovaFake(*(closed(number) for number in range(30)))
    portal.sync(nova)
    del nova.cases[10:]

    run = portal.sync(nova)

    assert (run.outcome, run.tombstoned) == (RunOutcome.COMPLETE, 20)


def test_a_missing_case_that_the_source_still_has_is_not_removed(portal: Portal) -> None:
    nova = NovaFake(case(1), case(2))
    portal.sync(nova)
    hidden = nova.cases.pop()

    def show_only_when_asked(request: object) -> None:
        is_asked = nova.asked_for(CASES)[-1:] and nova.asked_for(CASES)[-1]["common"].get("uuid")
        nova.cases = [nova.cases[0], hidden] if is_asked else nova.cases[:1]

    nova.before_answer = show_only_when_asked
    run = portal.sync(nova)

    assert (run.outcome, run.tombstoned, run.unchanged) == (RunOutcome.COMPLETE, 0, 2)
    assert add_up(run)


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_a_source_that_cannot_say_whether_a_case_is_gone_removes_none(portal: Portal, status: int) -> None:
    nova = NovaFake(closed(1), closed(2))
    portal.sync(nova)
    nova.cases.pop()

    def fail_when_asked(_request: object) -> None:
        if nova.sent[-1].url.path == CASES and nova.asked_for(CASES)[-1]["common"].get("uuid"):
            nova.scripted = [httpx.Response(status)] * 3

    nova.before_answer = fail_when_asked
    run = portal.sync(nova)

    assert (run.outcome, run.tombstoned) == (RunOutcome.SUSPECT, 0)
    assert portal.case("S2026-2").deleted_at is None


def test_closed_cases_have_their_tasks_read_when_listed_anew_and_else_once_in_thirty_runs(portal: Portal) -> None:
    nova = NovaFake(closed(1), case(2))
    portal.sync(nova)
    asked_first = len(nova.asked_for(TASKS))
    nova.sent.clear()
    for _ in range(30):
        portal.sync(nova)
    asked = [body["caseUuid"] for body in nova.asked_for(TASKS)]
    assert asked_first == 2
    assert (asked.count(uuid(1)), asked.count(uuid(2))) == (1, 30)

    nova.sent.clear()
    nova.cases[0]["caseAttributes"]["userFriendlyCaseNumber"] = "S2026-1b"
    nova.tasks[uuid(1)] = [task(1)]
    portal.sync(nova)
    assert uuid(1) in [body["caseUuid"] for body in nova.asked_for(TASKS)]
    assert len(portal.tasks_of("S2026-1b")) == 1


def test_only_a_complete_run_makes_the_portal_fresh(portal: Portal) -> None:
    nova = NovaFake(case(1))

    def fresh_at() -> object:
        with open_session(portal.engine) as session:
            return last_complete_at(session, "nova")

    assert fresh_at() is None
    nova.claimed_total = 5
    assert portal.sync(nova).outcome is RunOutcome.SUSPECT
    assert fresh_at() is None
    nova.claimed_total = None
    portal.sync(nova)
    assert fresh_at() == START + timedelta(minutes=2)
    nova.claimed_total = 5
    portal.sync(nova)
    assert fresh_at() == START + timedelta(minutes=2)


def test_two_runs_never_go_on_at_once(portal: Portal) -> None:
    with hold(portal.engine, "sync:nova"), pytest.raises(AlreadyRunning):
        run_sync(portal.settings, portal.engine, portal.municipality, wire=NovaFake(case(1)))
    assert portal.rows(SyncRunRow) == []
    assert portal.sync(NovaFake(case(1))).outcome is RunOutcome.COMPLETE
    assert portal.rows(JobLockRow) == []


def test_a_runner_that_was_silent_too_long_writes_nothing_more(portal: Portal) -> None:
    nova = NovaFake(case(1))

    def let_another_take_over(request: object) -> None:
        if nova.asked_for(TASKS):
            with clock.frozen(clock.real() + timedelta(minutes=5)):
                nova.before_answer = lambda _request: None
                run_sync(portal.settings, portal.engine, portal.municipality, wire=nova)

    nova.before_answer = let_another_take_over
    run = portal.sync(nova)

    assert (run.outcome, run.error_class) == (RunOutcome.FAILED, "LeaseLost")
    assert len(portal.rows(CaseRow)) == 1
    assert sorted(row.outcome for row in portal.rows(SyncRunRow)) == [RunOutcome.COMPLETE, RunOutcome.FAILED]


def test_the_number_of_statements_does_not_grow_with_the_cases(portal: Portal) -> None:
    def statements(*numbers: int) -> int:
        nova = NovaFake(*(case(number) for number in numbers))
        for number in numbers:
            nova.tasks[uuid(number)] = [task(1), task(2)]
        with portal.counting_statements() as counted:
            portal.sync(nova)
        return sum(count for statement, count in counted.items() if statement.startswith("SELECT mirror"))

    assert statements(*range(2)) == statements(*range(100))


def test_only_what_was_closed_when_it_was_first_seen_and_stays_closed_is_past(portal: Portal) -> None:
    nova = NovaFake(closed(1), closed(2), case(3))
    portal.sync(nova)
    nova.cases = [closed(1), case(2), closed(3)]
    portal.sync(nova)
    nova.cases = [closed(1), closed(2), closed(3)]
    portal.sync(nova)
    assert {row.case_number for row in portal.rows(CaseRow) if row.is_past} == {"S2026-1"}
