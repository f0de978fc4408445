"""The built style sheet, fonts and icons, as a browser gets them, and nothing beside them."""

import gzip
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from whitenoise import WhiteNoise

from portal.web.assets import BUILT, AssetManifest, AssetsNotBuilt, serve_assets
from tests.world import World


@pytest.fixture
def app() -> Flask:
    app = Flask("portal", static_folder=None, template_folder=str(BUILT.parent.parent / "templates"))
    app.register_error_handler(404, lambda _error: ("The app's own page", 404))
    serve_assets(app)
    return app


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


def test_a_browser_may_keep_the_style_sheet_for_ever(browser: FlaskClient) -> None:
    answer = browser.get(AssetManifest.read().asset_url("portal.css"), buffered=True)
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Cache-Control"].startswith("max-age=31536000")


def test_a_built_file_is_for_the_portals_own_pages(browser: FlaskClient) -> None:
    answer = browser.get(AssetManifest.read().asset_url("portal.css"), buffered=True)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_style_sheet_travels_compressed(browser: FlaskClient) -> None:
    url = AssetManifest.read().asset_url("portal.css")
    plain = browser.get(url, buffered=True).data
    packed = browser.get(url, headers={"Accept-Encoding": "gzip"}, buffered=True)
    smallest = browser.get(url, headers={"Accept-Encoding": "gzip, br"}, buffered=True)
    assert gzip.decompress(packed.data) == plain
    assert smallest.headers["Content-Encoding"] == "br"
    assert len(smallest.data) < len(packed.data) < len(plain)


@pytest.mark.parametrize("path", ["/static/none.css", "/static/../build.mjs", "/static/%2e%2e/build.mjs", "/static/"])
def test_what_is_not_built_is_the_apps_own_404(browser: FlaskClient, path: str) -> None:
    answer = browser.get(path, buffered=True)
    assert (answer.status_code, answer.text) == (404, "The app's own page")


def test_everything_the_style_sheet_asks_for_is_served(browser: FlaskClient) -> None:
    manifest = AssetManifest.read()
    css = browser.get(manifest.asset_url("portal.css"), buffered=True).text
    asked = [part.split(")")[0] for part in css.split("url(")[1:]]
    assert asked
    assert [name for name in asked if browser.get(f"/static/{name}", buffered=True).status_code != 200] == []


def test_the_style_sheet_stays_light() -> None:
    name = AssetManifest.read().files["portal.css"]
    assert (BUILT / f"{name}.br").stat().st_size < 12_000


def test_an_icon_is_drawn_from_the_sprite(app: Flask) -> None:
    with app.test_request_context():
        drawn = render_template_string(
            '{% from "components/icon.html" import icon %}{{ icon("check", "Færdig") }}{{ icon("phone") }}'
        )
    sprite = AssetManifest.read().asset_url("sprite.svg")
    assert f'aria-label="Færdig"><use href="{sprite}#check">' in drawn
    assert f'aria-hidden="true"><use href="{sprite}#phone">' in drawn


def test_an_icon_nobody_drew_is_an_error() -> None:
    with pytest.raises(KeyError):
        AssetManifest.read().icon_url("unicorn")


def test_a_portal_without_its_style_sheet_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(AssetsNotBuilt, match="make setup"):
        AssetManifest.read(tmp_path)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../portal/app.py",
        "/static/..%2fportal/app.py",
        "/static/%2e%2e/%2e%2e/portal/app.py",
        "/static/....//build.mjs",
        "/static/..\\build.mjs",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/.%00./build.mjs",
        "/static/scss/portal.scss",
        "/static/dist/manifest.json",
        "/static/./../../wsgi.py",
        "/static/manifest.json/../../build.mjs",
        "/staticx/manifest.json",
        "//static/manifest.json",
    ],
)
def test_no_way_of_writing_an_address_leads_out_of_what_was_built(browser: FlaskClient, path: str) -> None:
    for method in ("GET", "HEAD"):
        answer = browser.open(path, method=method, base_url="http://127.0.0.1", buffered=True)
        assert answer.status_code == 404, method


def test_what_is_served_is_what_was_built_and_nothing_else(app: Flask) -> None:
    served = app.wsgi_app
    assert isinstance(served, WhiteNoise)
    built = {f"/static/{path.relative_to(BUILT)}" for path in BUILT.rglob("*") if path.is_file()}
    packed = {url for url in built if url.removesuffix(".br").removesuffix(".gz") != url}
    assert set(served.files) == built - packed
    assert served.autorefresh is False


def test_a_built_file_is_read_and_never_written(browser: FlaskClient) -> None:
    url = AssetManifest.read().asset_url("portal.css")
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        answer = browser.open(url, method=method, buffered=True)
        assert answer.status_code in {404, 405}, method


def test_the_app_itself_has_no_folder_of_static_files(world: World) -> None:
    assert world.app.static_folder is None
    assert [rule for rule in world.app.url_map.iter_rules() if rule.rule.startswith("/static")] == []
    blueprints = [blueprint.static_folder for blueprint in world.app.blueprints.values()]
    assert [folder for folder in blueprints if folder is not None] == []
