"""Every page and every form that somebody can reach by following links, as the portal is now."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from portal.web.typed_text import LABELS
from tests.reading import PageForm, read_page
from tests.world import PORTAL, Visitor

MOST_OF_A_KIND: Final = 20
"""Pages of one endpoint that are walked: enough for every situation that a quarter of the town holds."""

_START: Final = ("/", "/hjaelp", "/sager", "/fuldmagter", "/medarbejder/", "/medarbejder/status", "/log-ud/farvel")
_NEVER_FOLLOWED: Final = ("/log-ind", "/sprog", "/medarbejder/log-ind", "/was", "/static/")


@dataclass(frozen=True)
class FoundForm:
    """A form, who met it, and on which page."""

    who: str
    page: str
    form: PageForm
    endpoint: str

    @property
    def shape(self) -> tuple[str, str]:
        """Who sends what kind of form: the same for two cases."""
        return self.who, self.endpoint

    @property
    def typed(self) -> list[str]:
        """The fields that somebody types into."""
        return [name for name in self.form.values if name in LABELS]

    @property
    def ends_sign_in(self) -> bool:
        """Whether it is the one to log out with."""
        return self.form.action.endswith("/log-ud")


@dataclass(frozen=True)
class Found:
    """What a visitor can reach."""

    pages: list[str]
    forms: list[FoundForm]


def endpoint_of(app: Flask, path: str, method: str = "GET") -> str:
    """What answers at a path; the path itself where nothing does."""
    try:
        endpoint, _ = app.url_map.bind("").match(path.partition("?")[0], method=method)
    except HTTPException:
        return path
    return str(endpoint)


def crawl(who: str, visitor: Visitor) -> Found:
    """Follow links from the first pages; of pages with the same endpoint, some."""
    app = cast("Flask", visitor.client.application)
    waiting, seen, walked = list(_START), set[str](), Counter[str]()
    pages: list[str] = []
    forms: list[FoundForm] = []
    while waiting:
        path = waiting.pop(0)
        endpoint = endpoint_of(app, path)
        if path in seen or walked[endpoint] == MOST_OF_A_KIND:
            continue
        seen.add(path)
        walked[endpoint] += 1
        answer = visitor.client.get(path, base_url=PORTAL)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        pages.append(path)
        page = read_page(answer)
        sent = [form for form in page.every_form() if form.is_sent]
        forms += [FoundForm(who, path, form, endpoint_of(app, form.action, "POST")) for form in sent]
        waiting += list(_followed(page.every_link()))
    return Found(pages, forms)


def one_of_each(forms: list[FoundForm]) -> list[FoundForm]:
    """One form of each shape."""
    return list({found.shape: found for found in reversed(forms)}.values())


def _followed(links: Iterable[str]) -> Iterator[str]:
    for link in links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path.startswith("/"):
            continue
        if not parts.path.startswith(_NEVER_FOLLOWED):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path
