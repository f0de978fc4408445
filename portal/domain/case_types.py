"""Case types: the path a kind of case takes, from received to follow-up, as the municipality describes it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from portal.domain.cases import PartyRole
from portal.domain.value import value
from portal.domain.words import Words

DECISION = "decision"
"""The step of every path in which the case is decided; earlier decisions on it are ordinary steps."""

APPEAL = "appeal"
"""The step in which the decision can be complained about; it begins and ends by the letter's date alone."""


class Actor(StrEnum):
    """Who a step waits for."""

    CITIZEN = "citizen"
    MUNICIPALITY = "municipality"
    THIRD_PARTY = "third_party"
    NOBODY = "nobody"


class OnlyIf(StrEnum):
    """Why a step may not come: it was not needed, or nothing was granted."""

    NEEDED = "needed"
    GRANTED = "granted"


class Release(StrEnum):
    """Who of those that the case system lists sees a case of this type by themselves.

    Others see it only when a caseworker releases it to them: the case system says nothing of custody, and a parent
    without custody is no party (part).
    """

    ALL = "all"
    PRIMARY = "primary"
    """The primary party alone."""
    MANUAL = "manual"
    """Nobody."""


class CitizenPart(StrEnum):
    """How the citizen takes part in a step."""

    NOTHING = "nothing"
    MEETING = "meeting"
    ANSWER = "answer"
    DOCUMENT = "document"
    HEARING = "hearing"
    CHOICE = "choice"


class DeadlineUnit(StrEnum):
    """What a published deadline is counted in. Days are calendar days."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


@value
class PublishedDeadline:
    """A processing deadline the council has published (sagsbehandlingsfrist, retssikkerhedsloven § 3(2)).

    It runs from the application and is the time in which most cases are decided, not when help starts.
    """

    value: int
    unit: DeadlineUnit
    paragraph: str
    source_url: str | None = None


@value
class Step:
    """One step of a case type's path. `min_days` and `max_days` are calendar days spent in it."""

    code: str
    coming: Words
    now: Words
    done: Words
    waiting_on: Actor
    min_days: int
    max_days: int
    only_if: OnlyIf | None = None
    part: CitizenPart = CitizenPart.NOTHING
    waiting_for: Words | None = None
    """Who the third party is, in words that follow "Vi venter på" ("din læge")."""


@value
class CaseType:
    """A kind of case, valid from a day and, when rules change, until and with a day."""

    code: str
    name: Words
    law: str
    release: Release
    steps: tuple[Step, ...]
    deadline: PublishedDeadline | None = None
    is_social: bool = True
    """Whether retssikkerhedsloven § 3 applies."""
    changes_support: bool = False
    """Whether every decision in it changes support that somebody has: then each party is heard, whatever the outcome."""
    child_is_party: bool = False
    """Whether a child of 10 or more is a party of its own (barnets lov § 3)."""
    valid_from: date = date.min
    valid_to: date | None = None

    def shows_itself_to(self, role: PartyRole) -> bool:
        """Whether somebody in that role sees a case of this type without a release."""
        return self.release is Release.ALL or (self.release is Release.PRIMARY and role is PartyRole.PRIMARY)

    def step(self, code: str) -> Step | None:
        """The step of that code; None when this path has none."""
        at = self.position(code)
        return None if at is None else self.steps[at]

    def position(self, code: str) -> int | None:
        """Where on the path a step stands, from 0; None when this path has none."""
        for number, step in enumerate(self.steps):
            if step.code == code:
                return number
        return None

    def after(self, position: int) -> int:
        """Where the first step after `position` stands that is sure to come; the path's length when there is none."""
        for at in range(position + 1, len(self.steps)):
            if self.steps[at].only_if is None:
                return at
        return len(self.steps)

    def after_decision(self) -> Sequence[Step]:
        """The steps that come only after the decision, in order."""
        at = self.position(DECISION)
        return () if at is None else self.steps[at + 1 :]
