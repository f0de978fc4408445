"""Every answer keeps browsers from doing what nobody asked them to: pages, refusals, redirects and files alike."""

from collections.abc import Iterator
from typing import Final
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import Client, TestResponse

from portal.app import create_app
from portal.web.assets import AssetManifest
from tests.reading import read_page
from tests.web.bad_input.answers import header_faults
from tests.world import PORTAL, World

_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
_HTTPS: Final = "https://sager.eksempel.dk"
_A_YEAR: Final = "max-age=31536000, public, immutable"


def path_of(rule: Rule) -> str:
    values = {name: str(uuid4()) if name.endswith("_id") else "A" for name in rule.arguments}
    path = str(rule)
    for name, value in values.items():
        path = path.replace(f"<uuid:{name}>", value).replace(f"<{name}>", value)
    return path


def every_path(app: Flask) -> list[str]:
    """An address of each endpoint, and some of none."""
    return [
        *sorted({path_of(rule) for rule in app.url_map.iter_rules()}),
        "/nowhere",
        "/static/nothing.css",
        "//",
        "/medarbejder",
    ]


def test_every_endpoint_sends_them_whoever_asks_and_however(world: World) -> None:
    clients = [world.app.test_client(), world.citizen("Anna").client, world.caseworker().client]
    paths = [path for path in every_path(world.app) if path not in {"/log-ind", "/medarbejder/log-ind"}]
    assert len(paths) > 25
    for client in clients:
        for path in paths:
            for method in _METHODS:
                answer = client.open(path, method=method, base_url=PORTAL)
                assert list(header_faults(answer)) == [], (method, path)
                assert answer.headers["Cache-Control"] == "no-store", (method, path)


def test_a_wrong_method_says_which_are_right(world: World) -> None:
    client = world.app.test_client()
    for path in every_path(world.app):
        answer = client.put(path, base_url=PORTAL)
        assert answer.status_code in {308, 404, 405}, path
        assert answer.status_code != 405 or answer.headers["Allow"], path


def files() -> Iterator[str]:
    manifest = AssetManifest.read()
    yield from (manifest.asset_url(name) for name in manifest.files)


def test_files_of_the_style_are_kept_for_ever_and_only_by_our_own_pages(world: World) -> None:
    client = world.app.test_client()
    for address in files():
        whole = client.get(address, base_url=PORTAL)
        part = client.get(address, base_url=PORTAL, headers={"Range": "bytes=0-9"})
        same = client.get(address, base_url=PORTAL, headers={"If-None-Match": whole.headers["ETag"]})
        head = client.head(address, base_url=PORTAL)
        assert [answer.status_code for answer in (whole, part, same, head)] == [200, 206, 304, 200], address
        for answer in (whole, part, same, head):
            assert list(header_faults(answer)) == [], address
            assert "immutable" in answer.headers["Cache-Control"]
            assert "Access-Control-Allow-Origin" not in answer.headers
            answer.close()


@pytest.mark.parametrize(
    "path", ["/static/../portal/app.py", "/static/%2e%2e/pyproject.toml", "/static/manifest.json%00"]
)
def test_nothing_but_the_built_files_is_served(world: World, path: str) -> None:
    answer = world.app.test_client().get(path, base_url=PORTAL)
    assert answer.status_code == 404
    assert list(header_faults(answer)) == []


@pytest.fixture
def over_https(world: World) -> Client:
    return create_app(world.runtime.settings.model_copy(update={"public_url": _HTTPS})).test_client()


def cookies(answer: TestResponse) -> list[str]:
    return answer.headers.getlist("Set-Cookie")


def test_over_https_browsers_are_held_to_https_and_cookies_to_this_host(over_https: Client) -> None:
    refused = over_https.post("/log-ud", base_url=_HTTPS)
    for answer in (over_https.get("/", base_url=_HTTPS), over_https.get(next(files()), base_url=_HTTPS), refused):
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")
        answer.close()
    assert all(cookie.startswith("__Host-") and "Secure" in cookie for cookie in cookies(refused))


def test_when_even_the_page_that_tells_of_a_mistake_cannot_be_made_there_is_another(world: World) -> None:
    app = create_app(world.runtime.settings)
    app.jinja_env.globals["asset_url"] = None
    answer = app.test_client().get("/hjaelp", base_url=PORTAL)
    assert answer.status_code == 500
    assert list(header_faults(answer)) == []
    page = read_page(answer)
    assert page.heading == "Noget gik galt hos os"
    assert "70 00 01 00" in page.words
    assert "Traceback" not in page.source
