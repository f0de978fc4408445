"""That a test can make the provider go wrong in each way, so that the portal can be held against it."""

from typing import Any

import pytest
from flask import Response
from joserfc import jwt
from joserfc.errors import UnsupportedAlgorithmError
from joserfc.jwk import OctKey

from portal.demo.provider import Misbehaviour
from tests.demo.provider.conftest import Opens
from tests.demo.provider.portal_side import citizens, told


def test_discovery_and_keys_can_lie(opens: Opens) -> None:
    liar = citizens(
        opens(
            Misbehaviour(discovery=lambda said: said | {"issuer": "https://evil.example"}, jwks=lambda _: {"keys": []})
        )
    )
    assert liar.get("/.well-known/openid-configuration").get_json()["issuer"] == "https://evil.example"
    assert liar.get("/.well-known/openid-configuration/jwks").get_json() == {"keys": []}


def test_the_way_back_can_name_another_issuer_or_none(opens: Opens) -> None:
    assert told(
        citizens(opens(Misbehaviour(authorization_response=lambda said: said | {"iss": "x"}))).asks(login_hint="bo")
    )["iss"] == "x"  # fmt: skip
    silent = Misbehaviour(authorization_response=lambda said: {"code": said["code"], "state": "other"})
    assert told(citizens(opens(silent)).asks(login_hint="bo")).keys() == {"code", "state"}


def test_claims_can_lie_under_an_honest_signature(opens: Opens) -> None:
    liar = citizens(opens(Misbehaviour(id_token=lambda said: said | {"aud": "another"})))
    assert liar.reads(liar.signs_in("anna"))["aud"] == "another"


def test_a_token_can_be_signed_with_something_else(opens: Opens) -> None:
    def sign_with_the_secret(header: dict[str, Any], claims: dict[str, Any], _key: object) -> str:
        return jwt.encode(header | {"alg": "HS256"}, claims, OctKey.import_key("x" * 32), algorithms=["HS256"])

    liar = citizens(opens(Misbehaviour(sign=sign_with_the_secret)))
    tokens = liar.signs_in("anna")
    with pytest.raises(UnsupportedAlgorithmError):
        liar.reads(tokens)


def test_userinfo_can_speak_of_somebody_else(opens: Opens) -> None:
    liar = citizens(opens(Misbehaviour(userinfo=lambda said: said | {"sub": "another"})))
    assert liar.looks_up(liar.signs_in("anna")).get_json()["sub"] == "another"


def test_a_response_can_come_without_an_id_token(opens: Opens) -> None:
    liar = citizens(opens(Misbehaviour(token_response=lambda said: {"access_token": said["access_token"]})))
    assert liar.signs_in("anna").keys() == {"access_token"}


def test_any_answer_can_be_another(opens: Opens) -> None:
    def send_away(endpoint: str, answer: Response) -> Response:
        return Response(status=307, headers={"Location": "http://evil.example"}) if endpoint == "token" else answer

    liar = citizens(opens(Misbehaviour(answer=send_away)))
    assert liar.redeems(liar.asks(login_hint="anna")).status_code == 307


def test_it_can_begin_to_misbehave_while_it_runs(opens: Opens) -> None:
    manners = Misbehaviour()
    portal = citizens(opens(manners))
    assert portal.reads(portal.signs_in("anna"))["aud"] == "portal"
    manners.id_token = lambda said: said | {"aud": "another"}
    assert portal.reads(portal.signs_in("anna"))["aud"] == "another"
