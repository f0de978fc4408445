"""An answer counts once, in time, and in the browser that asked."""

import base64
import json
from datetime import timedelta

import pytest
from flask import Flask, Response

from portal import clock
from portal.demo.provider import Misbehaviour
from portal.domain.sign_ins import SignInExpired
from portal.web.auth.attempts import AttemptCookies, begin_attempt
from tests.web.auth.conftest import NOW
from tests.web.auth.journeys import Browser, assert_refused, query_of


def test_the_same_answer_again_gets_a_kind_page(browser: Browser) -> None:
    browser.signs_in("anna")
    again = browser.get(browser.came_back_to)
    assert again.status_code == 400
    assert "used already" in again.text
    assert browser.sees() == "citizen Anna Test Andersen"


def test_the_same_answer_with_a_kept_cookie_gets_a_kind_page_even_if_the_provider_would_take_it_again(
    browser: Browser, portal: Flask, provider: Flask, misbehaviour: Misbehaviour
) -> None:
    first: list[Response] = []

    def answer_as_before(endpoint: str, honest: Response) -> Response:
        if endpoint != "token":
            return honest
        first.append(honest)
        return Response(first[0].get_data(), headers=first[0].headers)

    misbehaviour.answer = answer_as_before
    out = browser.goes_to_the_provider("/log-ind?login_hint=anna")
    kept = [(cookie.key, cookie.value) for cookie in (browser.here._cookies or {}).values()]
    back = browser.comes_back_from(out)
    assert browser.get(back).status_code == 303
    thief = Browser(portal, provider)
    for name, value in kept:
        thief.here.set_cookie(name, value, domain="127.0.0.1")
    assert_refused(thief, thief.get(back), 400)
    assert len(first) == 1


def test_an_answer_carried_to_another_browser_signs_nobody_in_there(
    browser: Browser, portal: Flask, provider: Flask
) -> None:
    back = browser.comes_back_from(browser.goes_to_the_provider("/log-ind?login_hint=anna"))
    victim = Browser(portal, provider)
    victim.goes_to_the_provider("/log-ind")
    assert_refused(victim, victim.get(back), 400)


def test_an_answer_that_took_a_quarter_of_an_hour_is_too_late(browser: Browser) -> None:
    back = browser.comes_back_from(browser.goes_to_the_provider("/log-ind?login_hint=anna"))
    with clock.frozen(NOW + timedelta(minutes=15)):
        assert_refused(browser, browser.get(back), 400)


def test_an_attempt_written_by_somebody_else_is_none(browser: Browser) -> None:
    out = query_of(browser.goes_to_the_provider("/log-ind"))
    name = next(cookie.key for cookie in (browser.here._cookies or {}).values() if "log-ind" in cookie.key)
    forged = base64.urlsafe_b64encode(json.dumps({"state": out["state"]}).encode()).decode()
    browser.here.set_cookie(name, f"{forged}.AAAA", domain="127.0.0.1")
    assert_refused(browser, browser.get(f"/log-ind/retur?code=x&state={out['state']}"), 400)


OLD, NEW = "o" * 32, "n" * 32


def cookie_of(response: Response) -> tuple[str, str]:
    name, _, rest = response.headers["Set-Cookie"].partition("=")
    return name, rest.partition(";")[0]


def test_an_attempt_survives_a_change_of_the_secret_key_but_not_its_removal() -> None:
    attempt = begin_attempt("/sager", now=NOW)
    response = Response()
    AttemptCookies("borger", [OLD], secure=True).keep(response, attempt, {})
    kept = dict([cookie_of(response)])
    rotated = AttemptCookies("borger", [OLD, NEW], secure=True)
    assert rotated.find(attempt.state, kept, now=NOW) == attempt
    with pytest.raises(SignInExpired):
        AttemptCookies("borger", [NEW], secure=True).find(attempt.state, kept, now=NOW)


def test_an_attempt_at_one_door_is_none_at_the_other() -> None:
    attempt = begin_attempt("/sager", now=NOW)
    response = Response()
    AttemptCookies("borger", [NEW], secure=True).keep(response, attempt, {})
    name, value = cookie_of(response)
    moved = {name.replace("borger", "medarbejder"): value}
    with pytest.raises(SignInExpired):
        AttemptCookies("medarbejder", [NEW], secure=True).find(attempt.state, moved, now=NOW)
