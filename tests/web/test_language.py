"""The reader's language: Danish until they choose, theirs from then on, on every page and for every answer."""

import shutil
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.test import Client

from portal.app import create_app
from tests.reading import Page, read_page
from tests.world import EKSEMPEL, PORTAL, Visitor, World, a_portal, settings_for

COOKIE = "sprog-8000"


def link_to_the_other(page: Page) -> str:
    (link,) = page.root.xpath("//a[@hreflang]")
    assert link.get("lang") == link.get("hreflang")
    return str(link.get("href"))


def chooses_the_other(visitor: Visitor, path: str) -> Page:
    """Open a page, press its link to the other language, and see where that leads."""
    link = link_to_the_other(visitor.opens(path))
    headers = {"Referer": f"{PORTAL}{path}"}
    return read_page(visitor.client.get(link, base_url=PORTAL, headers=headers, follow_redirects=True))


def spoken(page: Page) -> str:
    return str(page.root.get("lang"))


@pytest.fixture
def stranger(world: World) -> Visitor:
    return Visitor(world.app.test_client())


@pytest.mark.parametrize("path", ["/", "/hjaelp", "/log-ud/farvel", "/nowhere"])
def test_who_has_not_signed_in_reads_the_same_page_in_english_and_back_again(stranger: Visitor, path: str) -> None:
    danish = stranger.opens(path)
    english = chooses_the_other(stranger, path)
    assert (spoken(danish), spoken(english)) == ("da", "en")
    assert english.path == path
    assert english.heading != danish.heading
    assert chooses_the_other(stranger, path).heading == danish.heading


def test_a_citizen_and_a_caseworker_stay_at_their_case(world: World) -> None:
    case = world.a_case()
    for visitor, path in (
        (world.citizen("Anna"), f"/sager/{case}"),
        (world.caseworker(), f"/medarbejder/sager/{case}"),
    ):
        page = chooses_the_other(visitor, path)
        assert (spoken(page), page.path) == ("en", path)
        assert "Car support" in page.heading


def test_the_page_of_a_question_keeps_its_question(world: World) -> None:
    case = world.a_case(others=("Bo",))
    link = link_to_the_other(world.caseworker().opens(f"/medarbejder/sager/{case}?som=2"))
    assert parse_qs(urlsplit(link).query)["next"] == [f"/medarbejder/sager/{case}?som=2"]


def test_a_page_that_answers_a_form_leads_to_the_page_of_the_form(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    refused = anna.sends(anna.opens(f"/sager/{case}/udtalelse").forms()[-1], words="", timing="now")
    assert refused.status == 422
    page = anna.opens(link_to_the_other(refused))
    assert (spoken(page), page.path) == ("en", f"/sager/{case}/udtalelse")


def test_an_answer_from_the_provider_is_never_in_the_link(stranger: Visitor) -> None:
    refused = stranger.opens("/log-ind/retur?code=secret&state=other")
    assert refused.status == 400
    assert link_to_the_other(refused) == "/sprog?til=en&next=/"


def test_a_page_that_is_not_there_says_nothing_of_its_address(world: World) -> None:
    page = world.citizen("Anna").opens(f"/sager/{world.a_case(party='Bo')}")
    assert (page.status, link_to_the_other(page)) == (404, "/sprog?til=en")


@pytest.mark.parametrize(
    "before",
    [
        "",
        "https://evil.example/sager",
        f"{PORTAL}//evil.example",
        f"{PORTAL}/log-ud",
        "http://[",
    ],
)
def test_whoever_comes_from_elsewhere_is_led_to_the_front_page(stranger: Visitor, before: str) -> None:
    answer = stranger.client.get("/sprog?til=en", base_url=PORTAL, headers={"Referer": before})
    assert (answer.status_code, answer.location) == (303, "/")


def test_the_choice_is_a_cookie_of_its_own_for_this_host_alone(stranger: Visitor) -> None:
    answer = stranger.client.get("/sprog?til=en&next=/hjaelp", base_url=PORTAL)
    assert (answer.status_code, answer.location) == (303, "/hjaelp")
    (cookie,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
    assert (cookie.key, cookie.value, cookie["path"], cookie["domain"]) == (COOKIE, "en", "/", "")
    assert (cookie["samesite"], cookie["httponly"], cookie["max-age"]) == ("Lax", True, "31536000")


def test_in_production_the_cookie_travels_on_https_alone(worker_database_url: str) -> None:
    https = {
        "public_url": "https://sager.eksempel.dk",
        "oidc_issuer": "https://mitid.example",
        "staff_oidc_issuer": "https://staff.example",
    }
    app = create_app(settings_for(worker_database_url).model_copy(update=https))
    said = app.test_client().get("/sprog?til=en", base_url="https://sager.eksempel.dk").headers["Set-Cookie"]
    assert said.startswith("__Host-sprog=en; ")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(said.split("; "))
    assert "Domain" not in said
    World(app).engine.dispose()


def test_the_choice_outlives_signing_in_and_out(world: World) -> None:
    visitor = world.citizen("Anna")
    chooses_the_other(visitor, "/sager")
    out = next(form for form in visitor.opens("/sager").every_form() if form.action == "/log-ud")
    visitor.client.post(out.action, data=out.values, base_url=PORTAL)
    assert visitor.opens("/log-ud/farvel").heading == "You have signed out"
    assert spoken(visitor.opens("/")) == "en"


@pytest.mark.parametrize("prefers", ["en", "en-GB,en;q=0.9", "*", "de"])
def test_what_the_browser_prefers_is_not_a_choice(stranger: Visitor, prefers: str) -> None:
    answer = stranger.client.get("/", base_url=PORTAL, headers={"Accept-Language": prefers})
    assert answer.headers["Content-Language"] == "da"


@pytest.mark.parametrize("value", ["", "DA", "xx", "../da", "a" * 5000, "en,da", "%00", "æ", '"', "en\u2028"])
def test_a_value_that_is_no_language_changes_nothing_and_breaks_nothing(world: World, value: str) -> None:
    client = world.app.test_client()
    asked = client.get("/sprog", query_string={"til": value, "next": "/hjaelp"}, base_url=PORTAL)
    assert (asked.status_code, asked.location) == (303, "/hjaelp")
    assert "Set-Cookie" not in asked.headers
    page = Client(world.app, use_cookies=False).get(
        "/", base_url=PORTAL, headers={"Cookie": f"{COOKIE}={value}".encode().decode("latin-1")}
    )
    assert (page.status_code, page.headers["Content-Language"]) == (200, "da")


def test_a_cookie_of_somebody_elses_that_is_no_text_breaks_nothing(world: World) -> None:
    for broken in ("Blåbærgrød", "\xff\xfe=1", "a=\xe5"):
        answer = Client(world.app, use_cookies=False).get(
            "/", base_url=PORTAL, headers={"Cookie": f"{COOKIE}=en; {broken}"}
        )
        assert (answer.status_code, answer.headers["Content-Language"]) == (200, "en")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "http:evil", "javascript:x", ""],
)
def test_the_link_never_leads_out_of_the_portal(stranger: Visitor, elsewhere: str) -> None:
    answer = stranger.client.get("/sprog", query_string={"til": "en", "next": elsewhere}, base_url=PORTAL)
    assert answer.location == "/"


def test_the_way_back_is_no_sign_in_and_no_sign_out(stranger: Visitor) -> None:
    for path in ("/log-ind", "/log-ind/retur?code=x", "/log-ud", "/medarbejder/log-ind"):
        answer = stranger.client.get("/sprog", query_string={"til": "en", "next": path}, base_url=PORTAL)
        assert answer.location == "/"


def test_a_page_says_which_language_it_is_in_and_what_that_hangs_on(stranger: Visitor) -> None:
    for path in ("/", "/nowhere"):
        answer = stranger.client.get(path, base_url=PORTAL)
        assert answer.headers["Content-Language"] == "da"
        assert "Cookie" in answer.headers["Vary"]
        assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Language" not in stranger.client.get("/health/live", base_url=PORTAL).headers


def test_the_page_of_last_resort_is_spoken_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_given: object) -> None:
        raise RuntimeError

    client = world.app.test_client()
    client.set_cookie(COOKIE, "en", domain="127.0.0.1")
    monkeypatch.setattr(world.app, "full_dispatch_request", breaks)
    monkeypatch.setattr(world.app, "handle_exception", breaks)
    page = read_page(client.get("/", base_url=PORTAL))
    assert (page.status, spoken(page), page.heading) == (500, "en", "Something went wrong on our side")


@pytest.fixture
def eksempel_in_danish(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(EKSEMPEL, tmp_path / "municipality"))
    file = folder / "municipality.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('["da", "en"]', '["da"]'), encoding="utf-8")
    return folder


def test_where_danish_alone_is_offered_there_is_nothing_to_choose(
    worker_database_url: str, eksempel_in_danish: Path
) -> None:
    with a_portal(worker_database_url, eksempel_in_danish) as app:
        client = app.test_client()
        client.set_cookie(COOKIE, "en", domain="127.0.0.1")
        page = read_page(client.get("/", base_url=PORTAL))
        assert spoken(page) == "da"
        assert page.root.xpath("//a[@hreflang]") == []
        assert "Set-Cookie" not in client.get("/sprog?til=en", base_url=PORTAL).headers
