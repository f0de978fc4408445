"""The portal knows its own address. What a request calls it is never read, so it can neither mislead nor break."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def answer_for_own_host(app: Flask, public_url: str) -> None:
    """Read every request as one to the host of `public_url`."""
    wrapped: WSGIApplication = app.wsgi_app
    host = urlsplit(public_url).netloc

    def at_own_host(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        environ["HTTP_HOST"] = host
        return wrapped(environ, start_response)

    app.wsgi_app = at_own_host  # type: ignore[method-assign]  # Flask's own way to put a middleware around itself
