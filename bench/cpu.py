"""What a request costs a core: thread CPU time inside one process, without a network or a server around it."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

BATCHES: Final = 40
OK: Final = 200
_NANOSECONDS_A_MICROSECOND: Final = 1_000


@dataclass(frozen=True, slots=True)
class Visit:
    """One page that somebody asks for with their own cookie."""

    path: str
    cookie: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Visits that follow upon each other, measured as one."""

    app: Flask
    visits: Sequence[Visit]
    way: Callable[[Flask, Visit], bytes]

    def spend(self) -> float:
        """Visit them all; gives the CPU time of this thread per request, in microseconds."""
        before = time.thread_time_ns()
        for visit in self.visits:
            self.way(self.app, visit)
        return (time.thread_time_ns() - before) / _NANOSECONDS_A_MICROSECOND / len(self.visits)


_HEADERS: Final = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Accept-Language": "da-DK,da;q=0.9,en;q=0.8",
    "Sec-Fetch-Site": "same-origin",
}
"""Of a browser that goes from one page of ours to another."""


def hello() -> Flask:
    """The least that Flask can do, for everything else to be compared with."""
    app = Flask("hello", static_folder=None)
    app.get("/")(lambda: "hello")
    return app


def ask(app: Flask, visit: Visit) -> bytes:
    """One request by Flask's own test client, answered whole.

    Raises:
        RuntimeError: the answer is another than the page.
    """
    answer = app.test_client(use_cookies=False).get(visit.path, headers=_HEADERS | {"Cookie": visit.cookie})
    if answer.status_code != OK:
        raise RuntimeError(f"{visit.path} was answered with {answer.status}.")
    return bytes(answer.data)


def hand_over(app: Flask, visit: Visit) -> bytes:
    """The same without a client around it: the request is handed over as a server does.

    Raises:
        RuntimeError: the answer is another than the page.
    """
    started: list[str] = []

    def start(status: str, *_: object) -> Callable[[bytes], object]:
        started.append(status)
        return lambda _data: None

    chunks = app.wsgi_app(_environ(visit), start)
    body = b"".join(chunks)
    if close := getattr(chunks, "close", None):
        close()
    if not started[0].startswith(str(OK)):
        raise RuntimeError(f"{visit.path} was answered with {started[0]}.")
    return body


def cpu_per_request(batches: Mapping[str, Sequence[Batch]]) -> dict[str, float]:
    """The least CPU time per request of each kind, in microseconds, over that kind's batches.

    The kinds take turns batch by batch, so what else the machine does falls on all of them alike. The first batch of
    each is not counted: it compiles templates and statements.
    """
    least = dict.fromkeys(batches, float("inf"))
    for number in range(max(len(of_kind) for of_kind in batches.values())):
        for kind, of_kind in batches.items():
            if number < len(of_kind):
                spent = of_kind[number].spend()
                least[kind] = min(least[kind], spent) if number else least[kind]
    return least


def _environ(visit: Visit) -> "WSGIEnvironment":
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": visit.path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_COOKIE": visit.cookie,
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in _HEADERS.items()},
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
