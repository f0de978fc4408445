"""Being heard before the decision, as the citizen meets it."""

from datetime import timedelta
from uuid import UUID

import pytest

from portal import clock
from portal.domain.cases import CaseState
from portal.domain.circumstances import CircumstanceKind
from portal.domain.statement_requests import RequestState
from portal.journal.feed import file_entries
from portal.journal.seal import seal_entries
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.circumstances import CircumstanceRow
from portal.storage.records.requests import RequestRow
from portal.storage.records.statement_requests import StatementRequestRow, StatementRow
from tests.reading import Page, PageForm
from tests.world import MONDAY, PORTAL, TODAY, Visitor, World, later


def the_form(page: Page) -> PageForm:
    """The last form of the page: the demand."""
    return page.forms()[-1]


def test_she_demands_to_be_heard_and_the_decision_waits(world: World) -> None:
    case_id = world.a_case("additional_costs_adult")
    anna = world.citizen("Anna")
    receipt = anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Lægen har misforstået det.")
    assert receipt.status == 200
    assert "30. november" in receipt.words
    assert "Lægen har misforstået det." in receipt.words
    [row] = world.rows(StatementRequestRow)
    assert (row.state, row.number in receipt.words) == (RequestState.GIVEN, True)
    page = anna.opens(f"/sager/{case_id}")
    assert "30. november" in page.section("now")
    [entry] = world.rows(JournalEntryRow)
    assert (entry.kind, entry.text) == (EntryKind.STATEMENT_REQUEST_RECEIVED, "Lægen har misforstået det.")


@pytest.mark.parametrize("words", ["\u200b\u200d\ufeff", "\u2060 \u3164", "\u034f"])
def test_words_that_nobody_can_see_are_no_words(world: World, words: str) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    assert anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words=words).status == 422
    assert world.rows(StatementRequestRow) == []


def test_a_demand_is_taken_back_once_and_the_second_click_changes_nothing(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Hør mig.")
    form = anna.opens(f"/sager/{case_id}/udtalelse").form("/fortryd")
    assert [anna.sends(form).status for _ in range(2)] == [200, 200]
    assert [entry.kind for entry in world.rows(JournalEntryRow)][1:] == [EntryKind.STATEMENT_REQUEST_WITHDRAWN]


def test_now_without_words_is_an_error_and_nothing_typed_is_lost(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    answer = anna.sends(
        the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="  ", channel="phone", with_support_person="y"
    )
    assert answer.status == 422
    again = the_form(answer)
    assert (again.values["channel"], again.values["with_support_person"]) == ("phone", "y")
    assert world.rows(StatementRequestRow) == []


def test_later_needs_no_words(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    receipt = anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), timing="later", words="")
    assert receipt.status == 200
    [row] = world.rows(StatementRequestRow)
    assert row.state is RequestState.RECEIVED


def test_one_click_twice_makes_one(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    form = the_form(anna.opens(f"/sager/{case_id}/udtalelse"))
    first = anna.sends(form, words="Hør mig.")
    second = anna.sends(form, words="Hør mig.")
    assert first.path == second.path
    assert len(world.rows(StatementRequestRow)) == 1
    assert len(world.rows(StatementRow)) == 1


def test_she_can_add_to_what_she_said(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Det første.")
    anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Det andet.")
    assert [row.words for row in world.rows(StatementRow)] == ["Det første.", "Det andet."]
    assert len(world.rows(StatementRequestRow)) == 1


def test_she_can_withdraw_and_ask_again(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Hør mig.")
    withdraw = anna.opens(f"/sager/{case_id}/udtalelse").form("/fortryd")
    anna.sends(withdraw)
    assert [row.state for row in world.rows(StatementRequestRow)] == [RequestState.WITHDRAWN]
    anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Jeg har mere at sige.")
    assert len(world.rows(StatementRequestRow)) == 2


def test_after_the_decision_her_words_are_kept_as_a_message(world: World) -> None:
    case_id = world.a_case(state=CaseState.CLOSED)
    anna = world.citizen("Anna")
    receipt = anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Jeg er uenig.")
    assert receipt.status == 200
    assert [row.words for row in world.rows(RequestRow)] == ["Jeg er uenig."]
    assert world.rows(StatementRequestRow) == []


def test_what_she_says_after_the_decision_is_read_and_answered_and_nothing_is_said_to_wait_for_it(world: World) -> None:
    case_id = world.a_case("additional_costs_adult")
    world.the_case_moves(case_id, CaseState.DECIDED)
    with later(days=1):
        anna, susanne = world.citizen("Anna"), world.caseworker()
        offer = anna.opens(f"/sager/{case_id}")
        form = anna.opens(f"/sager/{case_id}/udtalelse")
        receipt = anna.sends(the_form(form), words="Lægen har misforstået det.")
        after = anna.opens(f"/sager/{case_id}")
        staff = susanne.opens(f"/medarbejder/sager/{case_id}")
        worklist = susanne.opens("/medarbejder/")
        susanne.sends(staff.form("/laest"), words="Vi ser på sagen igen.")
        answered = anna.opens(receipt.path)
    for words in (offer.section("hearing"), form.words):
        assert "Vi har afgjort sagen, og du får afgørelsen i et brev." in words
        assert "svarer på, om vi skal se på sagen igen" in words
    assert "Sagen var afgjort, da du skrev." in receipt.words
    assert "1. december" in receipt.words
    assert "Når du har fået brevet med afgørelsen, kan du også klage." in receipt.words
    assert "Senest tirsdag den 1. december svarer vi på, om vi skal se på sagen igen." in after.section("promises")
    for page in (offer, form, receipt, after, staff, worklist, answered):
        assert "venter med at afgøre" not in page.words
        assert "Afgørelsen venter" not in page.words
    assert "blev sagen afgjort den 23. november, før dette kom" in staff.section("udtalelser")
    assert "Her er, hvad det førte til. Vi ser på sagen igen." in answered.words


def opened_again(case_id: UUID) -> CircumstanceRow:
    """What Susanne has recorded the day after the decision: we look at the case again."""
    return CircumstanceRow(
        case_id=case_id,
        kind=CircumstanceKind.REOPENED,
        begun_on=TODAY + timedelta(days=1),
        words="lægen har skrevet",
        noted_at=MONDAY + timedelta(days=1),
        noted_by_ref="skr",
        noted_by_name="Susanne Krogh",
    )


def test_what_she_says_of_a_case_decided_anew_follows_the_day_of_the_new_decision(world: World) -> None:
    case_id = world.a_decided_case("additional_costs_adult")
    world.write(opened_again(case_id))
    with later(days=2):
        world.the_case_moves(case_id, CaseState.DECIDING)
        waits = world.citizen("Anna").opens(f"/sager/{case_id}/udtalelse")
    with later(days=7):
        world.the_case_moves(case_id, CaseState.DECIDED)
    with later(days=8):
        anna, susanne = world.citizen("Anna"), world.caseworker()
        offer = anna.opens(f"/sager/{case_id}")
        form = anna.opens(f"/sager/{case_id}/udtalelse")
        receipt = anna.sends(the_form(form), words="Lægen har misforstået det.")
        after = anna.opens(f"/sager/{case_id}")
        staff = susanne.opens(f"/medarbejder/sager/{case_id}")
    assert "Vi venter med at afgøre sagen, til vi har hørt dig." in waits.words
    assert "Vi har afgjort sagen, og du får afgørelsen i et brev." in offer.section("hearing")
    assert "Sagen var afgjort, da du skrev." in receipt.words
    for page in (offer, form, receipt, after, staff):
        for words in ("venter med at afgøre", "Afgørelsen venter", "Vi afgør ikke sagen"):
            assert words not in page.words
    assert "blev sagen afgjort den 30. november, før dette kom" in staff.section("udtalelser")
    assert "Afgjort den 30. november." in staff.section("arbejde")


def test_a_demand_that_holds_a_new_decision_may_be_declined_though_an_older_one_is_confirmed(world: World) -> None:
    case_id = world.a_decided_case("additional_costs_adult")
    world.write(opened_again(case_id))
    with later(days=2):
        anna = world.citizen("Anna")
        anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), timing="later", words="")
        susanne = world.caseworker()
        staff = susanne.opens(f"/medarbejder/sager/{case_id}")
        declined = susanne.sends(staff.form("/afslag"), ground="special_law", words="Loven siger det.")
    assert declined.status == 200
    assert [row.state for row in world.rows(StatementRequestRow)] == [RequestState.DECLINED]


def test_what_she_asked_for_on_the_day_of_the_decision_or_before_keeps_what_was_promised(world: World) -> None:
    case_id, late = world.a_case(), world.a_case()
    anna = world.citizen("Anna")
    anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), timing="later", words="")
    for each in (case_id, late):
        world.the_case_moves(each, CaseState.DECIDED)
    anna.sends(the_form(anna.opens(f"/sager/{late}/udtalelse")), timing="later", words="")
    with later(days=1):
        anna = world.citizen("Anna")
        assert "Afgørelsen venter." in anna.opens(f"/sager/{case_id}").section("hearing")
        assert "Afgørelsen venter." in anna.opens(f"/sager/{late}").section("hearing")


def test_that_it_was_carried_out_later_makes_no_demand_come_in_time(world: World) -> None:
    case_id = world.a_case()
    world.the_case_moves(case_id, CaseState.DECIDED)
    with later(days=1):
        anna = world.citizen("Anna")
        anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Vent på mig.")
    with later(days=2):
        world.the_case_moves(case_id, CaseState.EXECUTING)
        world.the_case_moves(case_id, CaseState.CLOSED)
        assert "Sagen var afgjort, da du skrev." in world.citizen("Anna").opens(f"/sager/{case_id}").section("hearing")


def test_where_nothing_can_be_said_later_she_is_not_told_that_it_can(world: World) -> None:
    case_id = world.a_case(state=CaseState.DECIDED)
    anna = world.citizen("Anna")
    again = anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="")
    assert again.status == 422
    assert "vælg" not in again.words


def test_words_sent_while_the_case_closed_are_not_lost(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    form = the_form(anna.opens(f"/sager/{case_id}/udtalelse"))
    world.the_case_moves(case_id, CaseState.CLOSED)
    assert anna.sends(form, words="Vent på mig.").status == 200
    assert [row.words for row in world.rows(RequestRow)] == ["Vent på mig."]


def test_one_party_never_reads_what_another_said(world: World) -> None:
    case_id = world.a_case(party="Anna", others=("Bo",))
    anna, bo = world.citizen("Anna"), world.citizen("Bo")
    receipt = anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Kun min mening.")
    for path in (f"/sager/{case_id}", f"/sager/{case_id}/udtalelse", f"/sager/{case_id}/set-af"):
        page = bo.opens(path)
        assert page.status == 200
        assert "Kun min mening." not in page.source
    assert bo.opens(receipt.path).status == 404
    assert len(world.rows(StatementRequestRow)) == 1
    bo.sends(the_form(bo.opens(f"/sager/{case_id}/udtalelse")), words="Også mig.")
    assert len(world.rows(StatementRequestRow)) == 2


def test_a_relative_who_may_act_demands_on_her_behalf(world: World) -> None:
    case_id = world.a_case()
    karen = world.citizen("Karen", acts_for=("Anna",))
    receipt = karen.sends(the_form(karen.opens(f"/sager/{case_id}/udtalelse")), words="Vi vil høres.")
    assert receipt.status == 200
    assert "Anna Test Testesen" in receipt.source
    assert world.citizen("Anna").opens(receipt.path).status == 200


def test_a_form_from_somewhere_else_is_refused(world: World) -> None:
    case_id = world.a_case()
    anna: Visitor = world.citizen("Anna")
    answer = anna.client.post(f"/sager/{case_id}/udtalelse", data={"timing": "now", "words": "x"}, base_url=PORTAL)
    assert answer.status_code == 400
    assert world.rows(StatementRequestRow) == []


def test_when_her_time_went_by_unused_she_can_ask_again(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), timing="later", words="")
    susanne = world.caseworker()
    susanne.sends(susanne.opens(f"/medarbejder/sager/{case_id}").form("/dato"), statement_by="2026-11-25")
    with later(days=3):
        anna = world.citizen("Anna")
        receipt = anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Nu ved jeg det.")
    assert receipt.status == 200
    assert {row.state for row in world.rows(StatementRequestRow)} == {RequestState.LAPSED, RequestState.GIVEN}


@pytest.mark.parametrize(
    ("after_midnight", "is_late"), [(timedelta(minutes=-30), False), (timedelta(minutes=30), True)]
)
def test_her_last_day_to_speak_ends_at_midnight_in_denmark(
    world: World, after_midnight: timedelta, *, is_late: bool
) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), timing="later", words="")
    susanne = world.caseworker()
    susanne.sends(susanne.opens(f"/medarbejder/sager/{case_id}").form("/dato"), statement_by="2026-11-24")
    with clock.frozen(MONDAY + timedelta(days=1, hours=15) + after_midnight):
        anna = world.citizen("Anna")
        page = anna.opens(f"/sager/{case_id}/udtalelse")
        assert page.has_form("/mere-tid") is not is_late
        anna.sends(page.form("/udtalelse"), words="Nu ved jeg det.", timing="now")
    states = [row.state for row in world.rows(StatementRequestRow)]
    assert sorted(states) == ([RequestState.GIVEN, RequestState.LAPSED] if is_late else [RequestState.GIVEN])


def test_the_receipt_says_when_the_case_system_has_it_on_the_case(world: World) -> None:
    anna, case_id = world.citizen("Anna"), world.a_case()
    receipt = anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Nej")
    assert "Lagt på din sag" not in receipt.words
    entry_ids = [entry.id for entry in world.rows(JournalEntryRow)]
    seal_entries(world.engine, now=clock.now())
    file_entries(world.runtime, entry_ids, now=clock.now())
    assert "Lagt på din sag" in anna.opens(receipt.path).words


def test_an_address_that_was_kept_from_before_leads_on(world: World) -> None:
    case_id, anna = world.a_case(), world.citizen("Anna")
    before = f"/sager/{case_id}/partshoering"
    assert anna.opens(before).path == f"/sager/{case_id}"
    receipt = anna.sends(the_form(anna.opens(f"/sager/{case_id}/udtalelse")), words="Hør mig.")
    number = receipt.path.rpartition("/")[2]
    assert anna.opens(f"{before}/kvittering/{number}").path == receipt.path
    waiting = world.a_hearing(case_id)
    assert anna.opens(before).path == f"{before}/{waiting}"
    bo = world.citizen("Bo")
    assert [bo.opens(path).status for path in (before, f"{before}/kvittering/{number}")] == [404, 404]
    sent = anna.client.post(before, data={"words": "Fra en side, der stod åben."}, base_url=PORTAL)
    assert "Fra en side, der stod åben." in sent.get_data(as_text=True)
