"""What was decided, result first."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.domain.decisions import Outcome
from portal.i18n import N_, gettext

OUTCOMES: Final[Mapping[Outcome, str]] = MappingProxyType(
    {
        Outcome.GRANTED: N_("The answer is yes"),
        Outcome.PARTLY_GRANTED: N_("The answer is yes to some of what you applied for"),
        Outcome.REFUSED: N_("The answer is no"),
        Outcome.REDUCED: N_("Your support is reduced"),
        Outcome.STOPPED: N_("Your support stops"),
        Outcome.REPLACED: N_("You get a different kind of support"),
    }
)
"""Each result in words of one breath."""


def outcome(result: Outcome) -> str:
    """The result in words."""
    return gettext(OUTCOMES[result])
