"""What the sync needs of a case system. There is nothing here to write to it with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from portal.domain.cases import CaseState, PartyRole, TaskStatus
from portal.domain.people import PersonRef


class MappingRefused(Exception):  # noqa: N818 -- a record is refused, not the program at fault
    """A record cannot be read. Says where in it (a JSON pointer) and why (a code), never what stands there."""

    def __init__(self, pointer: str, code: str) -> None:
        super().__init__(f"{pointer}: {code}")
        self.pointer = pointer
        self.code = code


class SourceFailed(Exception):  # noqa: N818 -- it is the source that failed
    """The case system did not answer as it should; `code` says how, and never with its words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Envelope:
    """A record as it came, unread. `key` is the source's id, or the hash of the record when it has none."""

    key: str
    record: object


@dataclass(frozen=True, slots=True)
class Page:
    """Some records of a walk, and how many the source says there are in all, if it says so."""

    records: Sequence[Envelope]
    total: int | None


@dataclass(frozen=True, slots=True, order=True)
class PartySeen:
    """A person in a case."""

    person_ref: PersonRef
    role: PartyRole
    name: str


@dataclass(frozen=True, slots=True)
class TaskSeen:
    """A task of a case. Its title has been read as a step, and is gone."""

    source_id: str
    step: str | None
    status: TaskStatus
    due_on: date | None
    created_on: date | None
    started_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class CaseAggregate:
    """A case with all that hangs on it, in the portal's own terms. Parties and tasks are in a fixed order."""

    source_id: str
    case_number: str
    kle: str | None
    facet: str | None
    case_type: str | None
    source_state: str
    state: CaseState
    opened_on: date
    caseworker: str | None
    """The source's id of the caseworker; None when a team has the case, or nobody."""
    team: str | None
    """The source's id of the group that has the case, else of the department responsible for it."""
    parties: tuple[PartySeen, ...]
    tasks: tuple[TaskSeen, ...] = ()


class CaseSource(Protocol):
    """A case system that can be read. Every method may raise `SourceFailed`."""

    @property
    def name(self) -> str:
        """What the source is called in the mirror and in the municipality's states."""
        ...

    def walk(self) -> Iterator[Page]:
        """All cases, a page at a time, as they are listed now."""
        ...

    def fetch(self, source_id: str) -> Envelope | None:
        """One case, whatever its state; None when the source says that there is none."""
        ...

    def read_case(self, envelope: Envelope) -> CaseAggregate:
        """The case in the portal's terms, without its tasks.

        Raises:
            MappingRefused: the record cannot be read.
        """
        ...

    def read_tasks(self, case: CaseAggregate) -> tuple[TaskSeen, ...]:
        """The tasks of the case, asked of the source now.

        Raises:
            MappingRefused: a task cannot be read.
        """
        ...


class Progress(Protocol):
    """Is told how far a run has come."""

    def __call__(self, fetched: int, total: int | None) -> None:
        """So many records have been fetched, of so many if the source says."""
        ...
