"""The promise ledger: every day by which an answer was promised, and what came of it. Rows are only ever added."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from portal.domain.value import value


class PromiseKind(StrEnum):
    """What was promised by a day: an answer to what a party asked (by its type), or a day we told of by ourselves."""

    CALL_ME = "call_me"
    QUESTION = "question"
    UPDATE = "update"
    CONVERSATION = "conversation"
    PAPERS = "papers"
    REVIEW = "review"
    DECISION_COMPLAINT = "decision_complaint"
    HANDLING_COMPLAINT = "handling_complaint"
    ABOUT_DECISION = "about_decision"
    DEMAND = "demand"
    """To be heard before the decision (forvaltningsloven § 21)."""
    CONSIDER_STATEMENT = "consider_statement"
    MORE_TIME = "more_time"
    CONSIDER_HEARING = "consider_hearing"
    DECIDE_BY = "decide_by"
    """The new day for the decision in a letter of delay (retssikkerhedsloven § 3)."""
    WRITE_AGAIN = "write_again"
    """In such a letter without one: the day by which we write again."""
    SPECIAL_DAY = "special_day"
    """A day told with a special situation: when a case on hold goes on, or a complaint is looked at."""


class PromiseEnd(StrEnum):
    """What came of a promise."""

    KEPT = "kept"
    BROKEN = "broken"
    """The answer came later, or a new date was given in its place."""
    CALLED_OFF = "called_off"
    """The party took it back, or said more and was given a later day: nothing was owed that day."""


def end_of(due_on: date, answered_on: date) -> PromiseEnd:
    """What an answer makes of a promise."""
    return PromiseEnd.KEPT if answered_on <= due_on else PromiseEnd.BROKEN


@value
class Promised:
    """A promise without anybody's name: what, until when, and what came of it."""

    kind: PromiseKind
    due_on: date
    end: PromiseEnd | None = None
    """None while nothing has come of it."""
    ended_on: date | None = None

    def days_late(self, today: date) -> int | None:
        """Calendar days from its day to the answer, or until now while there is none; None when it is not late."""
        is_answered = self.end is not None
        if self.end is PromiseEnd.BROKEN and self.ended_on is not None:
            return max(0, (self.ended_on - self.due_on).days)
        return (today - self.due_on).days if not is_answered and self.due_on < today else None


@value
class KeptOf:
    """How many promises of one kind were kept, of all that came to an end or whose day has passed."""

    kind: PromiseKind
    kept: int
    promised: int
    latest_days: int
    """How many days the latest of the others came too late, or is late by now."""


def kept_of(promises: Iterable[Promised], today: date) -> Sequence[KeptOf]:
    """Each kind of which something can be said, in the order of the kinds."""
    of_kind: defaultdict[PromiseKind, list[Promised]] = defaultdict(list)
    for each in promises:
        if each.end in {PromiseEnd.KEPT, PromiseEnd.BROKEN} or (each.end is None and each.due_on < today):
            of_kind[each.kind].append(each)
    return [
        KeptOf(
            kind,
            sum(each.end is PromiseEnd.KEPT for each in found),
            len(found),
            max((each.days_late(today) or 0 for each in found), default=0),
        )
        for kind in PromiseKind
        if (found := of_kind[kind])
    ]
