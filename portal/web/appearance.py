"""The municipality's own look as browsers get it: its logo, and its colours as a style sheet of custom properties.

Their names carry the hash of their content, so a browser may keep each for ever. Like the built files they are answered
before the portal is asked anything: no cookie is read, so what is kept outlives a sign-in.
"""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from flask import Flask
from werkzeug.wrappers import Request, Response

from portal.municipality import Municipality
from portal.web.assets import PREFIX

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_FOR_EVER: Final = f"max-age={365 * 24 * 60 * 60}, public, immutable"
_HASH_CHARACTERS: Final = 12
_POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""For somebody who opens the logo as a page of its own: nothing in it runs, and it fetches nothing."""

_LOGO_HEIGHT: Final = 36
_LOGO_MOST_WIDTH: Final = 144
"""In CSS pixels: a name drawn beside the arms has room, and the municipality's name still stands beside it."""


class Sent:
    """One file as it is sent, under a name that carries its hash."""

    def __init__(self, name: str, content: bytes, media_type: str) -> None:
        """Take the content, and pack it where that makes it smaller."""
        packed = gzip.compress(content, mtime=0)
        stem, _, ending = name.partition(".")
        self.content = content
        self.packed = packed if len(packed) < len(content) else None
        self.media_type = media_type
        self.url = f"{PREFIX}{stem}.{sha256(content).hexdigest()[:_HASH_CHARACTERS]}.{ending}"

    def answer(self, asked: Request) -> Response:
        """The answer to somebody who asks for it."""
        is_packed = self.packed is not None and asked.accept_encodings["gzip"] > 0
        response = Response(self.packed if is_packed else self.content, mimetype=self.media_type)
        response.headers["Cache-Control"] = _FOR_EVER
        response.headers["Content-Security-Policy"] = _POLICY
        if self.packed is not None:
            response.vary.add("Accept-Encoding")
        if is_packed:
            response.content_encoding = "gzip"
        response.add_etag()
        return response.make_conditional(asked)


@dataclass(frozen=True, slots=True)
class Look:
    """The municipality's look, as templates ask for it."""

    logo: Sent
    colours: Sent
    logo_width: int
    logo_height: int
    """In CSS pixels, so that the page does not move when the logo comes."""


def serve_appearance(app: Flask, municipality: Municipality) -> None:
    """Serve the municipality's logo and colours under `/static/`, and give templates `look`."""
    look = look_of(municipality)
    app.jinja_env.globals["look"] = look
    files = {sent.url: sent for sent in (look.logo, look.colours)}
    wrapped: WSGIApplication = app.wsgi_app

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        sent = files.get(environ["PATH_INFO"])
        if sent is None or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return wrapped(environ, start_response)
        return sent.answer(Request(environ))(environ, start_response)

    app.wsgi_app = answer  # type: ignore[method-assign]  # Flask's own way to put a middleware around itself


def look_of(municipality: Municipality) -> Look:
    """The look of a municipality."""
    logo, colours = municipality.logo, municipality.colours
    width = min(round(_LOGO_HEIGHT * logo.proportion), _LOGO_MOST_WIDTH)
    properties = {
        "primary": colours.primary,
        "primary-strong": colours.primary_strong,
        "on-primary": colours.on_primary,
        "accent": colours.accent,
    }
    style = ";".join(f"--municipality-{name}:{colour}" for name, colour in properties.items())
    return Look(
        logo=Sent(f"logo.{logo.ending}", logo.content, logo.media_type),
        colours=Sent("colours.css", f":root{{{style}}}\n".encode(), "text/css"),
        logo_width=width,
        logo_height=min(_LOGO_HEIGHT, round(width / logo.proportion)),
    )
