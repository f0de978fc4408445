"""Every word a page says goes through the catalogue."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
SPOKEN_ATTRIBUTES = {"alt", "aria-description", "aria-label", "label", "placeholder", "title"}
SAME_IN_EVERY_LANGUAGE = {"Dansk", "English", "MitID"}

COMPARISONS = {"==", "!=", "in"}
CATALOGUE = {"_", "gettext", "ngettext"}

_WORD = re.compile(r"[^\W\d_]{2,}")


class Spoken(HTMLParser):
    """Collects what a reader would see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the parser's signature
        told = dict(attrs)
        names = SPOKEN_ATTRIBUTES | ({"value"} if told.get("type") in {"submit", "button"} else set())
        self.texts += [told[name] or "" for name in names & told.keys()]


def bare_words(source: str) -> list[str]:
    """The words of a template that no catalogue knows."""
    page = Spoken()
    literals: list[str] = []
    calls: list[str] = []  # the functions whose arguments we are in
    is_page_text = True
    word_before = ""
    for _, kind, word in Environment(autoescape=True).lex(source):
        if kind == "name" and (word == "trans" or (word_before == "block" and word.endswith("_class"))):
            is_page_text = False
        elif kind == "name" and word in {"endtrans", "endblock"}:
            is_page_text = True
        elif kind == "data" and is_page_text:
            page.feed(word)
        elif word == "(":
            calls.append(word_before)
        elif word == ")":
            calls.pop()
        elif kind == "string" and CATALOGUE.isdisjoint(calls):
            is_spoken = word[1:2].isupper() and word_before not in COMPARISONS
            literals += [word[1:-1]] if is_spoken else []
        if kind != "whitespace":
            word_before = word
    page.close()
    said = [text.strip() for text in [*page.texts, *literals] if _WORD.search(text)]
    return [text for text in said if text not in SAME_IN_EVERY_LANGUAGE]


def test_no_page_speaks_past_the_catalogue() -> None:
    bare = {
        str(path.relative_to(TEMPLATES)): words
        for path in sorted(TEMPLATES.rglob("*.html"))
        if (words := bare_words(path.read_text(encoding="utf-8")))
    }
    assert bare == {}, 'Write {{ _("…") }} with the English words, then run `make messages`.'


@pytest.mark.parametrize(
    "source",
    [
        "<p>Din sag</p>",
        '<a aria-label="Ring">{{ icon("phone") }}</a>',
        '<input type="submit" value="Send">',
        '{{ "Din sag" }}',
        '{{ card("Din sag", url) }}',
        "{% if open %}Åben{% endif %}",
        "{% block page_class %}front{% endblock %}<p>Din sag</p>",
    ],
)
def test_a_bare_word_is_found(source: str) -> None:
    assert bare_words(source) != []


@pytest.mark.parametrize(
    "source",
    [
        '<p class="lead">{{ _("Your case") }}</p>',
        "<p>{% trans name=case.name %}Your case {{ name }}{% endtrans %}</p>",
        '<a href="/sager/{{ id }}" aria-label="{{ _("Phone") }}">{{ icon("phone") }}</a>',
        '<p>{{ "may_not_act" | why_not }} {{ 1 if field.type == "RadioField" else 2 }}</p>',
        "{% block page_class %}front{% endblock %}<p>{{ text }}</p>",
        '{% extends "layouts/citizen.html" %}{# a comment #}',
        '{{ _("By %(who)s of %(team)s", who=name(case), team=team("Børn")) }}',
        '<input type="hidden" name="csrf_token" value="{{ csrf_token() }}">',
        '{{ ngettext("%(num)s case", "%(num)s cases", count) }} &nbsp;·&nbsp; 2',
    ],
)
def test_what_goes_through_the_catalogue_is_left_alone(source: str) -> None:
    assert bare_words(source) == []
