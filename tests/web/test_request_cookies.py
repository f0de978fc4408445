"""Cookies are read as Werkzeug reads them, whatever a browser sends."""

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from tests.world import World


@pytest.mark.parametrize(
    "header",
    [
        "borger=a; sprog=en",
        "borger=a; borger=b",
        'sprog="en"; x="\\303\\246"',
        "sprog=æøå; =; ;;a",
        "borger",
        "",
        None,
    ],
)
def test_every_cookie_is_found(world: World, header: str | None) -> None:
    environ = EnvironBuilder(path="/").get_environ()
    if header is not None:
        environ["HTTP_COOKIE"] = header.encode().decode("latin1")
    ours, werkzeugs = world.app.request_class(environ.copy()), Request(environ.copy())
    assert ours.cookies == werkzeugs.cookies
