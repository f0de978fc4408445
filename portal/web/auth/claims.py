"""Who signed in: from a broker's claims to one identity, or a refusal.

Each broker says the same things in other words, so the mapping is a profile. A profile expects the claims of
an ID token that has been validated (signature, issuer, audience, nonce, times) and the answer of userinfo.
"""

import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from portal.domain.assurance import Assurance, AssuranceContradicts, normalise
from portal.domain.refusals import Refusal
from portal.web.auth.cpr import is_cpr
from portal.web.auth.privileges import CLAIM as PRIVILEGES_CLAIM
from portal.web.auth.privileges import Dropped, PrivilegeGroup, read_privileges

Claims = Mapping[str, object]

_MAX_CHARACTERS = 255
"""The longest subject OpenID Connect Core allows (section 2); we hold the other short texts to it too."""


@dataclass(frozen=True, slots=True)
class CitizenIdentity:
    """A citizen who has proved who they are."""

    subject: str
    cpr: str = field(repr=False)
    name: str = field(repr=False)
    assurance: Assurance
    session_id: str
    privileges: tuple[PrivilegeGroup, ...]
    session_expires_at: datetime | None
    """When the broker's own session ends (UTC); None when it does not say."""
    dropped_privileges: tuple[Dropped, ...] = ()
    """Why privileges that came along do not count; for the log."""


class IdentityRefused(Refusal):
    """The sign-in does not tell beyond doubt who somebody is."""


class ClaimMissing(IdentityRefused):
    """A claim the profile promises is absent, or not the kind of value it should be."""


class NotAnIdentityToken(IdentityRefused):
    """Another kind of token, such as a logout token, was used as an ID token."""


class UserinfoOfAnother(IdentityRefused):
    """Userinfo speaks of somebody else than the ID token does."""


class NotAPrivatePerson(IdentityRefused):
    """Somebody signed in for a company or an authority; here people act for themselves."""


class CprRefused(IdentityRefused):
    """The sign-in carries no CPR number, or something that cannot be one."""


def read_neb(id_token: Claims, userinfo: Claims) -> CitizenIdentity:
    """The identity in the claims of Signaturgruppen's broker (Nets eID Broker).

    Raises:
        IdentityRefused: a claim is missing, malformed, or belongs to somebody else.
        AssuranceUnknown: the level is missing or unknown.
        AssuranceContradicts: ID token and userinfo disagree about the level.

    """
    if "events" in id_token:
        message = "The ID token is a logout token."
        raise NotAnIdentityToken(message)
    subject = _read_text(id_token, "sub")
    _refuse_another(id_token, userinfo)
    for claims in (id_token, userinfo):
        if claims.get("identity_type", "private") != "private":
            message = "The identity is not a private one."
            raise NotAPrivatePerson(message)
    privileges = read_privileges(userinfo.get(PRIVILEGES_CLAIM))
    return CitizenIdentity(
        subject=subject,
        cpr=_read_cpr(userinfo, "dk.cpr"),
        name=_read_text(userinfo, "mitid.identity_name"),
        assurance=_read_assurance(id_token, userinfo),
        session_id=_read_text(id_token, "neb_sid"),
        privileges=privileges.groups,
        session_expires_at=_read_time(userinfo, "session_expiry"),
        dropped_privileges=privileges.dropped,
    )


PROFILES: Mapping[str, Callable[[Claims, Claims], CitizenIdentity]] = {"neb": read_neb}
"""The claim profiles, by the name `PORTAL_OIDC_PROFILE` gives them."""


def _refuse_another(id_token: Claims, userinfo: Claims) -> None:
    if userinfo.get("sub") != id_token["sub"]:
        message = "Userinfo has another subject than the ID token, or none."
        raise UserinfoOfAnother(message)
    if "mitid.uuid" in id_token and userinfo.get("mitid.uuid") != id_token["mitid.uuid"]:
        message = "Userinfo has another mitid.uuid than the ID token."
        raise UserinfoOfAnother(message)


def _read_assurance(id_token: Claims, userinfo: Claims) -> Assurance:
    stated = [claims["acr"] for claims in (id_token, userinfo) if "acr" in claims]
    level = normalise(id_token.get("loa"), userinfo.get("loa"), *stated)
    # The level is the lower of the two it is made of: who was proved (ial) and how they signed in (aal).
    parts = [claims[name] for claims in (id_token, userinfo) for name in ("ial", "aal") if name in claims]
    if any(normalise(part) < level for part in parts):
        message = "The level of assurance is higher than what it is made of."
        raise AssuranceContradicts(message)
    return level


def _read_text(claims: Claims, name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_CHARACTERS or _has_control(value):
        message = f"The claim {name} is absent or not a short text."
        raise ClaimMissing(message)
    return value


def _has_control(value: str) -> bool:
    return any(unicodedata.category(character) in {"Cc", "Cs"} for character in value)


def _read_cpr(claims: Claims, name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not is_cpr(value):
        message = f"The claim {name} is absent or not a CPR number."
        raise CprRefused(message)
    return value


def _read_time(claims: Claims, name: str) -> datetime | None:
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, int | str) and not isinstance(value, bool):
        with suppress(ValueError, OverflowError, OSError):
            return datetime.fromtimestamp(int(value), UTC)
    message = f"The claim {name} is not a time."
    raise ClaimMissing(message)
