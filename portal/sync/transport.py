"""The only way out to a case system: requests on an allow-list, read-only, patient and silent about content."""

import ssl
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from types import TracebackType
from typing import Self

import httpx
import stamina

from portal import clock
from portal.sync.source import SourceFailed

TIMEOUT = httpx.Timeout(60.0, connect=5.0)
ATTEMPTS = 5
LONGEST_WAIT_SECONDS = 60.0
_TRANSIENT = frozenset({429, 500, 502, 503, 504})


class RequestRefused(RuntimeError):  # noqa: N818 -- the request is refused before it leaves
    """A request that is not on the allow-list was to be sent."""


@dataclass(frozen=True, slots=True)
class Route:
    """A request that may be sent: its method and its whole address, without the query."""

    method: str
    url: str

    def allows(self, request: httpx.Request) -> bool:
        """Whether the request is this one."""
        address = request.url.copy_with(query=None, fragment=None)
        return request.method == self.method and address == _parse_address(self.url)


@cache
def _parse_address(url: str) -> httpx.URL:
    return httpx.URL(url)


class AllowListed(httpx.BaseTransport):
    """Lets only listed requests through to the wire; there is no other way to it."""

    def __init__(self, wire: httpx.BaseTransport, routes: Collection[Route]) -> None:
        self._wire = wire
        self._routes = routes

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request if it is listed.

        Raises:
            RequestRefused: it is not; nothing was sent.
        """
        if not any(route.allows(request) for route in self._routes):
            raise RequestRefused(f"{request.method} {request.url.path} is not one of the reads that may be sent.")
        return self._wire.handle_request(request)

    def close(self) -> None:
        """Close the wire."""
        self._wire.close()


class _TryAgain(Exception):  # noqa: N818 -- never leaves this module
    """This answer may be another one soon. Holds no word of the answer."""

    def __init__(self, code: str, wait_seconds: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.wait_seconds = wait_seconds


class Reader:
    """Sends listed requests, and sends them again when the network or the source stumbles.

    Proxies and credentials of the environment are not used: they would be another way out.
    """

    def __init__(self, routes: Collection[Route], wire: httpx.BaseTransport | None = None) -> None:
        transport = AllowListed(wire or httpx.HTTPTransport(), routes)
        self._client = httpx.Client(transport=transport, timeout=TIMEOUT, follow_redirects=False, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def send(self, build: Callable[[httpx.Client], httpx.Request]) -> httpx.Response:
        """Send the request, built anew for each attempt; the answer is a 2xx or a 401.

        Raises:
            SourceFailed: no answer, a redirect, or one that says no.
            RequestRefused: the request is not on the allow-list.
        """
        try:
            for attempt in stamina.retry_context(
                on=_wait_before_retry, attempts=ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=30.0
            ):
                with attempt:
                    return self._send_once(build(self._client))
        except _TryAgain as failure:
            raise SourceFailed(failure.code) from None
        raise AssertionError  # pragma: no cover -- the context returns or raises

    def _send_once(self, request: httpx.Request) -> httpx.Response:
        try:
            answer = self._client.send(request)
        except httpx.TimeoutException:
            raise _TryAgain("timed_out") from None
        except httpx.RequestError as error:
            if _is_untrusted(error):
                raise SourceFailed("certificate_not_trusted") from None
            raise _TryAgain("not_reached") from None
        if answer.status_code in _TRANSIENT:
            raise _TryAgain(f"status_{answer.status_code}", _retry_after(answer.headers))
        if answer.is_redirect:
            raise SourceFailed("redirected")
        if answer.is_success or answer.status_code == httpx.codes.UNAUTHORIZED:
            return answer
        raise SourceFailed(f"status_{answer.status_code}")


def parse_json(answer: httpx.Response) -> object:
    """What the answer holds.

    Raises:
        SourceFailed: it is not JSON, whatever its status says.
    """
    try:
        parsed: object = answer.json()
    except (ValueError, RecursionError):
        raise SourceFailed("not_json") from None
    return parsed


def _is_untrusted(error: BaseException) -> bool:
    """Whether what failed was the source's certificate: no later attempt would go better."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    return cause is not None


def _wait_before_retry(error: Exception) -> bool | float:
    """Whether to try again, or the seconds the source asked us to wait first."""
    if not isinstance(error, _TryAgain):
        return False
    return True if error.wait_seconds is None else error.wait_seconds


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds a source asks for (RFC 9110, section 10.2.3), at most `LONGEST_WAIT_SECONDS`."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return min(float(asked), LONGEST_WAIT_SECONDS)
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    seconds = (_aware(until) - clock.real()).total_seconds()
    return min(max(seconds, 0.0), LONGEST_WAIT_SECONDS)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
