"""Every day by which an answer is promised is counted, and nobody can rewrite what came of it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from portal.domain.cases import CaseState
from portal.domain.promise_ledger import PromiseEnd, PromiseKind
from portal.storage import schema
from portal.storage.engine import make_engine
from portal.storage.records.promises import PromiseEndRow, PromiseRow
from portal.storage.session import UngatedQuery, open_session
from tests.databases import Databases
from tests.reading import plain
from tests.storage.one_of_each import fill
from tests.world import World, later


def promised(world: World) -> list[tuple[PromiseKind, date]]:
    return [(row.kind, row.due_on) for row in sorted(world.rows(PromiseRow), key=lambda row: row.made_at)]


def ends(world: World) -> list[PromiseEnd]:
    return [row.end for row in sorted(world.rows(PromiseEndRow), key=lambda row: row.ended_at)]


def demands(world: World, case: UUID, **values: str) -> None:
    anna = world.citizen("Anna")
    anna.sends(anna.opens(f"/sager/{case}/udtalelse").form("/udtalelse"), **values)


def test_a_demand_answered_with_a_day_keeps_one_promise_and_what_is_said_then_makes_another(world: World) -> None:
    case = world.a_case()
    demands(world, case, timing="later")
    susanne = world.caseworker()
    susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/dato"), statement_by="2026-12-07")
    with later(hours=1):
        demands(world, case, words="Lægen har misforstået det.")
    assert promised(world) == [
        (PromiseKind.DEMAND, date(2026, 11, 30)),
        (PromiseKind.CONSIDER_STATEMENT, date(2026, 12, 14)),
    ]
    with later(days=30):
        susanne = world.caseworker()
        susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/laest"), words="Vi har rettet det.")
    assert ends(world) == [PromiseEnd.KEPT, PromiseEnd.BROKEN]


def test_a_demand_taken_back_in_time_is_no_promise_broken(world: World) -> None:
    case = world.a_case()
    demands(world, case, timing="later")
    anna = world.citizen("Anna")
    anna.sends(anna.opens(f"/sager/{case}/udtalelse").form("/fortryd"))
    assert ends(world) == [PromiseEnd.CALLED_OFF]


LETTER_SENT = "Det er sendt med Digital Post og lagt på sagen"


def sends_letter(world: World, case: UUID, kind: str, promised_on: date) -> None:
    """A letter of delay, which she reads through before she says that it was sent."""
    susanne, address = world.caseworker(), f"/medarbejder/sager/{case}/situation/{kind}"
    values = {"reason": "report", "words": "Lægen har ikke svaret.", "promised_on": promised_on.isoformat()}
    page = susanne.sends(susanne.opens(address).form(f"/{kind}"), **values)
    susanne.sends(page.form(f"/{kind}"), button=LETTER_SENT)


def test_days_in_letters_of_delay_are_promises_kept_by_the_next_letter_or_the_decision(world: World) -> None:
    case = world.a_case("additional_costs_adult", opened_on=date(2026, 8, 3))
    sends_letter(world, case, "delayed-without-day", date(2026, 12, 1))
    with later(days=7):
        sends_letter(world, case, "delayed-until", date(2026, 12, 11))
    with later(days=14):
        sends_letter(world, case, "delayed-until", date(2026, 12, 18))
    assert promised(world) == [
        (PromiseKind.WRITE_AGAIN, date(2026, 12, 1)),
        (PromiseKind.DECIDE_BY, date(2026, 12, 11)),
        (PromiseKind.DECIDE_BY, date(2026, 12, 18)),
    ]
    with later(days=30):
        world.the_case_moves(case, CaseState.DECIDED)
        susanne = world.caseworker()
        form = susanne.opens(f"/medarbejder/sager/{case}").form("/afgoerelse")
        susanne.sends(form, outcome="granted", decided_on="2026-12-18", letter_available_on="2026-12-21")
    assert ends(world) == [PromiseEnd.KEPT, PromiseEnd.BROKEN, PromiseEnd.KEPT]


def test_a_day_told_with_a_case_on_hold_is_a_promise_until_it_goes_on(world: World) -> None:
    case = world.a_case()
    susanne, address = world.caseworker(), f"/medarbejder/sager/{case}/situation/suspended"
    values = {"reason": "treatment", "promised_on": "2026-12-04"}
    susanne.sends(susanne.opens(address).form("/suspended"), **values)
    assert promised(world) == [(PromiseKind.SPECIAL_DAY, date(2026, 12, 4))]
    with later(days=14):
        susanne = world.caseworker()
        susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/slut"))
    assert ends(world) == [PromiseEnd.BROKEN]


def test_a_leader_sees_how_many_were_kept_of_how_many_and_no_name(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    for words in ("Hvad nu?", "Hvornår?"):
        anna.sends(anna.opens(f"/sager/{case}/henvendelser/ny/spoergsmaal").form("/spoergsmaal"), words=words)
    susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/svar"), words="I morgen.")
    other = world.a_case(team="families", caseworker="Hanne")
    anna.sends(anna.opens(f"/sager/{other}").form("/ring-mig-op"))
    with later(days=20):
        page = world.caseworker("Lise").opens("/medarbejder/loefter")
    figures = [[plain(cell.text_content()) for cell in row] for row in page.root.xpath("//tbody/tr")]
    assert figures == [["At svare på et spørgsmål", "1 af 2 (50 %)", "13 dage"]]
    for name in ("Susanne", "Anna"):
        assert name not in page.words


def test_who_leads_no_team_sees_no_figures(world: World) -> None:
    case, anna = world.a_case(), world.citizen("Anna")
    anna.sends(anna.opens(f"/sager/{case}").form("/ring-mig-op"))
    with later(days=9):
        page = world.caseworker("Susanne").opens("/medarbejder/loefter")
    assert "Kun lederen af et team kan se tallene." in page.words
    assert page.root.xpath("//table") == []


@pytest.mark.parametrize("change", [lambda: update(PromiseRow).values(team="x"), lambda: delete(PromiseEndRow)])
def test_no_statement_changes_what_was_promised(world: World, change: Callable[[], object]) -> None:
    with open_session(world.engine, "records", writes=True) as session, pytest.raises(UngatedQuery):
        session.execute(change())  # type: ignore[call-overload]  # either kind


def test_no_row_of_it_can_be_changed(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    anna.sends(anna.opens(f"/sager/{case}").form("/ring-mig-op"))
    (row,) = world.rows(PromiseRow)
    with open_session(world.engine, "records", writes=True) as session:
        kept = session.merge(row)
        kept.due_on = date(2027, 1, 1)
        with pytest.raises(UngatedQuery):
            session.flush()


def test_the_database_itself_refuses_it(databases: Databases) -> None:
    engine = make_engine(databases.blank())
    schema.upgrade(engine)
    fill(engine)
    for table in ("promise", "promise_end"):
        for change in ("UPDATE {} SET case_id = case_id", "DELETE FROM {}"):
            with engine.execution_options(writes=True).connect() as connection, pytest.raises(DatabaseError):
                connection.exec_driver_sql(change.format(table))
    engine.dispose()
