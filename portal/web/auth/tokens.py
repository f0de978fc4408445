"""The ID token: checked for everything that would let another's token sign somebody in here."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import BadSignatureError, ClaimError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from portal.domain.sign_ins import ProviderAnswerRefused
from portal.web.auth.discovery import Provider
from portal.web.auth.transport import UNREADABLE

ALGORITHMS = ("ES256", "PS256", "RS256")
"""Ours, whatever the provider says it supports. All three hash with SHA-256."""
LEEWAY_SECONDS = 60
_MAX_SUBJECT = 255
_REGISTERED = ("iss", "sub", "aud", "exp", "iat", "nbf", "nonce")
_OTHER_KINDS = {"logout+jwt", "at+jwt"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What the ID token of one sign-in must say."""

    client_id: str
    nonce: str
    access_token: str


def read_id_token(raw: str, provider: Provider, expected: Expected, *, now: datetime) -> dict[str, Any]:
    """The claims of an ID token that is the provider's, for us, for this sign-in and for now.

    Raises:
        ProviderAnswerRefused: any check failed; it names which.
        ProviderDown: the provider's keys could not be fetched.

    """
    claims = _verify(raw, provider)
    _check_registered(claims, provider.issuer, expected, now)
    audience = claims["aud"]
    if audience not in (expected.client_id, [expected.client_id]):
        raise ProviderAnswerRefused("aud")
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise ProviderAnswerRefused("azp")
    if len(claims["sub"]) > _MAX_SUBJECT:
        raise ProviderAnswerRefused("sub")
    if "events" in claims:
        raise ProviderAnswerRefused("logout_token")
    if "at_hash" in claims and not _is_hash_of(claims["at_hash"], expected.access_token):
        raise ProviderAnswerRefused("at_hash")
    return claims


def _verify(raw: str, provider: Provider) -> dict[str, Any]:
    try:
        return _decode(raw, provider.keys())
    except (InvalidKeyIdError, BadSignatureError):
        # The provider may have changed its keys since we last asked.
        keys = provider.keys(fetched_anew=True)
    try:
        return _decode(raw, keys)
    except (InvalidKeyIdError, BadSignatureError):
        raise ProviderAnswerRefused("signature") from None


def _decode(raw: str, keys: KeySet) -> dict[str, Any]:
    try:
        token = jwt.decode(raw, keys, algorithms=list(ALGORITHMS))
    except (InvalidKeyIdError, BadSignatureError):
        raise
    except (JoseError, *UNREADABLE):
        raise ProviderAnswerRefused("id_token") from None
    if str(token.header.get("typ", "")).lower().removeprefix("application/") in _OTHER_KINDS:
        raise ProviderAnswerRefused("token_kind")
    return token.claims


def _check_registered(claims: dict[str, Any], issuer: str, expected: Expected, now: datetime) -> None:
    registry = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": issuer},
        sub={"essential": True},
        aud={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True},
    )
    try:
        registry.validate(claims)
    except JoseError as error:
        raise ProviderAnswerRefused(_name_of(error)) from None
    if claims["nonce"] != expected.nonce:
        raise ProviderAnswerRefused("nonce")


def _name_of(error: JoseError) -> str:
    """Which claim failed, from the names we know; never a word of the token."""
    named = error.claim if isinstance(error, ClaimError) else ""
    return next((name for name in _REGISTERED if name in named.split(",")), "claims")


def _is_hash_of(at_hash: object, access_token: str) -> bool:
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    ours = base64.urlsafe_b64encode(half).rstrip(b"=")
    return at_hash == ours.decode()
