"""Who has looked at a case, and at what."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.i18n import N_, gettext

LOOKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "list": N_("Saw it in a list"),
        "case": N_("Opened the case"),
        "preview": N_("Saw what you see"),
        "hearing": N_("Read the hearing"),
    }
)
"""By the kind that the audit keeps."""


def look_kind(kind: str) -> str:
    """What was looked at."""
    return gettext(LOOKS[kind])
