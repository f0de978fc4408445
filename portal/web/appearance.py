"""The municipality's own look as browsers get it: its logo, and its colours as a style sheet of custom properties.

Their addresses carry the hash of what they lead to, so a browser may keep each for ever. An address with another hash,
as while a new logo is being rolled out, gets what there is now and may not keep it.
"""

import gzip
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, cast

from flask import Blueprint, Flask, Response, current_app, request

from portal.municipality import Municipality
from portal.web.access_rules import public

bp = Blueprint("appearance", __name__, url_prefix="/udseende")

_EXTENSION: Final = "portal_appearance"
_FOR_EVER: Final = f"max-age={365 * 24 * 60 * 60}, public, immutable"
_HASH_CHARACTERS: Final = 12
_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""For somebody who opens the logo as a page of its own: nothing in it runs, and it fetches nothing."""

_LOGO_HEIGHT: Final = 36
_LOGO_MOST_WIDTH: Final = 144
"""In CSS pixels: a name drawn beside the arms has room, and the municipality's name still stands beside it."""


class Sent:
    """One file, and its address."""

    def __init__(self, path: str, content: bytes, media_type: str) -> None:
        """Be what stands at `path`, packed where that makes it smaller."""
        packed = gzip.compress(content, mtime=0)
        self.content = content
        self.packed = packed if len(packed) < len(content) else None
        self.media_type = media_type
        self.hash = sha256(content).hexdigest()[:_HASH_CHARACTERS]
        self.url = f"{path}?v={self.hash}"

    def answer(self) -> Response:
        """The answer to this request."""
        is_packed = self.packed is not None and request.accept_encodings["gzip"] > 0
        response = Response(self.packed if is_packed else self.content, mimetype=self.media_type)
        response.headers["Content-Security-Policy"] = _POLICY
        if self.packed is not None:
            response.vary.add("Accept-Encoding")
        if is_packed:
            response.content_encoding = "gzip"
        if request.args.get("v") == self.hash:
            response.headers["Cache-Control"] = _FOR_EVER
        return response


@dataclass(frozen=True, slots=True)
class Look:
    """The municipality's look, as templates ask for it."""

    logo: Sent
    colours: Sent
    logo_width: int
    logo_height: int
    """In CSS pixels, so that the page does not move when the logo comes."""


def serve_appearance(app: Flask, municipality: Municipality) -> None:
    """Serve the municipality's logo and colours, and give templates their addresses as `look`."""
    look = look_of(municipality)
    app.extensions[_EXTENSION] = look
    app.jinja_env.globals["look"] = look
    app.register_blueprint(bp)


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
        logo=Sent(f"{bp.url_prefix}/logo", logo.content, logo.media_type),
        colours=Sent(f"{bp.url_prefix}/farver", f":root{{{style}}}\n".encode(), "text/css"),
        logo_width=width,
        logo_height=min(_LOGO_HEIGHT, round(width / logo.proportion)),
    )


@bp.get("/logo")
@public("Every page shows it, the one before the sign-in too.")
def logo() -> Response:
    """The municipality's logo."""
    return _look().logo.answer()


@bp.get("/farver")
@public("Every page is drawn in them, the one before the sign-in too.")
def colours() -> Response:
    """The municipality's colours, as a style sheet."""
    return _look().colours.answer()


def _look() -> Look:
    return cast("Look", current_app.extensions[_EXTENSION])
