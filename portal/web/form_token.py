"""The token that proves a form came from a page of ours: nothing is done without it, and nothing typed is lost.

A form that comes without it is refused. A view marked with `shows_form_again` is still asked, and shows what was
typed in a fresh form: its form says that it is not valid, and its gate is opened for reading alone.

It follows from the sign-in whose page the form is on: no other cookie is needed, and no form outlives its sign-in.
"""

import hmac
from collections.abc import Callable
from hashlib import blake2b, sha256
from typing import Any, Final, TypeVar

from flask import Flask, Request, Response, session
from flask.sessions import SessionInterface, SessionMixin
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError, generate_csrf
from itsdangerous import URLSafeTimedSerializer
from itsdangerous.encoding import base64_encode

from portal.web import current
from portal.web.access_rules import rule_of
from portal.web.auth.doors import current_doors, realm_of

_View = TypeVar("_View", bound=Callable[..., object])
_ATTRIBUTE = "shows_form_again"
_STATUS_OF_A_FORM = {200, 409, 422}
_TOKEN: Final = "csrf_token"  # noqa: S105 -- a name
"""Flask-WTF's name for it: in the session, in a form, and while a request lasts."""
_SALT: Final = "wtf-csrf-token"
"""Flask-WTF reads what was signed with it."""
_PERSON: Final = b"form"
"""So that nothing else that is made with the key comes to the same."""
_WORD_BYTES: Final = 20
_LONG_AGO: Final = b"AQ"
"""When a token was signed, in the library's own way of writing. It lasts as long as its sign-in, so nobody asks."""


def shows_form_again(view: _View) -> _View:
    """Mark a view whose form comes back filled in when its token is refused."""
    setattr(view, _ATTRIBUTE, True)
    return view


def is_token_refused() -> bool:
    """Whether this request came with a form whose token does not count."""
    return bool(current.g().get("token_refused"))


def guard_forms(app: Flask) -> None:
    """Ask every form for its token. Install it after the access rules: who is not signed in is told that first."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    guard = CSRFProtect(app)
    app.session_interface = _SessionOfSignIn(app.config["SECRET_KEY"])
    app.jinja_env.globals[_TOKEN] = _token_giver(app)

    def ask_for_token() -> None:
        view = current.app().view_functions.get(current.request().endpoint or "")
        rule = rule_of(view)
        if view is None or (rule is not None and rule.token is not None):
            return
        try:
            guard.protect()
        except CSRFError:
            if not getattr(view, _ATTRIBUTE, False):
                raise
            current.g().token_refused = True

    app.before_request(ask_for_token)
    app.after_request(_say_it_was_refused)


def _say_it_was_refused(response: Response) -> Response:
    if is_token_refused() and response.status_code in _STATUS_OF_A_FORM:
        response.status_code = 400
    return response


class _Session(dict[str, Any], SessionMixin):
    """What Flask and its extensions call a session. It lasts for one request, and nothing in it is kept."""


class _SessionOfSignIn(SessionInterface):
    """Gives each request the word that tokens of its sign-in are compared with, and sets no cookie."""

    def __init__(self, secret: str) -> None:
        self._key = sha256(secret.encode()).digest()

    def open_session(self, app: Flask, request: Request) -> _Session:  # noqa: ARG002 -- called so by Flask
        sign_in = current_doors().by_realm[realm_of(request.path)].cookie.read(request.cookies)
        if not sign_in:
            return _Session()
        word = blake2b(sign_in.encode("utf-8", "surrogatepass"), key=self._key, digest_size=_WORD_BYTES, person=_PERSON)
        return _Session({_TOKEN: word.hexdigest()})

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep nothing."""


def _token_giver(app: Flask) -> Callable[[], str]:
    """A way to sign what Flask-WTF reads. The library finds key and signature anew for each; neither ever changes."""
    key = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt=_SALT).make_signer(_SALT).derive_key()
    begun = hmac.new(key, digestmod="sha1")

    def signed(word: str) -> str:
        token = b".".join((base64_encode(f'"{word}"'), _LONG_AGO))
        signature = begun.copy()
        signature.update(token)
        return b".".join((token, base64_encode(signature.digest()))).decode()

    def token() -> str:
        kept = current.g()
        if (given := kept.get(_TOKEN)) is None and (word := session.get(_TOKEN)) is not None:
            given = signed(word)
            setattr(kept, _TOKEN, given)
        return str(given or generate_csrf())

    return token
