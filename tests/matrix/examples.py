"""What is sent to each door that changes something, so that it is taken when the sender may send it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from portal.domain.cases import CaseState
from portal.domain.statement_requests import RequestState
from tests.matrix.ground import BY_HAND, BY_ITSELF, Ground
from tests.world import TODAY, ref_of


@dataclass(frozen=True)
class Example:
    """A form as it is sent, and the case it fits: one of its type, in its state, with a demand that stands so."""

    form: Callable[[Ground], Mapping[str, str]]
    case_type: str = BY_ITSELF
    state: CaseState = CaseState.RECEIVED
    demand: RequestState = RequestState.RECEIVED
    is_released: bool = False
    """Whether the case has been released to its party."""
    is_entered: bool = True
    """Whether the journal tells of it."""


def _nothing_more(_ground: Ground) -> Mapping[str, str]:
    return {}


def _words(_ground: Ground) -> Mapping[str, str]:
    return {"words": "Jeg har ringet"}


EXAMPLES: Final[Mapping[str, Example]] = {
    "citizen_sign_in.end": Example(_nothing_more, is_entered=False),
    "staff_sign_in.end": Example(_nothing_more, is_entered=False),
    "journal_feed.filings": Example(_nothing_more, is_entered=False),
    "citizen.send_statement_request": Example(
        lambda _: {"timing": "now", "words": "Oplysningerne passer ikke", "channel": "writing"}
    ),
    "citizen.withdraw_statement_request": Example(_nothing_more),
    "caseworker.find": Example(lambda _: {"typed": "Anna"}, is_entered=False),
    "caseworker.set_statement_date": Example(
        lambda ground: {"seen": ground.mark, "statement_by": (TODAY + timedelta(days=28)).isoformat()}
    ),
    "caseworker.note_statement": Example(lambda ground: {"seen": ground.mark, "words": "Hun sagde nej"}),
    "caseworker.consider_statement": Example(
        lambda ground: {"seen": ground.mark, "words": "Vi har rettet det"}, demand=RequestState.GIVEN
    ),
    "caseworker.decline_statement": Example(
        lambda ground: {"seen": ground.mark, "words": "Loven kræver det", "ground": "statutory_deadline"}
    ),
    "caseworker.post_notice": Example(
        lambda _: {
            "step": "decision",
            "words": "",
            "expected_from": TODAY.isoformat(),
            "expected_to": (TODAY + timedelta(days=28)).isoformat(),
            "acts": "",
            "part": "",
            "send": "1",
        }
    ),
    "caseworker.take_back_notice": Example(_nothing_more),
    "caseworker.still_waiting": Example(
        lambda _: {"who": "din læge", "until": (TODAY + timedelta(days=14)).isoformat()}
    ),
    "caseworker.confirm_decision": Example(
        lambda _: {
            "outcome": "granted",
            "decided_on": TODAY.isoformat(),
            "letter_available_on": TODAY.isoformat(),
        },
        state=CaseState.DECIDED,
    ),
    "caseworker.note_circumstance": Example(lambda _: {"begun_on": TODAY.isoformat()}),
    "caseworker.end_circumstance": Example(_nothing_more),
    "caseworker.release_case": Example(lambda _: {"party": ref_of("Anna"), "step": "concern"}, case_type=BY_HAND),
    "caseworker.withdraw_release": Example(
        lambda _: {"party": ref_of("Anna"), "reason": "too_early", "words": "Det var for tidligt"},
        case_type=BY_HAND,
        is_released=True,
    ),
    "caseworker.note_answer": Example(_words),
    "caseworker.note_mending": Example(
        lambda _: {"step": "told", "done_on": TODAY.isoformat(), "words": "Vi beklager"}, state=CaseState.DECIDED
    ),
    "caseworker.handle_breach": Example(_words),
}
