"""What the town's case system keeps of a case on one day. Times of day are not kept: a day begins at midnight."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from portal.domain.cases import TaskStatus


class Progress(StrEnum):
    """How far a case has come, in the case system's own words."""

    ARISEN = "Opstaaet"
    ELUCIDATED = "Oplyst"
    DECIDED = "Afgjort"
    ORDERED = "Bestilt"
    EXECUTED = "Udfoert"
    CLOSED = "Afsluttet"


class Numbering(StrEnum):
    """What kind of number identifies a party."""

    PERSON = "CprNummer"
    COMPANY = "CvrNummer"


class Role(StrEnum):
    """How a party takes part in a case."""

    PRIMARY = "Primær"
    SECONDARY = "Sekundær"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody whose case it is; the number is written as the case system's users wrote it."""

    uuid: UUID
    numbering: Numbering
    number: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Person:
    """A caseworker with a name."""

    user_id: str
    initials: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """A team, as a case's caseworker or the department that answers for it."""

    unit_id: str
    number: int
    key: str
    name: str


Caseworker = Person | Group


@dataclass(frozen=True, slots=True)
class TownTask:
    """A task of a case. Dates in the future are unknown to the case system, the deadline excepted."""

    uuid: UUID
    title: str
    status: TaskStatus
    created_on: date
    deadline_on: date
    started_on: date | None
    closed_on: date | None
    caseworker: Caseworker | None


@dataclass(frozen=True, slots=True)
class TownCase:
    """A case as it stands on one day."""

    uuid: UUID
    number: str
    title: str
    opened_on: date
    kle: str
    facet: str
    progress: Progress
    progress_since: date
    parties: tuple[Party, ...]
    caseworker: Caseworker | None
    department: Group
    tasks: tuple[TownTask, ...]
    odd_date: str | None = None
    """What stands in the place of the opening date when somebody has spoilt it."""
    odd_state: str | None = None
    """A state's name that no list knows; the case is still filed under `progress`."""
