"""Decisions (afgørelser) as a caseworker has confirmed them here: the case system does not tell the outcome."""

from datetime import date
from enum import StrEnum

from portal.domain.value import value


class Outcome(StrEnum):
    """What was decided. Reductions, stops and replacements concern support that ran already."""

    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    REFUSED = "refused"
    REDUCED = "reduced"
    STOPPED = "stopped"
    REPLACED = "replaced"


@value
class Decision:
    """A confirmed decision; the parties see it from the day the letter is available to them."""

    outcome: Outcome
    decided_on: date
    letter_available_on: date


def gives_something(outcome: Outcome) -> bool:
    """Whether help follows from the decision."""
    return outcome in {Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.REPLACED}
