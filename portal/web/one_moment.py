"""A page is made at one moment: what it says of today is true of the same day from its first line to its last."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

from portal import clock

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def answer_in_one_moment(app: Flask) -> None:
    """Let business time stand still for each request. Install it around everything that makes a page."""
    wrapped: WSGIApplication = app.wsgi_app

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with clock.one_moment():
            return wrapped(environ, start_response)

    app.wsgi_app = answer  # type: ignore[method-assign]  # Flask's own way to put a middleware around itself
