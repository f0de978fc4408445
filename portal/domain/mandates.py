"""Mandates (fuldmagt): what somebody may see and do in another person's cases.

A mandate is for one subject, or in so many words for all present and coming cases (forvaltningsloven § 8,
the right to be represented). It arrives with a sign-in as a snapshot, so it always ends; it also ends when its giver dies.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.domain.people import PersonRef


class MandateRight(StrEnum):
    """What a mandate gives: to read a case, or to act in it (a statement, an answer, a message)."""

    READ = "read"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Mandate:
    """What one person (the giver) lets the holder do, until `ends_at` (UTC)."""

    giver: PersonRef
    may_act: bool
    """Whether it is also to act, not only to read."""
    kle_prefix: str | None
    """The subject it is limited to: the first groups of a KLE number. None: all present and coming cases."""
    ends_at: datetime

    def covers(self, kle_number: str | None) -> bool:
        """Whether a case with that KLE number (None: the source has none) is within the mandate.

        Compared group by group: "32.18" covers "32.18.04" and "32.18", never "32.181" or "32.1".
        """
        if self.kle_prefix is None:
            return True
        wanted = self.kle_prefix.split(".")
        return kle_number is not None and kle_number.split(".")[: len(wanted)] == wanted
