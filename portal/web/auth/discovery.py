"""What a provider says about itself: its addresses and its keys, kept for a short time in each process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, RSAKey

from portal import clock
from portal.domain.sign_ins import ProviderAnswerRefused
from portal.web.auth.transport import UNREADABLE, Transport

WELL_KNOWN = "/.well-known/openid-configuration"
KEPT = timedelta(minutes=10)
_MIN_RSA_BITS = 2048


@dataclass(frozen=True, slots=True)
class ProviderMetadata:
    """The addresses of a provider, each checked to be as safe as the issuer's own."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None
    names_itself_in_answers: bool
    """Whether its answers carry `iss` (RFC 9207); then one without it is refused."""
    client_authentication: str
    lets_people_choose: bool
    """Whether it says that it knows `prompt=select_account`; one that does not know it may refuse it."""


class Provider:
    """One provider, found through its issuer address alone."""

    def __init__(self, issuer: str, transport: Transport) -> None:
        """Know a provider by its configured issuer."""
        self.issuer = issuer
        self.transport = transport
        self._metadata: tuple[datetime, ProviderMetadata] | None = None
        self._keys: tuple[datetime, KeySet] | None = None

    def metadata(self) -> ProviderMetadata:
        """Its addresses.

        Raises:
            ProviderDown: it does not answer.
            ProviderAnswerRefused: it speaks for another issuer, or names an unsafe address.

        """
        if self._metadata and _is_fresh(self._metadata[0]):
            return self._metadata[1]
        document = self.transport.fetch_object(self.issuer.rstrip("/") + WELL_KNOWN, "discovery")
        metadata = _read_metadata(document, self.issuer)
        self._metadata = (clock.real(), metadata)
        return metadata

    def keys(self, *, fetched_anew: bool = False) -> KeySet:
        """Its public signing keys; `fetched_anew` when a token names a key that is not among them."""
        if self._keys and _is_fresh(self._keys[0]) and not fetched_anew:
            return self._keys[1]
        keys = _read_keys(self.transport.fetch_object(self.metadata().jwks_uri, "jwks"))
        self._keys = (clock.real(), keys)
        return keys


def _is_fresh(fetched_at: datetime) -> bool:
    return timedelta() <= clock.real() - fetched_at < KEPT


def _read_metadata(document: Mapping[str, Any], issuer: str) -> ProviderMetadata:
    if document.get("issuer") != issuer:
        raise ProviderAnswerRefused("discovery_issuer")

    def address(name: str) -> str:
        url = document.get(name)
        if not isinstance(url, str) or not _is_as_safe_as(url, issuer):
            raise ProviderAnswerRefused(f"discovery_{name}")
        return url

    methods = document.get("token_endpoint_auth_methods_supported")
    prompts = document.get("prompt_values_supported")
    basic = not isinstance(methods, list) or "client_secret_basic" in methods
    return ProviderMetadata(
        issuer=issuer,
        authorization_endpoint=address("authorization_endpoint"),
        token_endpoint=address("token_endpoint"),
        userinfo_endpoint=address("userinfo_endpoint"),
        jwks_uri=address("jwks_uri"),
        end_session_endpoint=address("end_session_endpoint") if "end_session_endpoint" in document else None,
        names_itself_in_answers=document.get("authorization_response_iss_parameter_supported") is True,
        client_authentication="client_secret_basic" if basic else "client_secret_post",
        lets_people_choose=isinstance(prompts, list) and "select_account" in prompts,
    )


def _is_as_safe_as(url: str, issuer: str) -> bool:
    if not url.isascii() or not url.isprintable() or "\\" in url:
        return False
    try:
        parts, ours = urlsplit(url), urlsplit(issuer)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    return (parts.scheme, parts.hostname) == (ours.scheme, ours.hostname)


def _read_keys(document: Mapping[str, Any]) -> KeySet:
    given = document.get("keys")
    if not isinstance(given, list):
        raise ProviderAnswerRefused("jwks")
    keys = [key for key in map(_read_key, given) if key]
    if not keys:
        raise ProviderAnswerRefused("jwks_empty")
    return KeySet(keys)


def _read_key(given: object) -> Key | None:
    """A key that can verify a signature we accept; None for any other kind, which a provider may publish too."""
    if not isinstance(given, dict) or given.get("use", "sig") != "sig":
        return None
    public = {
        name: value for name, value in given.items() if name in {"kty", "kid", "alg", "use", "n", "e", "crv", "x", "y"}
    }
    try:
        if given.get("kty") == "RSA":
            rsa = RSAKey.import_key(public)
            return rsa if rsa.public_key.key_size >= _MIN_RSA_BITS else None
        if given.get("kty") == "EC" and given.get("crv") == "P-256":
            return ECKey.import_key(public)
    except (JoseError, *UNREADABLE):
        return None
    return None
