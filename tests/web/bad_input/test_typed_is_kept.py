"""Whoever has written something never loses it, whatever became of the page, the sign-in or the portal meanwhile."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pytest
from werkzeug.test import TestResponse

from portal.domain.cases import CaseState
from portal.storage.records.requests import RequestRow
from portal.storage.records.statement_requests import StatementRequestRow, StatementRow
from portal.web.caseworker.fields import read_day
from portal.web.typed_text import LABELS
from tests.reading import PageForm, read_page
from tests.web.bad_input.answers import send
from tests.web.bad_input.crawl import FoundForm
from tests.web.bad_input.quarter import Quarter
from tests.web.bad_input.sendings import LONG, Sending, filled, pack
from tests.world import MONDAY, PORTAL, Visitor, World, later

WORDS: Final = 'Blåbærgrød "æøå" <b>fed</b>\n\u05d0\u200f 👩‍👩‍👧 \U0001d51e\U0001d51f'
_DAY: Final = "4.12.2026"


def typed_into(form: PageForm) -> dict[str, str]:
    """Something typed into every field of a form that is typed into."""
    days = {
        "expected_from",
        "expected_to",
        "statement_by",
        "until",
        "decided_on",
        "begun_on",
        "promised_on",
        "letter_available_on",
        "answer_by",
        "held_on",
    }
    lines = {"acts_name", "call_times", "other", "phone", "typed", "who"}
    names = [name for name in form.values if name in LABELS]
    return {name: _DAY if name in days else WORDS.replace("\n", " ") if name in lines else WORDS for name in names}


def read(value: str) -> str | date:
    """What a field holds: a day is the same day as a browser writes it and as a Dane does."""
    return read_day(value, MONDAY.date()) or value


def kept(answer: TestResponse) -> list[str]:
    """What stands in the fields to copy from."""
    areas: Any = read_page(answer).root.xpath("//textarea[@readonly]")
    return [(area.text or "").removeprefix("\n") for area in areas]


def form_of(answer: TestResponse, action: str) -> PageForm:
    return next(form for form in read_page(answer).every_form() if form.action == action)


def all_kept(answer: TestResponse, typed: Mapping[str, str]) -> bool:
    return set(typed.values()) <= set(kept(answer))


@pytest.fixture(scope="module")
def typed_forms(each_form: list[FoundForm]) -> list[FoundForm]:
    found = [each for each in each_form if each.typed]
    assert len(found) > 8
    return found


def test_every_field_that_is_typed_into_has_a_name(quarter: Quarter, each_form: list[FoundForm]) -> None:
    for found in each_form:
        answer = quarter.visitors[found.who].client.get(found.page, base_url=PORTAL)
        fields: Any = read_page(answer).root.xpath(
            "//form[@method='post']//textarea/@name | //form[@method='post']"
            "//input[@type='text' or @type='date' or @type='email' or @type='tel']/@name"
        )
        assert set(fields) <= LABELS.keys(), "Say in portal/web/typed_text.py what the field is called."


@pytest.mark.parametrize("token", ["", "nobody's", "another's"])
def test_a_form_whose_token_does_not_count_comes_back_filled_in(
    quarter: Quarter, typed_forms: list[FoundForm], token: str
) -> None:
    others = quarter.visitors["susanne"].opens("/medarbejder/").every_form()[0].values["csrf_token"]
    for found in typed_forms:
        visitor = quarter.visitors[found.who]
        typed = typed_into(found.form)
        foreign = quarter.visitors["anna"].opens("/sager").every_form()[0].values["csrf_token"]
        wrong = {"": "", "nobody's": "abc", "another's": foreign if found.who == "susanne" else others}[token]
        answer = send(visitor, filled(found.form, **typed, csrf_token=wrong))
        assert answer.status_code == 400, found.shape
        again = form_of(answer, found.form.action)
        assert {name: read(again.values[name]) for name in typed} == {name: read(typed[name]) for name in typed}, (
            found.shape
        )
        assert again.values["csrf_token"] not in {wrong, ""}
        assert "Siden har stået åben for længe" in read_page(answer).words


def test_nothing_is_done_without_a_token(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    form = anna.opens(f"/sager/{case_id}/udtalelse").forms()[-1]
    answer = send(anna, filled(form, words=WORDS, csrf_token="abc"))
    assert answer.status_code == 400
    assert world.rows(StatementRequestRow) == []
    answer = send(anna, filled(form_of(answer, form.action)))
    assert answer.status_code == 303
    assert [row.words for row in world.rows(StatementRow)] == [WORDS]


def test_a_form_with_nothing_typed_is_refused_without_a_token(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    anna.sends(anna.opens(f"/sager/{case_id}/udtalelse").forms()[-1], words="Hør mig.")
    form = anna.opens(f"/sager/{case_id}/udtalelse").form("/fortryd")
    (before,) = world.rows(StatementRequestRow)
    answer = send(anna, filled(form, csrf_token=""))
    assert answer.status_code == 400
    page = read_page(answer)
    assert "Siden har stået åben for længe" in page.words
    assert page.links()["Åbn siden igen"] == f"/sager/{case_id}/udtalelse"
    (after,) = world.rows(StatementRequestRow)
    assert after.state == before.state


def test_who_has_been_signed_out_can_copy_what_was_typed_and_sign_in_again(
    town: World, quarter: Quarter, typed_forms: list[FoundForm]
) -> None:
    for found in typed_forms:
        typed = typed_into(found.form)
        nobody = Visitor(town.app.test_client())
        answer = send(nobody, filled(found.form, **typed))
        assert answer.status_code == 403
        assert all_kept(answer, typed), found.shape
        door = "/medarbejder/log-ind" if found.form.action.startswith("/medarbejder") else "/log-ind"
        (way,) = [link for link in read_page(answer).links().values() if link.startswith(f"{door}?next=")]
        assert not any(words in way for words in typed.values())


def test_the_sign_in_leads_back_to_the_page_with_the_form(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    form = anna.opens(f"/sager/{case_id}/udtalelse").forms()[-1]
    with later(hours=1):
        answer = send(Visitor(world.app.test_client()), filled(form, words=WORDS))
    assert f"next=%2Fsager%2F{case_id}%2Fudtalelse" in answer.get_data(as_text=True)
    assert kept(answer) == [WORDS]
    assert read_page(answer).section("typed-heading") == "Det skrev du"


def test_what_another_site_sent_is_not_shown(world: World) -> None:
    case_id = world.a_case()
    sending = Sending(
        f"/sager/{case_id}/udtalelse", body=pack([("words", WORDS)]), headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert kept(send(Visitor(world.app.test_client()), sending)) == []


def test_a_text_that_is_far_too_long_comes_back_whole(quarter: Quarter, typed_forms: list[FoundForm]) -> None:
    for found in typed_forms:
        if "words" not in found.typed:
            continue
        for letter in "aø👪":
            answer = send(quarter.visitors[found.who], filled(found.form, words=(letter * LONG).encode()))
            assert answer.status_code in {409, 422}, found.shape
            assert letter * LONG in answer.get_data(as_text=True)


def test_every_letter_of_every_language_is_kept_as_it_was_written(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    receipt = anna.sends(anna.opens(f"/sager/{case_id}/udtalelse").forms()[-1], words=WORDS)
    assert [row.words for row in world.rows(StatementRow)] == [WORDS]
    assert "\u200f 👩‍👩‍👧 \U0001d51e\U0001d51f" in receipt.source


def test_control_characters_are_left_out_of_what_is_kept(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    form = anna.opens(f"/sager/{case_id}/udtalelse").forms()[-1]
    assert send(anna, filled(form, words=b"a\x00b\x01c\x1b[31md\r\ne\x7f")).status_code == 303
    assert [row.words for row in world.rows(StatementRow)] == ["abc[31md\ne"]


def test_an_answer_that_came_too_late_is_kept_for_its_writer(world: World) -> None:
    case_id = world.a_case()
    anna, susanne = world.citizen("Anna"), world.caseworker()
    anna.sends(anna.opens(f"/sager/{case_id}/udtalelse").forms()[-1], words="Hør mig.")
    form = susanne.opens(f"/medarbejder/sager/{case_id}").form("/noteret")
    anna.sends(anna.opens(f"/sager/{case_id}/udtalelse").form("/fortryd"))
    answer = send(susanne, filled(form, words=WORDS))
    assert answer.status_code == 409
    assert kept(answer) == [WORDS]


def test_words_for_a_case_that_is_gone_can_be_copied(world: World) -> None:
    case_id = world.a_case()
    karen = world.citizen("Karen", acts_for=("Anna",))
    form = karen.opens(f"/sager/{case_id}/udtalelse").forms()[-1]
    without = world.citizen("Karen")
    fresh = {**form.values, "csrf_token": without.opens("/sager").every_form()[0].values["csrf_token"], "words": WORDS}
    answer = send(without, Sending(form.action, body=pack(fresh.items())))
    assert answer.status_code == 404
    assert kept(answer) == [WORDS]


def test_a_form_sent_twice_at_once_is_taken_once(world: World) -> None:
    case_id = world.a_case(state=CaseState.RECEIVED)
    anna = world.citizen("Anna")
    form = anna.opens(f"/sager/{case_id}/udtalelse").forms()[-1]
    first, second = (send(anna, filled(form, words=WORDS)) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(world.rows(StatementRequestRow)) == 1
    assert [row.words for row in world.rows(StatementRow)] == [WORDS]
    assert world.rows(RequestRow) == []
