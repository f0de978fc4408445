"""A member of staff signs in with the municipality's own provider."""

import pytest
from flask import Flask

from portal.demo.provider import Misbehaviour
from tests.web.auth.journeys import PROVIDER, Browser, query_of, says

DOOR = "/medarbejder/log-ind"
COOKIE = "medarbejder-8000"


def test_susanne_signs_in_and_is_found_among_the_staff(browser: Browser) -> None:
    inside = browser.signs_in("skr", door=DOOR)
    assert inside.location == "/medarbejder/"
    shown = browser.sees("/medarbejder/")
    assert shown.startswith("staff Susanne Krogh ")
    assert "None" not in shown


def test_somebody_the_municipality_has_not_listed_comes_in_without_cases(
    browser: Browser, misbehaviour: Misbehaviour
) -> None:
    misbehaviour.id_token = says(preferred_username="new")
    browser.signs_in("skr", door=DOOR)
    assert browser.sees("/medarbejder/") == "staff Susanne Krogh None None"


def test_without_a_role_nobody_comes_in(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.id_token = says(roles=["cleaner", "caseworkers"])
    page = browser.signs_in("skr", door=DOOR)
    assert page.status_code == 403
    assert "nobody has given you a role" in page.text
    assert browser.cookie(COOKIE) is None
    assert 'href="/medarbejder/log-ind?vaelg=1"' in page.text


def test_whoever_tries_again_is_asked_which_account(browser: Browser) -> None:
    assert query_of(browser.goes_to_the_provider(f"{DOOR}?vaelg=1"))["prompt"] == "select_account"
    assert "prompt" not in query_of(browser.goes_to_the_provider(DOOR))


@pytest.mark.parametrize("known", [["none", "login", "consent"], None, "select_account"])
def test_a_provider_that_promises_no_choice_of_accounts_is_asked_to_sign_in_anew(
    browser: Browser, misbehaviour: Misbehaviour, known: object
) -> None:
    misbehaviour.discovery = says(prompt_values_supported=known)
    assert query_of(browser.goes_to_the_provider(f"{DOOR}?vaelg=1"))["prompt"] == "login"


def test_roles_in_an_unknown_form_are_no_roles(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.id_token = says(roles={"caseworker": True})
    assert browser.signs_in("skr", door=DOOR).status_code == 403


def test_userinfo_of_another_does_not_make_somebody_staff(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.userinfo = says(sub="another")
    assert browser.signs_in("skr", door=DOOR).status_code == 502


def test_a_staff_cookie_opens_no_citizen_page_and_the_other_way_round(
    browser: Browser, portal: Flask, provider: Flask
) -> None:
    browser.signs_in("skr", door=DOOR)
    browser.signs_in("anna")
    swapped = Browser(portal, provider)
    for ours, theirs in (("borger-8000", COOKIE), (COOKIE, "borger-8000")):
        swapped.here.set_cookie(ours, browser.cookie(theirs) or "", domain="127.0.0.1")
    assert swapped.get("/sager").status_code == 303
    assert swapped.get("/medarbejder/").status_code == 303


def test_both_can_be_signed_in_at_once_and_one_sign_out_leaves_the_other(browser: Browser) -> None:
    browser.signs_in("skr", door=DOOR)
    browser.signs_in("anna")
    out = browser.post("/medarbejder/log-ud")
    assert out.location.startswith(f"{PROVIDER}/staff/connect/endsession?")
    assert browser.get("/medarbejder/").location == "/medarbejder/log-ind?next=%2Fmedarbejder%2F"
    assert browser.sees() == "citizen Anna Test Andersen"


def test_an_answer_for_one_door_does_not_open_the_other(browser: Browser) -> None:
    back = browser.comes_back_from(browser.goes_to_the_provider("/log-ind?login_hint=anna"))
    page = browser.get(back.replace("/log-ind/retur", "/medarbejder/log-ind/retur"))
    assert page.status_code == 400
    assert browser.cookie(COOKIE) is None
