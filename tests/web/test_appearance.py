"""The municipality's logo and colours, as a browser gets them, and what a first view weighs with them."""

import gzip
import re
import shutil
from pathlib import Path
from typing import Final

import pytest
from werkzeug.test import Client

from portal.municipality.appearance import GREY, contrast
from tests.matrix.ground import lay_ground
from tests.reading import read_page
from tests.web.bad_input.answers import header_faults
from tests.world import EKSEMPEL, PORTAL, World, a_portal

MOST_BYTES: Final = 60_000
"""Of a first view, as it travels: the page, its style sheets, fonts, icons and the logo."""

SCSS: Final = Path(__file__).parents[2] / "static/scss"


def test_every_page_wears_them(world: World) -> None:
    client = world.app.test_client()
    for path in ("/", "/hjaelp", "/log-ud/farvel", "/nowhere"):
        page = read_page(client.get(path, base_url=PORTAL))
        (logo,) = page.root.xpath("//header//img")
        assert (logo.get("width"), logo.get("height"), logo.get("alt")) == ("31", "36", "")
        assert client.get(logo.get("src"), base_url=PORTAL).mimetype == "image/svg+xml"
        own = page.root.xpath("//link[@rel='stylesheet']/@href")[-1]
        assert "--municipality-primary:#1d4f6e;" in client.get(own, base_url=PORTAL).text
        assert page.root.xpath("//link[@rel='icon']/@href") == [logo.get("src")]


def test_a_browser_keeps_them_for_ever_and_needs_no_cookie(world: World) -> None:
    for client in (world.app.test_client(), world.citizen("Anna").client):
        for url in look(client):
            answer = client.get(url, base_url=PORTAL)
            assert answer.headers["Cache-Control"] == "max-age=31536000, public, immutable"
            assert "Cookie" not in answer.headers.get("Vary", "")
            assert "Set-Cookie" not in answer.headers
            again = client.get(url, base_url=PORTAL, headers={"If-None-Match": answer.headers["ETag"]})
            assert (again.status_code, again.data) == (304, b"")


def test_a_logo_opened_as_a_page_can_do_nothing(world: World) -> None:
    client = world.app.test_client()
    for url in look(client):
        answer = client.get(url, base_url=PORTAL)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';")
        assert policy.endswith("sandbox")
        assert list(header_faults(answer)) == []


def test_the_logo_travels_packed_to_who_can_unpack_it(world: World) -> None:
    client = world.app.test_client()
    logo = look(client)[0]
    plain = client.get(logo, base_url=PORTAL)
    packed = client.get(logo, base_url=PORTAL, headers={"Accept-Encoding": "br, gzip"})
    assert gzip.decompress(packed.data) == plain.data == (EKSEMPEL / "logo.svg").read_bytes()
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers


def test_they_are_read_and_never_written_and_no_other_name_leads_to_them(world: World) -> None:
    client = world.app.test_client()
    for url in look(client):
        assert client.head(url, base_url=PORTAL).data == b""
        assert client.post(url, base_url=PORTAL).status_code in {404, 405}
        assert client.get(re.sub(r"\.[0-9a-f]{12}\.", ".000000000000.", url), base_url=PORTAL).status_code == 404
    assert client.get("/static/logo.svg", base_url=PORTAL).status_code == 404


def test_another_colour_has_another_address(worker_database_url: str, tmp_path: Path, world: World) -> None:
    folder = Path(shutil.copytree(EKSEMPEL, tmp_path / "municipality"))
    file = folder / "municipality.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("#1d4f6e", "#5b2a86"), encoding="utf-8")
    logo, colours = look(world.app.test_client())
    with a_portal(worker_database_url, folder) as app:
        its_logo, its_colours = look(app.test_client())
        assert (its_logo == logo, its_colours == colours) == (True, False)


def test_no_light_ground_of_ours_is_darker_than_the_grey_that_colours_are_held_to() -> None:
    settings = (SCSS / "components/_settings.scss").read_text(encoding="utf-8")
    grounds = re.findall(r"\$(?:wash|asked): (#[0-9a-f]{6});", settings)
    assert len(grounds) == 2
    assert [ground for ground in grounds if contrast(ground, "#000000") < contrast(GREY, "#000000")] == []


@pytest.mark.parametrize("path", ["/sager", "/sager/{case}"])
def test_a_first_view_weighs_little(world: World, path: str) -> None:
    page = path.format(case=lay_ground(world).case_id)
    client = world.citizen("Anna").client
    weights = {url: weight(client, url) for url in first_view(client, page)}
    assert len(weights) >= 6
    assert sum(weights.values()) <= MOST_BYTES, weights


def look(client: Client) -> list[str]:
    """The addresses of the logo and of the colours."""
    page = read_page(client.get("/", base_url=PORTAL))
    return [*page.root.xpath("//header//img/@src"), page.root.xpath("//link[@rel='stylesheet']/@href")[-1]]


def first_view(client: Client, path: str) -> list[str]:
    """Everything that a browser with nothing in store fetches for a page."""
    root = read_page(client.get(path, base_url=PORTAL)).root
    linked = root.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //img/@src | //use/@href")
    styles = [url for url in linked if url.endswith(".css")]
    drawn = [f"/static/{name}" for url in styles for name in re.findall(r"url\(([\w.-]+)\)", text(client, url))]
    return list(dict.fromkeys([path, *(str(url).partition("#")[0] for url in linked), *drawn]))


def text(client: Client, url: str) -> str:
    return client.get(url, base_url=PORTAL, buffered=True).text


def weight(client: Client, url: str) -> int:
    """Bytes on the wire: the page is packed by the proxy in front, files as the portal packs them."""
    answer = client.get(url, base_url=PORTAL, headers={"Accept-Encoding": "gzip, br"}, buffered=True)
    return len(
        answer.data if "Content-Encoding" in answer.headers or url.startswith("/static") else gzip.compress(answer.data)
    )
