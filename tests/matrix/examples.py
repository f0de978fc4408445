"""What is sent to each door that changes something, so that it is taken when the sender may send it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from portal.domain.cases import CaseState
from portal.domain.hearings import HearingState
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
    hearing: HearingState = HearingState.OFFERED
    asks_for_more_time: bool = False
    is_released: bool = False
    """Whether the case has been released to its party."""
    is_entered: bool = True
    """Whether the journal tells of it."""


def _nothing_more(_ground: Ground) -> Mapping[str, str]:
    return {}


_ASKED: Final = f"open:{TODAY + timedelta(days=7)}"
"""How the question stands, as `mark_of` says it."""


def _words(_ground: Ground) -> Mapping[str, str]:
    return {"words": "Jeg har ringet"}


def _hearing_words(ground: Ground) -> Mapping[str, str]:
    return {"seen": ground.hearing_mark, "words": "Vi har talt sammen"}


EXAMPLES: Final[Mapping[str, Example]] = {
    "citizen_sign_in.end": Example(_nothing_more, is_entered=False),
    "staff_sign_in.end": Example(_nothing_more, is_entered=False),
    "journal_feed.filings": Example(_nothing_more, is_entered=False),
    "citizen.send_statement_request": Example(
        lambda _: {"timing": "now", "words": "Oplysningerne passer ikke", "channel": "writing"}
    ),
    "citizen.withdraw_statement_request": Example(_nothing_more),
    "citizen.ask_for_time_to_speak": Example(_nothing_more, demand=RequestState.DATE_SET),
    "citizen.send_hearing_answer": Example(lambda _: {"words": "Oplysningerne passer ikke"}),
    "citizen.ask_for_more_time": Example(_nothing_more),
    "citizen.send_no_comment": Example(_nothing_more),
    "caseworker.answer_hearing_question": Example(
        lambda _: {
            "parties": ref_of("Anna"),
            "unknown_to_party": "yes",
            "about_facts": "yes",
            "against_party": "yes",
            "essential": "yes",
        },
        is_entered=False,
    ),
    "caseworker.offer_hearing": Example(
        lambda _: {
            "parties": ref_of("Anna"),
            "fact_1": "Du kan gå 200 meter.",
            "source_1": "Din læge",
            "matters_1": "Det taler imod støtte.",
            "answer_by": (TODAY + timedelta(days=28)).isoformat(),
        },
        hearing=HearingState.CONSIDERED,
    ),
    "caseworker.code_hearing_reason": Example(
        lambda _: {"parties": ref_of("Anna"), "ground": "special_law", "words": "Loven har egne regler"}
    ),
    "caseworker.record_child_conversation": Example(
        lambda _: {"party": ref_of("Anna"), "held_on": TODAY.isoformat()}, case_type=BY_HAND
    ),
    "caseworker.give_more_time": Example(
        lambda ground: {"seen": ground.hearing_mark, "until": (TODAY + timedelta(days=28)).isoformat()},
        asks_for_more_time=True,
    ),
    "caseworker.decline_more_time": Example(_hearing_words, asks_for_more_time=True),
    "caseworker.note_hearing_answer": Example(_hearing_words),
    "caseworker.consider_hearing": Example(_hearing_words, hearing=HearingState.NO_COMMENT),
    "caseworker.call_hearing_off": Example(_hearing_words),
    "caseworker.find": Example(lambda _: {"typed": "Anna"}, is_entered=False),
    "caseworker.set_statement_date": Example(
        lambda ground: {"seen": ground.mark, "statement_by": (TODAY + timedelta(days=28)).isoformat()}
    ),
    "caseworker.move_statement_date": Example(
        lambda ground: {
            "seen": ground.mark,
            "statement_by": (TODAY + timedelta(days=28)).isoformat(),
            "change_reason": "illness",
            "change_words": "Lægen er syg",
        },
        demand=RequestState.DATE_SET,
    ),
    "caseworker.decline_time_to_speak": Example(
        lambda ground: {"seen": ground.mark, "words": "Sagen haster"},
        demand=RequestState.DATE_SET,
        asks_for_more_time=True,
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
        demand=RequestState.WITHDRAWN,
    ),
    "caseworker.note_circumstance": Example(lambda _: {"begun_on": TODAY.isoformat()}),
    "caseworker.end_circumstance": Example(_nothing_more),
    "caseworker.release_case": Example(lambda _: {"party": ref_of("Anna"), "step": "concern"}, case_type=BY_HAND),
    "caseworker.withdraw_release": Example(
        lambda _: {"party": ref_of("Anna"), "reason": "too_early", "words": "Det var for tidligt"},
        case_type=BY_HAND,
        is_released=True,
    ),
    "citizen.call_me": Example(_nothing_more),
    "citizen.send_request": Example(lambda _: {"words": "Hvornår hører jeg fra jer?"}),
    "citizen.withdraw_request": Example(_nothing_more),
    "caseworker.take_request": Example(_nothing_more),
    "caseworker.put_off_request": Example(
        lambda _: {"seen": _ASKED, "words": "Lægen er på ferie", "until": (TODAY + timedelta(days=28)).isoformat()}
    ),
    "caseworker.answer_request": Example(lambda _: {"seen": _ASKED, "words": "Det gør du i dag"}),
    "caseworker.answer_complaint": Example(
        lambda _: {"seen": _ASKED, "words": "Vi har ændret den", "led_to": "changed"}
    ),
    "caseworker.note_mending": Example(
        lambda _: {"step": "told", "done_on": TODAY.isoformat(), "words": "Vi beklager"}, state=CaseState.DECIDED
    ),
    "caseworker.handle_breach": Example(_words),
}
