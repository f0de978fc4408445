"""Next-step notices: what a caseworker tells the parties will happen next.

A notice is never edited: a correction is a new version, and the old one stays in the history. One posted to the
wrong case is taken back and is gone from the citizen's view at once.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from portal.domain.case_types import Actor, CitizenPart
from portal.domain.cases import CaseId
from portal.domain.reasons import Reason
from portal.domain.value import value


class NoticeKind(StrEnum):
    """A step of the path as written there, one in the caseworker's own words, or "still waiting"."""

    PATH_STEP = "path_step"
    OWN_WORDS = "own_words"
    STILL_WAITING = "still_waiting"


class NoticeState(StrEnum):
    """Whether a notice stands, has been replaced by a new version, or was taken back."""

    LIVE = "live"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"


@value
class Notice:
    """One version of what a caseworker has told about the next step."""

    id: UUID
    case_id: CaseId
    kind: NoticeKind
    step: str
    """Code of the step it speaks of."""
    posted_at_step: str | None
    """Code of the step the case stood at when it was posted; None when that was not known."""
    words: str | None
    acts: Actor
    acts_name: str | None
    expected_from: date
    expected_to: date
    part: CitizenPart
    part_words: str | None
    posted_at: datetime
    posted_by: str
    """The name shown to citizens."""
    version: int = 1
    state: NoticeState = NoticeState.LIVE
    change_reason: Reason | None = None
    """Why it tells another last day than the notice before it about the same step, or why it takes longer than expected."""
    change_words: str | None = None

    def is_past(self, today: date) -> bool:
        """Whether its own last date has passed."""
        return self.expected_to < today


def live_notice(notices: Iterable[Notice]) -> Notice | None:
    """The newest notice that was neither replaced nor taken back."""
    return max((notice for notice in notices if notice.state is NoticeState.LIVE), key=_posted, default=None)


def told(notices: Iterable[Notice]) -> list[Notice]:
    """What the parties have been told, in order: without what was taken back, its earlier versions included."""
    kept: list[Notice] = []
    corrected: set[int] = set()
    for notice in sorted(notices, key=_posted, reverse=True):
        if notice.state is NoticeState.TAKEN_BACK or notice.version in corrected:
            corrected.add(notice.version - 1)
        else:
            corrected.clear()
            kept.append(notice)
    return kept[::-1]


def changes_day(notices: Iterable[Notice], step: str, expected_to: date) -> Notice | None:
    """The notice whose last day a new one about the same step would change; None when it changes none.

    The last day is what was said; an earlier first day is none that somebody waited for in vain.
    """
    before = next((notice for notice in reversed(told(notices)) if notice.step == step), None)
    return before if before is not None and before.expected_to != expected_to else None


def why_longer(notices: Iterable[Notice]) -> list[Notice]:
    """What was told in order, of that which says why it takes longer where no day of its step was changed."""
    last_day: dict[str, date] = {}
    found: list[Notice] = []
    for notice in told(notices):
        if notice.change_words and last_day.get(notice.step, notice.expected_to) == notice.expected_to:
            found.append(notice)
        last_day[notice.step] = notice.expected_to
    return found


def _posted(notice: Notice) -> tuple[datetime, int, str]:
    return notice.posted_at, notice.version, str(notice.id)
