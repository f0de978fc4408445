"""How sure we are of who signed in: the level of assurance of NSIS, whatever the broker calls it.

An allow-list that fails closed: a spelling not written here, or two claims that disagree, give no level.
"""

from enum import IntEnum

from portal.domain.refusals import Refusal


class Assurance(IntEnum):
    """The three levels of the national standard for identities (NSIS), lowest first."""

    LOW = 1
    SUBSTANTIAL = 2
    HIGH = 3


class AssuranceUnknown(Refusal):
    """The sign-in does not say its level, or says it in a way nobody taught us."""


class AssuranceContradicts(Refusal):
    """The sign-in says two different levels."""


def normalise(*claims: object) -> Assurance:
    """The level that all the claims agree on.

    Raises:
        AssuranceUnknown: there is no claim, or one of them is absent (`None`) or unknown.
        AssuranceContradicts: two claims are of different levels.

    """
    levels = {_read(claim) for claim in claims}
    if not levels:
        message = "The sign-in has no level of assurance."
        raise AssuranceUnknown(message)
    if len(levels) > 1:
        message = "The sign-in has more than one level of assurance."
        raise AssuranceContradicts(message)
    return levels.pop()


def _read(claim: object) -> Assurance:
    level = _SPELLINGS.get(claim) if isinstance(claim, str) else None
    if level is None:
        message = "The sign-in has a level of assurance that is not on the list."
        raise AssuranceUnknown(message)
    return level


def _spell(level: Assurance) -> tuple[str, ...]:
    capital, upper, lower = level.name.capitalize(), level.name, level.name.lower()
    return (
        capital,
        upper,
        f"https://data.gov.dk/concept/core/nsis/{capital}",
        f"https://data.gov.dk/concept/core/nsis/loa/{capital}",
        f"urn:grn:authn:dk:mitid:{lower}",
    )


_SPELLINGS = {spelling: level for level in Assurance for spelling in _spell(level)}
