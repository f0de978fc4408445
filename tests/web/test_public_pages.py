"""What everybody may read: whom to reach and when, what is kept about people, and what machines are told."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from lxml import html

from portal import clock, i18n
from portal.access.sign_in_retention import KEPT as SIGN_INS_KEPT
from portal.app import create_app
from portal.config import Settings
from portal.storage.tables import metadata
from portal.web.kept import ABOUT_NOBODY, KEPT
from tests.reading import Page, read_page
from tests.test_config import PRODUCTION
from tests.web.gallery import Picture, gallery
from tests.web.stage import stage
from tests.web.test_plain_language import EASY, lix
from tests.world import EKSEMPEL, PORTAL, World, later

PAGES = ("/", "/hjaelp", "/kontakt", "/behandlingstider", "/privatliv", "/cookies")
PUBLIC = [picture for picture in gallery() if picture.template.startswith("public/")]


def anybody_opens(world: World, path: str) -> Page:
    return read_page(world.app.test_client().get(path, base_url=PORTAL))


@pytest.mark.parametrize("path", PAGES)
def test_anybody_can_read_it_and_come_from_it_to_all_the_others(world: World, path: str) -> None:
    page = anybody_opens(world, path)
    assert page.status == 200
    assert {*PAGES[1:], "/was"} <= set(page.every_link())


@pytest.mark.parametrize("path", PAGES)
def test_whoever_is_signed_in_keeps_the_way_back_to_their_cases(world: World, path: str) -> None:
    page = world.citizen("Anna").opens(path)
    assert "/sager" in page.every_link()
    assert page.every_form()[0].action == "/log-ud"


def test_caseworkers_reach_what_is_told_of_data_and_cookies(world: World) -> None:
    links = world.caseworker().opens("/medarbejder/").every_link()
    assert {"/privatliv", "/cookies", "/was"} <= set(links)


def test_contact_says_whether_the_phone_is_open_now(world: World) -> None:
    assert "Åbent nu" in anybody_opens(world, "/kontakt").words
    with later(hours=9):
        assert "Lukket nu. Åbner i morgen kl. 9." in anybody_opens(world, "/kontakt").words
    with later(days=31):
        closed = anybody_opens(world, "/kontakt").words
    assert "Vi har lukket i dag. Vi åbner mandag den 28. december kl. 9." in closed


def test_every_table_about_people_is_told_of_on_the_privacy_page() -> None:
    told = {table for kept in KEPT for table in kept.tables}
    assert metadata.tables.keys() - told - ABOUT_NOBODY == set(), "Tell of it in portal/web/kept.py."
    assert (told | ABOUT_NOBODY) - metadata.tables.keys() == set(), "It is gone: take it out of portal/web/kept.py."


def test_the_privacy_page_says_how_long_a_sign_in_is_kept_and_lasts(world: World) -> None:
    said = anybody_opens(world, "/privatliv").words
    assert f"Efter {SIGN_INS_KEPT.days} dage sletter vi, at du har været her." in said
    assert "Du er højst logget ind i 8 timer. Er du væk i 30 minutter, logger vi dig ud." in said


def test_the_privacy_page_says_whom_to_ask_and_on_what_grounds(world: World) -> None:
    page = anybody_opens(world, "/privatliv")
    protection = world.municipality.data_protection
    for told in (protection.officer, protection.phone, *protection.legal_grounds, *protection.processors):
        assert told in page.words
    assert {protection.retention_url, f"mailto:{protection.mail}"} <= set(page.every_link())


@pytest.mark.parametrize("path", PAGES)
def test_search_engines_may_list_what_is_for_everybody(world: World, path: str) -> None:
    assert "noindex" not in anybody_opens(world, path).source


@pytest.mark.parametrize("path", ["/sager", "/medarbejder/", "/nowhere", "/log-ud/farvel"])
def test_search_engines_are_told_to_leave_the_rest_alone(world: World, path: str) -> None:
    visitor = world.caseworker() if path.startswith("/medarbejder") else world.citizen("Anna")
    assert "noindex" in visitor.opens(path).source


def test_of_a_demo_robots_may_list_nothing(world: World) -> None:
    assert world.app.test_client().get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_of_a_municipality_robots_may_list_what_is_for_everybody() -> None:
    settings = Settings.load(PRODUCTION | {"PORTAL_MUNICIPALITY": str(EKSEMPEL), "PORTAL_DATABASE_URL": "sqlite://"})
    refused = create_app(settings).test_client().get("/robots.txt").text.splitlines()[1:]
    paths = [line.removeprefix("Disallow: ") for line in refused]
    assert {"/sager", "/medarbejder", "/log-ind"} <= set(paths)
    assert [page for page in PAGES if page.startswith(tuple(paths))] == []


def test_whoever_finds_a_hole_learns_whom_to_tell(world: World) -> None:
    answer = world.app.test_client().get("/.well-known/security.txt", base_url=PORTAL)
    assert answer.mimetype == "text/plain"
    told = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert told["Contact"] == "mailto:sikkerhed@eksempel-kommune.example"
    assert told["Canonical"] == f"{PORTAL}/.well-known/security.txt"
    expires_at = datetime.strptime(told["Expires"], "%Y-%m-%dT%H:%M:%S%z")
    assert timedelta(days=30) < expires_at - clock.real() < timedelta(days=365)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("picture", PUBLIC, ids=lambda picture: picture.name)
def test_a_public_page_is_easy_to_read_as_a_whole(picture: Picture, language: str) -> None:
    with i18n.speaking(language):
        page: Any = html.document_fromstring(picture.html(stage()))
    blocks = page.xpath("//main//*[self::p or self::dd or self::li[not(p)]][not(ancestor::*[@class='provisions'])]")
    said = [" ".join(block.text_content().split()) for block in blocks]
    whole = " ".join(text if text.endswith((".", "?", "!", ":")) else f"{text}." for text in said)
    assert lix(whole) < EASY, f"{lix(whole):.0f}"
