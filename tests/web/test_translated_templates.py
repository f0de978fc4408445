"""Templates that are translated when they are compiled say and escape what they would have said and escaped otherwise."""

from datetime import date
from enum import StrEnum

import pytest
from flask import Flask
from jinja2 import DictLoader
from markupsafe import Markup

from portal import i18n
from portal.i18n import speaking
from portal.web.wording.translated_templates import translate_templates


class _Word(StrEnum):
    BAD = "<b>"


BAD = "<script>alert(1)</script> & \"'"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;&#39;"


def an_app(*, is_translated: bool, **templates: str) -> Flask:
    app = Flask(__name__, static_folder=None)
    if is_translated:
        translate_templates(app)
    app.jinja_loader = DictLoader({f"{name}.html": text for name, text in templates.items()})
    i18n.install(app.jinja_env)
    i18n.add_filters(app.jinja_env, {"loud": lambda text: f"{text}!", "bold": lambda text: Markup("<b>%s</b>") % text})
    return app


def said(app: Flask, language: str = "da", **values: object) -> str:
    with speaking(language):
        return app.jinja_env.get_template("page.html").render(values)


WAYS = {
    "a value": "{{ bad }}",
    "in an attribute": '<p title="{{ bad }}">',
    "in a message": '{{ _("Case number: %(number)s", number=bad) }}',
    "in a message put together first": '{% set told = _("Case number: %(number)s", number=bad) %}{{ told }}',
    "in a plural": '{{ ngettext("in %(num)s day", "in %(num)s days", 2) }} {{ bad }}',
    "through a macro": "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(bad) }}{{ m(m(bad)) }}",
    "through an imported macro": '{% from "shared.html" import shown %}{{ shown(bad) }}{{ shown(shown(bad)) }}',
    "by its name": "{% macro m(x, class='') %}<i class='{{ class }}'>{{ x }}</i>{% endmacro %}{{ m(x=bad) }}{{ m(bad, class=bad) }}",
    "from a list and a mapping": "{% macro m(x, y) %}{{ x }}{{ y }}{% endmacro %}{{ m(*[bad], **{'y': bad}) }}",
    "around what is said inside": '{% from "shared.html" import around %}{% call around(bad) %}{{ bad }}{% endcall %}',
    "through a filter that gives text": "{{ bad|loud }}",
    "through a filter that gives markup": "{{ bad|bold }}",
    "joined": "{{ [bad, bad]|join(', ') }}",
    "as one of two": "{{ bad if bad else bad }} {{ _('Yes') if not bad else bad }}",
    "added to markup": "{{ ('x'|bold) ~ bad }}",
    "in a block": "{% block b %}{{ bad }}{% endblock %}{{ self.b() }}",
    "in a part that says itself how": "{% autoescape true %}{{ bad }}{% endautoescape %}",
    "in a message in an argument": '{% from "shared.html" import shown %}{{ shown(_("Phone us on %(number)s", number=bad)) }}',
}
SHARED = (
    "{% macro shown(x) %}<i>{{ x }}</i>{% endmacro %}"
    "{% macro around(x) %}<b>{{ x }}{{ caller() }}</b>{{ _('Yes') }}{% endmacro %}"
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_says_and_escapes_what_jinja_does(way: str, language: str) -> None:
    ours, jinjas = (an_app(is_translated=each, page=WAYS[way], shared=SHARED) for each in (True, False))
    text = said(ours, language, bad=BAD)
    assert text == said(jinjas, language, bad=BAD)
    assert ESCAPED in text
    assert "<script>" not in text


@pytest.mark.parametrize("value", [12, 1.5, None, True, date(2026, 11, 22), _Word.BAD, ["<b>"]])
def test_a_value_of_any_kind_is_shown_and_escaped_as_jinja_does(value: object) -> None:
    ways = "{{ value }}", '{{ _("Case number: %(number)s", number=value) }}'
    for way in ways:
        ours, jinjas = (an_app(is_translated=each, page=way) for each in (True, False))
        text = said(ours, value=value)
        assert text == said(jinjas, value=value)
        assert "<" not in text


def test_each_reader_gets_their_own_language_from_one_template() -> None:
    app = an_app(is_translated=True, page='{% from "shared.html" import word %}{{ word() }} {{ _("tomorrow") }}',
                 shared='{% macro word() %}{{ _("yesterday") }}{% endmacro %}')  # fmt: skip
    assert [said(app, each) for each in ("da", "en", "da", "en")] == ["i går i morgen", "yesterday tomorrow"] * 2


def test_a_filter_says_a_thing_anew_for_each_reader() -> None:
    app = an_app(is_translated=True, page="{{ 'day'|told }}")
    i18n.add_filters(app.jinja_env, {"told": lambda _word: i18n.gettext("tomorrow")})
    assert [said(app, each) for each in ("da", "en")] == ["i morgen", "tomorrow"]


def test_a_per_cent_sign_in_a_message_is_one_sign() -> None:
    app = an_app(is_translated=True, page='{{ _("100 %% of %(whole)s", whole="1 % of all") }} {{ _("50 %%") }}')
    assert said(app, "en") == "100 % of 1 % of all 50 %"
