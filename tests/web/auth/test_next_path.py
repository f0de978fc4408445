"""Where somebody may be sent after signing in."""

import pytest

from portal.web.auth.next_path import read_next_path


@pytest.mark.parametrize("path", ["/sager/7?vis=alt", "/", "/medarbejder/sager/1#now", "/søg?q=é", "/a/%2F/b"])
def test_a_page_of_the_portal_is_kept(path: str) -> None:
    assert read_next_path(path, home="/sager") == path


@pytest.mark.parametrize(
    "elsewhere",
    [
        None,
        "",
        "sager",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\x00",
        "/\u2028/evil.example",
        " //evil.example",
        "https://evil.example",
        "https:/evil.example",
        "javascript:alert(1)",
        "/log-ind",
        "/log-ind/retur?code=1",
        "/log-ud",
        "/medarbejder/log-ind",
        "/" + "a" * 300,
    ],
)
def test_anything_else_becomes_home(elsewhere: str | None) -> None:
    assert read_next_path(elsewhere, home="/sager") == "/sager"
