"""What a provider says about itself: addresses and keys, right and wrong."""

from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from portal import clock
from portal.demo.provider import Misbehaviour
from tests.web.auth.conftest import NOW
from tests.web.auth.journeys import PROVIDER, Browser, Claims, Wire, assert_refused, says, signed_with_another_key


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
    misbehaviour.sign = signed_with_another_key
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


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"issuer": f"{PROVIDER}/staff"}, id="another issuer"),
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
