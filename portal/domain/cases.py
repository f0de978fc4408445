"""A case as the case system tells of it, in the portal's own terms."""

from enum import StrEnum
from typing import NewType
from uuid import UUID

CaseId = NewType("CaseId", UUID)


def is_same_source_id(one: str | None, other: str | None) -> bool:
    """Whether two ids of the case system's name the same one; systems do not agree on capitals. None names nobody."""
    return one is not None and other is not None and one.casefold() == other.casefold()


class CaseState(StrEnum):
    """How far a case has come, whatever its source calls it."""

    RECEIVED = "received"
    INFORMING = "informing"
    HEARING = "hearing"
    DECIDING = "deciding"
    DECIDED = "decided"
    EXECUTING = "executing"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class PartyRole(StrEnum):
    """What a person is in a case. That the case system lists somebody does not make them a party (part) by law."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class TaskStatus(StrEnum):
    """How far a task in the case system has come."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    FINISHED = "finished"
