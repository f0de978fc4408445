"""Susanne answers a demand to be heard, and Anna sees what came of it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from portal import clock
from portal.domain.promise_ledger import PromiseEnd, PromiseKind
from portal.domain.statement_requests import RequestState
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.promises import PromiseEndRow, PromiseRow
from portal.storage.records.statement_requests import StatementRequestRow, StatementRow, StatementTimeAskRow
from tests.reading import Page
from tests.world import MONDAY, TODAY, Visitor, World, later

IN_TWO_WEEKS = date(2026, 12, 7)


def demands_to_be_heard(anna: Visitor, case: UUID, *, words: str = "", timing: str = "later") -> Page:
    form = anna.opens(f"/sager/{case}/udtalelse").form("/udtalelse")
    return anna.sends(form, timing=timing, words=words)


def the_case(visitor: Visitor, case: UUID) -> Page:
    return visitor.opens(f"/medarbejder/sager/{case}")


def the_request(world: World) -> StatementRequestRow:
    (row,) = world.rows(StatementRequestRow)
    return row


def entries(world: World) -> list[EntryKind]:
    return [entry.kind for entry in world.rows(JournalEntryRow)]


def test_a_date_that_is_set_is_what_the_party_has_until(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    demands_to_be_heard(anna, case)
    page = susanne.sends(the_case(susanne, case).form("/dato"), statement_by=IN_TWO_WEEKS.isoformat())
    assert page.status == 200
    assert "Datoen er sat." in page.words
    assert the_request(world).statement_by == IN_TWO_WEEKS
    assert "mandag den 7. december" in anna.opens(f"/sager/{case}").section("now")
    assert entries(world) == [EntryKind.STATEMENT_REQUEST_RECEIVED, EntryKind.STATEMENT_DATE_SET]


def test_a_day_is_suggested_that_gives_time_enough(world: World) -> None:
    case = world.a_case()
    demands_to_be_heard(world.citizen("Anna"), case)
    susanne = world.caseworker()
    assert the_case(susanne, case).form("/dato").values["statement_by"] == "2026-12-07"


def test_a_date_today_is_refused_and_what_was_typed_is_kept(world: World) -> None:
    case = world.a_case()
    demands_to_be_heard(world.citizen("Anna"), case)
    susanne = world.caseworker()
    page = susanne.sends(the_case(susanne, case).form("/dato"), statement_by=TODAY.isoformat())
    assert page.status == 422
    assert "Vælg en dag efter i dag" in page.words
    assert page.form("/dato").values["statement_by"] == TODAY.isoformat()
    assert the_request(world).state is RequestState.RECEIVED


def test_nonsense_for_a_date_is_told_at_the_field(world: World) -> None:
    case = world.a_case()
    demands_to_be_heard(world.citizen("Anna"), case)
    susanne = world.caseworker()
    for nonsense in ("", "snart", "2026-02-30", "9999-99-99", "\x00"):
        page = susanne.sends(the_case(susanne, case).form("/dato"), statement_by=nonsense)
        assert page.status == 422
        assert "Skriv datoen som dag, måned og år" in page.words


def test_a_date_can_be_written_as_danes_write_it(world: World) -> None:
    case = world.a_case()
    demands_to_be_heard(world.citizen("Anna"), case)
    susanne = world.caseworker()
    susanne.sends(the_case(susanne, case).form("/dato"), statement_by="7.12.2026")
    assert the_request(world).statement_by == IN_TWO_WEEKS


WHY = "Fysioterapeutens brev kommer først i næste uge."


def test_a_day_moved_without_a_wish_says_why_and_not_that_the_party_asked(world: World) -> None:
    case = world.a_case()
    anna, susanne = given_until(world, case, "2026-12-07")
    page = the_case(susanne, case)
    assert not page.has_form("/dato")
    page = susanne.sends(page.form("/flyttet"), statement_by="14.12.2026", change_reason="report", change_words=WHY)
    assert "Dagen er flyttet." in page.words
    assert "Vi venter på en rapport, en læge eller andre" in page.section("journal")
    told = anna.opens(f"/sager/{case}").section("promises")
    assert "var 7. december. Nu er den 14. december. Susanne Krogh ændrede det den 23. november, fordi" in told
    assert WHY in told
    assert "bad om mere tid" not in anna.opens(f"/sager/{case}").words
    assert "mandag den 14. december" in anna.opens(f"/sager/{case}").section("now")
    assert world.rows(StatementTimeAskRow) == []
    assert entries(world)[-1] is EntryKind.STATEMENT_DATE_MOVED


def test_a_day_is_not_moved_without_a_reason_and_nothing_typed_is_lost(world: World) -> None:
    case = world.a_case()
    _, susanne = given_until(world, case, "2026-12-07")
    for missing in ("change_reason", "change_words"):
        form = the_case(susanne, case).form("/flyttet")
        typed = {"statement_by": "2026-12-14", "change_reason": "illness", "change_words": WHY, missing: ""}
        page = susanne.sends(form, **typed)
        assert page.status == 422
        kept = page.form("/flyttet").values
        assert {name: kept.get(name, "") for name in typed} == typed
    assert the_request(world).statement_by == IN_TWO_WEEKS


def test_an_earlier_day_leaves_the_municipalitys_floor_of_a_hearing(world: World) -> None:
    case = world.a_case()
    _, susanne = given_until(world, case, "2027-03-01")
    why = {"change_reason": "our_mistake", "change_words": "Vi skrev et forkert år."}
    form = the_case(susanne, case).form("/flyttet")
    page = susanne.sends(form, statement_by="2026-12-04", **why)
    assert page.status == 422
    assert "må ikke ligge før 7. december" in page.words
    assert susanne.sends(page.form("/flyttet"), statement_by="2026-12-07").status == 200
    assert the_request(world).statement_by == IN_TWO_WEEKS


def test_a_day_that_two_move_at_once_is_moved_once(world: World) -> None:
    case = world.a_case()
    _, susanne = given_until(world, case, "2026-12-07")
    form = the_case(susanne, case).form("/flyttet")
    why = {"change_reason": "illness", "change_words": WHY}
    susanne.sends(form, statement_by="2026-12-14", **why)
    page = susanne.sends(form, statement_by="2026-12-21", **why)
    assert page.status == 409
    assert the_request(world).statement_by == date(2026, 12, 14)


def test_what_a_statement_led_to_is_read_by_the_party_and_the_decision_waits_no_longer(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    demands_to_be_heard(anna, case, timing="now", words="Min bil er for lille til kørestolen.")
    page = the_case(susanne, case)
    assert "Min bil er for lille til kørestolen." in page.section("udtalelser")
    susanne.sends(page.form("/laest"), words="Vi måler kørestolen igen, før vi afgør sagen.")
    assert the_request(world).state is RequestState.CONSIDERED
    assert "Vi måler kørestolen igen" in anna.opens(f"/sager/{case}").section("hearing")
    assert entries(world)[-1] is EntryKind.STATEMENT_CONSIDERED


def test_an_answer_without_words_is_refused(world: World) -> None:
    case = world.a_case()
    demands_to_be_heard(world.citizen("Anna"), case, timing="now", words="Hør mig.")
    susanne = world.caseworker()
    page = susanne.sends(the_case(susanne, case).form("/laest"), words="  ")
    assert page.status == 422
    assert the_request(world).state is RequestState.GIVEN


def test_what_was_said_by_phone_is_noted_and_can_then_be_answered(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    demands_to_be_heard(anna, case)
    page = susanne.sends(the_case(susanne, case).form("/noteret"), words="Anna fortalte, at bilen er for lille.")
    assert page.has_form("/laest")
    (said,) = world.rows(StatementRow)
    assert said.words == "Anna fortalte, at bilen er for lille."
    assert the_request(world).state is RequestState.GIVEN


def test_a_demand_is_declined_only_on_a_ground_of_the_law_and_with_words(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    demands_to_be_heard(anna, case)
    form = the_case(susanne, case).form("/afslag")
    assert susanne.sends(form, words="Vi har ikke tid.").status == 422
    assert susanne.sends(form, ground="council_deadline", words="Vi har ikke tid.").status == 422
    assert susanne.sends(form, ground="essential_interests").status == 422
    assert the_request(world).state is RequestState.RECEIVED
    susanne.sends(form, ground="essential_interests", words="Dit barn er i fare nu.")
    assert the_request(world).state is RequestState.DECLINED
    assert "Dit barn er i fare nu." in anna.opens(f"/sager/{case}").section("hearing")


def test_of_two_caseworkers_who_answer_at_once_the_second_is_told(world: World) -> None:
    case = world.a_case()
    demands_to_be_heard(world.citizen("Anna"), case)
    susanne, jonas = world.caseworker(), world.caseworker("Jonas")
    as_susanne_sees, as_jonas_sees = the_case(susanne, case), the_case(jonas, case)
    susanne.sends(as_susanne_sees.form("/dato"), statement_by=IN_TWO_WEEKS.isoformat())
    page = jonas.sends(as_jonas_sees.form("/afslag"), ground="special_law", words="Du bliver hørt på en anden måde.")
    assert page.status == 409
    assert "Der er svaret, eller noget er ændret" in page.words
    row = the_request(world)
    assert (row.state, row.statement_by) == (RequestState.DATE_SET, IN_TWO_WEEKS)
    assert entries(world).count(EntryKind.STATEMENT_REQUEST_DECLINED) == 0


def test_one_click_twice_answers_once(world: World) -> None:
    case = world.a_case()
    demands_to_be_heard(world.citizen("Anna"), case)
    susanne = world.caseworker()
    form = the_case(susanne, case).form("/dato")
    susanne.sends(form, statement_by=IN_TWO_WEEKS.isoformat())
    assert susanne.sends(form, statement_by=IN_TWO_WEEKS.isoformat()).status == 409
    assert entries(world).count(EntryKind.STATEMENT_DATE_SET) == 1


def test_a_demand_in_somebody_elses_case_is_not_there(world: World) -> None:
    hers, other = world.a_case(), world.a_case(party="Bo", caseworker=None, team="building")
    demands_to_be_heard(world.citizen("Anna"), hers)
    susanne = world.caseworker()
    form = the_case(susanne, hers).form("/dato")
    moved = replace(form, action=form.action.replace(str(hers), str(other)))
    assert susanne.sends(moved, statement_by=IN_TWO_WEEKS.isoformat()).status == 404
    assert the_request(world).state is RequestState.RECEIVED


def asks_for_more_time(anna: Visitor, case: UUID, why: str = "") -> Page:
    return anna.sends(anna.opens(f"/sager/{case}/udtalelse").form("/mere-tid"), why=why)


def given_until(world: World, case: UUID, day: str = "2026-11-25") -> tuple[Visitor, Visitor]:
    """Anna has demanded to be heard, and Susanne has set a day."""
    anna, susanne = world.citizen("Anna"), world.caseworker()
    demands_to_be_heard(anna, case)
    susanne.sends(the_case(susanne, case).form("/dato"), statement_by=day)
    return anna, susanne


def test_more_time_takes_one_tap_and_the_decision_waits_until_it_is_answered(world: World) -> None:
    case = world.a_case()
    anna, _ = given_until(world, case)
    receipt = asks_for_more_time(anna, case)
    assert "Du har bedt om mere tid" in receipt.heading
    assert "onsdag den 25. november" in receipt.words
    assert not anna.opens(f"/sager/{case}/udtalelse").has_form("/mere-tid")
    assert [row.kind for row in world.rows(PromiseRow)] == [PromiseKind.DEMAND, PromiseKind.MORE_TIME]
    with later(days=10):
        anna, susanne = world.citizen("Anna"), world.caseworker()
        page = anna.opens(f"/sager/{case}")
        assert "Det er vores tur" in page.words
        assert "skulle have haft svar senest" in page.section("hearing")
        assert "Svar på et ønske om mere tid" in susanne.opens("/medarbejder/").words


def test_more_time_that_is_given_stands_in_the_history_and_keeps_the_promise(world: World) -> None:
    case = world.a_case()
    anna, susanne = given_until(world, case)
    asks_for_more_time(anna, case, "Jeg venter på et brev fra min læge.")
    page = the_case(susanne, case)
    assert "Jeg venter på et brev fra min læge." in page.section("udtalelser")
    assert page.form("/dato").values["statement_by"] == "2026-12-09"
    susanne.sends(page.form("/dato"))
    page = anna.opens(f"/sager/{case}")
    assert "Før: 25. november. Nu: 9. december." in page.section("promises")
    assert "onsdag den 9. december" in page.section("now")
    assert {row.end for row in world.rows(PromiseEndRow)} == {PromiseEnd.KEPT}
    assert entries(world)[2:] == [EntryKind.STATEMENT_MORE_TIME_ASKED, EntryKind.STATEMENT_MORE_TIME_GIVEN]


def test_a_no_to_more_time_says_why_and_leaves_a_day_to_speak_in(world: World) -> None:
    case = world.a_case()
    anna, susanne = given_until(world, case)
    receipt = asks_for_more_time(anna, case)
    with later(days=4):
        susanne = world.caseworker()
        assert susanne.sends(the_case(susanne, case).form("/ikke-mere-tid"), words=" ").status == 422
        susanne.sends(the_case(susanne, case).form("/ikke-mere-tid"), words="Sagen haster for dit barn.")
        assert the_request(world).statement_by == date(2026, 11, 30)
        assert "Sagen haster for dit barn." in world.citizen("Anna").opens(receipt.path).words
    assert entries(world)[-1] is EntryKind.STATEMENT_MORE_TIME_DECLINED


def test_who_speaks_needs_no_more_time_and_nothing_is_owed_for_it(world: World) -> None:
    case = world.a_case()
    anna, _ = given_until(world, case)
    asks_for_more_time(anna, case)
    anna.sends(anna.opens(f"/sager/{case}/udtalelse").form("/udtalelse"), words="Nu ved jeg det.")
    assert [row.end for row in world.rows(PromiseEndRow)] == [PromiseEnd.KEPT, PromiseEnd.CALLED_OFF]
    assert "Svar på et ønske om mere tid" not in world.caseworker().opens("/medarbejder/").words


def test_a_wish_that_comes_when_the_day_has_passed_is_told_so_and_what_was_typed_is_kept(world: World) -> None:
    case = world.a_case()
    given_until(world, case, "2026-11-24")
    midnight = MONDAY + timedelta(days=1, hours=15)
    with clock.frozen(midnight - timedelta(minutes=5)):
        anna = world.citizen("Anna")
        form = anna.opens(f"/sager/{case}/udtalelse").form("/mere-tid")
    with clock.frozen(midnight + timedelta(minutes=5)):
        page = anna.sends(form, why="Sygdom")
    assert page.status == 409
    assert "Sygdom" in page.words
    assert world.rows(StatementTimeAskRow) == []
