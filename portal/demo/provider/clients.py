"""The portal as this provider knows it: a client per realm, its secret, and where it may be returned to."""

import hmac
import re
from collections.abc import Sequence

from authlib.oauth2.rfc6749 import ClientMixin

_LOOPBACK = re.compile(r"http://(127\.0\.0\.1|\[::1\]|localhost)(:[0-9]{1,5})?")


class Addresses:
    """Addresses of the portal, compared letter by letter.

    A portal started alone, on whatever port of this machine, may use the same paths.
    """

    def __init__(self, public_url: str, paths: Sequence[str]) -> None:
        """Allow these paths of the portal at `public_url`."""
        self._paths = tuple(paths)
        self._exact = tuple(public_url.rstrip("/") + path for path in paths)

    def __contains__(self, address: object) -> bool:
        """Whether somebody may be sent there."""
        if not isinstance(address, str):
            return False
        local = _LOOPBACK.match(address)
        return address in self._exact or (local is not None and address[local.end() :] in self._paths)


class Client(ClientMixin):
    """One registered client."""

    def __init__(
        self, client_id: str, secret: str, scopes: Sequence[str], returns: Addresses, farewells: Addresses
    ) -> None:
        """Register it: `returns` is where a sign-in may go back to, `farewells` a sign-out."""
        self.client_id = client_id
        self.scopes = tuple(scopes)
        self.client_metadata = {"post_logout_redirect_uris": farewells}
        self._secret = secret
        self._returns = returns

    def get_client_id(self) -> str:
        """Its id."""
        return self.client_id

    def get_default_redirect_uri(self) -> str | None:  # type: ignore[override]
        """None: every request says where it comes from."""
        return None

    def get_allowed_scope(self, scope: str | None) -> str | None:  # type: ignore[override]
        """The known ones of the scopes asked for; None, which refuses the request, without `openid`."""
        asked = (scope or "").split()
        return " ".join(one for one in self.scopes if one in asked) if "openid" in asked else None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Whether a sign-in may go back there."""
        return redirect_uri in self._returns

    def check_client_secret(self, client_secret: str) -> bool:
        """Whether the secret is right, in constant time."""
        return hmac.compare_digest(client_secret.encode(), self._secret.encode())

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """Only with the secret, at every endpoint."""
        del endpoint
        return method in {"client_secret_basic", "client_secret_post"}

    def check_response_type(self, response_type: str) -> bool:
        """Only the code flow."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """Only the code flow, and no refresh."""
        return grant_type == "authorization_code"
