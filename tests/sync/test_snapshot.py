"""What one reading of the case system takes in, and what it sets aside."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.cases import CaseState
from portal.municipality import Municipality
from portal.storage.mirror import CaseRow
from portal.storage.sync_runs import QuarantineRow, RunOutcome
from tests.databases import empty
from tests.sync.nova_fake import CASES, NovaFake, Record, case, closed, person, task, uuid
from tests.sync.stories import Portal, add_up, open_portal


def with_broken_date(number: int) -> Record:
    broken = case(number)
    broken["caseAttributes"]["caseDate"] = "31-02-2026 kl. 10"
    return broken


def test_a_broken_record_is_set_aside_and_the_odd_ones_are_shown(portal: Portal) -> None:
    nova = NovaFake(
        case(1),
        with_broken_date(2),
        case(3, state={"progressState": "Genoptaget"}),
        case(4, caseworker=None),
    )

    run = portal.sync(nova)

    assert portal.set_aside() == [(uuid(2), "not_a_date", "/caseAttributes/caseDate")]
    assert (run.outcome, run.inserted, run.quarantined, run.unknown_states) == (RunOutcome.COMPLETE, 3, 1, 1)
    assert portal.case("S2026-3").state is CaseState.UNKNOWN
    assert portal.case("S2026-3").source_state == "Genoptaget"
    assert portal.case("S2026-4").caseworker is None
    assert add_up(run)


def test_a_case_that_breaks_stays_as_it_was_until_it_is_mended(portal: Portal) -> None:
    nova = NovaFake(case(1))
    portal.sync(nova)
    nova.cases[0]["caseParties"] = [person("010170-123")]
    before = portal.dump()

    for _ in range(2):
        run = portal.sync(nova)
        assert (run.outcome, run.tombstoned) == (RunOutcome.COMPLETE, 0)
    [noted] = portal.rows(QuarantineRow)
    assert portal.dump() == before
    assert (noted.attempts, noted.pointer, noted.resolved_at) == (2, "/caseParties/0/identification", None)

    nova.cases[0] = case(1)
    portal.sync(nova)
    assert portal.set_aside() == []


def test_a_broken_task_sets_its_case_aside(portal: Portal) -> None:
    nova = NovaFake(case(1))
    nova.tasks[uuid(1)] = [task(1), task(2, taskDeadline="soon")]

    portal.sync(nova)

    assert portal.set_aside() == [(uuid(1), "not_a_date", "/taskList/1/taskDeadline")]


def test_records_without_an_id_are_set_aside_too(portal: Portal) -> None:
    nova = NovaFake(case(1), {"caseAttributes": {"title": "x"}}, {"common": {"uuid": "0101701234"}})

    run = portal.sync(nova)

    assert (run.outcome, run.quarantined) == (RunOutcome.COMPLETE, 2)
    assert {pointer for _, _, pointer in portal.set_aside()} == {"/common", "/common/uuid"}
    assert "0101701234" not in repr(portal.set_aside())


@pytest.mark.parametrize(("bad", "outcome"), [(19, RunOutcome.COMPLETE), (20, RunOutcome.FAILED)])
def test_a_run_in_which_very_many_are_broken_fails(portal: Portal, bad: int, outcome: RunOutcome) -> None:
    nova = NovaFake(*(closed(number) for number in range(30)))
    portal.sync(nova)
    nova.cases[:bad] = [with_broken_date(number) for number in range(bad)]

    run = portal.sync(nova)

    assert run.outcome is outcome
    assert all(row.deleted_at is None for row in portal.rows(CaseRow))


def test_pages_that_move_while_they_are_read_are_walked_again(portal: Portal) -> None:
    nova = NovaFake(*(case(number) for number in range(10)))
    nova.rows_a_page = 4

    def drop_the_first_after_the_first_page(_request: object) -> None:
        if len(nova.asked_for(CASES)) == 2 and len(nova.cases) == 10:
            del nova.cases[0]

    nova.before_answer = drop_the_first_after_the_first_page
    run = portal.sync(nova)

    assert (run.outcome, run.source_total) == (RunOutcome.COMPLETE, 9)
    live = {row.case_number for row in portal.rows(CaseRow) if row.deleted_at is None}
    assert live == {f"S2026-{number}" for number in range(1, 10)}
    assert add_up(run)
    assert run.duplicates > 0


def test_a_case_made_while_the_pages_are_read_is_not_missed(portal: Portal) -> None:
    nova = NovaFake(*(case(number) for number in range(10)))
    nova.rows_a_page = 4

    def add_one_at_the_front(_request: object) -> None:
        if len(nova.asked_for(CASES)) == 2 and len(nova.cases) == 10:
            nova.cases.insert(0, case(99))

    nova.before_answer = add_one_at_the_front
    run = portal.sync(nova)

    assert (run.outcome, run.inserted) == (RunOutcome.COMPLETE, 11)
    assert add_up(run)


def test_a_total_that_never_agrees_makes_the_run_suspect_and_removes_nothing(portal: Portal) -> None:
    nova = NovaFake(case(1), case(2))
    portal.sync(nova)
    nova.cases.pop()
    nova.claimed_total = 7

    run = portal.sync(nova)

    assert (run.outcome, run.error_class) == (RunOutcome.SUSPECT, "totals_disagree")
    assert portal.case("S2026-2").deleted_at is None
    assert add_up(run)


def test_a_listing_without_end_is_left(portal: Portal) -> None:
    nova = NovaFake(case(1))
    nova.rearrange = lambda pages: pages * 5_000

    run = portal.sync(nova)

    assert (run.outcome, len(portal.rows(CaseRow))) == (RunOutcome.COMPLETE, 1)
    assert run.pages < 1000
    assert add_up(run)


def test_the_walk_asks_for_all_six_states_from_row_one_and_never_for_titles(portal: Portal) -> None:
    nova = NovaFake(*(case(number) for number in range(5)))
    nova.rows_a_page = 2

    portal.sync(nova)

    first, *rest = nova.asked_for(CASES)
    assert [state["progressState"] for state in first["states"]["states"]] == [
        "Opstaaet",
        "Oplyst",
        "Afgjort",
        "Bestilt",
        "Udfoert",
        "Afsluttet",
    ]
    assert first["paging"] == {"startRow": 1, "numberOfRows": 500, "calculateTotalNumberOfRows": True}
    assert [body["paging"]["startRow"] for body in rest] == [3, 5]
    assert "title" not in json.dumps(first["caseGetOutput"])
    assert len({body["common"]["transactionId"] for body in nova.asked_for(CASES)}) == 3


def scenario() -> NovaFake:
    nova = NovaFake(
        *(case(number, caseParties=[person("0101701234"), person("0202804321")]) for number in range(6)),
        closed(6),
        with_broken_date(7),
        case(8, caseworker=None),
    )
    nova.tasks = {uuid(number): [task(number), task(number + 100, status="N")] for number in range(0, 9, 2)}
    return nova


@pytest.fixture(scope="module")
def clean_story(worker_database_url: str, municipality: Municipality) -> list[tuple[object, ...]]:
    with open_portal(worker_database_url, municipality) as portal:
        portal.sync(scenario())
        story = portal.story()
    empty(worker_database_url)
    return story


@pytest.mark.usefixtures("database_url")
@given(data=st.data())
@settings(max_examples=settings().max_examples // 4)  # an example is two whole runs into a fresh database
def test_any_order_and_any_repetition_of_pages_gives_the_same_mirror(
    data: st.DataObject,
    municipality: Municipality,
    clean_story: list[tuple[object, ...]],
    worker_database_url: str,
) -> None:
    empty(worker_database_url)  # of the example before
    nova = scenario()
    nova.cases = data.draw(st.permutations(nova.cases))
    nova.rows_a_page = data.draw(st.integers(1, 10))
    count = len(range(0, len(nova.cases), nova.rows_a_page))
    extra = data.draw(st.lists(st.integers(0, count - 1), max_size=4))
    order = data.draw(st.permutations([*range(count), *extra]))
    nova.rearrange = lambda pages: [pages[number] for number in order]
    with open_portal(worker_database_url, municipality) as portal:
        first = portal.sync(nova)
        story, dump = portal.story(), portal.dump()
        second = portal.sync(nova)
        assert portal.dump() == dump
    assert story == clean_story
    assert (first.outcome, second.outcome) == (RunOutcome.COMPLETE, RunOutcome.COMPLETE)
    assert (second.inserted, second.updated) == (0, 0)
    assert add_up(first)
    assert add_up(second)
