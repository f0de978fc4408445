"""A citizen signs in with MitID, and out again."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from portal import clock
from portal.access.sign_ins import SignIns
from portal.access.viewer import CitizenViewer
from portal.config import Mode
from portal.demo.provider import Misbehaviour
from portal.domain.people import person_ref
from portal.domain.sign_ins import Realm
from portal.web.auth.doors import Doors, install_doors
from tests.sign_ins import whose
from tests.web.auth.conftest import NOW
from tests.web.auth.journeys import PROVIDER, Browser, query_of, says

COOKIE = "borger-8000"


def test_anna_signs_in_and_sees_her_own_pages(browser: Browser) -> None:
    inside = browser.signs_in("anna")
    assert (inside.status_code, inside.location) == (303, "/sager")
    assert browser.sees() == "citizen Anna Test Andersen"


def test_she_comes_to_the_page_she_asked_for(browser: Browser) -> None:
    out = browser.get("/sager/7?vis=alt")
    assert out.status_code == 303
    assert browser.signs_in("anna", query=f"&next={query_of(out.location)['next']}").location == "/sager/7?vis=alt"


def test_the_provider_is_asked_with_code_pkce_state_nonce_and_level(browser: Browser) -> None:
    asked = query_of(browser.goes_to_the_provider("/log-ind"))
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["scope"] == "openid mitid ssn"
    assert asked["redirect_uri"] == "http://127.0.0.1:8000/log-ind/retur"
    assert json.loads(asked["idp_params"]) == {"mitid": {"loa_value": "substantial"}}
    assert (asked["language"], asked["ui_locales"]) == ("en", "en")
    assert all(len(asked[name]) >= 43 for name in ("state", "nonce", "code_challenge"))


def test_no_two_attempts_share_a_secret(browser: Browser) -> None:
    first, second = (query_of(browser.goes_to_the_provider("/log-ind")) for _ in range(2))
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))


def test_two_tabs_can_sign_in_at_once(browser: Browser) -> None:
    one = browser.comes_back_from(browser.goes_to_the_provider("/log-ind?login_hint=anna&next=/sager/1"))
    two = browser.comes_back_from(browser.goes_to_the_provider("/log-ind?login_hint=anna&next=/sager/2"))
    assert browser.get(one).location == "/sager/1"
    assert browser.get(two).location == "/sager/2"


def test_a_browser_keeps_a_handful_of_attempts_and_no_more(browser: Browser) -> None:
    for _ in range(12):
        browser.goes_to_the_provider("/log-ind")
    assert len(browser.here._cookies or {}) <= 5


def test_the_cookie_is_closed_to_scripts_and_other_sites(browser: Browser) -> None:
    cookies = browser.signs_in("anna").headers.getlist("Set-Cookie")
    ours = next(cookie for cookie in cookies if cookie.startswith(f"{COOKIE}="))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in ours.split(";")}
    assert "Domain" not in ours


def test_nothing_in_the_database_opens_a_session(browser: Browser, engine: Engine) -> None:
    browser.signs_in("anna")
    token = browser.cookie(COOKIE)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM sign_in")).all()
    assert token
    assert token not in repr(rows)
    assert "0101701234" not in repr(rows)


def test_every_sign_in_has_a_new_id_and_ends_the_one_before(browser: Browser, portal: Flask, provider: Flask) -> None:
    browser.signs_in("anna")
    before = browser.cookie(COOKIE)
    browser.signs_in("bo")
    assert browser.cookie(COOKIE) != before
    assert browser.sees() == "citizen Bo Test Bendtsen"
    thief = Browser(portal, provider)
    thief.here.set_cookie(COOKIE, before or "", domain="127.0.0.1")
    assert thief.get("/sager").status_code == 303


def test_an_id_somebody_planted_before_is_not_taken_over(browser: Browser) -> None:
    browser.here.set_cookie(COOKIE, "planted", domain="127.0.0.1")
    browser.signs_in("anna")
    assert browser.cookie(COOKIE) != "planted"


def test_a_copy_of_the_cookie_opens_nothing_after_sign_out(browser: Browser, portal: Flask, provider: Flask) -> None:
    browser.signs_in("anna")
    copied = browser.cookie(COOKIE)
    browser.post("/log-ud")
    assert browser.cookie(COOKIE) is None
    thief = Browser(portal, provider)
    thief.here.set_cookie(COOKIE, copied or "", domain="127.0.0.1")
    assert thief.get("/sager").status_code == 303


def test_signing_out_also_ends_the_session_at_mitid(browser: Browser) -> None:
    browser.signs_in("anna")
    out = browser.post("/log-ud")
    assert out.status_code == 303
    assert out.location.startswith(f"{PROVIDER}/citizens/connect/endsession?")
    back = browser.at_the_provider(out.location)
    assert back.location == "http://127.0.0.1:8000/log-ud/farvel"
    assert "You have signed out" in browser.get("/log-ud/farvel").text


def test_signing_out_is_a_post_so_that_no_link_can_do_it(browser: Browser) -> None:
    browser.signs_in("anna")
    assert browser.get("/log-ud").status_code == 405
    assert browser.sees() == "citizen Anna Test Andersen"


def test_signing_out_twice_is_a_goodbye(browser: Browser) -> None:
    assert browser.post("/log-ud").location == "http://127.0.0.1:8000/log-ud/farvel"


def test_a_provider_without_sign_out_leaves_the_goodbye_to_us(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.discovery = says(end_session_endpoint=None)
    browser.signs_in("anna")
    assert browser.post("/log-ud").location == "http://127.0.0.1:8000/log-ud/farvel"
    assert browser.get("/sager").status_code == 303


def test_half_an_hour_of_rest_ends_the_session(browser: Browser) -> None:
    browser.signs_in("anna")
    with clock.frozen(NOW + timedelta(minutes=29, seconds=59)):
        assert browser.sees() == "citizen Anna Test Andersen"
    with clock.frozen(NOW + timedelta(minutes=60)):
        assert browser.get("/sager").location == "/log-ind?next=%2Fsager"


def test_reading_pages_keeps_the_session_but_not_beyond_what_the_broker_allows(
    browser: Browser, misbehaviour: Misbehaviour
) -> None:
    ends_at = NOW + timedelta(minutes=50)
    misbehaviour.userinfo = says(session_expiry=int(ends_at.timestamp()))
    browser.signs_in("anna")
    for minutes in (20, 40, 49):
        with clock.frozen(NOW + timedelta(minutes=minutes)):
            assert browser.sees() == "citizen Anna Test Andersen"
    with clock.frozen(ends_at):
        assert browser.get("/sager").status_code == 303


def test_after_eight_hours_even_a_busy_session_ends(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.userinfo = says(session_expiry=None)
    browser.signs_in("anna")
    for minutes in range(20, 8 * 60, 20):
        with clock.frozen(NOW + timedelta(minutes=minutes)):
            assert browser.sees() == "citizen Anna Test Andersen"
    with clock.frozen(NOW + timedelta(hours=8)):
        assert browser.get("/sager").status_code == 303


def test_a_form_sent_after_the_end_says_that_nothing_was_saved(browser: Browser) -> None:
    page = browser.post("/sager")
    assert page.status_code == 403
    assert "was not saved" in page.text


def test_karens_mandates_come_along_and_end_after_half_an_hour(browser: Browser, sign_ins: SignIns) -> None:
    browser.signs_in("karen")
    token = browser.cookie(COOKIE)
    assert token
    viewer = whose(sign_ins, token, Realm.CITIZEN, now=NOW)
    assert isinstance(viewer, CitizenViewer)
    anna = person_ref("0101701234", b"p" * 32)
    assert {mandate.giver for mandate in viewer.mandates} == {anna}
    assert sorted(mandate.may_act for mandate in viewer.mandates) == [False, True]
    assert all(mandate.kle_prefix for mandate in viewer.mandates)
    whose(sign_ins, token, Realm.CITIZEN, now=NOW + timedelta(minutes=20))
    later = whose(sign_ins, token, Realm.CITIZEN, now=NOW + timedelta(minutes=30))
    assert isinstance(later, CitizenViewer)
    assert later.mandates == ()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/%09/evil.example",
        "%09//evil.example",
        "/%0d%0aSet-Cookie:a=b",
        "javascript:alert(1)",
        "evil.example",
        "/log-ind",
        "/log-ud",
        "http:evil.example",
        "/" + "a" * 600,
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(browser: Browser, elsewhere: str) -> None:
    quoted = elsewhere.replace("\\", "%5C").replace("#", "%23")
    assert browser.signs_in("anna", query=f"&next={quoted}").location == "/sager"


def test_a_hint_of_who_to_be_is_not_passed_on_to_a_real_broker(portal: Flask, browser: Browser) -> None:
    doors = portal.extensions["portal_doors"]
    assert isinstance(doors, Doors)
    real = doors.settings.model_copy(update={"mode": Mode.PRODUCTION})
    install_doors(portal, Doors(doors.by_realm, doors.sign_ins, doors.terms, doors.staff_claims, real))
    assert "login_hint" not in query_of(browser.goes_to_the_provider("/log-ind?login_hint=anna"))
