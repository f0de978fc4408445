"""Nobody reads the demo's case system without a token of its own."""

from http import HTTPStatus

import pytest

from portal.demo.case_system import Credentials
from tests.demo.case_system.caller import Caller


def test_a_token_opens_the_door_for_five_minutes_and_not_longer() -> None:
    caller = Caller()
    caller.clock.pass_seconds(299)
    assert caller.cases().status_code == HTTPStatus.OK
    caller.clock.pass_seconds(1)
    refused = caller.cases()
    assert refused.status_code == HTTPStatus.UNAUTHORIZED
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    caller.sign_in()
    assert caller.cases().status_code == HTTPStatus.OK


def test_the_token_says_how_long_it_lives_and_is_not_kept_on_the_way() -> None:
    answer = Caller().ask_for_token()
    assert answer.get_json()["expires_in"] == 300
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"client_secret": "another"}, "invalid_client"),
        ({"client_id": "æøå"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"scope": "openid"}, "invalid_scope"),
    ],
)
def test_no_token_without_the_right_words(form: dict[str, str], error: str) -> None:
    answer = Caller().ask_for_token(**form)
    assert answer.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED}
    assert answer.get_json() == {"error": error}


@pytest.mark.parametrize("token", ["", "made up"])
def test_a_made_up_token_opens_nothing(token: str) -> None:
    caller = Caller()
    caller.token = token
    assert caller.cases().status_code == HTTPStatus.UNAUTHORIZED
    assert caller.tasks("6b1c0a0e-6c7e-4b8d-9f0e-0b7c6f0f2a11").status_code == HTTPStatus.UNAUTHORIZED


def test_credentials_do_not_show_their_secret() -> None:
    assert "hush" not in repr(Credentials("portal-sync", "hush"))
