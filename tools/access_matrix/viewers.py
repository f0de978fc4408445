"""Everybody who may come to a door, and how each stands to the case behind it, in the words of the policy."""

from dataclasses import dataclass
from typing import Final

from portal.access.conditions import (
    Condition,
    holds_mandate,
    holds_mandate_to_act,
    is_assigned,
    is_party,
    is_released,
    leads_team,
)
from portal.domain.sign_ins import Realm


@dataclass(frozen=True)
class Visiting:
    """One kind of visitor. `holds` names every condition that is true of them and the case."""

    key: str
    words: str
    realm: Realm | None
    """Whose sign-in they have; None when they have none that still runs."""
    holds: frozenset[Condition] = frozenset()


def _citizen(key: str, words: str, *holds: Condition) -> Visiting:
    return Visiting(key, words, Realm.CITIZEN, frozenset(holds))


def _staff(key: str, words: str, *holds: Condition) -> Visiting:
    return Visiting(key, words, Realm.STAFF, frozenset(holds))


VIEWERS: Final = (
    Visiting("nobody", "Somebody who has not signed in", None),
    Visiting("level_low", "A citizen whose MitID level was Low: no sign-in was opened", None),
    Visiting("ended_party", "The party, after the sign-in has ended", None),
    Visiting("ended_staff", "The caseworker, after the sign-in has ended", None),
    _citizen("other_citizen", "Another citizen", is_released),
    _citizen("mandate_expired", "A relative whose mandate has run out", is_released),
    _citizen("mandate_other_subject", "A relative with a mandate for another subject", is_released),
    _citizen(
        "mandate_unreleased",
        "A relative with a mandate to act; the case is not released",
        holds_mandate,
        holds_mandate_to_act,
    ),
    _citizen("mandate_read", "A relative with a mandate to read", holds_mandate, is_released),
    _citizen("mandate_act", "A relative with a mandate to act", holds_mandate, holds_mandate_to_act, is_released),
    _citizen("party_unreleased", "A party; the case is released by hand and has not been", is_party),
    _citizen(
        "party_secondary", "A party beside the primary one, who alone sees cases of this type by herself", is_party
    ),
    _citizen("party_released", "A party; the case has been released by hand", is_party, is_released),
    _citizen("party", "A party", is_party, is_released),
    _staff("staff_unmatched", "Staff whom no list of the municipality's knows"),
    _staff("staff_other_team", "A caseworker of another team"),
    _staff("leader_other_team", "The leader of another team"),
    _staff("staff_of_team", "A caseworker of the team that has the case", is_assigned),
    _staff("caseworker", "The caseworker whose case it is", is_assigned),
    _staff("leader", "The leader of the team that has the case", is_assigned, leads_team),
)
