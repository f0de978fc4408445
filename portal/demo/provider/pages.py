"""The provider's few pages and the headers of every answer."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Response, make_response, render_template

from portal.demo.provider.realms import Group

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; "
    "form-action {targets}"
)


def show_choices(title: str, groups: Sequence[Group], action: str, returns_to: str) -> Response:
    """Ask who to be. The form ends by a redirect at the portal, and browsers hold `form-action` to that."""
    response = make_response(render_template("choose.html", title=title, groups=groups, action=action))
    address = urlsplit(returns_to)
    return allow_forms_to(response, f"'self' {address.scheme}://{address.netloc}")


def show_refusal() -> Response:
    """Say that the request makes no sense; without a portal to go back to, this is where it ends."""
    return make_response(render_template("refused.html"), 400)


def show_farewell() -> Response:
    """Say that somebody is signed out, when the portal named no address to go on to."""
    return make_response(render_template("signed_out.html"))


def allow_forms_to(response: Response, targets: str) -> Response:
    """Say where the page's forms may end."""
    response.headers["Content-Security-Policy"] = _POLICY.format(targets=targets)
    return response


def protect(response: Response) -> Response:
    """Give an answer the headers that every one has."""
    if "Content-Security-Policy" not in response.headers:
        allow_forms_to(response, "'none'")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers.setdefault("Cache-Control", "no-store")
    return response
