"""The token that proves a form came from a page of ours: nothing is done without it, and nothing typed is lost.

A form that comes without it is refused. A view marked with `shows_form_again` is still asked, and shows what was
typed in a fresh form: its form says that it is not valid, and its gate is opened for reading alone.

Every page of somebody who is signed in has a form, the way out: so what signs and reads tokens is made once for all.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Final, TypeVar

from flask import Flask, Response, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError, generate_csrf
from itsdangerous import Signer, TimestampSigner, URLSafeTimedSerializer
from itsdangerous.encoding import base64_encode

from portal.web.access_rules import rule_of

_View = TypeVar("_View", bound=Callable[..., object])
_ATTRIBUTE = "shows_form_again"
_STATUS_OF_A_FORM = {200, 409, 422}
_TOKEN: Final = "csrf_token"  # noqa: S105 -- a name
"""Flask-WTF's name for it: in the session, in a form, and while a request lasts."""
_SALT: Final = "wtf-csrf-token"
"""Flask-WTF reads what was signed with it."""


def shows_form_again(view: _View) -> _View:
    """Mark a view whose form comes back filled in when its token is refused."""
    setattr(view, _ATTRIBUTE, True)
    return view


def is_token_refused() -> bool:
    """Whether this request came with a form whose token does not count."""
    return bool(g.get("token_refused"))


def guard_forms(app: Flask) -> None:
    """Ask every form for its token. Install it after the access rules: who is not signed in is told that first."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    guard = CSRFProtect(app)
    app.session_interface = _Sessions()
    app.jinja_env.globals[_TOKEN] = _token_giver(app)

    def ask_for_token() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        rule = rule_of(view)
        if view is None or (rule is not None and rule.token is not None):
            return
        try:
            guard.protect()
        except CSRFError:
            if not getattr(view, _ATTRIBUTE, False):
                raise
            g.token_refused = True

    app.before_request(ask_for_token)
    app.after_request(_say_it_was_refused)


def _say_it_was_refused(response: Response) -> Response:
    if is_token_refused() and response.status_code in _STATUS_OF_A_FORM:
        response.status_code = 400
    return response


class _Sessions(SecureCookieSessionInterface):
    """Flask's own, with what reads and signs the cookie made once: it hangs on nothing but the keys."""

    _made: "_Signs | None" = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if self._made is None and (flasks := super().get_signing_serializer(app)) is not None:
            self._made = _Signs(
                flasks.secret_keys, salt=flasks.salt, serializer=flasks.serializer, signer_kwargs=flasks.signer_kwargs
            )
        return self._made


class _Signer(TimestampSigner):
    """Derives a key from each secret and the salt once: neither ever changes."""

    derive_key = cache(TimestampSigner.derive_key)


class _Signs(URLSafeTimedSerializer):
    """Makes its signer once, for the same reason."""

    default_signer = _Signer
    _made: Signer | None = None

    def make_signer(self, salt: str | bytes | None = None) -> Signer:
        if self._made is None:
            self._made = super().make_signer(salt)
        return self._made


class _SignsTokens(_Signs):
    """Signs what Flask-WTF reads. It packs nothing: a token is random, and trying took longer than signing it."""

    def dump_payload(self, obj: object) -> bytes:
        return base64_encode(json.dumps(obj))


def _token_giver(app: Flask) -> Callable[[], str]:
    signer = _SignsTokens(app.config["SECRET_KEY"], salt=_SALT)

    def token() -> str:
        if _TOKEN not in g and isinstance(session.get(_TOKEN), str):
            setattr(g, _TOKEN, signer.dumps(session[_TOKEN]))
        return str(g.get(_TOKEN) or generate_csrf())

    return token
