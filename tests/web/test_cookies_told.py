"""The page about cookies tells of every cookie that a browser is given, and of no other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from http.cookies import Morsel, SimpleCookie
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from flask import Flask

from portal.app import create_app
from portal.demo.provider import Credentials, ProviderSettings, create_provider
from portal.storage.engine import make_engine
from portal.storage.tables import metadata
from portal.web.own_cookies import OwnCookie, own_cookies
from tests.reading import read_page
from tests.web.auth.journeys import PORTAL, PROVIDER, Browser, Wire
from tests.web.bad_input.crawl import crawl
from tests.world import Visitor, World, settings_for


@dataclass
class CookieJar:
    """Every cookie that the portal sets, deletions left out."""

    app: Flask
    given: list["Morsel[str]"] = field(default_factory=list)

    def __post_init__(self) -> None:
        answer = self.app.wsgi_app

        def noted(environ: WSGIEnvironment, start_response: StartResponse) -> object:
            def start(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
                for name, value in headers:
                    if name.lower() == "set-cookie":
                        self.given += [each for each in SimpleCookie(value).values() if each["max-age"] != "0"]
                return start_response(status, headers, *rest)  # type: ignore[arg-type]

            return answer(environ, start)  # type: ignore[arg-type]

        self.app.wsgi_app = noted  # type: ignore[method-assign, assignment]

    def named(self, pattern: str) -> list["Morsel[str]"]:
        """Those whose name is told as `pattern`."""
        return [cookie for cookie in self.given if fnmatchcase(cookie.key, pattern)]


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    credentials = {
        "citizens": Credentials("portal", "secret-of-citizens"),
        "staff": Credentials("portal-staff", "secret-of-staff"),
    }
    return create_provider(ProviderSettings(PROVIDER, PORTAL, credentials, tmp_path_factory.mktemp("keys")))


@pytest.fixture(scope="module")
def jar(provider: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CookieJar]:
    """What a citizen and a caseworker were given who signed in, looked at every page, pressed every button and left."""
    url = f"sqlite:///{tmp_path_factory.mktemp('browse') / 'portal.sqlite'}"
    engine = make_engine(url)
    metadata.create_all(engine)
    engine.dispose()
    app = create_app(settings_for(url), provider_adapter=Wire(provider))
    jar = CookieJar(app)
    for who, door in {"anna": "/log-ind", "skr": "/medarbejder/log-ind"}.items():
        browser = Browser(app, provider)
        assert browser.signs_in(who, door=door).status_code == 303
        visitor = Visitor(browser.here)
        found = crawl(who, visitor)
        for link in (link for link in read_page(browser.get("/")).every_link() if link.startswith("/")):
            visitor.client.get(link, base_url=PORTAL)
        assert {"/cookies", "/privatliv", "/kontakt"} <= set(found.pages)
        for each in sorted(found.forms, key=lambda form: form.ends_sign_in):
            visitor.client.post(each.form.action, data=each.form.values, base_url=PORTAL)
    yield jar
    World(app).engine.dispose()


def told() -> tuple[OwnCookie, ...]:
    return own_cookies(PORTAL)


def test_no_cookie_is_set_that_the_page_does_not_tell_of(jar: CookieJar) -> None:
    secret = {cookie.key for cookie in jar.given if not any(fnmatchcase(cookie.key, each.name) for each in told())}
    assert secret == set(), "Tell what it is for and how long it stays, in portal/web/own_cookies.py."


@pytest.mark.parametrize("cookie", told(), ids=lambda cookie: cookie.name)
def test_a_cookie_that_the_page_tells_of_is_set_and_stays_as_long_as_it_says(jar: CookieJar, cookie: OwnCookie) -> None:
    given = jar.named(cookie.name)
    assert given, "Nobody was given it: take it out of portal/web/own_cookies.py."
    assert {each["max-age"] for each in given} == {str(int(cookie.lasts.total_seconds())) if cookie.lasts else ""}


def test_the_page_names_each_of_them(jar: CookieJar) -> None:
    page = read_page(jar.app.test_client().get("/cookies", base_url=PORTAL))
    assert page.root.xpath("//main//code/text()") == [each.name for each in told()]


def test_on_https_their_names_are_the_ones_that_browsers_hold_to_this_host() -> None:
    assert all(each.name.startswith("__Host-") for each in own_cookies("https://sager.eksempel.dk"))
