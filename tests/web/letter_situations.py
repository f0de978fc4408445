"""Cases in which no decision waits any more, as their parties meet them who have something to say.

They are decided, and the letter is still to come; or they have ended without a decision.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from portal.domain.case_facts import CaseFacts
from portal.domain.circumstances import CircumstanceKind
from portal.domain.decisions import Decision, Outcome
from portal.domain.statement_requests import Channel, RequestState, Timing
from tests.web.situations import NOW, KnownCase, letter_coming, request, statement, statement_given
from tests.web.special_situations import special


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


def told_and_withdrawn() -> CaseFacts:
    """The citizen said what they think, and has withdrawn the application since."""
    (withdrawn,) = special(CircumstanceKind.WITHDRAWN).facts().circumstances
    return replace(statement_given(), circumstances=(withdrawn,))


def decided_anew() -> CaseFacts:
    """It was decided in October, opened again, and decided anew last Thursday; on Friday the citizen said what they think."""
    (again,) = special(CircumstanceKind.REOPENED, words="lægen har sendt nye oplysninger").facts().circumstances
    first = Decision(Outcome.REFUSED, date(2026, 10, 20), date(2026, 10, 22))
    return replace(told_after_decision(), decision=first, circumstances=(replace(again, promised_on=None),))


MAY_STILL_TELL: Final = KnownCase("may_still_tell", may_still_tell)
TOLD: Final = KnownCase("told_after_decision", told_after_decision)
NO_DECISION_WAITS: Final = (
    MAY_STILL_TELL,
    TOLD,
    KnownCase("considered_after_decision", considered_after_decision),
    KnownCase("told_and_withdrawn", told_and_withdrawn),
    KnownCase("decided_anew", decided_anew),
)
