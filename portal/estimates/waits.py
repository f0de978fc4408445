"""Waiting for the citizen is a step of its own, so that the time it takes is nobody else's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from portal.domain.said_ranges import WAITING_FOR_CITIZEN
from portal.estimates.history import StepVisit


@dataclass(frozen=True, slots=True)
class CitizenWait:
    """We asked the citizen at `asked_at` and had the answer at `answered_at`; None while we still wait."""

    case_id: str
    asked_at: datetime
    answered_at: datetime | None


def set_waits_apart(visits: Iterable[StepVisit], waits: Iterable[CitizenWait]) -> list[StepVisit]:
    """The visits, cut where a wait began and ended: before it, the waiting itself, and after it the same step again.

    The pieces of a visit cover exactly the visit. Waits of one case that overlap count as one.
    """
    asked: defaultdict[str, list[CitizenWait]] = defaultdict(list)
    for wait in sorted(waits, key=lambda wait: wait.asked_at):
        asked[wait.case_id].append(wait)
    return [piece for visit in visits for piece in _pieces(visit, asked[visit.case_id])]


def _pieces(visit: StepVisit, waits: list[CitizenWait]) -> Iterator[StepVisit]:
    since = visit.entered_at
    for wait in waits:
        begins = max(wait.asked_at, since)
        if visit.left_at is not None and begins >= visit.left_at:
            break
        if wait.answered_at is not None and wait.answered_at <= since:
            continue
        if begins > since:
            yield replace(visit, entered_at=since, left_at=begins)
        ends = _earliest(wait.answered_at, visit.left_at)
        yield replace(visit, step=WAITING_FOR_CITIZEN, entered_at=begins, left_at=ends)
        if ends is None or ends == visit.left_at:
            return
        since = ends
    yield replace(visit, entered_at=since)


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None:
        return one or other
    return min(one, other)
