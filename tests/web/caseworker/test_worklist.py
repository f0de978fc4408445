"""What Susanne meets when she signs in: what asks most of her first, with the reason."""

import shutil
from datetime import date
from pathlib import Path

from sqlalchemy import func, update
from sqlmodel import col

from portal.domain.cases import CaseState
from portal.domain.duties import DutyKind
from portal.services.worklist import URGENCY, WorkKind
from portal.storage.audit import LookKind, LookRow
from portal.storage.mirror import CaseRow
from portal.storage.records.decisions import DecisionRow
from portal.web.caseworker.wording import REASONS, WORK
from tests.world import EKSEMPEL, TODAY, Visitor, World, a_world, later, ref_of


def rows(visitor: Visitor) -> list[str]:
    return visitor.opens("/medarbejder/").lines("work-row")


def demands_to_be_heard(world: World, who: str, case: object) -> None:
    visitor = world.citizen(who)
    form = visitor.opens(f"/sager/{case}/udtalelse").forms()[-1]
    visitor.sends(form, timing="later")


def takes_back(world: World, who: str, case: object) -> None:
    visitor = world.citizen(who)
    visitor.sends(visitor.opens(f"/sager/{case}/udtalelse").form("/fortryd"))


def test_a_demand_to_be_heard_comes_first_and_the_oldest_before_the_newest(world: World) -> None:
    world.a_case(party="Poul", opened_on=TODAY)
    world.a_case(None, party="Mette")
    newer = world.a_case(party="Bo")
    older = world.a_case(party="Anna")
    demands_to_be_heard(world, "Anna", older)
    with later(days=1):
        demands_to_be_heard(world, "Bo", newer)
        found = rows(world.caseworker())
    assert "Anna Test Testesen" in found[0]
    assert "Svar på ønsket om at sige sin mening S2026-00004 Senest mandag den 30. november" in found[0]
    assert "Bo Test Testesen" in found[1]
    assert "Mette Test Testesen" in found[2]
    assert "Sagstypen er ukendt" in found[2]
    assert "Poul Test Testesen" in found[3]


def test_of_several_demands_the_decision_is_said_to_wait_while_one_of_them_stands(world: World) -> None:
    case = world.a_case(others=("Bo",))
    asked = "En part bad den 23. november om at sige sin mening. Afgørelsen venter."
    demands_to_be_heard(world, "Anna", case)
    demands_to_be_heard(world, "Bo", case)
    susanne = world.caseworker()
    assert "".join(rows(susanne)).count(asked) == 2
    takes_back(world, "Bo", case)
    assert "".join(rows(susanne)).count(asked) == 1
    takes_back(world, "Anna", case)
    assert "Afgørelsen venter" not in "".join(rows(susanne))
    demands_to_be_heard(world, "Bo", case)
    assert "".join(rows(susanne)).count(asked) == 1


def test_the_demand_of_one_who_withdrew_the_application_is_said_to_hold_what_it_holds(world: World) -> None:
    """Bo is still to be decided: the gate holds his decision back until Anna's demand is answered, and the list says so."""
    case = world.a_case(others=("Bo",))
    demands_to_be_heard(world, "Anna", case)
    susanne = world.caseworker()
    withdrawn = susanne.opens(f"/medarbejder/sager/{case}/situation/withdrawn").form("/withdrawn")
    susanne.sends(withdrawn, party=ref_of("Anna"))
    assert "Sagen sluttede uden en afgørelse." in world.citizen("Anna").opens(f"/sager/{case}").section("hearing")
    assert "Afgørelsen venter." in rows(susanne)[0]
    world.the_case_moves(case, CaseState.DECIDED)
    granted = susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/afgoerelse"), outcome="granted")
    assert "Anna Test Testesen har bedt om at blive hørt før afgørelsen." in granted.words
    assert world.rows(DecisionRow) == []
    susanne.sends(granted.form("/afslag"), ground="special_law", words="Du har selv trukket ansøgningen tilbage.")
    assert "Afgørelsen venter" not in "".join(rows(susanne))


def test_a_row_says_number_title_party_and_who_we_wait_for(world: World) -> None:
    case = world.a_case()
    world.a_task(case, "collect")
    (row,) = rows(world.caseworker())
    for words in ("S2026-00001", "Støtte til bil", "Anna Test Testesen", "din læge"):
        assert words in row


def test_a_case_that_asks_for_nothing_is_there_last(world: World) -> None:
    world.a_case(party="Anna", opened_on=TODAY)
    world.a_case(party="Bo", opened_on=date(2026, 6, 1))
    page = world.caseworker().opens("/medarbejder/")
    assert "1 sag, hvor der intet er at gøre lige nu" in page.words
    assert "Anna Test Testesen" in page.lines("work-row")[-1]


def test_a_row_says_why_it_is_there_and_since_when_and_leads_to_where_it_is_done(world: World) -> None:
    case = world.a_case(opened_on=date(2026, 6, 1))
    page = world.caseworker().opens("/medarbejder/")
    (row,) = page.lines("work-row")
    assert "Senest torsdag den 18. juni Sagen har været her siden den 1. juni. Det er længere, end vi sagde." in row
    assert page.links()["Det tager længere tid end ventet: giv en ny tid, og skriv hvorfor S2026-00001"].endswith(
        f"/{case}/naeste-skridt"
    )


def test_she_can_ask_for_her_own_cases_and_for_one_kind_of_work(world: World) -> None:
    world.a_case(party="Anna", opened_on=date(2026, 6, 1))
    world.a_case(party="Bo", caseworker="Jonas", opened_on=date(2026, 6, 1))
    world.a_case(None, party="Mette")
    susanne = world.caseworker()
    page = susanne.opens("/medarbejder/")
    assert "3 sager, hvor der er noget at gøre. 3 er over tiden." in page.section("counts")
    mine = susanne.opens(page.links()["Mine (2)"])
    assert "Bo Test" not in mine.words
    late = susanne.opens(mine.links()["Det tager længere tid end ventet: giv en ny tid, og skriv hvorfor (1)"])
    (row,) = late.lines("work-row")
    assert "Anna Test" in row
    assert len(susanne.opens("/medarbejder/?hvem=alle&slags=intet").lines("work-row")) == 3


def test_she_sees_her_own_cases_and_her_teams_and_no_others(world: World) -> None:
    world.a_case(party="Anna", caseworker="Susanne", team=None)
    world.a_case(party="Bo", caseworker="Jonas")
    world.a_case("building_permit", party="Poul", caseworker=None, team="building")
    world.a_case(party="Mette", caseworker="Jonas", team=None)
    world.a_case(party="Amina", caseworker=None, team=None)
    found = " ".join(rows(world.caseworker()))
    assert "Anna" in found
    assert "Bo Test Testesen Dit teams" in found
    assert "Poul" not in found
    assert "Mette" not in found
    assert "Amina" not in found


def test_a_case_that_is_not_hers_is_as_if_it_were_not(world: World) -> None:
    case = world.a_case("building_permit", caseworker=None, team="building")
    susanne = world.caseworker()
    nothing = susanne.opens("/medarbejder/sager/00000000-0000-4000-8000-000000000000")
    not_hers = susanne.opens(f"/medarbejder/sager/{case}")
    assert (nothing.status, nothing.words) == (not_hers.status, not_hers.words)
    assert not_hers.status == 404


def test_somebody_in_no_list_is_told_so(world: World) -> None:
    world.a_case()
    page = world.caseworker("Ukendt").opens("/medarbejder/")
    assert "Du er ikke fundet i kommunens liste over medarbejdere" in page.words
    assert page.lines("work-row") == []


def test_a_citizen_does_not_come_in_here(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    for path in ("/medarbejder/", "/medarbejder/status", f"/medarbejder/sager/{case}"):
        answer = anna.client.get(path)
        assert answer.status_code == 303
        assert answer.location.startswith("/medarbejder/log-ind")


def test_what_a_list_showed_is_recorded(world: World) -> None:
    case = world.a_case()
    world.caseworker().opens("/medarbejder/")
    (look,) = world.rows(LookRow)
    assert (look.case_id, look.kind, look.viewer_name) == (case, LookKind.LIST, "Susanne Krogh")


def test_a_decided_case_asks_for_its_letter(world: World) -> None:
    world.a_case(state=CaseState.DECIDED)
    assert "Bekræft afgørelsen og brevet" in rows(world.caseworker())[0]


def test_a_case_is_hers_whatever_the_capitals_of_her_id_in_the_case_system(tmp_path: Path, database_url: str) -> None:
    folder = tmp_path / "municipality"
    shutil.copytree(EKSEMPEL, folder)
    staff = folder / "staff.csv"
    staff.write_text(staff.read_text(encoding="utf-8").replace("5e0f0c1a-1b6e", "5E0F0C1A-1B6E"), encoding="utf-8")
    with a_world(database_url, folder) as world:
        case = world.a_case(team=None)
        with world.engine.execution_options(writes=True).begin() as connection:
            connection.execute(update(CaseRow).values(caseworker=func.lower(col(CaseRow.caseworker))))
        susanne = world.caseworker()
        assert susanne.opens(f"/medarbejder/sager/{case}").status == 200
        (row,) = rows(susanne)
        assert "Dit teams" not in row


def test_every_kind_of_work_has_its_words_and_its_place() -> None:
    kinds = {*DutyKind, *WorkKind}
    assert set(WORK) == kinds
    assert set(REASONS) == kinds
    assert set(URGENCY) == kinds
    assert len(URGENCY) == len(kinds)


def test_the_list_says_how_old_it_is(world: World) -> None:
    world.a_case()
    assert world.caseworker().opens("/medarbejder/").section("freshness") == "Opdateret i dag kl. 9.00."
    with later(days=2):
        assert "Fagsystemet er ikke læst siden." in world.caseworker().opens("/medarbejder/").section("freshness")


def test_a_refusal_leads_back_to_the_worklist(world: World) -> None:
    page = world.caseworker().opens("/medarbejder/sager/00000000-0000-4000-8000-000000000000")
    assert page.links() == {"Til din arbejdsliste": "/medarbejder/"}
