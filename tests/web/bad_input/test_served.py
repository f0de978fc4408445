"""The portal as it is served: what comes over the wire before it is a request, and how much of it."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
import requests
from pydantic import SecretStr
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from portal.config import PREFIX, Settings
from tests.web.bad_input.answers import HEADERS
from tests.world import World

_ROOT: Final = Path(__file__).parents[3]
_LINE: Final = b"\r\n"
_FORM: Final = b"Content-Type: application/x-www-form-urlencoded"


@dataclass
class Served:
    """The portal at a port of this machine."""

    port: int
    process: subprocess.Popen[str]

    def opens(self) -> socket.socket:
        """A connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def answers(self, first_line: bytes, *headers: bytes, body: bytes = b"") -> str:
        """What comes back until it hangs up."""
        head = _LINE.join([first_line, b"Host: 127.0.0.1", b"Connection: close", *headers])
        with self.opens() as connection:
            connection.sendall(head + _LINE * 2 + body)
            return b"".join(iter(lambda: connection.recv(65536), b"")).decode("utf-8", "replace")


def environment(settings: Settings) -> dict[str, str]:
    """The settings as a process is given them."""
    given = settings.model_dump(exclude_unset=True)
    plain = {name: value.get_secret_value() if isinstance(value, SecretStr) else value for name, value in given.items()}
    told = {name: " ".join(value) if isinstance(value, tuple) else str(value) for name, value in plain.items()}
    return {PREFIX + name.upper(): value for name, value in told.items()}


@pytest.fixture(scope="module")
def served(town: World) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603 -- our own server
        [*command, "--workers", "1", "--blocking-threads", "4", "--workers-kill-timeout", "2", "wsgi:app"],
        cwd=_ROOT,
        env=environment(town.runtime.settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        lives = _lives(port)
        if lives:
            yield Served(port, process)
    finally:
        process.terminate()
        said, _ = process.communicate()
    assert lives, said
    assert process.returncode == 0
    assert "Traceback" not in said


def _lives(port: int) -> bool:
    """Whether it answers, within a minute and a half."""
    with requests.Session() as patient:
        patient.trust_env = False
        patient.mount("http://", HTTPAdapter(max_retries=Retry(connect=12, backoff_factor=0.02)))
        try:
            return patient.get(f"http://127.0.0.1:{port}/health/live", timeout=10).ok
        except requests.ConnectionError:
            return False


def status(answer: str) -> int:
    found = re.match(r"HTTP/1\.1 (\d{3})", answer)
    assert found, answer[:100]
    return int(found[1])


def is_our_page(answer: str) -> bool:
    lower = answer.lower()
    return '<html lang="da">' in answer and all(f"{name}: {value}".lower() in lower for name, value in HEADERS.items())


def test_what_comes_over_the_wire_is_answered_and_the_portal_lives(served: Served) -> None:
    long, many = b"a" * 70_000, [b"X-%d: a" % number for number in range(200)]
    cookies = b"Cookie: " + b"; ".join(b"c%d=v" % number for number in range(5000))
    assert status(served.answers(b"GET /" + long + b" HTTP/1.1")) == 414
    assert status(served.answers(b"GET / HTTP/1.1", b"X: " + long * 8)) == 431
    assert status(served.answers(b"GET / HTTP/1.1", *many)) == 431
    assert status(served.answers(b"BR\xffEW / HTTP/1.1")) == 400
    assert status(served.answers(b"POST / HTTP/1.1", b"Content-Length: 3", b"Content-Length: 5", body=b"abcde")) == 400
    assert status(served.answers(b"POST / HTTP/1.1", b"Content-Length: -3")) == 400
    assert status(served.answers(b"GET / HTTP/1.1", cookies)) == 200
    assert status(served.answers(b"GET / HTTP/1.1", b"Cookie: \xff\xfe=\x80; borger-8000=\xe6")) == 200
    assert status(served.answers(b"GET http://evil.example/hjaelp HTTP/1.1")) == 200
    assert status(served.answers(b"GET /health/live HTTP/1.1")) == 200


def test_what_the_portal_refuses_itself_is_a_page_of_ours(served: Served) -> None:
    size = 3_000_000
    large = served.answers(b"POST /log-ud HTTP/1.1", _FORM, b"Content-Length: %d" % size, body=b"a" * size)
    broken = served.answers(b"POST /log-ud HTTP/1.1", _FORM, b"Transfer-Encoding: chunked", body=b"zz\r\n")
    wrong = served.answers(b"TRACE /sager HTTP/1.1")
    nowhere = served.answers(b"GET /" + b"a" * 60_000 + b" HTTP/1.1")
    assert [status(answer) for answer in (large, broken, wrong, nowhere)] == [413, 400, 405, 404]
    assert all(is_our_page(answer) for answer in (large, broken, wrong, nowhere))
    assert "allow: GET" in wrong or "allow: HEAD" in wrong or "allow: OPTIONS" in wrong


def test_it_does_not_say_which_version_serves_it(served: Served) -> None:
    (name,) = re.findall(r"(?im)^server: (.+?)\r?$", served.answers(b"GET / HTTP/1.1"))
    assert not re.search(r"\d", name)


def test_others_are_served_while_somebody_sends_slowly(served: Served) -> None:
    with served.opens() as slow_head, served.opens() as slow_body:
        slow_head.sendall(b"GET / HTTP/1.1\r\nHost: ")
        slow_body.sendall(
            b"POST /log-ud HTTP/1.1\r\nHost: 127.0.0.1\r\n" + _FORM + b"\r\nContent-Length: 30\r\n\r\nabc"
        )
        assert status(served.answers(b"GET /hjaelp HTTP/1.1")) == 200
