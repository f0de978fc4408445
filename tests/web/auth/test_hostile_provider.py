"""Everything a provider, or somebody between, can say wrongly: nobody is signed in, and the page is a kind one.

What a client must check follows OpenID Connect Core 3.1.3.7, RFC 9207 and the relying-party conformance modules.
"""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import requests
from flask import Flask, Response
from joserfc import jws, jwt
from joserfc.jwk import ECKey, Key, KeySet, OctKey, RSAKey
from werkzeug.test import TestResponse

from portal import clock
from portal.demo.provider import Misbehaviour
from tests.web.auth.conftest import NOW
from tests.web.auth.journeys import Browser, Wire, query_of, says

COOKIE = "borger-8000"
Claims = dict[str, Any]
_SECONDS = int(NOW.timestamp())
_NSIS = "https://data.gov.dk/concept/core/nsis/"


def assert_refused(browser: Browser, page: TestResponse, status: int) -> None:
    assert page.status_code == status, page.text
    assert "<h1>" in page.text
    assert "Traceback" not in page.text
    assert browser.cookie(COOKIE) is None
    assert browser.get("/sager").status_code == 303


@pytest.mark.parametrize(
    ("claims", "check"),
    [
        pytest.param({"iss": None}, "iss", id="no issuer"),
        pytest.param({"iss": "http://127.0.0.1:8001/citizens/"}, "iss", id="nearly our issuer"),
        pytest.param({"iss": "http://127.0.0.1:8001/staff"}, "iss", id="another issuer"),
        pytest.param({"aud": None}, "aud", id="no audience"),
        pytest.param({"aud": ""}, "aud", id="empty audience"),
        pytest.param({"aud": []}, "aud", id="empty list of audiences"),
        pytest.param({"aud": "another"}, "aud", id="audience not ours"),
        pytest.param({"aud": "another", "azp": "portal"}, "aud", id="audience not ours though azp is"),
        pytest.param({"aud": ["portal", "another"]}, "aud", id="an extra audience"),
        pytest.param({"aud": ["portal", "another"], "azp": "portal"}, "aud", id="an extra audience with azp"),
        pytest.param({"aud": ["portal", "portal"]}, "aud", id="ours twice"),
        pytest.param({"aud": {"portal": 1}}, "aud", id="audience of another shape"),
        pytest.param({"azp": "another"}, "azp", id="azp not ours"),
        pytest.param({"sub": None}, "sub", id="no subject"),
        pytest.param({"sub": ""}, "sub", id="empty subject"),
        pytest.param({"sub": "a" * 256}, "sub", id="over-long subject"),
        pytest.param({"sub": 17}, "sub", id="subject that is a number"),
        pytest.param({"nonce": None}, "nonce", id="no nonce"),
        pytest.param({"nonce": "another"}, "nonce", id="wrong nonce"),
        pytest.param({"nonce": ["x"]}, "nonce", id="nonce of another shape"),
        pytest.param({"exp": None}, "exp", id="no end"),
        pytest.param({"exp": _SECONDS - 61}, "exp", id="ended"),
        pytest.param({"exp": "tomorrow"}, "exp", id="end that is no time"),
        pytest.param({"exp": float("nan")}, "exp", id="end that is not a number"),
        pytest.param({"iat": None}, "iat", id="no time of issue"),
        pytest.param({"iat": _SECONDS + 61}, "iat", id="issued in the future"),
        pytest.param({"nbf": _SECONDS + 61}, "nbf", id="not valid yet"),
        pytest.param({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "at_hash", id="hash of another access token"),
        pytest.param({"at_hash": 5}, "at_hash", id="hash of another shape"),
        pytest.param(
            {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}}, "logout_token", id="a logout token"
        ),
    ],
)
def test_an_id_token_with_a_wrong_claim_signs_nobody_in(
    browser: Browser, misbehaviour: Misbehaviour, caplog: pytest.LogCaptureFixture, claims: Claims, check: str
) -> None:
    caplog.set_level("INFO")
    misbehaviour.id_token = says(**claims)
    assert_refused(browser, browser.signs_in("anna"), 502)
    assert f"check={check}\n" in caplog.text


def test_an_id_token_without_the_brokers_session_signs_nobody_in(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.id_token = says(neb_sid=None)
    assert_refused(browser, browser.signs_in("anna"), 502)


@pytest.mark.parametrize(
    ("claims", "userinfo"),
    [
        pytest.param({"exp": _SECONDS - 59}, {}, id="ended within the leeway"),
        pytest.param({"iat": _SECONDS + 59}, {}, id="issued within the leeway"),
        pytest.param({"aud": ["portal"], "azp": "portal"}, {}, id="ours as a list"),
        pytest.param({"loa": _NSIS + "High"}, {"loa": "HIGH"}, id="High, spelled in two ways"),
    ],
)
def test_an_id_token_that_is_only_unusual_is_accepted(
    browser: Browser, misbehaviour: Misbehaviour, claims: Claims, userinfo: Claims
) -> None:
    misbehaviour.id_token = says(**claims)
    misbehaviour.userinfo = says(**userinfo)
    if "loa" in claims:
        misbehaviour.id_token = says(**claims, ial=None, aal=None)
    assert browser.signs_in("anna").status_code == 303
    assert browser.sees() == "citizen Anna Test Andersen"


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


def test_lene_with_level_low_is_shown_how_to_step_up(browser: Browser) -> None:
    page = browser.signs_in("lene", query="&next=/sager/7")
    assert_refused(browser, page, 403)
    assert 'href="/log-ind?hoejere=1&amp;next=%2Fsager%2F7"' in page.text
    asked = query_of(browser.goes_to_the_provider("/log-ind?hoejere=1"))
    assert asked["prompt"] == "login"
    assert json.loads(asked["idp_params"]) == {"mitid": {"loa_value": "substantial", "enable_step_up": True}}


@pytest.mark.parametrize(
    ("claims", "userinfo"),
    [
        pytest.param({"loa": None}, {}, id="no level in the ID token"),
        pytest.param({}, {"loa": None}, id="no level in userinfo"),
        pytest.param({"loa": "Ultra"}, {"loa": "Ultra"}, id="unknown level"),
        pytest.param({"loa": ["Substantial"]}, {}, id="level of another shape"),
        pytest.param({"loa": _NSIS + "High"}, {}, id="higher in the ID token"),
        pytest.param({}, {"loa": _NSIS + "High"}, id="higher in userinfo"),
        pytest.param({}, {"loa": _NSIS + "Low"}, id="lower in userinfo"),
        pytest.param({"acr": _NSIS + "loa/High"}, {}, id="acr that disagrees"),
        pytest.param({"aal": _NSIS + "Low"}, {}, id="higher than what it is made of"),
    ],
)
def test_a_level_that_is_missing_unknown_or_contradicted_signs_nobody_in(
    browser: Browser, misbehaviour: Misbehaviour, claims: Claims, userinfo: Claims
) -> None:
    misbehaviour.id_token = says(**claims)
    misbehaviour.userinfo = says(**userinfo)
    page = browser.signs_in("anna")
    assert_refused(browser, page, 403)
    assert "how secure" in page.text


def test_a_sign_in_for_a_company_is_shown_the_way_to_ones_own(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.id_token = says(identity_type="professional")
    page = browser.signs_in("anna")
    assert_refused(browser, page, 403)
    assert "private MitID" in page.text


def test_without_a_cpr_number_the_page_says_to_phone(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.userinfo = says(**{"dk.cpr": None})
    page = browser.signs_in("anna")
    assert_refused(browser, page, 403)
    assert "phone us" in page.text


# --- signatures and keys


def _unsigned(header: Claims, claims: Claims, _key: Key) -> str:
    parts = ({**header, "alg": "none"}, claims)
    encoded = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts)
    return ".".join((*encoded, ""))


def _hmac_with_the_secret(header: Claims, claims: Claims, _key: Key) -> str:
    return jwt.encode({**header, "alg": "HS256"}, claims, OctKey.import_key("secret-of-citizens"), algorithms=["HS256"])


def _hmac_with_the_public_key(header: Claims, claims: Claims, key: Key) -> str:
    assert isinstance(key, RSAKey)
    public = OctKey.import_key(
        {"kty": "oct", "k": base64.urlsafe_b64encode(key.as_pem(private=False)).decode().rstrip("=")}
    )
    return jwt.encode({**header, "alg": "HS256"}, claims, public, algorithms=["HS256"])


def _another_key(header: Claims, claims: Claims, _key: Key) -> str:
    return jwt.encode(header, claims, RSAKey.generate_key(2048), algorithms=["RS256"])


def _key_in_the_header(header: Claims, claims: Claims, _key: Key) -> str:
    own = RSAKey.generate_key(2048)
    return jwt.encode({**header, "jwk": own.as_dict(private=False), "kid": "own"}, claims, own, algorithms=["RS256"])


def _longer_hash(header: Claims, claims: Claims, key: Key) -> str:
    plain = {name: value for name, value in key.as_dict(private=True).items() if name != "alg"}
    return jwt.encode({**header, "alg": "RS512"}, claims, RSAKey.import_key(plain), algorithms=["RS512"])


def _logout_kind(header: Claims, claims: Claims, key: Key) -> str:
    return jwt.encode({**header, "typ": "logout+jwt"}, claims, key, algorithms=["RS256"])


def _words_no_text_can_hold(header: Claims, claims: Claims, key: Key) -> str:
    said = json.dumps({**claims, "nonce": "\ud800"}).encode()
    return jws.serialize_compact(header, said, key, algorithms=["RS256"])


def _cut_short(header: Claims, claims: Claims, key: Key) -> str:
    return jwt.encode(header, claims, key, algorithms=["RS256"])[:-8]


@pytest.mark.parametrize(
    "sign",
    [
        _unsigned,
        _hmac_with_the_secret,
        _hmac_with_the_public_key,
        _another_key,
        _key_in_the_header,
        _longer_hash,
        _logout_kind,
        _words_no_text_can_hold,
        _cut_short,
        pytest.param(lambda *_: "not.a.token", id="no token"),
        pytest.param(lambda *_: "æøå", id="no ASCII"),
    ],
)
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_token_we_cannot_trust_the_signature_of_signs_nobody_in(
    browser: Browser, misbehaviour: Misbehaviour, sign: Callable[[Claims, Claims, Key], str]
) -> None:
    misbehaviour.discovery = says(id_token_signing_alg_values_supported=["none", "HS256", "RS512", "RS256"])
    misbehaviour.jwks = lambda said: {"keys": [_without_purpose(key) for key in said["keys"]]}
    misbehaviour.sign = sign
    assert_refused(browser, browser.signs_in("anna"), 502)


def _without_purpose(key: Claims) -> Claims:
    """A key that its provider allows everything; what it may be used for is then up to us."""
    return {name: value for name, value in key.items() if name not in {"alg", "use", "key_ops"}}


def test_the_provider_may_change_its_keys(browser: Browser, misbehaviour: Misbehaviour, wire: Wire) -> None:
    browser.signs_in("anna")
    browser.post("/log-ud")
    new = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
    misbehaviour.jwks = lambda said: {"keys": [*said["keys"], new.as_dict(private=False)]}
    misbehaviour.sign = lambda _header, claims, _key: jwt.encode(
        {"alg": "ES256", "kid": new.kid}, claims, new, algorithms=["ES256"]
    )
    asked_before = _count(wire, "/jwks")
    assert browser.signs_in("anna").status_code == 303
    assert browser.sees() == "citizen Anna Test Andersen"
    assert _count(wire, "/jwks") == asked_before + 1


def test_an_unknown_key_makes_us_ask_once_and_no_more(browser: Browser, misbehaviour: Misbehaviour, wire: Wire) -> None:
    misbehaviour.sign = _another_key
    browser.signs_in("anna")
    assert _count(wire, "/jwks") == 2


def test_addresses_and_keys_are_asked_for_again_only_after_a_while(browser: Browser, wire: Wire) -> None:
    for _ in range(3):
        browser.signs_in("anna")
    assert (_count(wire, "/openid-configuration"), _count(wire, "/jwks")) == (1, 1)
    with clock.frozen(NOW + timedelta(minutes=11)):
        browser.signs_in("anna")
    assert (_count(wire, "/openid-configuration"), _count(wire, "/jwks")) == (2, 2)


def _count(wire: Wire, ending: str) -> int:
    return sum(1 for sent in wire.sent if str(sent.url).endswith(ending))


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param({"keys": []}, id="none"),
        pytest.param({"keys": "many"}, id="not a list"),
        pytest.param(
            {"keys": [None, 5, {"kty": "RSA"}, {"kty": "new"}, {"kty": "RSA", "n": "!", "e": 3}]}, id="unreadable"
        ),
        pytest.param({"keys": [OctKey.generate_key(256).as_dict(private=True)]}, id="a shared secret"),
        pytest.param({}, id="nothing"),
    ],
)
def test_keys_that_are_no_keys_sign_nobody_in(browser: Browser, misbehaviour: Misbehaviour, keys: Claims) -> None:
    misbehaviour.jwks = lambda _said: keys
    assert_refused(browser, browser.signs_in("anna"), 502)


def test_a_key_we_cannot_read_does_not_hide_the_others(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.jwks = lambda said: {"keys": [{"kty": "RSA"}, {"kty": "AKP", "pub": "x"}, *said["keys"]]}
    assert browser.signs_in("anna").status_code == 303


def test_a_key_for_encryption_does_not_verify(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.jwks = lambda said: {"keys": [{**key, "use": "enc"} for key in said["keys"]]}
    assert_refused(browser, browser.signs_in("anna"), 502)


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_key_that_is_too_short_does_not_verify(browser: Browser, misbehaviour: Misbehaviour) -> None:
    short = RSAKey.generate_key(1024, auto_kid=True)
    misbehaviour.jwks = lambda _said: dict(KeySet([short]).as_dict(private=False))
    misbehaviour.sign = lambda header, claims, _key: jwt.encode(
        {**header, "kid": short.kid}, claims, short, algorithms=["RS256"]
    )
    assert_refused(browser, browser.signs_in("anna"), 502)


# --- discovery, and the answers of the other addresses


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"issuer": "http://127.0.0.1:8001/staff"}, id="another issuer"),
        pytest.param({"issuer": None}, id="no issuer"),
        pytest.param({"token_endpoint": None}, id="no token address"),
        pytest.param({"token_endpoint": "http://elsewhere.example/token"}, id="token address in the clear"),
        pytest.param({"jwks_uri": "file:///etc/passwd"}, id="keys from a file"),
        pytest.param({"authorization_endpoint": "javascript:alert(1)"}, id="script for an address"),
        pytest.param({"authorization_endpoint": "https://a.example\r\nX: y"}, id="line break in an address"),
        pytest.param({"end_session_endpoint": 7}, id="number for an address"),
        pytest.param({"userinfo_endpoint": "https://[broken"}, id="broken address"),
    ],
)
def test_a_provider_that_describes_itself_wrongly_is_not_visited(
    browser: Browser, misbehaviour: Misbehaviour, document: Claims
) -> None:
    misbehaviour.discovery = says(**document)
    assert_refused(browser, browser.get("/log-ind"), 502)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        pytest.param({"iss": "http://127.0.0.1:8001/staff"}, 502, id="issuer of another"),
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


def test_who_stops_half_way_is_told_that_it_is_fine(browser: Browser, misbehaviour: Misbehaviour) -> None:
    misbehaviour.authorization_response = says(error="access_denied", code=None)
    page = browser.signs_in("anna", query="&next=/sager/7")
    assert "You can try again whenever you like." in page.text
    assert 'href="/log-ind?next=%2Fsager%2F7"' in page.text


@pytest.mark.parametrize("name", ["state", "code", "iss"])
def test_an_answer_that_says_something_twice_is_refused(browser: Browser, name: str) -> None:
    back = browser.comes_back_from(browser.goes_to_the_provider("/log-ind?login_hint=anna"))
    assert_refused(browser, browser.get(f"{back}&{name}=another"), 502)


def test_the_same_answer_again_gets_a_kind_page(browser: Browser) -> None:
    browser.signs_in("anna")
    again = browser.get(browser.came_back_to)
    assert again.status_code == 400
    assert "used already" in again.text
    assert browser.sees() == "citizen Anna Test Andersen"


def test_the_same_answer_with_a_kept_cookie_gets_a_kind_page_too(
    browser: Browser, portal: Flask, provider: Flask
) -> None:
    out = browser.goes_to_the_provider("/log-ind?login_hint=anna")
    kept = [(cookie.key, cookie.value) for cookie in (browser.here._cookies or {}).values()]
    back = browser.comes_back_from(out)
    assert browser.get(back).status_code == 303
    thief = Browser(portal, provider)
    for name, value in kept:
        thief.here.set_cookie(name, value, domain="127.0.0.1")
    assert_refused(thief, thief.get(back), 400)


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
    name = next(cookie.key for cookie in (browser.here._cookies or {}).values())
    forged = base64.urlsafe_b64encode(json.dumps({"state": out["state"]}).encode()).decode()
    browser.here.set_cookie(name, f"{forged}.AAAA", domain="127.0.0.1")
    assert_refused(browser, browser.get(f"/log-ind/retur?code=x&state={out['state']}"), 400)


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


ENDPOINTS = ["discovery", "token", "jwks", "userinfo"]


def _instead(name: str, make: Callable[[Response], Response]) -> Callable[[str, Response], Response]:
    return lambda endpoint, honest: make(honest) if endpoint == name else honest


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_redirect_is_never_followed(browser: Browser, misbehaviour: Misbehaviour, wire: Wire, endpoint: str) -> None:
    def redirect(honest: Response) -> Response:
        honest.status_code = 307
        honest.headers["Location"] = "http://127.0.0.1:8001/elsewhere"
        return honest

    misbehaviour.answer = _instead(endpoint, redirect)
    page = browser.get("/log-ind") if endpoint == "discovery" else browser.signs_in("anna")
    assert_refused(browser, page, 502)
    assert not any("elsewhere" in str(sent.url) for sent in wire.sent)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ((500, "<html>Oops</html>"), 503),
        ((503, "{}"), 503),
        ((404, "{}"), 502),
        ((429, "slow down"), 502),
        ((200, "<html>Welcome</html>"), 502),
        ((200, "[1]"), 502),
        ((200, ""), 502),
        ((200, "[" * 100_000), 502),
        ((200, "\ufeff\x00"), 502),
    ],
)
def test_nonsense_from_any_address_gets_a_kind_page(
    browser: Browser, misbehaviour: Misbehaviour, endpoint: str, answer: tuple[int, str], shown: int
) -> None:
    status, body = answer
    misbehaviour.answer = _instead(endpoint, lambda _honest: Response(body, status))
    page = browser.get("/log-ind") if endpoint == "discovery" else browser.signs_in("anna")
    assert_refused(browser, page, shown)


@pytest.mark.parametrize("word", ["/openid-configuration", "/token", "/jwks", "/userinfo"])
@pytest.mark.parametrize("trouble", [requests.ConnectionError, requests.ReadTimeout, requests.exceptions.SSLError])
def test_a_provider_that_does_not_answer_gets_a_kind_page(
    browser: Browser, wire: Wire, word: str, trouble: type[Exception]
) -> None:
    wire.cut[word] = trouble("secret words of the network")
    page = browser.get("/log-ind") if "configuration" in word else browser.signs_in("anna")
    assert_refused(browser, page, 503)
    assert "secret words" not in page.text


def test_every_request_to_the_provider_has_a_time_limit(browser: Browser, wire: Wire) -> None:
    browser.signs_in("anna")
    assert len(wire.timeouts) == 4
    assert set(wire.timeouts) == {5}


def test_signing_out_works_while_the_provider_is_down(browser: Browser, wire: Wire) -> None:
    browser.signs_in("anna")
    wire.cut["/openid-configuration"] = requests.ConnectionError()
    with clock.frozen(NOW + timedelta(minutes=20)):
        assert browser.post("/log-ud").location == "http://127.0.0.1:8000/log-ud/farvel"
        assert browser.get("/sager").status_code == 303


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
