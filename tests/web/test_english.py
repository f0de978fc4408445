"""English, whole: no page leaves Danish to an English voice, whoever reads it and whatever went wrong."""

from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from flask import Flask

from portal.i18n import speaking
from tests.reading import read_page
from tests.web.bad_input.crawl import crawl, one_of_each
from tests.web.bad_input.quarter import Quarter, a_town, build_quarter
from tests.web.danish import left_over
from tests.web.gallery import Picture, gallery
from tests.web.stage import stage
from tests.world import PORTAL

LANGUAGE_COOKIE = "sprog-8000"
ANNAS_WORDS = frozenset({"Lægen har misforstået det.", "Jeg er uenig.", "Jeg kan ikke gå."})
SAMPLES = frozenset(
    {
        "Hvornår hører jeg fra jer?",
        "Efter klokken 14",
        "Jeg er på sygehuset til på fredag.",
        "Lægen så mig på en god dag.",
        "I har ikke set brevet fra min læge.",
        "It suits you: Efter klokken 14",
        "Du bliver hørt på en anden måde.",
        "Lægen har misforstået det.\nJeg kan ikke gå.",
        "I har ikke set brevet fra min fysioterapeut.",
        "I mangler brevet fra min fysioterapeut. Det viser, at jeg ikke kan køre med bus.",
    }
)
"""What the gallery itself puts into its pages: a citizen's words, and what came back in a form."""

_app = stage()


@pytest.mark.parametrize("picture", gallery(), ids=lambda picture: picture.name)
def test_a_page_is_english_but_for_what_is_marked_as_danish(picture: Picture) -> None:
    with speaking("en"):
        page = picture.html(_app)
    html5lib.HTMLParser(strict=True).parse(page)
    assert '<html lang="en">' in page
    assert left_over(page, own_words=SAMPLES | ANNAS_WORDS) == [], (
        "Say it through the catalogue, or mark it: {{ text|danish }}."
    )


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quarter]:
    """Everybody of the quarter, having chosen English."""
    folder: Path = tmp_path_factory.mktemp("town")
    with a_town(folder) as world:
        quarter = build_quarter(world)
        for visitor in quarter.visitors.values():
            visitor.client.set_cookie(LANGUAGE_COOKIE, "en", domain="127.0.0.1")
        yield quarter


@pytest.mark.parametrize("who", ["anna", "karen", "susanne", "leader", "anonymous"])
def test_every_page_that_somebody_can_reach_is_english_and_so_is_what_they_are_told(quarter: Quarter, who: str) -> None:
    visitor = quarter.visitors[who]
    found = crawl(who, visitor)
    assert found.pages
    danish = {}
    for path in found.pages:
        answer = visitor.client.get(path, base_url=PORTAL)
        assert answer.headers["Content-Language"] == "en", path
        danish[path] = left_over(answer.text, own_words=ANNAS_WORDS)
    for sent in one_of_each([each for each in found.forms if not each.ends_sign_in]):
        answer = visitor.client.post(sent.form.action, data={"csrf_token": ""}, base_url=PORTAL)
        if answer.mimetype == "text/html" and answer.data:
            danish[f"POST {sent.form.action}"] = left_over(answer.text, own_words=ANNAS_WORDS)
        answer = visitor.client.post(sent.form.action, data={**sent.form.values, "seen": "x"}, base_url=PORTAL)
        if answer.status_code >= 400:
            assert read_page(answer).heading
            danish[f"{answer.status_code} {sent.form.action}"] = left_over(answer.text, own_words=ANNAS_WORDS)
    assert {where: texts for where, texts in danish.items() if texts} == {}


@pytest.mark.parametrize(("first", "then", "said"), [("da", "en", "In writing"), ("en", "da", "På skrift")])
def test_a_choice_is_named_in_the_readers_language_whoever_read_the_page_before(
    first: str, then: str, said: str
) -> None:
    app = stage()
    demand = next(picture for picture in gallery() if picture.name == "request_demand")
    with speaking(first):
        demand.html(app)
    with speaking(then):
        assert said in demand.html(app)


def test_no_filter_that_says_something_can_be_answered_before_anybody_asks(portal_app: Flask) -> None:
    ours = {
        name: each
        for name, each in portal_app.jinja_env.filters.items()
        if getattr(each, "__module__", "").startswith("portal.")
    }
    assert len(ours) > 30
    early = [name for name, each in ours.items() if not hasattr(each, "jinja_pass_arg")]
    assert early == [], "Add it with portal.i18n.add_filters."


@pytest.mark.parametrize(
    "page",
    [
        "<p>Din sag</p>",
        '<img alt="Kommunens våben">',
        '<p lang="da">Din sag <b lang="en">er afgjort</b></p>',
        "<p><span lang='da'>Vi ses</span> på torsdag</p>",
        '<button title="Tilbage">Back</button>',
    ],
)
def test_danish_that_was_forgotten_is_found(page: str) -> None:
    assert left_over(f'<html lang="en"><body>{page}</body></html>') != []


@pytest.mark.parametrize(
    "page",
    [
        "<p>Your case</p>",
        '<p>It says <span lang="da">Vi ses på <b>torsdag</b></span> here</p>',
        "<p>Phone Susanne Krogh of Eksempel Kommune</p>",
        '<a lang="da" hreflang="da">Dansk</a>',
    ],
)
def test_what_an_english_page_may_hold_is_left_alone(page: str) -> None:
    assert left_over(f'<html lang="en"><body>{page}</body></html>') == []


def test_a_caseworkers_words_and_the_name_of_a_law_are_marked_as_danish() -> None:
    pictures = {picture.name: picture for picture in gallery()}
    with speaking("en"):
        told = pictures["case_told_by_caseworker"].html(_app)
        waits = pictures["case_waits_for_doctor"].html(_app)
    assert '<span lang="da">' in told
    assert 'Public Administration Act (<span lang="da">forvaltningsloven</span>)' in waits
    assert '<span lang="da">' not in pictures["case_told_by_caseworker"].html(_app)
