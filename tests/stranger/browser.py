"""A browser between the portal and somebody else's provider, which it reaches over the network of this machine."""

from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import requests
from flask import Flask
from lxml import html
from werkzeug.test import Client, TestResponse

from tests.reading import read_page
from tests.world import PORTAL

TIMEOUT_SECONDS = 10


@dataclass
class Browser:
    """Somebody's browser, with the cookies of the portal and of the provider."""

    portal: Flask
    here: Client = field(init=False)
    there: requests.Session = field(init=False)

    def __post_init__(self) -> None:
        self.here = self.portal.test_client()
        self.there = requests.Session()
        self.there.trust_env = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.there.close()

    def opens(self, address: str) -> TestResponse:
        """A page of the portal."""
        return self.here.get(address.removeprefix(PORTAL), base_url=PORTAL)

    def goes_out(self, door: str = "/log-ind", **query: str) -> str:
        """Begin at the portal; the address at the provider."""
        out = self.opens(saying(door, **query))
        assert out.status_code == 303, out.text
        return str(out.location)

    def comes_back_from(self, address: str) -> str:
        """Go wherever the provider sends the browser, until that is the portal; the address there."""
        arrived_at = self.follows(address)
        assert arrived_at.startswith(PORTAL), arrived_at
        return arrived_at

    def follows(self, address: str) -> str:
        """The same, until the portal or a page of the provider that waits for somebody."""
        answer = self.there.get(address, allow_redirects=False, timeout=TIMEOUT_SECONDS)
        while True:
            assert answer.ok, answer.text
            if answer.is_redirect:
                onward = urljoin(answer.url, answer.headers["Location"])
                if onward.startswith(PORTAL):
                    return onward
                answer = self.there.get(onward, allow_redirects=False, timeout=TIMEOUT_SECONDS)
            elif "<form" in answer.text:
                page: Any = html.document_fromstring(answer.text)
                form = page.forms[0]
                answer = self.there.post(
                    form.action, data=dict(form.form_values()), allow_redirects=False, timeout=TIMEOUT_SECONDS
                )
            else:
                return answer.url

    def signs_in(self, who: str, door: str = "/log-ind", **query: str) -> TestResponse:
        """The whole way, up to the portal's answer."""
        return self.opens(self.comes_back_from(self.goes_out(door, login_hint=who, **query)))

    def signs_out(self) -> str:
        """Press the button in the portal; the address it leads to."""
        page = read_page(self.opens("/sager")).root
        form = next(form for form in page.forms if form.action == "/log-ud")
        return str(self.here.post("/log-ud", data=dict(form.form_values()), base_url=PORTAL).location)

    def is_signed_in(self) -> bool:
        """Whether the portal shows somebody their cases."""
        return self.opens("/sager").status_code == 200


def query_of(address: str) -> dict[str, str]:
    """What an address says."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def saying(address: str, **changes: str | None) -> str:
    """The same address saying something else; `None` leaves it out."""
    said = {**query_of(address), **changes}
    kept = {name: value for name, value in said.items() if value is not None}
    return urlsplit(address)._replace(query=urlencode(kept)).geturl()
