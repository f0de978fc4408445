"""A template escapes what it shows, holds nothing that the browser is told to refuse, and lets no form go unproved."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "templates", ROOT / "portal/demo/provider/templates")
INSTEAD = {
    "safe": "Let it be escaped, or make it in portal/web/wording, where the parts are.",
    "inline": "The browser refuses it: write a class and a rule in static/scss, and no script at all.",
    "csrf": 'Write {{ csrf() }} in it, from "components/csrf.html".',
}
_JINJA = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_LEADS_TO_SCRIPT = ("javascript:", "vbscript:", "data:text/html")


class _Inline(HTMLParser):
    """Notes what a content security policy without anything inline refuses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"<{tag}>"] if tag in {"style", "script", "iframe", "object", "embed", "base"} else []
        for name, value in attrs:
            if name == "style" or name.startswith("on") or (value or "").strip().lower().startswith(_LEADS_TO_SCRIPT):
                self.found.append(f"{name} on <{tag}>")


def unescaped(source: str) -> Iterator[str]:
    tree = _JINJA.parse(source)
    yield from (f"|{each.name}" for each in tree.find_all(nodes.Filter) if each.name in {"safe", "forceescape"})
    yield from ("Markup" for each in tree.find_all(nodes.Name) if each.name == "Markup")
    yield from ("{% autoescape %}" for _ in tree.find_all(nodes.ScopedEvalContextModifier))


def inline(source: str) -> list[str]:
    parser = _Inline()
    parser.feed(_COMMENT.sub("", source))
    parser.close()
    return parser.found


def unproved(source: str) -> Iterator[str]:
    """Forms that are posted without a token."""
    for form in re.findall(r"<form\b.*?</form>", _COMMENT.sub("", source), re.DOTALL | re.IGNORECASE):
        opening = form[: form.index(">") + 1]
        if "post" in opening.lower() and not re.search(r"\{\{-?\s*csrf\(\)|\{\{-?\s*form\.csrf_token", form):
            yield opening


CHECKS = {"safe": unescaped, "inline": inline, "csrf": unproved}


@pytest.mark.parametrize("check", CHECKS)
def test_no_template_does_it(check: str) -> None:
    found = {
        path.relative_to(ROOT).as_posix(): said
        for folder in FOLDERS
        for path in sorted(folder.rglob("*.html"))
        if (check != "csrf" or folder == FOLDERS[0])  # the demo's provider keeps its forms in an interaction of its own
        and (said := list(CHECKS[check](path.read_text(encoding="utf-8"))))
    }
    assert found == {}, INSTEAD[check]


def test_every_form_says_how_it_is_sent() -> None:
    unclear = {
        path.relative_to(ROOT).as_posix(): form
        for path in sorted(FOLDERS[0].rglob("*.html"))
        for form in re.findall(r"<form\b[^>]*>", path.read_text(encoding="utf-8"))
        if 'method="post"' not in form and 'method="get"' not in form
    }
    assert unclear == {}, 'Write method="post", or method="get" where nothing changes.'


@pytest.mark.parametrize(
    ("check", "source"),
    [
        ("safe", "{{ case.words | safe }}"),
        ("safe", "{{ (first ~ last)|safe }}"),
        ("safe", "{{ Markup(words) }}"),
        ("safe", "{% autoescape false %}{{ words }}{% endautoescape %}"),
        ("inline", '<p style="color: red">{{ words }}</p>'),
        ("inline", '<button onclick="send()">{{ words }}</button>'),
        ("inline", '{% if open %}<div ONLOAD="x">{% endif %}'),
        ("inline", "<script>send()</script>"),
        ("inline", '<script src="{{ asset_url("x.js") }}"></script>'),
        ("inline", "<style>p { color: red }</style>"),
        ("inline", '<a href=" JavaScript:send()">{{ words }}</a>'),
        ("csrf", '<form method="post"><button>{{ words }}</button></form>'),
        ("csrf", "<form action=\"{{ url }}\" method='POST'>{# {{ csrf() }} #}</form>"),
    ],
)
def test_it_is_found(check: str, source: str) -> None:
    assert list(CHECKS[check](source)) != []


@pytest.mark.parametrize(
    ("check", "source"),
    [
        ("safe", "{{ words|phrase }} {{ safe_words }}"),
        ("inline", '<p class="style" data-on="1" id="onward">{{ words }}</p>'),
        ("csrf", '<form method="post">{{ csrf() }}</form><form method="get"></form>'),
    ],
)
def test_what_is_safe_is_left_alone(check: str, source: str) -> None:
    assert list(CHECKS[check](source)) == []
