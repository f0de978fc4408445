"""A page as a visitor meets it: its words, its links, its forms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxml import html
from werkzeug.test import TestResponse

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class PageForm:
    """A form of a page, filled in as it came."""

    action: str
    is_sent: bool
    """Whether it is sent (POST); otherwise it asks for a page."""
    values: dict[str, str]
    choices: dict[str, list[str]]
    """Of each radio and select: the values that can be chosen."""
    buttons: list[tuple[str, str, str]]
    """Name, value and words of each button."""

    def button(self, words: str) -> dict[str, str]:
        """What pressing the button with these words sends."""
        name, value = next((name, value) for name, value, said in self.buttons if said == words)
        return {name: value} if name else {}


@dataclass(frozen=True)
class Page:
    """One answer of the portal, parsed."""

    status: int
    path: str
    """Where the visitor ended."""
    source: str
    root: Any = field(repr=False)

    @property
    def words(self) -> str:
        """Everything the main part of the page says, on one line."""
        main = self.root.xpath("//main")
        return _line(main[0] if main else self.root)

    @property
    def heading(self) -> str:
        """The page's first heading."""
        return _line(self.root.xpath("//h1")[0])

    def section(self, name: str) -> str:
        """What the part of the page with this id says; empty when there is none."""
        found = self.root.xpath("//*[@id=$name]", name=name)
        return _line(found[0]) if found else ""

    def lines(self, css_class: str) -> list[str]:
        """What each element of this class says, in the order of the page."""
        wanted = "//*[contains(concat(' ', @class, ' '), $wanted)]"
        return [_line(element) for element in self.root.xpath(wanted, wanted=f" {css_class} ")]

    def links(self) -> dict[str, str]:
        """Where each link leads, by its words."""
        return {_line(link): link.get("href") for link in self.root.xpath("//main//a[@href]")}

    def forms(self) -> Sequence[PageForm]:
        """The forms of the main part."""
        return [_form(element, self.path) for element in self.root.xpath("//main//form")]

    def every_form(self) -> Sequence[PageForm]:
        """The forms of the whole page, the one to log out with too."""
        return [_form(element, self.path) for element in self.root.xpath("//form")]

    def every_link(self) -> Sequence[str]:
        """Where the links of the whole page lead."""
        return [str(address) for address in self.root.xpath("//a/@href")]

    def form(self, ending: str) -> PageForm:
        """The form that is sent to a path with this ending."""
        return next(form for form in self.forms() if form.action.endswith(ending))

    def has_form(self, ending: str) -> bool:
        """Whether there is a form that is sent to a path with this ending."""
        return any(form.action.endswith(ending) for form in self.forms())


def read_page(response: TestResponse) -> Page:
    """The answer as a page; a machine's answer has no words."""
    source = response.get_data(as_text=True)
    return Page(response.status_code, urlsplit(response.request.url).path, source, html.document_fromstring(source))


def plain(text: str) -> str:
    """The text with plain single spaces, also where a page ties two words together."""
    return _SPACES.sub(" ", text).strip()


def _line(element: Any) -> str:  # noqa: ANN401 -- lxml's element
    return _SPACES.sub(" ", element.text_content()).strip()


def _form(element: Any, path: str) -> PageForm:  # noqa: ANN401 -- lxml's element
    values: dict[str, str] = {}
    choices: dict[str, list[str]] = {}
    for control in element.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name, kind = control.get("name"), control.get("type", control.tag)
        if kind in {"radio", "checkbox"}:
            choices.setdefault(name, []).append(control.get("value"))
            if control.get("checked") is not None:
                values[name] = control.get("value")
        elif control.tag == "select":
            choices[name] = [option.get("value") for option in control.xpath(".//option")]
            values[name] = control.value
        elif control.tag == "textarea":
            values[name] = (control.text or "").removeprefix("\n")
        else:
            values[name] = control.get("value") or ""
    buttons = [(b.get("name") or "", b.get("value") or "", _line(b)) for b in element.xpath(".//button")]
    address = urlsplit(element.get("action") or path)
    action = f"{address.path}?{address.query}" if address.query else address.path
    return PageForm(action, element.get("method") == "post", values, choices, buttons)
