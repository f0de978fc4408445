"""Answers of a provider, or of somebody between, that must not sign anybody in (RFC 6749, RFC 9207)."""

import pytest

from portal.demo.provider import Misbehaviour
from tests.web.auth.conftest import NOW
from tests.web.auth.journeys import PROVIDER, Browser, Claims, Wire, assert_refused, says

_SECONDS = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("claims", "userinfo"),
    [
        pytest.param({}, {"sub": "another"}, id="userinfo of another"),
        pytest.param({}, {"sub": None}, id="userinfo of nobody"),
        pytest.param({"mitid.uuid": "7027a386"}, {"mitid.uuid": "8138b497"}, id="another uuid"),
    ],
)
def test_userinfo_that_is_not_about_the_same_person_signs_nobody_in(
    browser: Browser, misbehaviour: Misbehaviour, claims: Claims, userinfo: Claims
) -> None:
    misbehaviour.id_token = says(**claims)
    misbehaviour.userinfo = says(**userinfo)
    assert_refused(browser, browser.signs_in("anna"), 502)


@pytest.mark.parametrize("session_expiry", [_SECONDS, _SECONDS - 10, "soon"], ids=["ends now", "is over", "is no time"])
def test_a_session_the_broker_has_ended_is_not_begun(
    browser: Browser, misbehaviour: Misbehaviour, session_expiry: object
) -> None:
    misbehaviour.userinfo = says(session_expiry=session_expiry)
    assert_refused(browser, browser.signs_in("anna"), 502)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        pytest.param({"iss": f"{PROVIDER}/staff"}, 502, id="issuer of another"),
        pytest.param({"iss": None}, 502, id="issuer left out though promised"),
        pytest.param({"code": None}, 502, id="neither code nor error"),
        pytest.param({"code": "made-up"}, 400, id="made-up code"),
        pytest.param({"state": "made-up"}, 400, id="wrong state"),
        pytest.param({"state": None}, 400, id="no state"),
        pytest.param({"state": ""}, 400, id="empty state"),
        pytest.param({"error": "access_denied", "error_description": "mitid_user_aborted"}, 400, id="abort"),
        pytest.param({"error": "server_error"}, 503, id="trouble at the provider"),
        pytest.param({"error": "temporarily_unavailable"}, 503, id="closed for now"),
        pytest.param({"error": "<script>alert(1)</script>"}, 502, id="unknown error"),
        pytest.param({"error": "access_denied", "iss": "https://evil.example"}, 502, id="abort by another"),
    ],
)
def test_an_answer_that_is_not_right_signs_nobody_in(
    browser: Browser, misbehaviour: Misbehaviour, changes: Claims, status: int
) -> None:
    misbehaviour.authorization_response = says(**changes)
    page = browser.signs_in("anna")
    assert_refused(browser, page, status)
    assert "mitid_user_aborted" not in page.text
    assert "<script>" not in page.text


def test_a_provider_that_never_promised_its_name_may_leave_it_out(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.discovery = says(authorization_response_iss_parameter_supported=None)
    misbehaviour.authorization_response = says(iss=None)
    assert browser.signs_in("anna").status_code == 303


@pytest.mark.parametrize("name", ["state", "code", "iss"])
def test_an_answer_that_says_something_twice_is_refused(browser: Browser, name: str) -> None:
    back = browser.comes_back_from(browser.goes_to_the_provider("/log-ind?login_hint=anna"))
    assert_refused(browser, browser.get(f"{back}&{name}=another"), 400)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"id_token": None}, id="no ID token"),
        pytest.param({"id_token": ""}, id="empty ID token"),
        pytest.param({"id_token": {"sub": "anna"}}, id="ID token that is no text"),
        pytest.param({"access_token": None}, id="no access token"),
        pytest.param({"access_token": "a\r\nHost: evil"}, id="line break in the access token"),
        pytest.param({"access_token": "æ"}, id="access token that is no ASCII"),
        pytest.param({"token_type": "mac"}, id="another kind of token"),
        pytest.param({"expires_in": "soon"}, id="end that is no number"),
        pytest.param({"error": "invalid_request"}, id="an error in a good answer"),
    ],
)
def test_a_token_answer_that_is_not_whole_signs_nobody_in(
    browser: Browser, misbehaviour: Misbehaviour, changes: Claims
) -> None:
    misbehaviour.token_response = says(**changes)
    assert_refused(browser, browser.signs_in("anna"), 502)


def test_secrets_travel_in_headers_and_never_in_an_address(browser: Browser, wire: Wire) -> None:
    browser.signs_in("anna")
    assert all("?" not in str(sent.url) for sent in wire.sent)
    by_ending = {str(sent.url).rpartition("/")[2]: sent for sent in wire.sent}
    assert by_ending["userinfo"].headers["Authorization"].startswith("Bearer ")
    assert by_ending["token"].headers["Authorization"].startswith("Basic ")
    assert "secret" not in str(by_ending["token"].body)


def test_the_log_tells_which_check_failed_and_nothing_about_anybody(
    browser: Browser, misbehaviour: Misbehaviour, caplog: pytest.LogCaptureFixture
) -> None:
    misbehaviour.id_token = says(aud="another")
    caplog.set_level("DEBUG")
    browser.signs_in("anna")
    browser.signs_in("lene")
    assert "check=aud" in caplog.text
    written = " ".join(record.getMessage() for record in caplog.records)
    assert not any(word in written for word in ("Anna", "Lene", "0101701234", "code_verifier", "eyJ"))
