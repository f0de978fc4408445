"""Decided cases whose letter is still to come, as their parties meet them who have something to say."""

from dataclasses import replace
from datetime import date
from typing import Final

from portal.domain.case_facts import CaseFacts
from portal.domain.statement_requests import Channel, RequestState, Timing
from tests.web.situations import NOW, KnownCase, letter_coming, request, statement


def told_after_decision(state: RequestState = RequestState.GIVEN, **given: object) -> CaseFacts:
    """The same, decided last Thursday; on Friday the citizen said what they think of it."""
    said = {
        "timing": Timing.NOW,
        "channel": Channel.WRITING,
        "with_support_person": False,
        "statements": (statement(),),
    }
    told = request(state, **said, **given)
    return replace(letter_coming(), decided_seen_on=date(2026, 11, 19), requests=(told,))


def may_still_tell() -> CaseFacts:
    """The same, and nothing said yet."""
    return replace(told_after_decision(), requests=())


def considered_after_decision() -> CaseFacts:
    """The same, and answered, while the letter is still to come."""
    words = "Vi ser på sagen igen. Brevet fra din fysioterapeut er nyt for os."
    return told_after_decision(RequestState.CONSIDERED, closing_words=words, ended_at=NOW)


MAY_STILL_TELL: Final = KnownCase("may_still_tell", may_still_tell)
TOLD: Final = KnownCase("told_after_decision", told_after_decision)
BEFORE_THE_LETTER: Final = (
    MAY_STILL_TELL,
    TOLD,
    KnownCase("considered_after_decision", considered_after_decision),
)
