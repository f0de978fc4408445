"""ID tokens that must not sign anybody in (OpenID Connect Core 3.1.3.7), and unusual ones that may."""

import base64
import hmac
import json
from collections.abc import Callable

import pytest
from joserfc import jws, jwt
from joserfc.jwk import ECKey, Key, OctKey, RSAKey
from joserfc.registry import HeaderParameter

from portal.demo.provider import Misbehaviour
from tests.web.auth.conftest import NOW
from tests.web.auth.journeys import PROVIDER, Browser, Claims, Wire, assert_refused, says, signed_with_another_key

_SECONDS = int(NOW.timestamp())
_NSIS = "https://data.gov.dk/concept/core/nsis/"


@pytest.mark.parametrize(
    ("claims", "check"),
    [
        pytest.param({"iss": None}, "iss", id="no issuer"),
        pytest.param({"iss": f"{PROVIDER}/citizens/"}, "iss", id="nearly our issuer"),
        pytest.param({"iss": f"{PROVIDER}/staff"}, "iss", id="another issuer"),
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


def _unsigned(header: Claims, claims: Claims, _key: Key) -> str:
    parts = ({**header, "alg": "none"}, claims)
    encoded = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts)
    return ".".join((*encoded, ""))


def _hmac_with_the_secret(header: Claims, claims: Claims, _key: Key) -> str:
    return jwt.encode({**header, "alg": "HS256"}, claims, OctKey.import_key("secret-of-citizens"), algorithms=["HS256"])


def _hmac_with_the_public_key(header: Claims, claims: Claims, key: Key) -> str:
    assert isinstance(key, RSAKey)
    parts = ({**header, "alg": "HS256"}, claims)
    signed = b".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    digest = hmac.digest(key.as_pem(private=False), signed, "sha256")  # by hand: no library signs with a public key
    return f"{signed.decode()}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def _key_in_the_header(header: Claims, claims: Claims, _key: Key) -> str:
    own = ECKey.generate_key("P-256")  # an RSA key would be refused for the size of the header
    said = {**header, "alg": "ES256", "jwk": own.as_dict(private=False), "kid": "own"}
    return jwt.encode(said, claims, own, algorithms=["ES256"])


def _longer_hash(header: Claims, claims: Claims, key: Key) -> str:
    plain = {name: value for name, value in key.as_dict(private=True).items() if name != "alg"}
    return jwt.encode({**header, "alg": "RS512"}, claims, RSAKey.import_key(plain), algorithms=["RS512"])


def _logout_kind(header: Claims, claims: Claims, key: Key) -> str:
    return jwt.encode({**header, "typ": "logout+jwt"}, claims, key, algorithms=["RS256"])


def _words_no_text_can_hold(header: Claims, claims: Claims, key: Key) -> str:
    said = json.dumps({**claims, "nonce": "\ud800"}).encode()
    return jws.serialize_compact(header, said, key, algorithms=["RS256"])


def _address_of_keys_in_the_header(header: Claims, claims: Claims, _key: Key) -> str:
    own = RSAKey.generate_key(2048)
    elsewhere = {"jku": f"{PROVIDER}/elsewhere", "kid": "own"}
    return jwt.encode({**header, **elsewhere}, claims, own, algorithms=["RS256"])


def _header_that_must_be_understood(header: Claims, claims: Claims, key: Key) -> str:
    said = {**header, "crit": ["terms"], "terms": "for staff only"}
    registry = jws.JWSRegistry({"terms": HeaderParameter("Terms", "str")}, algorithms=["RS256"])
    return jwt.encode(said, claims, key, registry=registry)


def _cut_short(header: Claims, claims: Claims, key: Key) -> str:
    return jwt.encode(header, claims, key, algorithms=["RS256"])[:-8]


@pytest.mark.parametrize(
    ("sign", "check"),
    [
        pytest.param(_unsigned, "id_token", id="no signature"),
        pytest.param(_hmac_with_the_secret, "id_token", id="our secret"),
        pytest.param(_hmac_with_the_public_key, "id_token", id="the public key as a secret"),
        pytest.param(signed_with_another_key, "signature", id="another key"),
        pytest.param(_key_in_the_header, "signature", id="a key in the header"),
        pytest.param(_address_of_keys_in_the_header, "signature", id="an address of keys in the header"),
        pytest.param(_header_that_must_be_understood, "id_token", id="a header that must be understood"),
        pytest.param(_longer_hash, "id_token", id="an algorithm that is not ours"),
        pytest.param(_logout_kind, "token_kind", id="another kind of token"),
        pytest.param(_words_no_text_can_hold, "nonce", id="words no text can hold"),
        pytest.param(_cut_short, "signature", id="cut short"),
        pytest.param(lambda *_: "not.a.token", "id_token", id="no token"),
        pytest.param(lambda *_: "æøå", "id_token", id="no ASCII"),
    ],
)
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_token_we_cannot_trust_the_signature_of_signs_nobody_in(
    browser: Browser,
    misbehaviour: Misbehaviour,
    wire: Wire,
    caplog: pytest.LogCaptureFixture,
    sign: Callable[[Claims, Claims, Key], str],
    check: str,
) -> None:
    caplog.set_level("INFO")
    misbehaviour.discovery = says(id_token_signing_alg_values_supported=["none", "HS256", "RS512", "RS256"])
    misbehaviour.jwks = lambda said: {"keys": [_without_purpose(key) for key in said["keys"]]}
    misbehaviour.sign = sign
    assert_refused(browser, browser.signs_in("anna"), 502)
    assert f"check={check}\n" in caplog.text
    assert not any("elsewhere" in str(sent.url) for sent in wire.sent)


def _without_name(header: Claims, claims: Claims, key: Key) -> str:
    plain = {name: value for name, value in key.as_dict(private=True).items() if name != "kid"}
    header = {name: value for name, value in header.items() if name != "kid"}
    return jwt.encode(header, claims, RSAKey.import_key(plain), algorithms=["RS256"])


def test_a_token_that_does_not_name_the_providers_only_key_is_accepted(
    browser: Browser, misbehaviour: Misbehaviour
) -> None:
    misbehaviour.sign = _without_name
    assert browser.signs_in("anna").status_code == 303


def test_a_token_that_does_not_name_one_of_many_keys_signs_nobody_in(
    browser: Browser, misbehaviour: Misbehaviour
) -> None:
    more = [RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True).as_dict(private=False) for _ in range(2)]
    misbehaviour.jwks = lambda said: {"keys": [*more, *said["keys"]]}
    misbehaviour.sign = _without_name
    assert_refused(browser, browser.signs_in("anna"), 502)


def _without_purpose(key: Claims) -> Claims:
    """A key that its provider allows everything; what it may be used for is then up to us."""
    return {name: value for name, value in key.items() if name not in {"alg", "use", "key_ops"}}
