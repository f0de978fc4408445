"""The page of last resort, in each language.

It is made when the portal starts, for when even the page that tells of a mistake cannot be made.
"""

import logging
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask

from portal.i18n import language, speaking
from portal.municipality import Municipality

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_log = logging.getLogger(__name__)


def answer_at_last(app: Flask, municipality: Municipality) -> None:
    """Answer with a page that needs nothing, whatever is raised; the error is noted. Install it after the assets."""
    wrapped: WSGIApplication = app.wsgi_app
    bodies = {spoken: _body(app, municipality, spoken) for spoken in municipality.languages}
    status = f"{HTTPStatus.INTERNAL_SERVER_ERROR.value} {HTTPStatus.INTERNAL_SERVER_ERROR.phrase}"

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        try:
            return wrapped(environ, start_response)
        except Exception:  # noqa: BLE001 -- whatever it is, somebody waits for an answer
            _log.exception("A page could not be made, nor the one that says so")
            body = bodies[language()]
            length = str(len(body))
            start_response(status, [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", length)])
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    app.wsgi_app = answer  # type: ignore[method-assign]  # Flask's own way to put a middleware around itself


def _body(app: Flask, municipality: Municipality, spoken: str) -> bytes:
    with speaking(spoken):
        return app.jinja_env.get_template("errors/last_resort.html").render(municipality=municipality).encode()
