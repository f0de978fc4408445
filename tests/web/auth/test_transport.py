"""A provider that is slow, gone, or sends us elsewhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import requests
from flask import Response

from portal import clock
from portal.demo.provider import Misbehaviour
from portal.web.auth.transport import LARGEST_ANSWER_BYTES
from tests.web.auth.conftest import NOW
from tests.web.auth.journeys import PROVIDER, Browser, Wire, assert_refused


def _instead(name: str, make: Callable[[Response], Response]) -> Callable[[str, Response], Response]:
    return lambda endpoint, honest: make(honest) if endpoint == name else honest


ENDPOINTS = ["discovery", "token", "jwks", "userinfo"]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_redirect_is_never_followed(browser: Browser, misbehaviour: Misbehaviour, wire: Wire, endpoint: str) -> None:
    def redirect(honest: Response) -> Response:
        honest.status_code = 307
        honest.headers["Location"] = f"{PROVIDER}/elsewhere"
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
    browser: Browser, wire: Wire, word: str, trouble: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    wire.cut[word] = trouble("secret words of the network")
    page = browser.get("/log-ind") if "configuration" in word else browser.signs_in("anna")
    assert_refused(browser, page, 503)
    assert f"reason=ProviderDown check={trouble.__name__}" in caplog.text
    assert "secret words" not in page.text + "".join(record.getMessage() for record in caplog.records)


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


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_an_answer_larger_than_any_honest_one_is_not_read_to_its_end(
    browser: Browser, misbehaviour: Misbehaviour, endpoint: str
) -> None:
    def swell(honest: Response) -> Response:
        honest.set_data(honest.get_data() + b" " * LARGEST_ANSWER_BYTES)
        return honest

    misbehaviour.answer = _instead(endpoint, swell)
    page = browser.get("/log-ind") if endpoint == "discovery" else browser.signs_in("anna")
    assert_refused(browser, page, 502)
