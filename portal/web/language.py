"""The reader's language: chosen by a link on every page, kept by their browser, spoken in every answer.

Danish is spoken until another language is chosen, whatever the browser says it prefers. An authority writes Danish;
many a Danish reader has a phone or a work computer set to English; and a page whose language nobody chose would be read
aloud with the wrong voice. The choice is its own cookie, so it outlives a sign-in and says nothing about who is here.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote, urlsplit

from flask import Blueprint, Flask, Response, request
from werkzeug.wrappers import Request

from portal.domain.value import value
from portal.i18n import LANGUAGES, language, speaking
from portal.web import current
from portal.web.access_rules import public
from portal.web.auth.cookies import cookie_name
from portal.web.auth.next_path import read_next_path
from portal.web.auth.passage import go_to
from portal.web.typed_text import page_of_form

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

bp = Blueprint("language", __name__)

NAMES: Final = {"da": "Dansk", "en": "English"}
"""What each language calls itself."""

_EXTENSION: Final = "portal_languages"
_KEPT_FOR: Final = timedelta(days=365)
_FRONT: Final = "/"
_GOODBYE: Final = "/log-ud/farvel"
_SAFE_METHODS: Final = {"GET", "HEAD"}


@value
class LanguageLink:
    """The way to the same page in another language."""

    language: str
    name: str
    url: str


@value
class LanguageChoice:
    """The languages that can be chosen, and the cookie that keeps the choice."""

    languages: tuple[str, ...]
    cookie: str
    is_secure: bool

    def read(self, environ: "WSGIEnvironment") -> str:
        """The language chosen; Danish when none is, or one that is not spoken here."""
        if self.cookie not in environ.get("HTTP_COOKIE", ""):
            return LANGUAGES[0]
        chosen = Request(environ).cookies.get(self.cookie, "")
        return chosen if chosen in self.languages else LANGUAGES[0]

    def keep(self, response: Response, chosen: str) -> None:
        """Let the browser keep the choice."""
        response.set_cookie(
            self.cookie, chosen, max_age=_KEPT_FOR, path="/", secure=self.is_secure, httponly=True, samesite="Lax"
        )


def offer_languages(app: Flask, languages: tuple[str, ...], public_url: str) -> None:
    """Answer each reader in the language they have chosen, and give templates `language_links`.

    Install it around everything that makes a page, the page of last resort too.
    """
    choice = LanguageChoice(languages, cookie_name("sprog", public_url), is_secure=public_url.startswith("https:"))
    app.extensions[_EXTENSION] = choice
    app.jinja_env.globals["language_links"] = language_links
    app.register_blueprint(bp)
    wrapped: WSGIApplication = app.wsgi_app

    def speak(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        chosen = choice.read(environ)

        def start(status: str, given: list[tuple[str, str]], exc_info: object = None) -> object:
            return start_response(status, _told(given, chosen), exc_info)  # type: ignore[arg-type]

        with speaking(chosen):
            return wrapped(environ, start)  # type: ignore[arg-type]

    app.wsgi_app = speak  # type: ignore[method-assign]  # Flask's own way to put a middleware around itself


@bp.get("/sprog")
@public("Whoever cannot read Danish must be able to say so before signing in.")
def choose() -> Response:
    """Speak the language `til` from now on, and go back to the page `next`, or to the one the browser came from."""
    asked = request.args.get("til", "")
    wanted = request.args.get("next", _page_before())
    response = go_to(wanted if wanted == _GOODBYE else read_next_path(wanted, home=_FRONT))
    if asked in _choice().languages:
        _choice().keep(response, asked)
    return response


def language_links() -> list[LanguageLink]:
    """The other languages that this page can be read in."""
    others = [other for other in _choice().languages if other != language()]
    way_back = "" if current.g().get("address_is_untold") else f"&next={quote(_this_page())}"
    return [LanguageLink(other, NAMES[other], f"/sprog?til={other}{way_back}") for other in others]


def leave_address_untold() -> None:
    """Write nothing of this request's address into its page: what is not there and what is not yours look the same."""
    current.g().address_is_untold = True


def _this_page() -> str:
    """Where this page is read again; the front page for one that only answers what was sent."""
    asked = current.request()
    if asked.method not in _SAFE_METHODS:
        return page_of_form() or _FRONT
    if asked.path == _GOODBYE:
        return _GOODBYE
    return read_next_path(asked.full_path if asked.query_string else asked.path, home=_FRONT)


def _page_before() -> str:
    try:
        before = urlsplit(request.referrer or "")
    except ValueError:
        return _FRONT
    if before.netloc != request.host:
        return _FRONT
    return f"{before.path}?{before.query}" if before.query else before.path


def _told(given: list[tuple[str, str]], spoken: str) -> list[tuple[str, str]]:
    """The headers of an answer; a page says its language, and that it depends on the cookie."""
    by_name = [(name.lower(), name, value) for name, value in given]
    if not any(lower == "content-type" and value.startswith("text/html") for lower, _, value in by_name):
        return given
    varies = ", ".join(value for lower, _, value in by_name if lower == "vary")
    if "cookie" not in varies.lower():
        varies = f"{varies}, Cookie" if varies else "Cookie"
    others = [(name, value) for lower, name, value in by_name if lower != "vary"]
    return [*others, ("Content-Language", spoken), ("Vary", varies)]


def _choice() -> LanguageChoice:
    return cast("LanguageChoice", current.app().extensions[_EXTENSION])
