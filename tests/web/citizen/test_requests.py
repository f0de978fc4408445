"""What a party asks us, from the case page to the answer."""

from datetime import timedelta
from uuid import UUID

import pytest

from portal.domain.cases import CaseState
from portal.domain.requests import RequestStage, RequestType
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.storage.records.promises import PromiseRow
from portal.storage.records.requests import RequestRow
from tests.world import TODAY, World, later, ref_of

KINDS = {
    "spoergsmaal": {"words": "Hvornår hører jeg fra jer?"},
    "ring-op": {"phone": "20 12 34 56", "call_times": "Efter klokken 14"},
    "hvor-langt": {},
    "samtale": {"words": "Jeg vil gerne mødes"},
    "aktindsigt": {},
    "gennemgang": {"review_way": "outside_audit"},
    "klage-behandling": {"words": "I ringer aldrig tilbage"},
}


def kinds_of(world: World) -> list[EntryKind]:
    return [entry.kind for entry in world.rows(JournalEntryRow)]


@pytest.mark.parametrize("word", KINDS)
def test_whatever_she_asks_she_gets_a_receipt_with_a_day_and_it_is_answered(world: World, word: str) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    receipt = anna.sends(anna.opens(f"/sager/{case}/henvendelser/ny/{word}").form(f"/ny/{word}"), **KINDS[word])
    (row,) = world.rows(RequestRow)
    assert receipt.path.endswith(f"/henvendelser/{row.number}")
    assert row.number in receipt.words
    assert "Du hører fra os senest" in receipt.words
    assert row.number in susanne.opens(f"/medarbejder/sager/{case}").section("henvendelser")
    susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/svar"), words="Det gør du i dag.")
    assert "Det gør du i dag." in anna.opens(receipt.path).words
    assert kinds_of(world) == [EntryKind.REQUEST_RECEIVED, EntryKind.REQUEST_ANSWERED]


def test_i_do_not_understand_it_phone_me_is_one_tap(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    tap = anna.opens(f"/sager/{case}").form("/ring-mig-op")
    first, second = anna.sends(tap), anna.sends(tap)
    assert first.path == second.path
    assert [row.type for row in world.rows(RequestRow)] == [RequestType.CALL_ME]
    assert "Vi ringer til dig senest" in anna.opens(f"/sager/{case}").section("promises")
    assert "Ring til en part, der har bedt om det" in world.caseworker().opens("/medarbejder/").lines("work-row")[0]


def test_a_number_that_is_given_afterwards_goes_with_the_call_that_was_asked_for(world: World) -> None:
    case, anna = world.a_case(), world.citizen("Anna")
    receipt = anna.sends(anna.opens(f"/sager/{case}").form("/ring-mig-op"))
    with later(days=1):
        anna, susanne = world.citizen("Anna"), world.caseworker()
        form = anna.opens(anna.opens(receipt.path).links()["Skriv dit nummer, eller hvornår det passer dig"])
        assert "Du har bedt os om at ringe." in form.words
        given = anna.sends(form.form("/ring-op"), phone="20 12 34 56", words="Det er om bilen.")
        again = anna.sends(form.form("/ring-op"), phone="20 12 34 56", words="Det er om bilen.")
        changed = anna.opens(given.links()["Ret nummeret, eller hvornår det passer dig"])
        assert changed.form("/ring-op").values["phone"] == "20 12 34 56"
        anna.sends(changed.form("/ring-op"), phone="30 12 34 56", call_times="Efter klokken 14")
        read = susanne.opens(f"/medarbejder/sager/{case}").section("henvendelser")
    assert given.path == again.path == receipt.path
    (row,) = world.rows(RequestRow)
    assert (row.phone, row.call_times, row.words) == ("30 12 34 56", "Efter klokken 14", "Det er om bilen.")
    assert row.answer_by == TODAY + timedelta(days=2)
    assert len(world.rows(PromiseRow)) == 1
    assert "30 12 34 56" in read
    said = [entry.text for entry in world.rows(JournalEntryRow) if entry.kind is EntryKind.REQUEST_RECEIVED]
    assert ["20 12 34 56" in text for text in said] == [False, True, False]
    assert ["30 12 34 56" in text for text in said] == [False, False, True]


def test_words_are_added_to_a_call_also_when_they_stand_within_others_that_were_said(world: World) -> None:
    case, anna = world.a_case(), world.citizen("Anna")
    receipt = anna.sends(anna.opens(f"/sager/{case}").form("/ring-mig-op"))
    form = anna.opens(anna.opens(receipt.path).links()["Skriv dit nummer, eller hvornår det passer dig"])
    for words in ("Det er ikke om bilen.", "Det er ikke", "Det er ikke", "Det er ikke om bilen."):
        anna.sends(form.form("/ring-op"), words=words)
    (row,) = world.rows(RequestRow)
    assert row.words == "Det er ikke om bilen.\n\nDet er ikke"


def test_who_has_asked_for_a_call_reads_when_it_comes_and_is_not_asked_to_ask_again(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    receipt = anna.sends(anna.opens(f"/sager/{case}").form("/ring-mig-op"))
    page = anna.opens(f"/sager/{case}")
    assert "Du har bedt os om at ringe. Vi ringer til dig senest onsdag den 25. november" in page.section("now")
    assert receipt.path in page.links().values()
    assert "/ring-mig-op" not in page.source
    with later(days=3):
        late = world.citizen("Anna").opens(f"/sager/{case}")
    assert "Vi skulle have ringet til dig senest onsdag den 25. november. Det nåede vi ikke." in late.section("now")
    susanne.sends(susanne.opens(f"/medarbejder/sager/{case}").form("/svar"), words="Vi har talt sammen i dag.")
    answered = anna.opens(f"/sager/{case}")
    assert "Du har bedt os om at ringe" not in answered.words
    assert answered.form("/ring-mig-op").is_sent


def test_a_new_date_comes_with_a_reason_and_the_old_one_is_not_forgotten(world: World) -> None:
    case = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    receipt = anna.sends(anna.opens(f"/sager/{case}/henvendelser/ny/aktindsigt").form("/ny/aktindsigt"))
    page = susanne.opens(f"/medarbejder/sager/{case}")
    assert susanne.sends(page.form("/ny-dato"), until="2026-11-24", words="Lægen er på ferie").status == 422
    assert susanne.sends(page.form("/ny-dato"), until="2026-12-18", words="").status == 422
    assert susanne.sends(page.form("/ny-dato"), until="2026-12-18", words="Lægen er på ferie").status == 200
    told = anna.opens(receipt.path).words
    assert "Det tager længere tid, end vi sagde" in told
    assert "Lægen er på ferie" in told
    assert "2. december" in told
    assert "18. december" in told


def test_a_complaint_is_reassessed_and_sent_on_with_reasons(world: World) -> None:
    case = world.a_decided_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    form = anna.opens(f"/sager/{case}/henvendelser/ny/klage-afgoerelse").form("/klage-afgoerelse")
    receipt = anna.sends(form, words="Jeg er uenig.")
    assert "21. december" in receipt.words
    page = susanne.opens(f"/medarbejder/sager/{case}")
    assert susanne.sends(page.form("/klagesvar"), words="Vi holder fast.").status == 422
    susanne.sends(page.form("/klagesvar"), words="Vi holder fast.", led_to="forwarded")
    assert [row.stage for row in world.rows(RequestRow)] == [RequestStage.FORWARDED]
    told = anna.opens(receipt.path).words
    assert "Sendt videre til Ankestyrelsen" in told
    assert "Vi holder fast." in told


def test_a_late_complaint_is_taken_and_says_so(world: World) -> None:
    case = world.a_decided_case()
    with later(days=40):
        anna = world.citizen("Anna")
        page = anna.opens(f"/sager/{case}/henvendelser/ny/klage-afgoerelse")
        assert "Du kan stadig sende din klage" in page.words
        receipt = anna.sends(page.form("/klage-afgoerelse"), words="Jeg var syg.")
    assert "Din klage kom efter den sidste dag" in receipt.words
    assert [row.is_late for row in world.rows(RequestRow)] == [True]


def test_nobody_complains_over_a_decision_that_is_not_there(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    assert anna.opens(f"/sager/{case}/henvendelser/ny/klage-afgoerelse").status == 404
    assert "Klag over afgørelsen" not in anna.opens(f"/sager/{case}/henvendelser").words


def test_she_takes_it_back_once_and_the_second_click_changes_nothing(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    receipt = anna.sends(anna.opens(f"/sager/{case}").form("/ring-mig-op"))
    form = anna.opens(receipt.path).form("/fortryd")
    assert [anna.sends(form).status for _ in range(2)] == [200, 200]
    assert kinds_of(world) == [EntryKind.REQUEST_RECEIVED, EntryKind.REQUEST_WITHDRAWN]


def test_nothing_typed_is_lost_when_something_is_wrong(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    form = anna.opens(f"/sager/{case}/henvendelser/ny/ring-op").form("/ring-op")
    again = anna.sends(form, phone="min mors", call_times="i morgen", words="Det haster")
    assert again.status == 422
    kept = again.form("/ring-op").values
    assert (kept["phone"], kept["call_times"], kept["words"]) == ("min mors", "i morgen", "Det haster")
    assert world.rows(RequestRow) == []


def test_one_party_never_sees_what_another_asked(world: World) -> None:
    case = world.a_case(others=("Bo",))
    anna, bo = world.citizen("Anna"), world.citizen("Bo")
    form = anna.opens(f"/sager/{case}/henvendelser/ny/spoergsmaal").form("/spoergsmaal")
    receipt = anna.sends(form, words="Kun mit.")
    for path in (f"/sager/{case}", f"/sager/{case}/henvendelser"):
        assert "Kun mit." not in bo.opens(path).source
        assert "Vi svarer på dit spørgsmål" not in bo.opens(path).words
    assert bo.opens(receipt.path).status == 404


def test_who_may_only_read_is_told_why_not_and_who_may_act_can_ask(world: World) -> None:
    case = world.a_case()
    reader, actor = world.citizen("Karen", reads_for=("Anna",)), world.citizen("Ib", acts_for=("Anna",))
    assert reader.opens(f"/sager/{case}/henvendelser/ny/spoergsmaal").status == 403
    assert "ikke skrive i den" in reader.opens(f"/sager/{case}/henvendelser").words
    sent = actor.sends(actor.opens(f"/sager/{case}/henvendelser/ny/spoergsmaal").form("/spoergsmaal"), words="Hvad nu?")
    assert sent.status == 200
    assert reader.opens(sent.path).status == 200


def test_every_form_says_that_nobody_reads_it_at_night_and_whom_to_phone(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    for path in ("", "/henvendelser/ny/ring-op", "/henvendelser/ny/samtale"):
        assert "112" in anna.opens(f"/sager/{case}{path}").words


def test_words_sent_when_the_case_was_just_decided_are_answered_like_anything_asked(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    form = anna.opens(f"/sager/{case}/udtalelse").forms()[-1]
    world.the_case_moves(case, CaseState.CLOSED)
    assert anna.sends(form, words="Vent på mig.").status == 200
    assert [(row.type, row.words) for row in world.rows(RequestRow)] == [(RequestType.ABOUT_DECISION, "Vent på mig.")]


def ends(world: World, case: UUID, kind: str, **values: str) -> None:
    address = f"/medarbejder/sager/{case}/situation/{kind}"
    susanne = world.caseworker()
    assert susanne.sends(susanne.opens(address).form(f"/{kind}"), **values).status == 200


def test_a_case_that_ended_without_a_decision_has_none_to_complain_about(world: World) -> None:
    case = world.a_case()
    ends(world, case, "moved", other="Nabo Kommune", party=ref_of("Anna"))
    anna = world.citizen("Anna")
    page = anna.opens(f"/sager/{case}/henvendelser")
    assert "Klag over afgørelsen" not in page.words
    assert "Spørg, hvor langt vi er" not in page.words
    assert "Stil et spørgsmål" in page.words
    assert anna.opens(f"/sager/{case}/henvendelser/ny/klage-afgoerelse").status == 404


def test_what_is_written_of_it_is_no_word_about_a_decision(world: World) -> None:
    case = world.a_case()
    ends(world, case, "withdrawn", party=ref_of("Anna"))
    anna = world.citizen("Anna")
    page = anna.opens(f"/sager/{case}/udtalelse")
    assert "afgørelse" not in page.section("main")
    receipt = anna.sends(page.forms()[-1], words="Jeg vil gerne have mine papirer igen.")
    assert [row.type for row in world.rows(RequestRow)] == [RequestType.QUESTION]
    assert "afgørelse" not in receipt.section("main") + anna.opens(f"/sager/{case}").section("promises")


def test_a_complaint_sent_from_a_page_of_before_is_not_lost(world: World) -> None:
    case = world.a_case(state=CaseState.CLOSED)
    anna = world.citizen("Anna")
    form = anna.opens(f"/sager/{case}/henvendelser/ny/klage-afgoerelse").form("/klage-afgoerelse")
    ends(world, case, "moved", other="Nabo Kommune", party=ref_of("Anna"))
    assert anna.sends(form, words="I har ikke set brevet fra min læge.").status == 200
    assert [row.type for row in world.rows(RequestRow)] == [RequestType.QUESTION]
