"""A last day to speak that we moved ourselves, without having been asked: the old day, the new one, why, who and when."""

from datetime import date, datetime

from portal.domain.reasons import Reason
from portal.domain.refusals import Refusal
from portal.domain.value import value


class MovedTooEarly(Refusal):
    """The new day is the old one, or leaves too little time; `earliest` is the first that may be chosen before it."""

    def __init__(self, earliest: date) -> None:
        """Keep the first day that may be chosen."""
        super().__init__(earliest.isoformat())
        self.earliest = earliest


@value
class MovedDay:
    """One such move. Never edited."""

    before: date
    until: date
    reason: Reason
    words: str
    moved_at: datetime
    moved_by: str
    """The name shown to citizens."""
