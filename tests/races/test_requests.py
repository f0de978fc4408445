"""Two at one request at the same moment: one answer, and the other is told and keeps the words."""

from uuid import UUID

import pytest

from portal.domain.promise_ledger import PromiseEnd
from portal.domain.requests import RequestStage
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.promises import PromiseEndRow, PromiseRow
from portal.storage.records.requests import RequestRow
from tests.at_once import at_once
from tests.reading import PageForm
from tests.world import Visitor, World

LATER = "2026-12-18"


@pytest.fixture
def susanne(world: World) -> Visitor:
    return world.caseworker("Susanne")


@pytest.fixture
def jonas(world: World) -> Visitor:
    return world.caseworker("Jonas")


def asks(anna: Visitor, case: UUID) -> str:
    form = anna.opens(f"/sager/{case}/henvendelser/ny/spoergsmaal").form("/spoergsmaal")
    return anna.sends(form, words="Hvornår hører jeg fra jer?").path


def on_the_case(visitor: Visitor, case: UUID, ending: str) -> PageForm:
    return visitor.opens(f"/medarbejder/sager/{case}").form(ending)


def ends(world: World) -> list[PromiseEnd]:
    return sorted(row.end for row in world.rows(PromiseEndRow))


def test_of_two_who_answer_at_once_the_second_is_told_and_keeps_the_words(
    world: World, susanne: Visitor, jonas: Visitor
) -> None:
    case, anna = world.a_case(), world.citizen("Anna")
    receipt = asks(anna, case)
    hers, his = (on_the_case(each, case, "/svar") for each in (susanne, jonas))
    first, second = at_once(
        world.engine,
        "request",
        lambda: susanne.sends(hers, words="I morgen."),
        lambda: jonas.sends(his, words="Om en uge."),
    )
    assert (first.status, second.status) == (200, 409)
    assert "Om en uge." in second.words
    assert [row.answer_words for row in world.rows(RequestRow)] == ["I morgen."]
    assert ends(world) == [PromiseEnd.KEPT]
    told = anna.opens(receipt).words
    assert "I morgen." in told
    assert "Om en uge." not in told


def test_an_answer_to_what_was_taken_back_meanwhile_is_told_of_and_kept(world: World, susanne: Visitor) -> None:
    case, anna = world.a_case(), world.citizen("Anna")
    withdraws = anna.opens(asks(anna, case)).form("/fortryd")
    answers = on_the_case(susanne, case, "/svar")
    first, second = at_once(
        world.engine, "request", lambda: anna.sends(withdraws), lambda: susanne.sends(answers, words="I morgen.")
    )
    assert (first.status, second.status) == (200, 409)
    assert "I morgen." in second.words
    assert [row.stage for row in world.rows(RequestRow)] == [RequestStage.WITHDRAWN]
    assert ends(world) == [PromiseEnd.CALLED_OFF]


def test_two_new_dates_at_once_are_one_and_break_one_promise(world: World, susanne: Visitor, jonas: Visitor) -> None:
    case, anna = world.a_case(), world.citizen("Anna")
    asks(anna, case)
    hers, his = (on_the_case(each, case, "/ny-dato") for each in (susanne, jonas))
    first, second = at_once(
        world.engine,
        "request",
        lambda: susanne.sends(hers, words="Ferie", until=LATER),
        lambda: jonas.sends(his, words="Travlt", until="2026-12-22"),
    )
    assert (first.status, second.status) == (200, 409)
    assert [row.answer_by.isoformat() for row in world.rows(RequestRow)] == [LATER]
    assert len(world.rows(PromiseRow)) == 2
    assert ends(world) == [PromiseEnd.BROKEN]


def test_one_click_twice_is_one_request_with_one_promise(world: World) -> None:
    case, anna = world.a_case(), world.citizen("Anna")
    form = anna.opens(f"/sager/{case}/henvendelser/ny/spoergsmaal").form("/spoergsmaal")
    first, second = at_once(world.engine, "request", *(lambda: anna.sends(form, words="Hvornår?"),) * 2)
    assert first.path == second.path
    assert (len(world.rows(RequestRow)), len(world.rows(PromiseRow))) == (1, 1)
    assert [entry.kind for entry in world.rows(JournalEntryRow)] == [EntryKind.REQUEST_RECEIVED]
