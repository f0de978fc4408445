"""All that a roadmap of one case for one party is made from."""

from dataclasses import field
from datetime import date, datetime
from typing import Any

from portal.domain.case_types import CaseType
from portal.domain.cases import CaseId, CaseState, TaskStatus
from portal.domain.circumstances import Circumstance
from portal.domain.contacts import Contact
from portal.domain.decisions import Decision
from portal.domain.hearings import Hearing
from portal.domain.notices import Notice
from portal.domain.requests import Request
from portal.domain.said_ranges import SaidRange
from portal.domain.statement_requests import StatementRequest
from portal.domain.value import value
from portal.domain.words import Words


@value
class TaskEvidence:
    """A task in the case system that was mapped to a step of the path."""

    step: str
    status: TaskStatus
    due_on: date | None = None
    started_on: date | None = None
    closed_on: date | None = None


@value
class Absence:
    """That somebody is not at work, both days included, and whom to phone meanwhile. Why is never known here."""

    first_day: date
    last_day: date
    stand_in: Contact


@value
class CaseworkerSeat:
    """Who has the case now, since when, and who had it before, as far as it was observed."""

    contact: Contact
    since: date | None = None
    before: Words | None = None
    """Name of the one before, when it changed and may be shown."""
    absence: Absence | None = None


@value
class SourceReading:
    """When the case system was last read completely, and whether that is too long ago to trust."""

    read_at: datetime | None
    is_stale: bool


@value
class CaseFacts:
    """What is known of a case, for one party: no other party's words are in it."""

    case_id: CaseId
    case_number: str
    case_type: CaseType | None
    state: CaseState
    opened_on: date
    first_seen_on: date
    state_step: str | None
    """The furthest step the state proves begun, from the municipality's mapping."""
    state_changed_on: date | None
    """When the present state was first observed; None when it has been so since first sight."""
    tasks: tuple[TaskEvidence, ...]
    seat: CaseworkerSeat
    reading: SourceReading
    notices: tuple[Notice, ...] = ()
    requests: tuple[StatementRequest, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    asked: tuple[Request, ...] = ()
    """What is owed an answer besides, the nearest day first."""
    decision: Decision | None = None
    furthest_released: str | None = None
    """For a case released by hand: the last step this party may see."""
    last_news_on: date | None = None
    """When something new in content last reached the party."""
    circumstances: tuple[Circumstance, ...] = ()
    said: tuple[SaidRange, ...] = ()
    """When something was said to come, measured on earlier cases; the first first."""
    decided_seen_on: date | None = None
    """When it was first seen decided and has been since; None when so since first sight, or not decided."""
    known: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `domain.evidence` has worked out from them, so that it does so once: everything on a page rests on it."""

    def letter_is_available(self, today: date) -> bool:
        """Whether the decision is the party's to read."""
        return self.decision is not None and self.decision.letter_available_on <= today
