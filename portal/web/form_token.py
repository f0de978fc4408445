"""The token that proves a form came from a page of ours: nothing is done without it, and nothing typed is lost.

A form that comes without it is refused. A view marked with `shows_form_again` is still asked, and shows what was
typed in a fresh form: its form says that it is not valid, and its gate is opened for reading alone.
"""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, current_app, g, request
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError

from portal.web.access_rules import rule_of

_View = TypeVar("_View", bound=Callable[..., object])
_ATTRIBUTE = "shows_form_again"
_STATUS_OF_A_FORM = {200, 409, 422}


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
