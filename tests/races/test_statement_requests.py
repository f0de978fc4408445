"""A party and others at one case at the same moment: one demand, every word of everybody's, and one truth."""

from datetime import date
from uuid import UUID

from portal.domain.cases import CaseState
from portal.domain.hearings import HearingState
from portal.domain.statement_requests import RequestState
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.mirror import CaseEventRow, CaseRow
from portal.storage.records.decisions import DecisionRow
from portal.storage.records.requests import RequestRow
from portal.storage.records.statement_requests import StatementRequestRow, StatementRow, StatementTimeAskRow
from tests.at_once import at_once
from tests.reading import Page, PageForm
from tests.world import Visitor, World

HERS, HIS = "Lægen har misforstået det.", "Jeg har et brev mere."
LATER = date(2026, 12, 7).isoformat()


def the_form(visitor: Visitor, case: UUID) -> PageForm:
    return visitor.opens(f"/sager/{case}/udtalelse").form("/udtalelse")


def says(visitor: Visitor, form: PageForm, words: str) -> Page:
    return visitor.sends(form, words=words)


def said(world: World) -> list[str]:
    return sorted(row.words for row in world.rows(StatementRow))


def states(world: World) -> list[RequestState]:
    return sorted(row.state for row in world.rows(StatementRequestRow))


def entered(world: World) -> list[EntryKind]:
    return sorted(entry.kind for entry in world.rows(JournalEntryRow))


def test_one_click_twice_is_one_demand_with_one_receipt(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    form = the_form(anna, case)
    first, second = at_once(
        world.engine, "statement_request", lambda: says(anna, form, HERS), lambda: says(anna, form, HERS)
    )
    assert (first.status, second.status) == (200, 200)
    assert first.path == second.path
    assert (states(world), said(world)) == ([RequestState.GIVEN], [HERS])
    assert entered(world) == [EntryKind.STATEMENT_REQUEST_RECEIVED]


def test_two_who_demand_for_the_same_party_make_one_demand_with_the_words_of_both(world: World) -> None:
    case = world.a_case()
    anna, karen = world.citizen("Anna"), world.citizen("Karen", acts_for=("Anna",))
    hers, his = the_form(anna, case), the_form(karen, case)
    first, second = at_once(
        world.engine, "statement_request", lambda: says(anna, hers, HERS), lambda: says(karen, his, HIS)
    )
    assert first.path == second.path
    assert (states(world), said(world)) == ([RequestState.GIVEN], sorted([HERS, HIS]))
    assert entered(world) == [EntryKind.STATEMENT_RECEIVED, EntryKind.STATEMENT_REQUEST_RECEIVED]


def test_two_parties_demand_each_for_themselves(world: World) -> None:
    case = world.a_case(others=("Bo",))
    anna, bo = world.citizen("Anna"), world.citizen("Bo")
    hers, his = the_form(anna, case), the_form(bo, case)
    first, second = at_once(
        world.engine, "statement_request", lambda: says(anna, hers, HERS), lambda: says(bo, his, HIS)
    )
    assert first.path != second.path
    assert states(world) == [RequestState.GIVEN] * 2


def test_words_sent_while_the_demand_is_being_answered_are_not_lost_and_neither_is_the_answer(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    says(anna, the_form(anna, case), HERS)
    considers = susanne.opens(f"/medarbejder/sager/{case}").form("/laest")
    adds = the_form(anna, case)
    first, second = at_once(
        world.engine,
        "statement_request",
        lambda: susanne.sends(considers, words="Vi har taget hensyn."),
        lambda: says(anna, adds, HIS),
    )
    assert (first.status, second.status) == (200, 200)
    assert said(world) == sorted([HERS, HIS])
    assert states(world) == [RequestState.CONSIDERED, RequestState.GIVEN]
    (answered,) = [row for row in world.rows(StatementRequestRow) if row.state is RequestState.CONSIDERED]
    assert answered.closing_words == "Vi har taget hensyn."


def test_who_answers_while_more_is_said_is_told_to_read_it_first(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    says(anna, the_form(anna, case), HERS)
    considers = susanne.opens(f"/medarbejder/sager/{case}").form("/laest")
    adds = the_form(anna, case)
    first, second = at_once(
        world.engine,
        "statement",
        lambda: says(anna, adds, HIS),
        lambda: susanne.sends(considers, words="Vi har taget hensyn."),
    )
    assert (first.status, second.status) == (200, 409)
    assert (states(world), said(world)) == ([RequestState.GIVEN], sorted([HERS, HIS]))
    assert second.form("/laest").values["words"] == "Vi har taget hensyn."
    assert susanne.sends(second.form("/laest")).status == 200
    assert states(world) == [RequestState.CONSIDERED]


def test_what_was_noted_of_a_demand_that_was_withdrawn_meanwhile_is_shown_again(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    anna.sends(the_form(anna, case), timing="later", words="")
    notes = susanne.opens(f"/medarbejder/sager/{case}").form("/noteret")
    withdraws = anna.opens(f"/sager/{case}/udtalelse").form("/fortryd")
    first, second = at_once(
        world.engine,
        "statement_request",
        lambda: anna.sends(withdraws),
        lambda: susanne.sends(notes, words="Anna har ringet."),
    )
    assert (first.status, second.status) == (200, 409)
    assert "Anna har ringet." in second.words
    assert said(world) == []


def test_a_demand_withdrawn_while_a_date_is_set_keeps_one_truth(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    anna.sends(the_form(anna, case), timing="later", words="")
    sets_date = susanne.opens(f"/medarbejder/sager/{case}").form("/dato")
    withdraws = anna.opens(f"/sager/{case}/udtalelse").form("/fortryd")
    first, second = at_once(
        world.engine,
        "statement_request",
        lambda: anna.sends(withdraws),
        lambda: susanne.sends(sets_date, statement_by=LATER),
    )
    assert (first.status, second.status) == (200, 409)
    (row,) = world.rows(StatementRequestRow)
    assert (row.state, row.statement_by) == (RequestState.WITHDRAWN, None)


def test_a_date_set_while_the_demand_is_withdrawn_is_not_lost(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    anna.sends(the_form(anna, case), timing="later", words="")
    sets_date = susanne.opens(f"/medarbejder/sager/{case}").form("/dato")
    withdraws = anna.opens(f"/sager/{case}/udtalelse").form("/fortryd")
    at_once(
        world.engine,
        "statement_request",
        lambda: susanne.sends(sets_date, statement_by=LATER),
        lambda: anna.sends(withdraws),
    )
    (row,) = world.rows(StatementRequestRow)
    assert (row.state, str(row.statement_by)) == (RequestState.WITHDRAWN, LATER)


def test_a_message_sent_twice_at_once_is_one(world: World) -> None:
    case = world.a_decided_case()
    anna = world.citizen("Anna")
    form = the_form(anna, case)
    first, second = at_once(world.engine, "request", lambda: says(anna, form, HERS), lambda: says(anna, form, HERS))
    assert first.path == second.path
    assert len(world.rows(RequestRow)) == 1


def test_a_demand_sent_while_the_case_is_being_moved_is_kept_and_so_is_the_move(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    form = the_form(anna, case)
    _, receipt = at_once(
        world.engine,
        "mirror_case",
        lambda: world.the_case_moves(case, CaseState.DECIDED),
        lambda: says(anna, form, HERS),
    )
    assert receipt.status == 200
    assert HERS in receipt.words
    assert [row.state for row in world.rows(CaseRow)] == [CaseState.DECIDED]
    assert len(world.rows(CaseEventRow)) == 1
    assert [*said(world), *(row.words for row in world.rows(RequestRow))] == [HERS]


def test_a_case_moved_while_a_demand_is_being_sent_is_moved_and_the_demand_stands(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    form = the_form(anna, case)
    receipt, _ = at_once(
        world.engine,
        "statement_request",
        lambda: says(anna, form, HERS),
        lambda: world.the_case_moves(case, CaseState.DECIDED),
    )
    assert (receipt.status, said(world)) == (200, [HERS])
    assert [row.state for row in world.rows(CaseRow)] == [CaseState.DECIDED]
    assert anna.opens(f"/sager/{case}").status == 200


def test_a_demand_that_is_being_sent_while_a_decision_is_announced_stands_and_the_decision_waits(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    world.a_hearing(case, state=HearingState.NO_COMMENT)
    anna, susanne = world.citizen("Anna"), world.caseworker()
    form = the_form(anna, case)
    confirms = susanne.opens(f"/medarbejder/sager/{case}").form("/afgoerelse")
    receipt, told = at_once(
        world.engine,
        "statement_request",
        lambda: says(anna, form, HERS),
        lambda: susanne.sends(confirms, outcome="refused"),
    )
    assert (receipt.status, told.status) == (200, 422)
    assert (states(world), said(world)) == ([RequestState.GIVEN], [HERS])
    assert world.rows(DecisionRow) == []
    assert told.form("/afgoerelse").values["outcome"] == "refused"
    assert HERS in susanne.opens(f"/medarbejder/sager/{case}").words
    assert HERS in anna.opens(receipt.path).words


def test_a_demand_that_meets_a_decision_being_announced_is_kept_as_words_about_it(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    world.a_hearing(case, state=HearingState.NO_COMMENT)
    anna, susanne = world.citizen("Anna"), world.caseworker()
    form = the_form(anna, case)
    confirms = susanne.opens(f"/medarbejder/sager/{case}").form("/afgoerelse")
    told, receipt = at_once(
        world.engine,
        "decision",
        lambda: susanne.sends(confirms, outcome="refused"),
        lambda: says(anna, form, HERS),
    )
    assert (told.status, receipt.status) == (200, 200)
    assert HERS in receipt.words
    assert (states(world), [row.words for row in world.rows(RequestRow)]) == ([], [HERS])


def a_wish(world: World, case: UUID, anna: Visitor, susanne: Visitor) -> None:
    """Anna has demanded to be heard, was given a day, and asks for more time."""
    anna.sends(the_form(anna, case), timing="later", words="")
    susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/dato"), statement_by=LATER)
    anna.sends(anna.opens(f"/sager/{case}/udtalelse").form("/mere-tid"))


def test_of_two_who_answer_one_wish_for_more_time_the_second_is_told_and_keeps_the_words(world: World) -> None:
    case, anna = world.a_case(), world.citizen("Anna")
    susanne, jonas = world.caseworker(), world.caseworker("Jonas")
    a_wish(world, case, anna, susanne)
    yes = susanne.opens(f"/medarbejder/sager/{case}").form("/dato")
    no = jonas.opens(f"/medarbejder/sager/{case}").form("/ikke-mere-tid")
    first, second = at_once(
        world.engine,
        "statement_more_time",
        lambda: susanne.sends(yes),
        lambda: jonas.sends(no, words="Du har haft tid nok."),
    )
    assert (first.status, second.status) == (200, 409)
    assert "Du har haft tid nok." in second.words
    (ask,) = world.rows(StatementTimeAskRow)
    assert (str(ask.granted_until), ask.declined_words) == ("2026-12-21", None)


def test_what_is_said_while_more_time_is_given_is_kept_and_so_is_the_time(world: World) -> None:
    case, anna, susanne = world.a_case(), world.citizen("Anna"), world.caseworker()
    a_wish(world, case, anna, susanne)
    yes, form = susanne.opens(f"/medarbejder/sager/{case}").form("/dato"), the_form(anna, case)
    first, second = at_once(
        world.engine, "statement_more_time", lambda: susanne.sends(yes), lambda: says(anna, form, HERS)
    )
    assert (first.status, second.status) == (200, 200)
    assert (states(world), said(world)) == ([RequestState.GIVEN], [HERS])


def test_one_click_twice_is_one_wish_for_more_time(world: World) -> None:
    case, anna, susanne = world.a_case(), world.citizen("Anna"), world.caseworker()
    anna.sends(the_form(anna, case), timing="later", words="")
    susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/dato"), statement_by=LATER)
    form = anna.opens(f"/sager/{case}/udtalelse").form("/mere-tid")
    first, second = at_once(world.engine, "statement_more_time", lambda: anna.sends(form), lambda: anna.sends(form))
    assert (first.status, second.status) == (200, 200)
    assert len(world.rows(StatementTimeAskRow)) == 1


def test_a_wish_that_comes_while_the_day_is_moved_unasked_is_answered_and_not_passed_by(world: World) -> None:
    case, anna, susanne = world.a_case(), world.citizen("Anna"), world.caseworker()
    anna.sends(the_form(anna, case), timing="later", words="")
    susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/dato"), statement_by=LATER)
    moves = susanne.opens(f"/medarbejder/sager/{case}").form("/flyttet")
    wishes = anna.opens(f"/sager/{case}/udtalelse").form("/mere-tid")
    why = {"change_reason": "illness", "change_words": "Lægen er syg."}
    first, second = at_once(
        world.engine,
        "statement_more_time",
        lambda: anna.sends(wishes),
        lambda: susanne.sends(moves, statement_by="2026-12-28", **why),
    )
    assert (first.status, second.status) == (200, 409)
    assert "Lægen er syg." in second.words
    assert second.has_form("/ikke-mere-tid")
    assert [str(row.statement_by) for row in world.rows(StatementRequestRow)] == [LATER]
