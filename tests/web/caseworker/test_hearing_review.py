"""Cases that were settled before somebody was heard: found, listed, exported, and mended step by step."""

import csv
import re
from datetime import date, timedelta
from uuid import UUID

import pytest

from portal.domain.cases import CaseState, TaskStatus
from portal.domain.hearing_review import MendingStep
from portal.domain.hearings import HearingState
from portal.storage.journal import EntryKind, JournalEntryRow
from tests.reading import Page
from tests.world import PORTAL, TODAY, Visitor, World, later

LIST = "/medarbejder/partshoering-mangler"
ERROR = "Vi skulle have hørt dig, før vi ændrede din støtte."


def a_change(world: World, *, party: str = "Anna", others: tuple[str, ...] = (), days_ago: int = 10) -> UUID:
    """A change of support that was decided some days ago, of whatever nobody was heard about."""
    case = world.a_case("support_change", party=party, others=others, opened_on=TODAY - timedelta(days=60))
    world.the_case_moves(case, CaseState.EXECUTING)
    world.a_task(case, "decision", TaskStatus.FINISHED, closed_on=TODAY - timedelta(days=days_ago))
    return case


def mending_page(visitor: Visitor, case: UUID) -> Page:
    return visitor.opens(f"/medarbejder/sager/{case}/manglende-hoering")


def notes(visitor: Visitor, case: UUID, step: MendingStep, words: str = "Gjort.", **values: str) -> Page:
    page = mending_page(visitor, case)
    form = next(form for form in page.forms() if form.values.get("step") == step)
    return visitor.sends(form, words=words, **values)


def test_a_case_settled_unheard_is_on_the_list_and_one_heard_before_is_not(world: World) -> None:
    unheard, heard = a_change(world), a_change(world, party="Bo")
    world.a_task(heard, "hearing", TaskStatus.FINISHED, closed_on=TODAY - timedelta(days=11))
    late = a_change(world, party="Mette")
    world.a_task(late, "hearing", TaskStatus.FINISHED, closed_on=TODAY - timedelta(days=9))

    page = world.caseworker().opens(LIST)

    assert [str(case) in page.source for case in (unheard, heard, late)] == [True, False, True]
    assert "2 sager" in page.words
    assert "Ikke hørt: Anna Test Testesen" in page.words


def test_a_late_hearing_alone_takes_no_case_off_and_mending_it_does(world: World) -> None:
    case = a_change(world)
    susanne, anna = world.caseworker(), world.citizen("Anna")
    world.a_hearing(case, state=HearingState.NO_COMMENT, opened_on=TODAY - timedelta(days=8))
    assert str(case) in susanne.opens(LIST).source
    assert "Vi har lavet en fejl" not in anna.opens(f"/sager/{case}").words

    told = next(form for form in mending_page(susanne, case).forms() if form.values.get("step") == MendingStep.TOLD)
    assert told.values["words"].strip().startswith(ERROR)
    susanne.sends(told)
    assert "Rettes op: 1 af 4 trin" in susanne.opens(LIST).words
    read = anna.opens(f"/sager/{case}").words
    assert ERROR in read
    assert "Det sker der nu" in read

    refused = notes(susanne, case, MendingStep.HEARD)
    assert (refused.status, "Mindst én part er ikke hørt" in refused.words) == (422, True)
    world.a_hearing(case, opened_on=TODAY, answer_by=TODAY + timedelta(days=14))
    with later(days=15):
        susanne, anna = world.caseworker(), world.citizen("Anna")
        notes(susanne, case, MendingStep.HEARD)
        notes(susanne, case, MendingStep.DECIDED, "Du beholder din støtte.")
        assert str(case) in susanne.opens(LIST).source
        over = notes(susanne, case, MendingStep.RESTORED, "Du får den tilbage fra i dag.")

        assert "Der er rettet op" in over.words
        assert str(case) not in susanne.opens(LIST).source
        assert "Ingen partshøring mangler" in mending_page(susanne, case).words
        read = anna.opens(f"/sager/{case}").words
        assert "Hvad der kom ud af det" in read
        assert "Du beholder din støtte." in read
        assert "Du får den tilbage fra i dag." in read
    kinds = [entry.kind for entry in world.rows(JournalEntryRow)]
    assert kinds.count(EntryKind.HEARING_MENDED) == len(MendingStep)


@pytest.mark.parametrize("step", [MendingStep.HEARD, MendingStep.DECIDED])
def test_a_step_before_its_turn_is_refused_and_what_was_typed_is_kept(world: World, step: MendingStep) -> None:
    case = a_change(world)
    susanne = world.caseworker()
    form = mending_page(susanne, case).forms()[-1]
    page = susanne.sends(form, step=step.value, words="Vi har talt med Anna.")
    assert page.status == 422
    assert "Først kommer" in page.words
    assert "Vi har talt med Anna." in page.source


def test_the_error_is_told_to_whom_it_was_made_and_to_nobody_else(world: World) -> None:
    case = a_change(world, others=("Bo",))
    before = TODAY - timedelta(days=30)
    world.a_hearing(case, "Bo", opened_on=TODAY - timedelta(days=50), answer_by=before)
    page = mending_page(world.caseworker(), case)
    assert "Anna Test Testesen" in page.words
    notes(world.caseworker(), case, MendingStep.TOLD, ERROR)
    assert ERROR in world.citizen("Anna").opens(f"/sager/{case}").words
    assert ERROR not in world.citizen("Bo").opens(f"/sager/{case}").words


def test_the_worklist_and_the_case_say_it_at_once(world: World) -> None:
    case = a_change(world)
    decided = world.a_case("car_support", party="Bo", state=CaseState.DECIDED)
    susanne = world.caseworker()
    page = susanne.opens("/medarbejder/")
    assert "2 sager er afgjort eller ændret, før alle var hørt" in page.words
    assert sum("Ikke alle blev hørt" in row for row in page.lines("work-row")) == 2
    for each in (case, decided):
        assert f"/medarbejder/sager/{each}/manglende-hoering" in susanne.opens(f"/medarbejder/sager/{each}").source
    assert "men ikke hvordan" in mending_page(susanne, decided).words


def test_the_list_is_narrowed_by_type_team_period_and_finding(world: World) -> None:
    old, new = a_change(world, days_ago=40), a_change(world, party="Bo", days_ago=3)
    unsaid = world.a_case("car_support", party="Mette", state=CaseState.DECIDED)
    susanne = world.caseworker()

    def shown(query: str) -> list[UUID]:
        page = susanne.opens(f"{LIST}?{query}")
        return [case for case in (old, new, unsaid) if str(case) in page.source]

    assert shown("") == [old, new]
    assert shown("fund=alle") == [old, new, unsaid]
    assert shown("fund=unknown") == [unsaid]
    assert shown("type=car_support&fund=alle") == [unsaid]
    assert shown(f"fra={TODAY - timedelta(days=10):%d.%m.%Y}") == [new]
    assert shown(f"til={TODAY - timedelta(days=10)}") == [old]
    assert shown("team=nobody") == []
    team = world.municipality.team("disability")
    assert team is not None
    assert shown(f"team={team.source_id.upper()}") == [old, new]
    wrong = susanne.opens(f"{LIST}?fra=i+går&til=x")
    assert (wrong.status, "i går" in wrong.source) == (422, True)


def _cells(line: str) -> list[str]:
    """A line where each tab, comma and semicolon outside quotes begins another cell."""
    return [cell.strip('"') for cell in re.findall(r'"[^"]*"|[^;,\t]+', line)]


def test_the_file_opens_in_a_spreadsheet_with_danish_letters(world: World) -> None:
    a_change(world, party="Bjørn Ærø Å", others=("Bo",), days_ago=40)
    a_change(world, party="=1+1", days_ago=3)
    answer = world.caseworker().client.get(f"{LIST}.csv?til={date(2026, 11, 1)}", base_url=PORTAL)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="partshoering-mangler-2026-11-23.csv"'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.data.startswith('\ufeff"Sagsnummer";'.encode())
    lines = answer.data.decode("utf-8-sig").splitlines()
    (heading, row), as_libreoffice_proposes = csv.reader(lines, delimiter=";"), [_cells(line) for line in lines]
    assert "Bjørn Ærø Å Test Testesen, Bo Test Testesen" in row
    assert [heading, row] == as_libreoffice_proposes
    assert "'=1+1" in world.caseworker().client.get(f"{LIST}.csv", base_url=PORTAL).data.decode()
