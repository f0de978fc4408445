"""A party and staff at one hearing at the same moment: one truth, and nobody's words lost."""

from datetime import timedelta
from uuid import UUID

from portal import clock
from portal.domain.cases import CaseState
from portal.domain.hearings import HearingState
from portal.domain.promise_ledger import PromiseEnd
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.mirror import CaseRow
from portal.storage.records.hearings import HearingAnswerRow, HearingRow, MoreTimeAskRow
from portal.storage.records.promises import PromiseEndRow
from tests.at_once import at_once
from tests.reading import Page
from tests.world import MONDAY, TODAY, Visitor, World, later

MIDNIGHT = MONDAY + timedelta(hours=15)
WORDS = "Det er kun 50 meter."
ONE_FACT = {"fact_1": "Du kan gå 300 meter.", "source_1": "Din læge", "matters_1": "Det taler imod støtte."}


def the_page(visitor: Visitor, case: UUID, number: str) -> Page:
    return visitor.opens(f"/sager/{case}/partshoering/{number}")


def the_case(visitor: Visitor, case: UUID) -> Page:
    return visitor.opens(f"/medarbejder/sager/{case}")


def said(world: World) -> list[str]:
    return [row.words for row in world.rows(HearingAnswerRow)]


def entered(world: World) -> list[EntryKind]:
    return sorted(entry.kind for entry in world.rows(JournalEntryRow))


def test_of_two_caseworkers_who_answer_one_wish_the_second_is_told_and_keeps_her_words(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna, susanne, jonas = world.citizen("Anna"), world.caseworker(), world.caseworker("Jonas")
    anna.sends(the_page(anna, case, number).form("/mere-tid"))
    yes, no = the_case(susanne, case).form("/mere-tid"), the_case(jonas, case).form("/ikke-mere-tid")
    first, second = at_once(
        world.engine,
        "hearing_more_time",
        lambda: susanne.sends(yes),
        lambda: jonas.sends(no, words="Du har haft tid nok."),
    )
    assert (first.status, second.status) == (200, 409)
    assert "Du har haft tid nok." in second.words
    (ask,) = world.rows(MoreTimeAskRow)
    assert (ask.granted_until, ask.declined_words) == (TODAY + timedelta(days=28), None)
    assert entered(world) == [EntryKind.HEARING_MORE_TIME_ASKED, EntryKind.HEARING_MORE_TIME_GIVEN]


def test_an_answer_is_kept_when_the_time_runs_out_while_it_is_written(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case, answer_by=TODAY)
    with clock.frozen(MIDNIGHT - timedelta(minutes=5)):
        anna = world.citizen("Anna")
        form = the_page(anna, case, number).form(number)
    with clock.frozen(MIDNIGHT + timedelta(minutes=5)):
        assert anna.sends(form, words=WORDS).status == 200
    assert said(world) == [WORDS]
    assert [row.state for row in world.rows(HearingRow)] == [HearingState.ANSWERED]


def test_an_answer_on_its_way_at_midnight_is_read_before_the_hearing_is_closed(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case, answer_by=TODAY)
    with clock.frozen(MIDNIGHT - timedelta(minutes=1)):
        anna = world.citizen("Anna")
        form = the_page(anna, case, number).form(number)
    with clock.frozen(MIDNIGHT + timedelta(minutes=1)):
        susanne = world.caseworker()
        closes = the_case(susanne, case).form("/vurderet")

        def answers_before_midnight() -> Page:
            with clock.frozen(MIDNIGHT - timedelta(minutes=1)):
                return anna.sends(form, words=WORDS)

        first, second = at_once(
            world.engine,
            "hearing_answer",
            answers_before_midnight,
            lambda: susanne.sends(closes, words="Du har ikke svaret."),
        )
    assert (first.status, second.status) == (200, 409)
    assert all(words in second.words for words in ("Du har ikke svaret.", WORDS))
    assert said(world) == [WORDS]
    assert [row.state for row in world.rows(HearingRow)] == [HearingState.ANSWERED]


def test_an_answer_that_meets_a_hearing_being_closed_after_its_day_stands_on_the_page(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case, answer_by=TODAY)
    with clock.frozen(MIDNIGHT - timedelta(minutes=1)):
        anna = world.citizen("Anna")
        form = the_page(anna, case, number).form(number)
    with clock.frozen(MIDNIGHT + timedelta(minutes=1)):
        susanne = world.caseworker()
        closes = the_case(susanne, case).form("/vurderet")
        first, second = at_once(
            world.engine,
            "hearing",
            lambda: susanne.sends(closes, words="Du har ikke svaret."),
            lambda: anna.sends(form, words=WORDS),
        )
    assert (first.status, second.status) == (200, 409)
    assert WORDS in second.words
    assert said(world) == []
    assert [row.state for row in world.rows(HearingRow)] == [HearingState.CONSIDERED]


def test_of_two_caseworkers_who_close_one_hearing_the_second_is_told_and_keeps_her_words(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna, susanne, jonas = world.citizen("Anna"), world.caseworker(), world.caseworker("Jonas")
    anna.sends(the_page(anna, case, number).form(number), words=WORDS)
    hers, his = (the_case(each, case).form("/vurderet") for each in (susanne, jonas))
    first, second = at_once(
        world.engine,
        "hearing",
        lambda: susanne.sends(hers, words="Vi måler igen."),
        lambda: jonas.sends(his, words="Det ændrer ikke noget."),
    )
    assert (first.status, second.status) == (200, 409)
    assert "Det ændrer ikke noget." in second.words
    assert [row.closing_words for row in world.rows(HearingRow)] == ["Vi måler igen."]
    assert entered(world) == [EntryKind.HEARING_ANSWERED, EntryKind.HEARING_CONSIDERED]
    assert [row.end for row in world.rows(PromiseEndRow)] == [PromiseEnd.KEPT]


def test_words_for_a_hearing_that_a_new_one_replaces_at_this_moment_stand_on_the_page(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case, answer_by=TODAY)
    with later(days=1):
        anna, susanne = world.citizen("Anna"), world.caseworker()
        form = the_page(anna, case, number).form(number)
        offers = susanne.opens(f"/medarbejder/sager/{case}/hoering/ny").form("/ny")
        first, second = at_once(
            world.engine,
            "hearing",
            lambda: susanne.sends(offers, **ONE_FACT),
            lambda: anna.sends(form, words=WORDS),
        )
        assert (first.status, second.status) == (200, 409)
        assert WORDS in second.words
        assert "Læs det, og svar" in second.links()


def test_an_answer_that_comes_while_a_new_hearing_is_opened_is_kept(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case, answer_by=TODAY)
    with later(days=1):
        anna, susanne = world.citizen("Anna"), world.caseworker()
        form = the_page(anna, case, number).form(number)
        offers = susanne.opens(f"/medarbejder/sager/{case}/hoering/ny").form("/ny")
        first, second = at_once(
            world.engine,
            "hearing_answer",
            lambda: anna.sends(form, words=WORDS),
            lambda: susanne.sends(offers, **ONE_FACT),
        )
        assert (first.status, second.status) == (200, 422)
        assert second.form("/ny").values["fact_1"] == ONE_FACT["fact_1"]
    assert said(world) == [WORDS]


def test_an_answer_sent_while_the_case_is_decided_is_kept_and_so_is_the_decision(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna = world.citizen("Anna")
    form = the_page(anna, case, number).form(number)
    _, receipt = at_once(
        world.engine,
        "mirror_case",
        lambda: world.the_case_moves(case, CaseState.DECIDED),
        lambda: anna.sends(form, words=WORDS),
    )
    assert receipt.status == 200
    assert WORDS in receipt.words
    assert [row.state for row in world.rows(CaseRow)] == [CaseState.DECIDED]
    assert said(world) == [WORDS]


def test_a_refusal_is_not_announced_while_an_answer_is_being_sent(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    number = world.a_hearing(case, state=HearingState.NO_COMMENT)
    anna, susanne = world.citizen("Anna"), world.caseworker()
    form, decides = the_page(anna, case, number).form(number), the_case(susanne, case).form("/afgoerelse")
    first, second = at_once(
        world.engine,
        "hearing_answer",
        lambda: anna.sends(form, words=WORDS),
        lambda: susanne.sends(decides, outcome="refused"),
    )
    assert (first.status, second.status) == (200, 422)
    assert said(world) == [WORDS]


def test_one_click_twice_is_one_answer_and_one_wish(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna = world.citizen("Anna")
    page = the_page(anna, case, number)
    at_once(
        world.engine,
        "hearing_more_time",
        lambda: anna.sends(page.form("/mere-tid")),
        lambda: anna.sends(page.form("/mere-tid")),
    )
    at_once(
        world.engine,
        "hearing_answer",
        lambda: anna.sends(page.form(number), words=WORDS),
        lambda: anna.sends(page.form(number), words=WORDS),
    )
    assert (len(world.rows(MoreTimeAskRow)), said(world)) == (1, [WORDS])
