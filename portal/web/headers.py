"""Security headers on every answer, errors and static files included."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask

from portal.config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_TWO_YEARS_SECONDS = 63_072_000


def secure_headers(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer that leaves the app."""
    wrapped: WSGIApplication = app.wsgi_app
    headers = [(name.lower(), (name, value)) for name, value in _headers(settings)]

    def with_headers(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, given: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], object]:
            names = {name.lower() for name, _ in given}
            added = [header for name, header in headers if name not in names]
            return start_response(status, given + added, exc_info)  # type: ignore[arg-type]

        return wrapped(environ, start)

    app.wsgi_app = with_headers  # type: ignore[method-assign]


def _headers(settings: Settings) -> list[tuple[str, str]]:
    headers = [
        ("Content-Security-Policy", _policy(settings)),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Cache-Control", "no-store"),
    ]
    if settings.public_url.startswith("https:"):
        headers.append(("Strict-Transport-Security", f"max-age={_TWO_YEARS_SECONDS}; includeSubDomains"))
    return headers


def _policy(settings: Settings) -> str:
    """Nothing inline. `form-action` names the providers: browsers enforce it on the redirect of a sign-out too."""
    providers = sorted({_origin(settings.oidc_issuer), _origin(settings.staff_oidc_issuer)})
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": "'self'",
        "form-action": " ".join(["'self'", *providers]),
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
