"""A load of many readers at once, from one small process beside the server on the same machine.

A fixed number of connections each ask for the next page when they have got the last one, so the load is bounded by
what the server answers, and the generator takes its own share of the same cores.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Final

from bench.cpu import Visit

CONNECTIONS: Final = 8
_OK: Final = b"HTTP/1.1 200"
_LENGTH: Final = b"\r\ncontent-length: "
_LINE: Final = b"\r\n"
_END_OF_HEADERS: Final = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Load:
    """How a load was answered: how long each request took, in seconds, the shortest first, over how long in all."""

    latencies: Sequence[float]
    seconds: float

    @property
    def requests_per_s(self) -> float:
        """Whole answers per second."""
        return len(self.latencies) / self.seconds

    def percentile_ms(self, percent: float) -> float:
        """So many milliseconds or less took that share of the requests."""
        at = min(len(self.latencies) - 1, int(len(self.latencies) * percent / 100))
        return self.latencies[at] * 1000


@dataclass
class _Reader(asyncio.Protocol):
    """One connection that asks for one page after the other until its time is up."""

    visits: Iterator[bytes]
    ends_at: float
    done: asyncio.Future[None]
    latencies: list[float] = field(default_factory=list)
    _asked_at: float = 0.0
    _received: bytearray = field(default_factory=bytearray)
    _transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(_END_OF_HEADERS)
        if end < 0:
            return
        head = bytes(self._received[:end]).lower()
        length = int(head.partition(_LENGTH)[2].partition(_LINE)[0])
        if len(self._received) < end + len(_END_OF_HEADERS) + length:
            return
        if not self._received.startswith(_OK):
            self.done.set_exception(RuntimeError(f"The server answered {head[: head.find(_LINE)].decode()}."))
            return
        now = time.perf_counter()
        self.latencies.append(now - self._asked_at)
        if now < self.ends_at:
            self._ask()
        elif not self.done.done():
            self.done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or RuntimeError("The server closed the connection."))

    def _ask(self) -> None:
        self._received.clear()
        self._asked_at = time.perf_counter()
        if self._transport:
            self._transport.write(next(self.visits))


def load(port: int, visits: Sequence[Visit], seconds: float) -> Load:
    """Let the readers read these pages in turn for so many seconds.

    Raises:
        RuntimeError: a page was not answered with 200.
    """
    return asyncio.run(_load(port, [_request(visit, port) for visit in visits], seconds))


async def _load(port: int, requests: Sequence[bytes], seconds: float) -> Load:
    loop = asyncio.get_running_loop()
    pages = cycle(requests)
    started_at = time.perf_counter()
    readers = [_Reader(pages, started_at + seconds, loop.create_future()) for _ in range(CONNECTIONS)]
    transports = [
        (await loop.create_connection(lambda reader=reader: reader, "127.0.0.1", port))[0]  # type: ignore[misc]
        for reader in readers
    ]
    await asyncio.gather(*(reader.done for reader in readers))
    took = time.perf_counter() - started_at
    for transport in transports:
        transport.close()
    return Load(sorted(latency for reader in readers for latency in reader.latencies), took)


def _request(visit: Visit, port: int) -> bytes:
    lines = [
        f"GET {visit.path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Cookie: {visit.cookie}",
        "Accept: text/html",
        "Accept-Encoding: gzip, deflate, br, zstd",
        "Accept-Language: da-DK,da;q=0.9,en;q=0.8",
        "Sec-Fetch-Site: same-origin",
        "User-Agent: bench",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
