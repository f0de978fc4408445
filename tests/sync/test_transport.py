"""Nothing is sent to the case system but what is on the list."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Thread

import httpx
import pytest
import stamina
from stamina.instrumentation import RetryDetails, get_on_retry_hooks, set_on_retry_hooks
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from portal import clock
from portal.sync.source import SourceFailed
from portal.sync.transport import Reader, RequestRefused, Route, parse_json

ALLOWED = (Route("PUT", "https://nova.test/api/Case/GetList"), Route("POST", "https://login.test/token"))


class Wire(httpx.BaseTransport):
    """Answers in turn, and keeps what left the portal."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.sent: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def send(wire: Wire, method: str = "PUT", url: str = "https://nova.test/api/Case/GetList") -> httpx.Response:
    with Reader(ALLOWED, wire) as reader:
        return reader.send(lambda client: client.build_request(method, url, json={}))


@pytest.fixture
def waits() -> Iterator[list[float]]:
    """The waits that were decided on, without any waiting."""
    decided: list[float] = []

    def note(details: RetryDetails) -> None:
        decided.append(details.wait_for)

    hooks = get_on_retry_hooks()
    set_on_retry_hooks([note])
    yield decided
    set_on_retry_hooks(hooks)


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("POST", "https://nova.test/api/Case/GetList"),
        ("GET", "https://nova.test/api/Case/GetList"),
        ("DELETE", "https://nova.test/api/Case/GetList"),
        ("PATCH", "https://nova.test/api/Case/GetList"),
        ("PUT", "https://nova.test/api/Case/Update"),
        ("PUT", "https://nova.test/api/Case/GetList/"),
        ("PUT", "https://nova.test/api/Case/GetList/../Update"),
        ("PUT", "https://nova.test/api/Case/%47etList/x"),
        ("PUT", "http://nova.test/api/Case/GetList"),
        ("PUT", "https://nova.test:8443/api/Case/GetList"),
        ("PUT", "https://user@nova.test/api/Case/GetList"),
        ("PUT", "https://other.test/api/Case/GetList"),
        ("PUT", "https://login.test/token"),
        ("put", "https://nova.test/api/Case/Create"),
    ],
)
def test_nothing_leaves_that_is_not_on_the_list(method: str, url: str) -> None:
    wire = Wire()
    with pytest.raises(RequestRefused):
        send(wire, method, url)
    assert wire.sent == []


def test_the_query_may_differ() -> None:
    wire = Wire(httpx.Response(200, json={}))
    send(wire, url="https://nova.test/api/Case/GetList?api-version=2.0-Case")
    assert len(wire.sent) == 1


def test_a_certificate_that_nobody_vouches_for_is_told_at_once(waits: list[float]) -> None:
    server = make_server("127.0.0.1", 0, Response("{}"), ssl_context="adhoc")
    answering = Thread(target=server.handle_request)
    answering.start()
    url = f"https://127.0.0.1:{server.server_port}/api/Case/GetList"
    with Reader([Route("PUT", url)]) as reader, pytest.raises(SourceFailed, match="certificate_not_trusted"):
        reader.send(lambda client: client.build_request("PUT", url, json={}))
    answering.join()
    server.server_close()
    assert waits == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    wire = Wire(httpx.Response(status, headers={"Location": "https://nova.test/api/Case/GetList"}))
    with pytest.raises(SourceFailed, match="redirected"):
        send(wire)
    assert len(wire.sent) == 1


@pytest.mark.parametrize(
    "stumble",
    [
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("cut"),
        httpx.Response(429),
        httpx.Response(500),
        httpx.Response(503),
    ],
)
def test_a_stumble_is_tried_again(stumble: httpx.Response | Exception) -> None:
    wire = Wire(stumble, httpx.Response(200, json={"well": True}))
    assert parse_json(send(wire)) == {"well": True}
    assert len(wire.sent) == 2


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422])
def test_a_plain_no_is_not_tried_again(status: int) -> None:
    wire = Wire(httpx.Response(status), httpx.Response(200))
    with pytest.raises(SourceFailed, match=f"status_{status}"):
        send(wire)
    assert len(wire.sent) == 1


def test_after_some_attempts_the_source_has_failed() -> None:
    wire = Wire(*[httpx.Response(503)] * 10)
    with pytest.raises(SourceFailed, match="status_503"):
        send(wire)
    assert len(wire.sent) == 3


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("86400", 60.0),
        ("Sun, 22 Nov 2026 09:00:20 GMT", 20.0),
        ("Sun, 01 Nov 2026 09:00:20 GMT", 0.0),
    ],
)
def test_the_wait_that_the_source_asks_for_is_kept(asked: str, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", slept.append)
    monkeypatch.setattr("time.sleep", slept.append)
    wire = Wire(httpx.Response(429, headers={"Retry-After": asked}), httpx.Response(200, json={}))
    with stamina.set_testing(False), clock.frozen(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        send(wire)
    assert slept == [seconds]


@pytest.mark.parametrize("asked", ["soon", "-5", "", "٣"])
def test_a_wait_that_makes_no_sense_is_ours_to_choose(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    headers = [(b"Retry-After", asked.encode())]
    wire = Wire(httpx.Response(429, headers=headers), httpx.Response(200, json={}))
    with stamina.set_testing(False):
        send(wire)
    assert 0 < slept[0] <= 30


def test_a_page_that_is_not_json_is_a_failure_whatever_its_status() -> None:
    wire = Wire(httpx.Response(200, text="<html>Driftsmeddelelse</html>"))
    answer = send(wire)
    with pytest.raises(SourceFailed, match="not_json"):
        parse_json(answer)


def test_the_environment_opens_no_other_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    wire = Wire(httpx.Response(200, json={}))
    send(wire)
    assert len(wire.sent) == 1


def test_nothing_of_an_answer_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wire = Wire(httpx.Response(503, text="010170-1234"), httpx.Response(404, text="Anna Test Andersen"))
    with pytest.raises(SourceFailed) as failure:
        send(wire)
    told = caplog.text + repr(failure.value) + repr(failure.value.__cause__)
    assert "010170" not in told
    assert "Anna" not in told
