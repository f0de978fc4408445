"""Susanne hears the parties before she decides, or says why none is owed a hearing; and nothing is announced before."""

from datetime import timedelta
from uuid import UUID

from portal.domain.cases import CaseState
from portal.domain.hearings import HearingState
from portal.storage.journal import JournalEntryRow
from portal.storage.records.decisions import DecisionRow
from portal.storage.records.hearing_duty import ChildConversationRow, HearingExemptionRow, KnownFactRow
from portal.storage.records.hearings import HearingFactRow, HearingRow, MoreTimeAskRow
from tests.reading import Page
from tests.world import TODAY, Visitor, World, ref_of

ONE_FACT = {"fact_1": "Du kan gå 200 meter.", "source_1": "Din læge", "matters_1": "Det taler imod støtte."}
ALL_YES = dict.fromkeys(("unknown_to_party", "about_facts", "against_party", "essential"), "yes")


def the_case(visitor: Visitor, case: UUID) -> Page:
    return visitor.opens(f"/medarbejder/sager/{case}")


def offers(visitor: Visitor, case: UUID, **values: str) -> Page:
    return visitor.sends(visitor.opens(f"/medarbejder/sager/{case}/hoering/ny").form("/ny"), **{**ONE_FACT, **values})


def test_four_times_yes_leads_to_a_hearing_that_the_party_reads(world: World) -> None:
    case = world.a_case()
    susanne = world.caseworker()
    question = susanne.opens(the_case(susanne, case).links()["Hør en part"])
    form = susanne.sends(question.form("/hoering"), **ALL_YES)
    assert form.form("/ny").values["answer_by"] == "7.12.2026"
    page = susanne.sends(form.form("/ny"), **ONE_FACT)
    assert page.status == 200
    assert "Ikke læst her endnu" in page.section("hoering")
    (row,) = world.rows(HearingRow)
    anna = world.citizen("Anna")
    assert "Du kan gå 200 meter." in anna.opens(f"/sager/{case}/partshoering/{row.number}").words
    assert "Læst her" in the_case(susanne, case).section("hoering")


def test_one_no_leads_to_the_reason_with_each_fact_and_how_it_is_known(world: World) -> None:
    case = world.a_case()
    susanne = world.caseworker()
    question = susanne.opens(f"/medarbejder/sager/{case}/hoering")
    page = susanne.sends(question.form("/hoering"), **{**ALL_YES, "unknown_to_party": "no"})
    form = page.form("/begrundelse")
    assert (form.values["ground"], form.values["unmet"]) == ("not_met", "unknown_to_party")
    assert susanne.sends(form, words="Hun ved det.").status == 422
    susanne.sends(form, words="Hun ved det.", known_1="Bilen er solgt", how_1="Hun skrev det i ansøgningen")
    assert [row.ground for row in world.rows(HearingExemptionRow)] == ["not_met"]
    assert [row.how_known for row in world.rows(KnownFactRow)] == ["Hun skrev det i ansøgningen"]


def test_all_four_met_cannot_be_coded_as_a_reason(world: World) -> None:
    case = world.a_case()
    susanne = world.caseworker()
    form = susanne.opens(f"/medarbejder/sager/{case}/hoering/begrundelse").form("/begrundelse")
    page = susanne.sends(form, ground="not_met", words="Nej", known_1="a", how_1="b")
    assert page.status == 422
    assert world.rows(HearingExemptionRow) == []


def test_too_short_a_time_is_refused_and_names_the_first_day(world: World) -> None:
    case = world.a_case()
    page = offers(world.caseworker(), case, answer_by=(TODAY + timedelta(days=3)).isoformat())
    assert page.status == 422
    assert "mandag den 7. december" in page.words
    assert page.form("/ny").values["fact_1"] == ONE_FACT["fact_1"]
    assert world.rows(HearingRow) == []


def test_one_more_fact_is_added_and_what_was_typed_is_kept(world: World) -> None:
    case = world.a_case()
    susanne = world.caseworker()
    form = susanne.opens(f"/medarbejder/sager/{case}/hoering/ny").form("/ny")
    more = susanne.sends(form, button="Tilføj en mere", **ONE_FACT).form("/ny")
    assert (more.values["fact_1"], more.values["fact_2"]) == (ONE_FACT["fact_1"], "")
    page = susanne.sends(more, fact_2="Din søn kører dig.")
    assert page.status == 422
    assert susanne.sends(page.form("/ny"), source_2="Din søn", matters_2="Du kan komme ud.").status == 200
    assert len(world.rows(HearingFactRow)) == 2


def test_who_cannot_see_the_case_cannot_be_heard_in_the_portal(world: World) -> None:
    case = world.a_case("child_assessment", party="Mette")
    page = offers(world.caseworker(), case)
    assert page.status == 422
    assert "Frigiv" in page.words
    assert world.rows(HearingRow) == []


def test_a_wish_for_more_time_is_answered_in_one_tap(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna, susanne = world.citizen("Anna"), world.caseworker()
    anna.sends(anna.opens(f"/sager/{case}/partshoering/{number}").form("/mere-tid"), why="Jeg er på sygehuset.")
    page = the_case(susanne, case)
    assert "Jeg er på sygehuset." in page.section("hoering")
    assert susanne.sends(page.form("/mere-tid")).status == 200
    (ask,) = world.rows(MoreTimeAskRow)
    assert ask.granted_until == TODAY + timedelta(days=28)
    assert "mandag den 21. december" in anna.opens(f"/sager/{case}/partshoering/{number}").words


def test_what_an_answer_led_to_is_read_by_the_party(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    anna, susanne = world.citizen("Anna"), world.caseworker()
    anna.sends(
        anna.opens(f"/sager/{case}/partshoering/{number}").form(number), words="Nej.", wrong_1="Det er 50 meter."
    )
    page = the_case(susanne, case)
    assert "Det er 50 meter." in page.section("hoering")
    susanne.sends(page.form("/vurderet"), words="Vi måler det igen.")
    assert "Vi måler det igen." in anna.opens(f"/sager/{case}/partshoering/{number}").words
    assert [row.state for row in world.rows(HearingRow)] == [HearingState.CONSIDERED]


def test_an_answer_by_phone_is_noted(world: World) -> None:
    case = world.a_case()
    number = world.a_hearing(case)
    susanne = world.caseworker()
    susanne.sends(the_case(susanne, case).form("/svar-noteret"), words="Anna ringede: det er 50 meter.")
    assert "det er 50 meter" in world.citizen("Anna").opens(f"/sager/{case}/partshoering/{number}/kvittering").words


def test_a_refusal_is_not_announced_before_each_party_was_heard(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED, others=("Bo",))
    world.a_hearing(case, state=HearingState.NO_COMMENT)
    susanne = world.caseworker()
    form = the_case(susanne, case).form("/afgoerelse")
    page = susanne.sends(form, outcome="refused")
    assert page.status == 422
    assert "Bo Test Testesen skal være hørt" in page.section("afgoerelse")
    assert "Anna Test Testesen skal" not in page.section("afgoerelse")
    assert page.form("/afgoerelse").values["outcome"] == "refused"
    assert world.rows(DecisionRow) == []
    reason = susanne.opens(page.links()["Skriv, hvorfor der ikke skal partshøres"]).form("/begrundelse")
    assert reason.values["parties"] == ref_of("Bo")
    susanne.sends(reason, ground="not_a_party", words="Bo har ikke del i forældremyndigheden.")
    assert susanne.sends(page.form("/afgoerelse")).status == 200
    assert len(world.rows(DecisionRow)) == 1


def test_a_change_of_support_is_gated_whatever_was_decided(world: World) -> None:
    case = world.a_case("support_change", state=CaseState.DECIDED)
    susanne = world.caseworker()
    assert susanne.sends(the_case(susanne, case).form("/afgoerelse"), outcome="granted").status == 422
    assert world.rows(DecisionRow) == []


def test_a_conversation_with_a_child_counts_and_nothing_of_it_is_kept(world: World) -> None:
    case = world.a_case("child_assessment", party="Mette", others=("Emil",))
    susanne = world.caseworker()
    page = the_case(susanne, case)
    assert susanne.sends(page.form("/samtale"), party=ref_of("Emil"), held_on="2062-01-01").status == 422
    page = susanne.sends(page.form("/samtale"), party=ref_of("Emil"))
    assert "Emil Test Testesen: Hørt i en samtale" in page.section("hoering")
    assert len(world.rows(ChildConversationRow)) == 1


def test_what_is_sent_twice_is_done_once_and_the_second_is_told(world: World) -> None:
    case = world.a_case()
    world.a_hearing(case)
    susanne = world.caseworker()
    form = the_case(susanne, case).form("/aflyst")
    assert susanne.sends(form, words="Sendt ved en fejl.").status == 200
    again = susanne.sends(form, words="Sendt ved en fejl.")
    assert again.status == 409
    assert "Sendt ved en fejl." in again.words
    assert len(world.rows(JournalEntryRow)) == 1
