"""What a browser fetches for a first view of a page: every request, as it travels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser

from bench.cpu import Visit

_PHONE: Final = {"width": 360, "height": 740}


@dataclass(frozen=True, slots=True)
class Fetched:
    """One request of a page: its path and the bytes of its answer, headers and packed body."""

    path: str
    wire_bytes: int


def first_view(browser: Browser, port: int, visit: Visit) -> Sequence[Fetched]:
    """Open the page on a phone that holds nothing yet; what it fetched, the page itself first.

    Raises:
        RuntimeError: the page was not answered with 200.
    """
    origin = f"http://127.0.0.1:{port}"
    cookies = [cookie.partition("=") for cookie in visit.cookie.split("; ")]
    context = browser.new_context(viewport=_PHONE, locale="da-DK")  # type: ignore[arg-type]  # a TypedDict of its own
    try:
        context.add_cookies([{"name": name, "value": value, "url": origin} for name, _, value in cookies])
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        paths: dict[str, str] = {}
        wire_bytes: dict[str, int] = {}

        def note_request(event: dict[str, Any]) -> None:
            paths[event["requestId"]] = event["request"]["url"].removeprefix(origin)

        def note_end(event: dict[str, Any]) -> None:
            wire_bytes[event["requestId"]] = int(event["encodedDataLength"])

        devtools.on("Network.requestWillBeSent", note_request)
        devtools.on("Network.loadingFinished", note_end)
        answer = page.goto(origin + visit.path, wait_until="networkidle")
        if answer is None or not answer.ok:
            raise RuntimeError(f"{visit.path} was not answered with 200.")
        page.evaluate("document.fonts.ready")
        return [Fetched(path, wire_bytes[key]) for key, path in paths.items() if wire_bytes.get(key)]
    finally:
        context.close()
