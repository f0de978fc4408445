"""Susanne confirms what the case system does not tell: the outcome and its letter."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from portal.domain.cases import CaseState
from portal.domain.hearings import HearingState
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.decisions import DecisionRow
from portal.storage.records.statement_requests import StatementRequestRow
from tests.reading import Page
from tests.world import TODAY, Visitor, World, later

YES = "Du har fået ja"


def confirms(visitor: Visitor, case: UUID, **values: str) -> Page:
    form = visitor.opens(f"/medarbejder/sager/{case}").form("/afgoerelse")
    return visitor.sends(form, **{"outcome": "granted", "decided_on": TODAY.isoformat(), **values})


def test_the_party_sees_the_result_from_the_day_the_letter_is_there(world: World) -> None:
    case = world.a_case("personal_supplement", state=CaseState.DECIDED)
    before = world.citizen("Anna").opens(f"/sager/{case}").words
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert confirms(world.caseworker(), case, letter_available_on=tomorrow).status == 200
    assert world.citizen("Anna").opens(f"/sager/{case}").words == before
    with later(days=1):
        assert YES in world.citizen("Anna").opens(f"/sager/{case}").section("decision")
    assert [entry.kind for entry in world.rows(JournalEntryRow)] == [EntryKind.DECISION_CONFIRMED]


def test_what_the_case_system_does_not_call_decided_cannot_be_confirmed(world: World) -> None:
    decided, open_case = world.a_case(state=CaseState.DECIDED), world.a_case(state=CaseState.DECIDING)
    susanne = world.caseworker()
    assert not susanne.opens(f"/medarbejder/sager/{open_case}").has_form("/afgoerelse")
    form = susanne.opens(f"/medarbejder/sager/{decided}").form("/afgoerelse")
    moved = replace(form, action=form.action.replace(str(decided), str(open_case)))
    page = susanne.sends(moved, outcome="granted")
    assert page.status == 409
    assert world.rows(DecisionRow) == []


def test_impossible_dates_are_refused(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    susanne = world.caseworker()
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    assert confirms(susanne, case, decided_on=tomorrow.isoformat()).status == 422
    assert confirms(susanne, case, decided_on="2020-01-01").status == 422
    assert confirms(susanne, case, letter_available_on=yesterday.isoformat()).status == 422
    assert confirms(susanne, case, letter_available_on="2062-01-01").status == 422
    assert confirms(susanne, case, outcome="maybe").status == 422
    assert world.rows(DecisionRow) == []


def test_a_mistake_is_corrected_and_both_are_in_the_journal(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    world.a_hearing(case, state=HearingState.NO_COMMENT)
    susanne = world.caseworker()
    confirms(susanne, case)
    confirms(susanne, case, outcome="refused")
    confirms(susanne, case, outcome="refused")
    (row,) = world.rows(DecisionRow)
    assert row.outcome == "refused"
    assert len(world.rows(JournalEntryRow)) == 2


def demands_to_be_heard(world: World, case: UUID, words: str = "") -> None:
    anna = world.citizen("Anna")
    form = anna.opens(f"/sager/{case}/udtalelse").form("/udtalelse")
    anna.sends(form, timing="now" if words else "later", words=words)


def test_no_decision_is_announced_while_a_party_has_demanded_to_be_heard(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    demands_to_be_heard(world, case)
    susanne = world.caseworker()
    page = confirms(susanne, case, letter_available_on="2026-11-30")
    assert page.status == 422
    assert "Nogen har bedt om at blive hørt først" in page.words
    assert "Anna Test Testesen har bedt om at blive hørt før afgørelsen." in page.section("afgoerelse")
    assert page.form("/afgoerelse").values["letter_available_on"] == "2026-11-30"
    (demand,) = world.rows(StatementRequestRow)
    assert page.root.xpath(f"//a[@href='#udtalelse-{demand.number}']")
    assert page.root.xpath(f"//article[@id='udtalelse-{demand.number}']//form")
    assert world.rows(DecisionRow) == []


def test_what_the_party_said_is_considered_and_then_the_decision_is_announced(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    demands_to_be_heard(world, case, "Min bil er for lille.")
    susanne = world.caseworker()
    page = confirms(susanne, case)
    assert page.status == 422
    assert "har sagt sin mening. Skriv, hvad det førte til" in page.section("afgoerelse")
    assert world.rows(DecisionRow) == []
    susanne.sends(page.form("/laest"), words="Vi har målt kørestolen igen.")
    assert confirms(susanne, case).status == 200
    assert len(world.rows(DecisionRow)) == 1


def test_a_decision_made_while_the_demand_stood_is_made_anew(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    demands_to_be_heard(world, case)
    with later(days=2):
        susanne = world.caseworker()
        form = susanne.opens(f"/medarbejder/sager/{case}").form("/afslag")
        susanne.sends(form, ground="essential_interests", words="Dit barn er i fare nu.")
        early = (TODAY + timedelta(days=1)).isoformat()
        page = confirms(susanne, case, decided_on=early, letter_available_on=early)
        assert page.status == 422
        assert "Afgørelsen skulle have ventet på Anna Test Testesen." in page.section("afgoerelse")
        anew = (TODAY + timedelta(days=2)).isoformat()
        assert confirms(susanne, case, decided_on=anew, letter_available_on=anew).status == 200


def test_a_demand_that_came_after_the_decision_does_not_keep_it_from_being_announced(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    demands_to_be_heard(world, case)
    friday = date(2026, 11, 20)
    assert confirms(world.caseworker(), case, decided_on=friday.isoformat()).status == 200
    assert len(world.rows(DecisionRow)) == 1


def test_what_the_case_system_decides_while_a_demand_stands_is_on_the_list_of_missing_hearings(world: World) -> None:
    case = world.a_case()
    world.a_hearing(case, state=HearingState.NO_COMMENT)
    demands_to_be_heard(world, case)
    with later(days=2):
        world.the_case_moves(case, CaseState.DECIDED)
        susanne = world.caseworker()
        assert "Ikke alle blev hørt" in susanne.opens("/medarbejder/").words
        assert "Ikke hørt: Anna Test Testesen" in susanne.opens(f"/medarbejder/sager/{case}").words
