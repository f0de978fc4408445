"""A browser between the portal and the demo provider, both in this process: the real code on both sides, no sockets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from flask import Flask
from joserfc import jwt
from joserfc.jwk import Key, RSAKey
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from werkzeug.test import Client, TestResponse

from tests.world import NOWHERE

PORTAL = "http://127.0.0.1:8000"
PROVIDER = NOWHERE


class Wire(BaseAdapter):
    """The network on the way from the portal to the provider. It can be cut, and it remembers what went over it."""

    def __init__(self, provider: Flask) -> None:
        super().__init__()
        self._client = Client(provider)
        self.sent: list[requests.PreparedRequest] = []
        self.timeouts: list[Any] = []
        self.cut: dict[str, Exception] = {}
        """By the last word of an address: what happens instead of an answer."""

    def send(  # type: ignore[override]  # the library's own signature is longer than what is used here
        self, request: requests.PreparedRequest, *, timeout: object = None, **_kwargs: object
    ) -> requests.Response:
        self.sent.append(request)
        self.timeouts.append(timeout)
        assert request.url is not None
        for word, trouble in self.cut.items():
            if urlsplit(request.url).path.endswith(word):
                raise trouble
        given = self._client.open(
            request.path_url,
            base_url=PROVIDER,
            method=request.method or "GET",
            headers=list(request.headers.items()),
            data=request.body,
        )
        response = requests.Response()
        response.status_code = given.status_code
        response.headers = CaseInsensitiveDict(given.headers.items())
        response.raw = BytesIO(given.data)
        response.url = request.url
        response.request = request
        return response

    def close(self) -> None:
        """Nothing is held open."""


@dataclass
class Browser:
    """Somebody's browser, with the cookies of the portal and of the provider."""

    portal: Flask
    provider: Flask
    here: Client = field(init=False)
    there: Client = field(init=False)
    came_back_to: str = ""

    def __post_init__(self) -> None:
        self.here = self.portal.test_client()
        self.there = Client(self.provider)

    def get(self, path: str) -> TestResponse:
        return self.here.get(path, base_url=PORTAL)

    def post(self, path: str) -> TestResponse:
        return self.here.post(path, base_url=PORTAL)

    def goes_to_the_provider(self, path: str) -> str:
        """Begin at the portal; the address at the provider."""
        out = self.get(path)
        assert out.status_code == 303, out.text
        assert out.location.startswith(PROVIDER)
        return out.location

    def at_the_provider(self, address: str) -> TestResponse:
        """What the provider shows there."""
        return self.there.get(address.removeprefix(PROVIDER), base_url=PROVIDER)

    def comes_back_from(self, address: str) -> str:
        """Let the provider answer; the address at the portal."""
        answer = self.at_the_provider(address)
        assert answer.status_code == 303, answer.text
        self.came_back_to = answer.location
        return self.came_back_to

    def signs_in(self, who: str, *, door: str = "/log-ind", query: str = "") -> TestResponse:
        """The whole way, up to the portal's answer."""
        out = self.goes_to_the_provider(f"{door}?login_hint={who}{query}")
        return self.get(self.comes_back_from(out))

    def sees(self, path: str = "/sager") -> str:
        """Who the portal takes this browser for."""
        return self.get(path).text

    def cookie(self, name: str) -> str | None:
        found = self.here.get_cookie(name, domain="127.0.0.1")
        return found.value if found else None


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


Change = Callable[[dict[str, Any]], dict[str, Any]]


def says(**claims: object) -> Change:
    """Say these instead; `None` leaves one out."""

    def change(said: dict[str, Any]) -> dict[str, Any]:
        changed = {**said, **claims}
        return {name: value for name, value in changed.items() if value is not None}

    return change


Claims = dict[str, Any]


def assert_refused(browser: Browser, page: TestResponse, status: int) -> None:
    assert page.status_code == status, page.text
    assert "<h1>" in page.text
    assert "Traceback" not in page.text
    assert browser.cookie("borger-8000") is None
    assert browser.get("/sager").status_code == 303


def signed_with_another_key(header: Claims, claims: Claims, _key: Key) -> str:
    """A token of somebody who is not the provider."""
    return jwt.encode(header, claims, RSAKey.generate_key(2048), algorithms=["RS256"])
