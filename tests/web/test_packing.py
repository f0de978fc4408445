"""A page travels packed to somebody who came from a page of ours, and to nobody whom another site has sent."""

import gzip

import pytest

from tests.databases import on_sqlite
from tests.world import PORTAL, World

pytestmark = on_sqlite
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.mark.parametrize("came_from", ["same-origin", "none"])
def test_a_browser_gets_the_page_packed(world: World, came_from: str) -> None:
    client, path = world.citizen("Anna").client, f"/sager/{world.a_case()}"
    answer = client.get(path, base_url=PORTAL, headers=BROWSER | {"Sec-Fetch-Site": came_from})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(answer.data) < 6_000
    assert "Støtte til bil" in gzip.decompress(answer.data).decode()


@pytest.mark.parametrize(
    "headers",
    [
        BROWSER | {"Sec-Fetch-Site": "cross-site"},
        BROWSER | {"Sec-Fetch-Site": "same-site"},
        BROWSER,
        {"Accept-Encoding": "gzip;q=0", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin"},
    ],
)
def test_nobody_else_does(world: World, headers: dict[str, str]) -> None:
    client, path = world.citizen("Anna").client, f"/sager/{world.a_case()}"
    answer = client.get(path, base_url=PORTAL, headers=headers)
    assert "Content-Encoding" not in answer.headers
    assert {"Accept-Encoding", "Sec-Fetch-Site"} <= answer.vary.as_set(preserve_casing=True)
    assert "Støtte til bil" in answer.text


def test_the_head_of_a_packed_page_is_that_of_the_page(world: World) -> None:
    client, path = world.citizen("Anna").client, f"/sager/{world.a_case()}"
    headers = BROWSER | {"Sec-Fetch-Site": "same-origin"}
    page, head = (ask(path, base_url=PORTAL, headers=headers) for ask in (client.get, client.head))
    assert head.headers["Content-Encoding"] == page.headers["Content-Encoding"] == "gzip"
    assert head.data == b""
