"""Signing in through a certified provider that others wrote (`oidc-provider`), over real connections."""

from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.reading import read_page
from tests.stranger.browser import Browser, query_of, saying
from tests.stranger.conftest import Stranger
from tests.world import PORTAL

STAFF_DOOR = "/medarbejder/log-ind"
GOODBYE = f"{PORTAL}/log-ud/farvel"


def way_on(page: TestResponse) -> str:
    """Where the button of a refusal leads."""
    [link] = read_page(page).root.xpath("//main//a[contains(@class, 'button-primary')]")
    return str(link.get("href"))


@dataclass(frozen=True)
class Refusals:
    """What the portal's log says of those it did not sign in."""

    log: pytest.LogCaptureFixture

    def expect(self, browser: Browser, page: TestResponse, status: int, why: str) -> None:
        """A page for people, nobody signed in, and the reason in the log."""
        assert page.status_code == status
        assert read_page(page).heading
        assert not browser.is_signed_in()
        assert f"{why}\n" in self.log.text


@pytest.fixture
def refusals(caplog: pytest.LogCaptureFixture) -> Refusals:
    caplog.set_level("INFO", "portal.web.auth")
    return Refusals(caplog)


def test_anna_signs_in(browser: Browser) -> None:
    inside = browser.signs_in("anna")
    assert (inside.status_code, inside.location) == (303, "/sager")
    assert "Anna Test Andersen" in browser.opens("/sager").text


def test_susanne_signs_in_with_another_kind_of_signature(browser: Browser) -> None:
    inside = browser.signs_in("skr", STAFF_DOOR)
    assert (inside.status_code, inside.location) == (303, "/medarbejder/")


def test_a_second_sign_in_asks_nothing_while_the_providers_session_lasts(browser: Browser) -> None:
    browser.signs_in("anna")
    assert browser.opens(browser.comes_back_from(browser.goes_out())).location == "/sager"


def test_lene_with_level_low_is_refused_and_steps_up(browser: Browser, refusals: Refusals) -> None:
    page = browser.signs_in("lene")
    refusals.expect(browser, page, 403, "reason=LevelTooLow check=")
    same_session = browser.opens(browser.comes_back_from(browser.goes_out()))
    refusals.expect(browser, same_session, 403, "reason=LevelTooLow check=")
    stepped_up = browser.opens(browser.comes_back_from(browser.goes_out(way_on(page), login_hint="lene")))
    assert stepped_up.location == "/sager"
    assert "Lene Test Lund" in browser.opens("/sager").text


def test_who_stops_at_the_provider_is_told_that_it_is_fine(browser: Browser, refusals: Refusals) -> None:
    waiting = browser.follows(browser.goes_out())
    back = browser.comes_back_from(f"{waiting}/abort")
    assert query_of(back)["error_description"] == "mitid_user_aborted"
    page = browser.opens(back)
    refusals.expect(browser, page, 400, "reason=SignInAborted check=")
    assert "mitid_user_aborted" not in page.text


def test_new_keys_end_no_session_and_sign_the_next_one_in(browser: Browser, portal: Flask, stranger: Stranger) -> None:
    browser.signs_in("anna")
    stranger.changes_its_keys()
    assert browser.is_signed_in()
    with Browser(portal) as another:
        assert another.signs_in("anna").location == "/sager"
    assert browser.follows(browser.signs_out()) == GOODBYE


def test_signing_out_ends_the_session_at_the_provider_too(browser: Browser, stranger: Stranger) -> None:
    browser.signs_in("anna")
    out = browser.signs_out()
    assert out.startswith(stranger.issuer)
    assert "id_token_hint" in query_of(out)
    assert browser.follows(out) == GOODBYE
    assert browser.opens(GOODBYE).status_code == 200
    assert not browser.is_signed_in()
    assert browser.follows(browser.goes_out()).startswith(f"{stranger.issuer}/interaction/")


def test_the_page_lets_its_sign_out_lead_to_the_provider(browser: Browser, stranger: Stranger) -> None:
    browser.signs_in("anna")
    policy = browser.opens("/sager").headers["Content-Security-Policy"]
    assert f"form-action 'self' {stranger.issuer};" in policy


def test_a_member_of_staff_without_a_role_can_choose_another_account(browser: Browser) -> None:
    page = browser.signs_in("guest", STAFF_DOOR)
    assert page.status_code == 403
    chosen = browser.goes_out(way_on(page), login_hint="skr")
    assert browser.opens(browser.comes_back_from(chosen)).location == "/medarbejder/"


def test_a_code_from_another_attempt_is_worth_nothing(browser: Browser, refusals: Refusals) -> None:
    stolen = query_of(browser.comes_back_from(browser.goes_out(login_hint="anna")))["code"]
    own = browser.comes_back_from(browser.goes_out())
    refusals.expect(browser, browser.opens(saying(own, code=stolen)), 400, "reason=SignInExpired check=")


def test_without_a_challenge_the_provider_gives_no_code(browser: Browser, refusals: Refusals) -> None:
    out = browser.goes_out(login_hint="anna")
    back = browser.comes_back_from(saying(out, code_challenge=None, code_challenge_method=None))
    assert query_of(back)["error"] == "invalid_request"
    refusals.expect(browser, browser.opens(back), 502, "check=answer_error")


def test_a_token_for_another_nonce_signs_nobody_in(browser: Browser, refusals: Refusals) -> None:
    out = browser.goes_out(login_hint="anna")
    back = browser.comes_back_from(saying(out, nonce="another"))
    refusals.expect(browser, browser.opens(back), 502, "check=nonce")


@pytest.mark.parametrize(
    ("issuer", "check"),
    [(None, "answer_iss_missing"), ("http://127.0.0.1:1", "answer_iss")],
    ids=["left out", "another"],
)
def test_an_answer_that_does_not_say_whose_it_is_signs_nobody_in(
    browser: Browser, stranger: Stranger, issuer: str | None, check: str, refusals: Refusals
) -> None:
    back = browser.comes_back_from(browser.goes_out(login_hint="anna"))
    assert query_of(back)["iss"] == stranger.issuer
    refusals.expect(browser, browser.opens(saying(back, iss=issuer)), 502, f"check={check}")


def test_an_answer_counts_once(browser: Browser, refusals: Refusals) -> None:
    back = browser.comes_back_from(browser.goes_out(login_hint="anna"))
    kept = [(cookie.key, cookie.value) for cookie in (browser.here._cookies or {}).values()]
    assert browser.opens(back).status_code == 303
    with Browser(browser.portal) as thief:
        for name, value in kept:
            thief.here.set_cookie(name, value, domain="127.0.0.1")
        refusals.expect(thief, thief.opens(back), 400, "reason=SignInExpired check=")


def test_a_portal_with_the_wrong_secret_signs_nobody_in(portal_with_wrong_secret: Flask, refusals: Refusals) -> None:
    with Browser(portal_with_wrong_secret) as browser:
        refusals.expect(browser, browser.signs_in("anna"), 502, "check=token_status")


def test_a_provider_that_was_never_there_gets_a_kind_page(
    mortal_stranger: Stranger, mortal_portal: Flask, refusals: Refusals
) -> None:
    mortal_stranger.goes_down()
    with Browser(mortal_portal) as browser:
        refusals.expect(browser, browser.opens("/log-ind"), 503, "reason=ProviderDown check=ConnectionError")


def test_a_provider_that_goes_down_half_way_gets_a_kind_page_and_ends_no_session(
    mortal_stranger: Stranger, mortal_portal: Flask, refusals: Refusals
) -> None:
    with Browser(mortal_portal) as inside, Browser(mortal_portal) as half_way:
        inside.signs_in("anna")
        back = half_way.comes_back_from(half_way.goes_out(login_hint="anna"))
        mortal_stranger.goes_down()
        refusals.expect(half_way, half_way.opens(back), 503, "reason=ProviderDown check=ConnectionError")
        assert inside.is_signed_in()
