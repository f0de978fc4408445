"""Which member of staff signed in, from the claims of the municipality's own provider.

Userinfo fills in what the ID token leaves out; where both speak, the signed ID token counts.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.sign_ins import ProviderAnswerRefused
from portal.services.sign_in import ProvedStaff

_MAX_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class StaffClaimNames:
    """Which claims hold what, as the settings name them."""

    sign_in: str
    """The value that is matched to the municipality's staff."""
    roles: str


def read_staff(id_claims: Mapping[str, object], userinfo: Mapping[str, object], names: StaffClaimNames) -> ProvedStaff:
    """The member of staff that both are about.

    Raises:
        ProviderAnswerRefused: the two are about different people, or the name is missing.

    """
    subject = id_claims.get("sub")
    if not subject or userinfo.get("sub") != subject:
        raise ProviderAnswerRefused("userinfo_sub")
    claims = {**userinfo, **id_claims}
    sign_in = _read_text(claims, names.sign_in)
    name = _read_text(claims, "name") or sign_in
    if not isinstance(subject, str) or not _is_plain(subject) or name is None:
        raise ProviderAnswerRefused("staff_claims")
    return ProvedStaff(
        subject=subject,
        name=name,
        sign_in=sign_in,
        roles=_read_roles(claims.get(names.roles)),
        session_id=_read_text(claims, "sid"),
    )


def _read_text(claims: Mapping[str, object], name: str) -> str | None:
    value = claims.get(name)
    if isinstance(value, str) and 0 < len(value) <= _MAX_CHARACTERS and _is_plain(value):
        return value
    return None


def _is_plain(value: str) -> bool:
    return all(unicodedata.category(character) not in {"Cc", "Cs"} for character in value)


def _read_roles(value: object) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset(value.split())
    if isinstance(value, list):
        return frozenset(role for role in value if isinstance(role, str))
    return frozenset()
