"""A wish for more time to speak: in a hearing (forvaltningsloven § 19), or after a demand to be heard (§ 21).

Until it is answered the time does not run out, and a no takes no time away.
"""

from dataclasses import replace
from datetime import date, datetime

from portal.domain.refusals import Refusal
from portal.domain.value import value


class MoreTimeNotAsked(Refusal):
    """There is no wish for more time that waits for an answer."""


@value
class MoreTimeAsk:
    """A wish for more time, and what came of it."""

    asked_at: datetime
    answer_by: date
    until_before: date
    words: str | None = None
    answered_at: datetime | None = None
    granted_until: date | None = None
    declined_words: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for our answer."""
        return self.answered_at is None


def open_ask_of(asks: tuple[MoreTimeAsk, ...]) -> MoreTimeAsk | None:
    """The wish that waits for our answer; there is one at a time."""
    return next((ask for ask in asks if ask.is_open), None)


def granted(asks: tuple[MoreTimeAsk, ...], until: date, now: datetime) -> tuple[MoreTimeAsk, ...]:
    """The wishes, with a yes to the open one: until and with a day."""
    return tuple(replace(ask, answered_at=now, granted_until=until) if ask.is_open else ask for ask in asks)


def declined(asks: tuple[MoreTimeAsk, ...], words: str, now: datetime) -> tuple[MoreTimeAsk, ...]:
    """The wishes, with a no to the open one, and why."""
    return tuple(replace(ask, answered_at=now, declined_words=words) if ask.is_open else ask for ask in asks)
