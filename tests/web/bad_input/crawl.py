"""Every page and every form that somebody can reach by following links, as the portal is now."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.web.typed_text import LABELS
from tests.reading import PageForm, read_page
from tests.world import PORTAL, Visitor

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = re.compile(r"[A-Z]-?[0-9A-Z-]{4,}")
_START = ("/", "/hjaelp", "/sager", "/fuldmagter", "/medarbejder/", "/medarbejder/status", "/log-ud/farvel")
_NEVER_FOLLOWED = ("/log-ind", "/sprog", "/medarbejder/log-ind", "/was", "/static/")


@dataclass(frozen=True)
class FoundForm:
    """A form, who met it, and on which page."""

    who: str
    page: str
    form: PageForm

    @property
    def shape(self) -> tuple[str, str]:
        """Who sends what kind of form: the same for two cases."""
        return self.who, shape_of(self.form.action)

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


def shape_of(path: str) -> str:
    """A path with every id left open."""
    return _NUMBER.sub("<number>", _UUID.sub("<id>", path))


def crawl(who: str, visitor: Visitor, most_pages: int = 60) -> Found:
    """Follow links from the first pages; of pages with the same shape, a few."""
    waiting, seen = list(_START), set[str]()
    pages: list[str] = []
    forms: list[FoundForm] = []
    while waiting and len(pages) < most_pages:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = visitor.client.get(path, base_url=PORTAL)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        pages.append(path)
        page = read_page(answer)
        forms += [FoundForm(who, path, form) for form in page.every_form()]
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
