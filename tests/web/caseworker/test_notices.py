"""Susanne tells what comes next: she sees it exactly as Anna will, and Anna sees it."""

import re
from datetime import date, timedelta
from uuid import UUID

from portal.domain.case_types import Actor
from portal.domain.cases import CaseState
from portal.domain.notices import NoticeKind, NoticeState
from portal.storage.audit import LookKind, LookRow
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.breaches import BreachTaskRow
from portal.storage.records.notices import NoticeRow
from tests.reading import Page
from tests.world import MONDAY, TODAY, Visitor, World, later

SECTIONS = ("now", "your-part", "next-step", "expected", "caseworker", "hearing", "roadmap", "freshness")
OWN_WORDS = "Vi besøger dig og måler døren."


def writes(visitor: Visitor, case: UUID, **values: str) -> Page:
    """The preview, or the form again when something is to be put right."""
    return visitor.sends(visitor.opens(f"/medarbejder/sager/{case}/naeste-skridt").form("/naeste-skridt"), **values)


def posts(visitor: Visitor, case: UUID, **values: str) -> Page:
    return visitor.sends(writes(visitor, case, **values).form("/naeste-skridt"), button="Send")


def notices(world: World) -> list[NoticeRow]:
    return sorted(world.rows(NoticeRow), key=lambda row: (row.posted_at, row.version))


def test_the_next_sure_step_is_chosen_already_in_its_usual_time(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    form = world.caseworker().opens(f"/medarbejder/sager/{case}/naeste-skridt").form("/naeste-skridt")
    assert form.values["step"] == "assigned"
    assert form.values["expected_from"] == "23.11.2026"
    assert form.values["expected_to"] == "3.12.2026"


def test_the_dates_follow_the_step_until_somebody_has_chosen_them(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne = world.caseworker()

    def dates(**values: str) -> tuple[str, str]:
        form = writes(susanne, case, **values).form("/naeste-skridt")
        return form.values["expected_from"], form.values["expected_to"]

    assert dates() == ("2026-11-23", "2026-12-03")
    later_step = dates(step="function")
    assert later_step > dates()
    assert all(date.fromisoformat(day).weekday() < 5 for day in later_step)
    assert dates(step="function", expected_to="18.12") == ("2026-11-23", "2026-12-18")


def test_the_receipt_has_the_text_for_the_journal_and_says_who_sees_it(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne = world.caseworker()
    receipt = posts(susanne, case, words=OWN_WORDS, expected_from="30.11", expected_to="4.12")
    assert receipt.heading.startswith("Næste skridt er sendt")
    assert "Kan ses nu af: Anna Test Testesen" in receipt.words
    (letter,) = receipt.root.xpath("//textarea[@readonly]/text()")
    assert letter.strip().splitlines() == [
        "Støtte til bil, sag S2026-00001",
        f"Næste skridt: {OWN_WORDS}",
        "Det sørger vi for.",
        "Du skal ikke gøre noget.",
        "Vi regner med, at det sker mellem 30.\N{NO-BREAK SPACE}november og 4.\N{NO-BREAK SPACE}december (uge 49).",
        "Skrevet af Susanne Krogh den 23.\N{NO-BREAK SPACE}november.",
    ]
    susanne.sends(receipt.form("/traek-tilbage"))
    assert susanne.opens(receipt.path).status == 404


def test_the_preview_is_exactly_what_the_party_then_sees(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne, anna = world.caseworker(), world.citizen("Anna")
    preview = writes(susanne, case, step="function", words=OWN_WORDS, part="meeting")
    assert preview.status == 200
    assert notices(world) == []
    assert OWN_WORDS not in anna.opens(f"/sager/{case}").words
    susanne.sends(preview.form("/naeste-skridt"), button="Send")
    page = anna.opens(f"/sager/{case}")
    assert OWN_WORDS in page.section("next-step")
    assert {name: preview.section(name) for name in SECTIONS} == {name: page.section(name) for name in SECTIONS}


def test_each_party_of_a_case_can_be_looked_at_before_it_is_posted(world: World) -> None:
    case = world.a_case(others=("Bo",), opened_on=TODAY)
    susanne = world.caseworker()
    bo = world.citizen("Bo")
    bo.sends(bo.opens(f"/sager/{case}/udtalelse").forms()[-1], words="Kun fra Bo.")
    preview = writes(susanne, case, words="Vi ringer til jer.")
    assert "Det ser Anna Test Testesen" in preview.words
    as_bo = susanne.sends(preview.form("/naeste-skridt"), button="Bo Test Testesen")
    assert "Det ser Bo Test Testesen" in as_bo.words
    assert preview.section("hearing") != as_bo.section("hearing")


def test_the_form_lies_beside_the_preview_with_what_was_written(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    preview = writes(world.caseworker(), case, step="target", words="Vi ser på det.", expected_to="2026-12-20")
    _send, form = (form for form in preview.forms() if form.action.endswith("/naeste-skridt"))
    assert (form.values["step"], form.values["words"]) == ("target", "Vi ser på det.")
    assert form.values["expected_to"] == "20.12.2026"


def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne = world.caseworker()
    wrong: list[tuple[dict[str, str], str]] = [
        ({"expected_from": "2026-12-20", "expected_to": "2026-12-01"}, "expected_to"),
        ({"expected_from": "2026-11-01"}, "expected_from"),
        ({"expected_to": "2062-12-01"}, "expected_to"),
        ({"expected_from": "i morgen"}, "expected_from"),
        ({"step": "no_such_step"}, "step"),
        ({"step": "received"}, "words"),
        ({"acts": "third_party"}, "acts_name"),
        ({"acts": "the_king"}, "acts"),
        ({"part": "hearing_of_all"}, "part"),
    ]
    for values, field in wrong:
        page = writes(susanne, case, part_words="Tag mål af døren.", **values)
        assert page.status == 422, values
        assert page.root.xpath(f"//*[@id='{field}-error']"), values
        assert page.form("/naeste-skridt").values["part_words"] == "Tag mål af døren."
    assert notices(world) == []


def test_the_step_a_case_stands_at_is_told_in_own_words(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    posts(world.caseworker(), case, step="received", words="Vi læser din ansøgning i denne uge.")
    (notice,) = notices(world)
    assert (notice.kind, notice.step, notice.posted_at_step) == (NoticeKind.OWN_WORDS, "received", "received")


def test_a_correction_is_a_new_version_and_the_old_one_stays(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne, anna = world.caseworker(), world.citizen("Anna")
    posts(susanne, case, words=OWN_WORDS)
    with later(hours=2):
        susanne, anna = world.caseworker(), world.citizen("Anna")
        corrected = "Vi besøger dig og måler døren og bilen."
        posts(susanne, case, words=corrected)
        old, new = notices(world)
        assert (old.state, old.version) == (NoticeState.REPLACED, 1)
        assert (new.state, new.version) == (NoticeState.LIVE, 2)
        assert corrected in anna.opens(f"/sager/{case}").section("next-step")
        history = susanne.opens(f"/medarbejder/sager/{case}").section("naeste-skridt")
        assert OWN_WORDS in history
        assert corrected in history


def test_the_same_notice_sent_twice_is_posted_once(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne = world.caseworker()
    preview = writes(susanne, case, words=OWN_WORDS)
    susanne.sends(preview.form("/naeste-skridt"), button="Send")
    assert susanne.sends(preview.form("/naeste-skridt"), button="Send").status == 200
    assert len(notices(world)) == 1
    assert [entry.kind for entry in world.rows(JournalEntryRow)] == [EntryKind.NOTICE_POSTED]


def test_a_colleagues_notice_is_not_replaced_unseen(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne, jonas = world.caseworker(), world.caseworker("Jonas")
    from_susanne, from_jonas = writes(susanne, case, words="Fra Susanne."), writes(jonas, case, words="Fra Jonas.")
    susanne.sends(from_susanne.form("/naeste-skridt"), button="Send")
    again = jonas.sends(from_jonas.form("/naeste-skridt"), button="Send")
    assert again.status == 409
    assert "En anden har skrevet et nyt næste skridt" in again.words
    assert [notice.words for notice in notices(world)] == ["Fra Susanne."]
    jonas.sends(again.form("/naeste-skridt"), button="Send")
    assert [notice.words for notice in notices(world) if notice.state is NoticeState.LIVE] == ["Fra Jonas."]


def test_a_number_like_a_cpr_number_is_warned_of_before_it_is_posted(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne = world.caseworker()
    assert "ligner et CPR-nummer" in writes(susanne, case, words="Vi taler om 010170-1234.").words
    assert "ligner et CPR-nummer" not in writes(susanne, case, words="Ring på 70 00 01 11.").words


def test_a_notice_that_something_else_comes_before_is_told_so(world: World) -> None:
    case = world.a_case(state=CaseState.DECIDED)
    preview = writes(world.caseworker(), case, words="Vi taler sammen igen.")
    assert "ser ikke dette som næste skridt lige nu" in preview.words


def test_a_case_without_a_known_path_cannot_be_told_of(world: World) -> None:
    case = world.a_case(None)
    page = world.caseworker().opens(f"/medarbejder/sager/{case}/naeste-skridt")
    assert page.status == 200
    assert not page.has_form("/naeste-skridt")


def test_a_preview_is_a_look_that_the_citizen_can_see(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    writes(world.caseworker(), case)
    assert LookKind.PREVIEW in {look.kind for look in world.rows(LookRow)}
    assert "Susanne Krogh" in world.citizen("Anna").opens(f"/sager/{case}/set-af").words


def test_one_tap_tells_whom_we_still_wait_for(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    world.a_task(case, "collect")
    susanne, anna = world.caseworker(), world.citizen("Anna")
    form = susanne.opens(f"/medarbejder/sager/{case}").form("/venter-stadig")
    assert form.values["who"] == "din læge"
    susanne.sends(form, who="sygehuset", until="2026-12-04")
    (notice,) = notices(world)
    assert (notice.kind, notice.acts, notice.step) == (NoticeKind.STILL_WAITING, Actor.THIRD_PARTY, "collect")
    assert "sygehuset" in anna.opens(f"/sager/{case}").section("now")


def test_a_cpr_number_in_words_a_citizen_reads_is_warned_of_once(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    world.a_task(case, "collect")
    susanne = world.caseworker()
    page = susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/venter-stadig"), who="010170-1234")
    assert page.status == 422
    assert "ligner et CPR-nummer" in page.words
    assert notices(world) == []
    susanne.sends(page.form("/venter-stadig"))
    assert [notice.acts_name for notice in notices(world)] == ["010170-1234"]


def test_waiting_for_nobody_or_until_yesterday_is_refused(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    world.a_task(case, "collect")
    susanne = world.caseworker()
    form = susanne.opens(f"/medarbejder/sager/{case}").form("/venter-stadig")
    assert susanne.sends(form, who=" ").status == 422
    assert susanne.sends(form, until="2026-11-22").status == 422
    assert notices(world) == []


def test_a_notice_to_the_wrong_case_is_gone_at_once_and_the_leader_has_a_task(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne, anna, lise = world.caseworker(), world.citizen("Anna"), world.caseworker("Lise")
    before = anna.opens(f"/sager/{case}").section("next-step")
    page = posts(susanne, case, words="Bo får sin kørestol på torsdag.")
    page = susanne.sends(page.form("/traek-tilbage"))
    assert "Bo får sin kørestol" not in page.words
    seen = anna.opens(f"/sager/{case}")
    assert "Bo får sin kørestol" not in seen.words
    assert seen.section("next-step") == before
    (told,) = [entry for entry in world.rows(JournalEntryRow) if entry.kind is EntryKind.NOTICE_POSTED]
    assert told.locked
    (task,) = world.rows(BreachTaskRow)
    assert task.report_by == MONDAY + timedelta(hours=72)
    assert "Nogen kunne læse noget, der ikke var deres" in lise.opens("/medarbejder/").lines("work-row")[0]
    assert "Nogen kunne læse noget, der ikke var deres" not in susanne.opens("/medarbejder/").words


def test_taking_back_twice_makes_one_task(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne = world.caseworker()
    form = posts(susanne, case, words=OWN_WORDS).form("/traek-tilbage")
    susanne.sends(form)
    assert susanne.sends(form).status == 200
    assert len(world.rows(BreachTaskRow)) == 1


def test_the_leader_reads_what_was_told_and_notes_what_was_done(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne, lise = world.caseworker(), world.caseworker("Lise")
    susanne.sends(posts(susanne, case, words="Bo får sin kørestol på torsdag.").form("/traek-tilbage"))
    (task,) = world.rows(BreachTaskRow)
    page = lise.opens(f"/medarbejder/brud/{task.id}")
    assert "Bo får sin kørestol på torsdag." in page.words
    assert lise.sends(page.form("/haandteret")).status == 422
    page = lise.sends(page.form("/haandteret"), words="Anmeldt til Datatilsynet. Bo har fået besked.")
    assert not page.has_form("/haandteret")
    assert "Nogen kunne læse noget, der ikke var deres" not in lise.opens("/medarbejder/").words


def test_a_breach_is_for_the_leader_her_caseworkers_are_told_so_and_for_others_it_is_not_there(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    susanne = world.caseworker()
    susanne.sends(posts(susanne, case, words=OWN_WORDS).form("/traek-tilbage"))
    (task,) = world.rows(BreachTaskRow)
    refusal = susanne.opens(f"/medarbejder/brud/{task.id}")
    assert refusal.status == 403
    assert "Det er kun lederen af det team, der har sagen" in refusal.words
    assert "Bed din teamleder om at gøre det" in refusal.words
    assert world.caseworker("Ukendt").opens(f"/medarbejder/brud/{task.id}").status == 404


def test_a_notice_in_a_case_of_another_team_is_not_there(world: World) -> None:
    case = world.a_case("building_permit", caseworker=None, team="building")
    assert world.caseworker().opens(f"/medarbejder/sager/{case}/naeste-skridt").status == 404


def test_no_page_of_a_notice_has_anything_inline(world: World) -> None:
    case = world.a_case(opened_on=TODAY)
    preview = writes(world.caseworker(), case, words=OWN_WORDS)
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", preview.source)
