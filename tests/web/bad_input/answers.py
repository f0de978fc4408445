"""What holds for every answer, whatever was asked."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Final

from werkzeug.test import TestResponse

from tests.web.bad_input.quarter import STRANGER
from tests.web.bad_input.sendings import Sending
from tests.world import PORTAL, Visitor, full_name

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""On every answer, with a strict Content-Security-Policy."""

_INSIDE: Final = re.compile(
    r"Traceback|werkzeug|jinja2|sqlalchemy|psycopg|sqlite3|site-packages|\.py\b|Internal Server Error|OperationalError"
)
_ENGLISH: Final = re.compile(r"CSRF|Not a valid|This field is|Bad Request|Method Not Allowed|Not Found|Invalid Choice")
_CPR: Final = re.compile(r"(?<![\w.+-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}-?\d{4}(?![\w-])")


def send(visitor: Visitor, sending: Sending) -> TestResponse:
    """Send something just as it is, and follow it nowhere."""
    headers = dict(sending.headers)
    client = visitor.client
    if "Cookie" in headers:
        own = "; ".join(f"{cookie.key}={cookie.value}" for cookie in (client._cookies or {}).values())
        headers["Cookie"] = f"{own}; {headers['Cookie']}"
        client = visitor.client.application.test_client(use_cookies=False)  # type: ignore[attr-defined]  # it is a Flask
    return client.open(
        sending.path,
        base_url=PORTAL,
        method=sending.method,
        data=sending.body,
        content_type=sending.content_type,
        headers=headers,
    )


def faults(answer: TestResponse, sent: bytes = b"") -> Iterable[str]:
    """What is wrong with an answer; what was sent may come back in it."""
    if answer.status_code >= 500:
        yield f"status {answer.status_code}"
    yield from header_faults(answer)
    if answer.headers.get("Cache-Control") != "no-store":
        yield f"Cache-Control: {answer.headers.get('Cache-Control')}"
    text = unescape(answer.get_data(as_text=True))
    said = sent.decode("utf-8", "replace")
    if inside := _INSIDE.search(text):
        yield f"shows {inside[0]!r}"
    if (english := _ENGLISH.search(text)) and english[0] not in said:
        yield f"says {english[0]!r}"
    if full_name(STRANGER) in text:
        yield "names a stranger"
    if [number for number in _CPR.findall(text) if number not in said]:
        yield "shows a CPR number"
    is_shown = answer.status_code >= 400 and answer.request.method != "HEAD"
    if is_shown and '<html lang="da">' not in text:
        yield "is no page of ours"


def header_faults(answer: TestResponse) -> Iterable[str]:
    """Which header is missing."""
    yield from (
        f"{name}: {answer.headers.get(name)}" for name, value in HEADERS.items() if answer.headers.get(name) != value
    )
    policy = answer.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"Content-Security-Policy: {policy}"
    if "Server" in answer.headers:
        yield "Server"
