import gzip
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from portal.web.assets import BUILT, AssetManifest, AssetsNotBuilt, serve_assets


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
