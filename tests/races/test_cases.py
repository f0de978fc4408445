"""Decisions, releases and answers by two at once: one row, and everything that was said is entered."""

from uuid import UUID

import pytest

from portal.domain.cases import CaseState
from portal.domain.hearings import HearingState
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.breaches import BreachTaskRow
from portal.storage.records.decisions import DecisionRow
from portal.storage.records.releases import ReleaseRow
from tests.at_once import at_once
from tests.reading import PageForm
from tests.world import TODAY, Visitor, World, ref_of


def entered(world: World, kind: EntryKind) -> list[str]:
    return [entry.text for entry in world.rows(JournalEntryRow) if entry.kind is kind]


@pytest.fixture
def susanne(world: World) -> Visitor:
    return world.caseworker("Susanne")


@pytest.fixture
def jonas(world: World) -> Visitor:
    return world.caseworker("Jonas")


def on_the_case(visitor: Visitor, case: UUID, ending: str) -> PageForm:
    return visitor.opens(f"/medarbejder/sager/{case}").form(ending)


def test_the_second_who_confirms_a_decision_is_told_of_the_first(
    world: World, susanne: Visitor, jonas: Visitor
) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    world.a_hearing(case, state=HearingState.NO_COMMENT)
    hers, his = (on_the_case(each, case, "/afgoerelse") for each in (susanne, jonas))
    values = {"decided_on": TODAY.isoformat()}
    first, second = at_once(
        world.engine,
        "decision",
        lambda: susanne.sends(hers, outcome="granted", **values),
        lambda: jonas.sends(his, outcome="refused", **values),
    )
    assert (first.status, second.status) == (200, 409)
    assert [row.outcome.value for row in world.rows(DecisionRow)] == ["granted"]
    again = second.form("/afgoerelse")
    assert again.values["outcome"] == "refused"
    jonas.sends(again)
    assert [row.outcome.value for row in world.rows(DecisionRow)] == ["refused"]
    assert [text.split()[0] for text in entered(world, EntryKind.DECISION_CONFIRMED)] == ["granted", "refused"]


def test_a_case_released_twice_at_once_is_released_once(world: World, susanne: Visitor, jonas: Visitor) -> None:
    case = world.a_case("child_assessment", party="Mette")
    hers, his = (on_the_case(each, case, "/frigiv") for each in (susanne, jonas))
    first, second = at_once(
        world.engine,
        "case_release",
        lambda: susanne.sends(hers, party=ref_of("Mette"), step="concern"),
        lambda: jonas.sends(his, party=ref_of("Mette"), step="parents"),
    )
    assert (first.status, second.status) == (200, 200)
    assert [row.furthest_step for row in world.rows(ReleaseRow) if row.ended_at is None] == ["parents"]


def test_two_windows_in_which_a_breach_is_handled_are_both_entered(world: World, susanne: Visitor) -> None:
    case = world.a_case(opened_on=TODAY)
    form = susanne.opens(f"/medarbejder/sager/{case}/naeste-skridt").form("/naeste-skridt")
    susanne.sends(susanne.sends(form).form("/naeste-skridt"), button="Send")
    susanne.sends(on_the_case(susanne, case, "/traek-tilbage"))
    (task,) = world.rows(BreachTaskRow)
    leader = world.caseworker("Lise")
    handles = leader.opens(f"/medarbejder/brud/{task.id}").form("/haandteret")
    at_once(
        world.engine,
        "breach_task",
        lambda: leader.sends(handles, words="Anmeldt."),
        lambda: leader.sends(handles, words="Ringet til familien."),
    )
    assert sorted(entered(world, EntryKind.BREACH_HANDLED)) == ["Anmeldt.", "Ringet til familien."]
