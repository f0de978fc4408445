"""The cookie that holds a sign-in's token: one for citizens, another for staff.

On https the name begins with `__Host-`, which browsers hold to this host and path. In a demo there is no https,
and all ports of a machine share their cookies, so the port is part of the name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Response

from portal.domain.sign_ins import Realm

_NAMES = {Realm.CITIZEN: "borger", Realm.STAFF: "medarbejder"}
_HTTP_PORT = 80
_MAX_TOKEN_CHARACTERS = 100


def cookie_name(name: str, public_url: str) -> str:
    """The full name of a cookie for a portal at that address."""
    parts = urlsplit(public_url)
    return f"__Host-{name}" if parts.scheme == "https" else f"{name}-{parts.port or _HTTP_PORT}"


@dataclass(frozen=True, slots=True)
class SignInCookie:
    """One realm's cookie."""

    name: str
    is_secure: bool

    @classmethod
    def named(cls, realm: Realm, public_url: str) -> "SignInCookie":
        """The cookie of that realm for a portal at that address."""
        return cls(cookie_name(_NAMES[realm], public_url), is_secure=public_url.startswith("https:"))

    def read(self, cookies: Mapping[str, str]) -> str | None:
        """The token in it; None when there is none, or nothing that can be one."""
        token = cookies.get(self.name)
        return token if token and len(token) <= _MAX_TOKEN_CHARACTERS else None

    def write(self, response: Response, token: str) -> None:
        """Give the browser a new token; it keeps it until it closes, the server ends it sooner."""
        response.set_cookie(self.name, token, path="/", secure=self.is_secure, httponly=True, samesite="Lax")

    def delete(self, response: Response) -> None:
        """Take the token away."""
        response.delete_cookie(self.name, path="/", secure=self.is_secure, httponly=True, samesite="Lax")
