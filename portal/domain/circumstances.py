"""Circumstances: what is special about a case, and the case system cannot say. A caseworker records it with its days.

Each stands from its first day until it is ended or its last day has passed. None is ever edited.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from portal.domain.people import PersonRef
from portal.domain.reasons import Reason
from portal.domain.value import value


class CircumstanceKind(StrEnum):
    """What is special."""

    INTERIM_HELP = "interim_help"
    """Help for a time, while the case is handled."""
    NO_ANSWER = "no_answer"
    """The citizen was told in writing what is missing, and what happens without it (retssikkerhedsloven § 11)."""
    SUSPENDED = "suspended"
    """The case is on hold, for a coded reason."""
    WITHDRAWN = "withdrawn"
    """The citizen has withdrawn the application."""
    MERGED = "merged"
    """It is handled together with another case."""
    MOVED = "moved"
    """The citizen has moved, and another municipality has the case (retssikkerhedsloven § 9)."""
    REOPENED = "reopened"
    """We look at a decided case again, of our own accord or asked to."""
    REMITTED = "remitted"
    """Ankestyrelsen has sent the case back (hjemvisning): the published deadline starts again."""
    COMPLAINT = "complaint"
    """A complaint is under reassessment (genvurdering, retssikkerhedsloven § 66)."""
    COMPLAINT_ON_HOLD = "complaint_on_hold"
    """The same, and the decision does not apply meanwhile (opsættende virkning, retssikkerhedsloven § 72)."""
    WAITING_LIST = "waiting_list"
    """Granted, and there is no free place yet."""
    RUNNING_SUPPORT = "running_support"
    """Support that runs and is followed up."""
    DEATH = "death"
    """Somebody has died: nothing is said by itself, and clocks, messages and mandates stop."""
    DELAYED_UNTIL = "delayed_until"
    """The letter of retssikkerhedsloven § 3 was sent, with a new day for the decision."""
    DELAYED_WITHOUT_DAY = "delayed_without_day"
    """The same letter, with the day by which we write again."""
    CONTRIBUTOR = "contributor"
    """Somebody else who works on the case."""
    COORDINATOR = "coordinator"
    """Whoever holds the threads when several do."""


DELAY_LETTERS: Final = frozenset({CircumstanceKind.DELAYED_UNTIL, CircumstanceKind.DELAYED_WITHOUT_DAY})
"""Letters of retssikkerhedsloven § 3."""

CONTRIBUTORS: Final = frozenset({CircumstanceKind.CONTRIBUTOR, CircumstanceKind.COORDINATOR})
"""Who takes part in the case."""

TELLS_OF_DECISION: Final = frozenset(
    {CircumstanceKind.COMPLAINT, CircumstanceKind.COMPLAINT_ON_HOLD, CircumstanceKind.WAITING_LIST}
)
"""What nobody may read before the letter of the decision can be read."""

DECIDES_AGAIN: Final = frozenset({CircumstanceKind.REOPENED, CircumstanceKind.REMITTED})
"""What makes a decided case an open one again."""


class Asked(StrEnum):
    """What a caseworker is asked for beside the first day."""

    PROMISED_ON = "promised_on"
    UNTIL = "until"
    OTHER = "other"
    WORDS = "words"
    REASON = "reason"
    PARTY = "party"


_PROMISED, _OTHER, _WORDS, _PARTY = Asked.PROMISED_ON, Asked.OTHER, Asked.WORDS, Asked.PARTY

NEEDED: Final[Mapping[CircumstanceKind, frozenset[Asked]]] = MappingProxyType(
    {
        CircumstanceKind.INTERIM_HELP: frozenset(),
        CircumstanceKind.NO_ANSWER: frozenset({_OTHER, _PROMISED}),
        CircumstanceKind.SUSPENDED: frozenset({Asked.REASON, _PROMISED}),
        CircumstanceKind.WITHDRAWN: frozenset(),
        CircumstanceKind.MERGED: frozenset({_OTHER}),
        CircumstanceKind.MOVED: frozenset({_OTHER}),
        CircumstanceKind.REOPENED: frozenset({_WORDS}),
        CircumstanceKind.REMITTED: frozenset(),
        CircumstanceKind.COMPLAINT: frozenset({_PROMISED}),
        CircumstanceKind.COMPLAINT_ON_HOLD: frozenset({_PROMISED}),
        CircumstanceKind.WAITING_LIST: frozenset({_PROMISED}),
        CircumstanceKind.RUNNING_SUPPORT: frozenset({_OTHER, _PROMISED}),
        CircumstanceKind.DEATH: frozenset({_PARTY}),
        CircumstanceKind.DELAYED_UNTIL: frozenset({Asked.REASON, _WORDS, _PROMISED}),
        CircumstanceKind.DELAYED_WITHOUT_DAY: frozenset({Asked.REASON, _WORDS, _PROMISED}),
        CircumstanceKind.CONTRIBUTOR: frozenset({_OTHER, _WORDS}),
        CircumstanceKind.COORDINATOR: frozenset({_OTHER, _WORDS}),
    }
)
"""What each kind cannot be told without."""

OF_ONE_PARTY: Final = frozenset(
    {CircumstanceKind.NO_ANSWER, CircumstanceKind.WITHDRAWN, CircumstanceKind.MOVED, CircumstanceKind.DEATH}
)
"""What may be true of one party and not of the others."""


@value
class Circumstance:
    """One circumstance of a case, of every party or of one."""

    id: UUID
    kind: CircumstanceKind
    begun_on: date
    noted_at: datetime
    noted_by: str
    party: PersonRef | None = None
    """The party it is true of; None for every party."""
    until: date | None = None
    """Its last day, when that is known."""
    promised_on: date | None = None
    """The day something was promised by, in the sentence that tells of it."""
    other: str | None = None
    """What is missing, the other case, the other municipality, the support, or who takes part."""
    words: str | None = None
    reason: Reason | None = None
    is_ended: bool = False

    def stands(self, today: date) -> bool:
        """Whether it is so today."""
        return not self.is_ended and self.begun_on <= today and (self.until is None or self.until >= today)

    def concerns(self, party: PersonRef | None) -> bool:
        """Whether it is one of that party's facts. A death stops the clocks of every party; None asks for the case."""
        return self.party is None or self.party == party or self.kind is CircumstanceKind.DEATH


def standing_circumstances(circumstances: Iterable[Circumstance], today: date) -> tuple[Circumstance, ...]:
    """Those that are so today, the latest begun first."""
    return tuple(sorted((each for each in circumstances if each.stands(today)), key=_latest_first))


def delay_letter(circumstances: Iterable[Circumstance], today: date, *, since: date) -> Circumstance | None:
    """The newest letter of retssikkerhedsloven § 3 that was sent on `since` or later; none that was ended."""
    sent = [each for each in standing_circumstances(circumstances, today) if each.kind in DELAY_LETTERS]
    return next((each for each in sent if each.begun_on >= since), None)


def _latest_first(circumstance: Circumstance) -> tuple[int, float, str]:
    return -circumstance.begun_on.toordinal(), -circumstance.noted_at.timestamp(), str(circumstance.id)
