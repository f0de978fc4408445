"""The cookies of the two doors."""

import pytest
from flask import Response

from portal.domain.sign_ins import Realm
from portal.web.auth.cookies import SignInCookie


@pytest.mark.parametrize(
    ("realm", "address", "name"),
    [
        (Realm.CITIZEN, "https://minsag.eksempel.dk", "__Host-borger"),
        (Realm.STAFF, "https://minsag.eksempel.dk", "__Host-medarbejder"),
        (Realm.CITIZEN, "http://127.0.0.1:8000", "borger-8000"),
        (Realm.STAFF, "http://127.0.0.1:8010", "medarbejder-8010"),
    ],
)
def test_each_realm_and_port_has_a_name_of_its_own(realm: Realm, address: str, name: str) -> None:
    assert SignInCookie.named(realm, address).name == name


def test_on_https_the_cookie_is_held_to_this_host_and_to_https() -> None:
    response = Response()
    SignInCookie.named(Realm.CITIZEN, "https://minsag.eksempel.dk").write(response, "token")
    parts = [part.strip() for part in response.headers["Set-Cookie"].split(";")]
    assert {"__Host-borger=token", "Secure", "HttpOnly", "Path=/", "SameSite=Lax"} == set(parts)


def test_what_is_too_long_to_be_a_token_is_not_looked_up() -> None:
    cookie = SignInCookie.named(Realm.CITIZEN, "http://127.0.0.1:8000")
    assert cookie.read({cookie.name: "a" * 5000}) is None
    assert cookie.read({}) is None
