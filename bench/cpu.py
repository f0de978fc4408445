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
_NANOSECONDS_A_MICROSECOND: Final = 1_000


@dataclass(frozen=True, slots=True)
class Visit:
    """One page that somebody asks for with their own cookie."""

    path: str
    cookie: str = ""


Asking = Callable[[Visit], object]


@dataclass(frozen=True, slots=True)
class Batch:
    """Visits that follow upon each other, measured as one."""

    app: Flask
    visits: Sequence[Visit]
    way: Callable[[Flask], Asking]

    def spend(self) -> float:
        """Visit them all; gives the CPU time of this thread per request, in microseconds."""
        ask = self.way(self.app)
        before = time.thread_time_ns()
        for visit in self.visits:
            ask(visit)
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


def through_client(app: Flask) -> Asking:
    """A way to ask by Flask's own test client. It raises RuntimeError when the answer is another than the page."""
    client = app.test_client(use_cookies=False)

    def ask(visit: Visit) -> None:
        answer = client.get(visit.path, headers=_HEADERS | {"Cookie": visit.cookie})
        _hold_to_page(visit, answer.status, bool(answer.data))

    return ask


def as_server(app: Flask) -> Asking:
    """A way to ask without a client around it: the request is handed over as a server does. It raises the same."""

    def ask(visit: Visit) -> None:
        started: list[str] = []

        def start(status: str, *_: object) -> Callable[[bytes], object]:
            started.append(status)
            return lambda _data: None

        chunks = app.wsgi_app(_environ(visit), start)
        body = b"".join(chunks)
        if close := getattr(chunks, "close", None):
            close()
        _hold_to_page(visit, started[0], bool(body))

    return ask


def _hold_to_page(visit: Visit, status: str, has_body: bool) -> None:  # noqa: FBT001 -- of the answer at hand
    if not (status.startswith("200") and has_body):
        raise RuntimeError(f"{visit.path} was answered with {status}.")


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
