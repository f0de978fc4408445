"""Every page in every situation: drawn, whole, and made so that everybody can find their way in it."""

import re
from collections import Counter
from itertools import pairwise

import html5lib
import pytest
from flask import Flask
from lxml import html

from tests.web.gallery import Picture, gallery
from tests.web.staff_gallery import StaffPicture
from tests.web.stage import ROOT, stage

CASE_SECTIONS = ("now", "next-step", "expected", "your-part", "caseworker", "roadmap", "hearing", "freshness")
PICTURES = gallery()
BY_NAME = {picture.name: picture for picture in PICTURES}
CASES = [picture for picture in PICTURES if picture.name.startswith("case_")]
REQUESTS = [picture for picture in PICTURES if picture.name.startswith("request_")]
DEMANDS_AND_RECEIPTS = [picture for picture in PICTURES if picture.name.startswith(("request_", "receipt_"))]

_app = stage()


def drawn(picture: Picture | StaffPicture, app: Flask = _app) -> html.HtmlElement:
    return html.document_fromstring(picture.html(app))


def words(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def name(picture: Picture | StaffPicture) -> str:
    return picture.name


def test_every_page_is_in_the_gallery() -> None:
    pages = {
        str(path.relative_to(ROOT / "templates"))
        for part in ("auth", "caseworker", "citizen", "errors", "public")
        for path in (ROOT / "templates" / part).rglob("*.html")
        if any(mark in path.read_text(encoding="utf-8") for mark in ("{% extends", "<!doctype"))
    }
    assert pages - {picture.template for picture in PICTURES} == set()


@pytest.mark.parametrize("picture", PICTURES, ids=name)
def test_a_page_is_valid_html(picture: Picture | StaffPicture) -> None:
    html5lib.HTMLParser(strict=True).parse(picture.html(_app))


@pytest.mark.parametrize("picture", PICTURES, ids=name)
def test_a_page_has_a_title_one_heading_and_no_heading_skipped(picture: Picture | StaffPicture) -> None:
    page = drawn(picture)
    assert page.get("lang") == "da"
    assert words(page.find(".//title")).endswith("Eksempel Kommune")
    levels = [int(heading.tag[1]) for heading in page.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert levels.count(1) == 1
    after_h1 = levels[levels.index(1) :]
    assert all(later - earlier <= 1 for earlier, later in pairwise(after_h1))


@pytest.mark.parametrize("picture", PICTURES, ids=name)
def test_a_page_points_only_at_what_is_there(picture: Picture | StaffPicture) -> None:
    page = drawn(picture)
    ids = Counter(page.xpath("//@id"))
    assert [known for known, times in ids.items() if times > 1] == []
    pointed = page.xpath("//@for | //@aria-labelledby | //@aria-describedby")
    pointed += [link[1:] for link in page.xpath("//a/@href") if link.startswith("#")]
    assert [each for text in pointed for each in text.split() if each not in ids] == []


@pytest.mark.parametrize("picture", PICTURES, ids=name)
def test_every_field_has_a_label(picture: Picture | StaffPicture) -> None:
    page = drawn(picture)
    fields = page.xpath("//textarea | //select | //input[not(@type='hidden')]")
    assert [field.get("name") for field in fields if not page.xpath("//label[@for=$id]", id=field.get("id"))] == []
    assert [group for group in page.xpath("//fieldset") if not words(group.find("legend"))] == []


@pytest.mark.parametrize("picture", PICTURES, ids=name)
def test_a_page_needs_no_script_and_no_style_of_its_own(picture: Picture | StaffPicture) -> None:
    page = drawn(picture)
    assert page.xpath("//script | //style | //@style | //@*[starts-with(name(), 'on')]") == []


@pytest.mark.parametrize("picture", PICTURES, ids=name)
def test_every_form_that_changes_something_carries_its_token(picture: Picture | StaffPicture) -> None:
    forms = drawn(picture).xpath("//form[@method='post']")
    assert [form.get("action") for form in forms if not form.xpath(".//input[@name='csrf_token']/@value")] == []


@pytest.mark.parametrize("picture", PICTURES, ids=name)
def test_nothing_is_left_in_english_or_unsaid(picture: Picture | StaffPicture) -> None:
    said = words(drawn(picture).body)
    assert not re.search(r"\b(None|the|your|case_|undefined)\b|%\(|\{\{", said)


@pytest.mark.parametrize("picture", CASES, ids=name)
def test_a_case_page_says_something_in_every_section(picture: Picture | StaffPicture) -> None:
    page = drawn(picture)
    told = {section: page.xpath("//section[@id=$id]/*[not(self::h2)]", id=section) for section in CASE_SECTIONS}
    assert [section for section, parts in told.items() if not any(words(part) for part in parts)] == []


@pytest.mark.parametrize("picture", CASES, ids=name)
def test_a_case_page_keeps_the_order_that_a_person_under_strain_needs(picture: Picture | StaffPicture) -> None:
    order = ("now", "your-part", "next-step", "expected", "caseworker", "hearing", "roadmap", "freshness")
    found = [known for known in drawn(picture).xpath("//section/@id") if known in order]
    assert tuple(found) == order


@pytest.mark.parametrize("picture", CASES, ids=name)
def test_a_case_page_has_a_number_to_phone(picture: Picture | StaffPicture) -> None:
    assert drawn(picture).xpath("//section[@id='caseworker']//a[starts-with(@href, 'tel:+45')]")


@pytest.mark.parametrize("picture", DEMANDS_AND_RECEIPTS, ids=name)
def test_forms_and_receipts_say_that_nobody_reads_them_in_the_evening(picture: Picture | StaffPicture) -> None:
    said = words(drawn(picture).find(".//main"))
    assert (
        "Vi læser ikke beskeder om aftenen eller i weekenden. Er der fare for dig eller andre, så ring 112. "
        "Har du akut brug for hjælp fra kommunen, så ring 70 00 01 99." in said
    )


@pytest.mark.parametrize("picture", REQUESTS, ids=name)
def test_the_demand_is_the_last_form_but_for_more_time_and_its_text_the_first_empty_field(
    picture: Picture | StaffPicture,
) -> None:
    *_, form = drawn(picture).xpath("//form[@method='post'][not(ancestor::*[@id='mere-tid'])]")
    assert form.get("action").endswith("/udtalelse")
    fields = form.xpath(".//textarea | .//input[not(@type='hidden' or @type='radio' or @type='checkbox')]")
    assert fields[0].tag == "textarea"
    assert not (fields[0].text or "").strip()


def test_who_has_asked_to_be_heard_can_take_it_back() -> None:
    actions = [form.get("action") for form in drawn(BY_NAME["request_received"]).xpath("//main//form")]
    assert [action.rsplit("/", 1)[-1] for action in actions] == ["fortryd", "udtalelse"]
    assert len(drawn(BY_NAME["request_demand"]).xpath("//main//form")) == 1


def test_a_form_with_errors_names_them_at_the_top_and_at_the_field() -> None:
    page = drawn(BY_NAME["request_with_errors"])
    assert words(page.find(".//title")).startswith("Fejl:")
    (link,) = page.xpath("//*[@role='alert']//a")
    field = page.get_element_by_id(link.get("href")[1:])
    assert field.get("aria-invalid") == "true"
    error = next(known for known in field.get("aria-describedby").split() if known.endswith("error"))
    assert words(link) in words(page.get_element_by_id(error))
    assert page.xpath("//input[@name='channel'][@checked]/@value") == ["phone"]


@pytest.mark.parametrize("known", ["case_on_behalf_of", "case_on_behalf_may_only_read", "request_with_errors"])
def test_a_page_on_anothers_behalf_says_so(known: str) -> None:
    (band,) = drawn(BY_NAME[known]).find_class("on-behalf")
    assert words(band) == "Du er her på vegne af Anna Test Andersen · Tilbage til dine egne sager"


def test_who_may_only_read_meets_no_button_that_leads_nowhere() -> None:
    main = drawn(BY_NAME["case_on_behalf_may_only_read"]).find(".//main")
    assert main.xpath(".//a[contains(@href, 'udtalelse')]") == []
    assert "Din fuldmagt lader dig læse sagen, men ikke skrive i den." in words(main)


def test_own_cases_come_before_those_of_others() -> None:
    main = words(drawn(BY_NAME["overview_with_mandates"]).find(".//main"))
    assert main.index("Støtte til bil") < main.index("På vegne af Anna Test Andersen") < main.index("Vi venter på dig")


def test_the_card_that_needs_her_says_what_to_do_and_by_when() -> None:
    first, *others = drawn(BY_NAME["overview"]).find_class("case-card")
    assert "hvad du mener om dem. Svar senest fredag den 4. december." in words(first)
    assert [words(card) for card in others if "Svar senest" in words(card)] == []


def test_cases_of_the_same_name_are_told_apart_by_their_numbers() -> None:
    said = [words(card) for card in drawn(BY_NAME["overview"]).find_class("case-card")]
    assert ["Sagsnummer" in each for each in said] == [False, True, True, True, True, True]


def test_the_bar_shows_what_the_words_say() -> None:
    expected = drawn(BY_NAME["case_waits_for_doctor"]).get_element_by_id("expected")
    assert "mellem 30. november og 25. januar 2027" in words(expected)
    assert "Vores frist for svar: 14. juli 2027" in words(expected)
    _, within, _, deadline = expected.xpath(".//rect")
    assert (within.get("x"), within.get("width"), deadline.get("x")) == ("3.0%", "24.5%", "100.0%")


@pytest.mark.parametrize("known", ["case_late", "case_unknown_path", "case_decided_refused", "case_deadline_missed"])
def test_there_is_no_bar_where_no_time_is_known(known: str) -> None:
    assert drawn(BY_NAME[known]).find_class("expected-bar") == []


def test_a_new_caseworker_is_told_with_name_and_phone() -> None:
    told = words(drawn(BY_NAME["case_caseworker_new"]).get_element_by_id("caseworker"))
    assert (
        "Du har fået en ny sagsbehandler Det er Jonas Winther, telefon 70 00 01 12. Før var det Susanne Krogh." in told
    )
    assert "ny sagsbehandler" not in words(drawn(BY_NAME["case_waits_for_doctor"]))


def test_old_facts_are_marked_and_nothing_is_counted_down() -> None:
    fresh, stale = (drawn(BY_NAME[known]).find(".//main") for known in ("case_waits_until_soon", "case_stale"))
    assert "(om 3 dage)" in words(fresh)
    assert "(om 3 dage)" not in words(stale)
    assert words(stale).count("Oplysningerne er fra fredag den 20. november kl. 17.00. Ring på 70 00 01 11") == 2
    assert "Opdateret i dag kl. 8.10." in words(fresh)


def test_the_decision_waits_is_said_where_it_matters() -> None:
    page = drawn(BY_NAME["case_decision_waits"])
    assert "Afgørelsen venter" in words(page.get_element_by_id("now"))
    assert "Afgørelsen venter" in words(page.get_element_by_id("hearing"))


def test_the_result_comes_first() -> None:
    said = words(drawn(BY_NAME["case_decided_refused"]).get_element_by_id("decision"))
    assert said.startswith("Du har fået afslag Vi afgjorde sagen torsdag den 19. november")
    assert "Sidste dag at klage: fredag den 18. december" in said


def test_a_letter_that_is_not_there_yet_tells_no_result() -> None:
    page = drawn(BY_NAME["case_letter_coming"])
    assert "Vi er ved at gøre svaret i din sag klar." in words(page.get_element_by_id("now"))
    assert "Du får svaret i et brev." in words(page.get_element_by_id("next-step"))
    assert "Du har fået" not in words(page.find(".//main")).replace("Du har fået en sagsbehandler", "")


@pytest.mark.parametrize("picture", CASES, ids=name)
def test_no_step_of_the_plan_ends_with_a_full_stop_as_the_others_do_not(picture: Picture | StaffPicture) -> None:
    steps = [words(step) for step in drawn(picture).xpath("//*[@class='path-text']")]
    assert [step for step in steps if step.endswith(".")] == []


def test_a_changed_time_keeps_the_old_one_in_sight() -> None:
    said = words(drawn(BY_NAME["case_told_by_caseworker"]).get_element_by_id("promises"))
    assert "Før: frem til 27. november. Nu: frem til 11. december. Susanne Krogh ændrede det den 16. november." in said


def test_silence_is_owned_up_to() -> None:
    said = words(drawn(BY_NAME["case_deadline_missed"]).get_element_by_id("freshness"))
    assert said.endswith("Sidst nyt fra os: mandag den 5. oktober.")


def test_a_steps_mark_is_read_aloud() -> None:
    page = drawn(BY_NAME["case_waits_for_doctor"])
    marks = [words(step).split(":")[0] for step in page.xpath("//section[@id='roadmap']//li")]
    assert marks[:6] == ["Sket", "Sket", "Nu", "Kommer", "Kommer", "Kommer måske"]
    assert len(page.xpath("//*[@aria-current='step']")) == 1


def test_mitid_is_written_the_way_the_public_knows_it() -> None:
    (button,) = drawn(BY_NAME["front"]).find_class("sign-in")
    assert words(button) == "Log ind med MitID"
