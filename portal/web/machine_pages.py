"""What machines ask any site for: which pages a search engine may list, and whom to tell of a hole (RFC 9116)."""

from datetime import timedelta

from flask import Blueprint, Response

from portal import clock
from portal.i18n import LANGUAGES
from portal.web.access_rules import public
from portal.web.request_scope import runtime

bp = Blueprint("machines", __name__)

_NOT_FOR_SEARCH = ("/log-ind", "/log-ud", "/sager", "/fuldmagter", "/medarbejder", "/health")
_GOOD_FOR = timedelta(days=90)


@bp.get("/robots.txt")
@public("A search engine has no sign-in.")
def robots() -> Response:
    """Let search engines list the public pages, and nothing of a portal that is no municipality's."""
    paths = _NOT_FOR_SEARCH if runtime().settings.is_production else ("/",)
    return _text(["User-agent: *", *(f"Disallow: {path}" for path in paths)])


@bp.get("/.well-known/security.txt")
@public("Whoever has found a hole in the portal has no sign-in.")
def security() -> Response:
    """Whom to tell of a hole in the portal; good for another 90 days, counted from the beginning of today (UTC)."""
    expires_at = clock.real().replace(hour=0, minute=0, second=0, microsecond=0) + _GOOD_FOR
    public_url = runtime().settings.public_url.rstrip("/")
    return _text(
        [
            f"Contact: {runtime().municipality.security_contact}",
            f"Expires: {expires_at:%Y-%m-%dT%H:%M:%SZ}",
            f"Preferred-Languages: {', '.join(LANGUAGES)}",
            f"Canonical: {public_url}/.well-known/security.txt",
        ]
    )


def _text(lines: list[str]) -> Response:
    return Response("".join(f"{line}\n" for line in lines), mimetype="text/plain")
