"""The whole path: what is done, where the case stands, and what comes or may come.

Only evidence ticks a step. That a hearing was not needed is never concluded from its being missing.
"""

from collections.abc import Iterator
from datetime import date

from portal.domain.case_types import DECISION, CaseType, CitizenPart, OnlyIf, Step
from portal.domain.position import Standing
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import COMES_NO_FURTHER, Mark, PathStep, Situation
from portal.domain.sentences import Say, Sentence, Text


def path(reading: Reading) -> tuple[PathStep, ...]:
    """Every step with its mark; empty when nothing is known of where on it the case stands."""
    if reading.case_type is None or reading.standing is None:
        return ()
    return tuple(_steps(reading, reading.case_type, reading.standing))


def _steps(reading: Reading, case_type: CaseType, at: Standing) -> Iterator[PathStep]:
    """A closed case comes no further than it came."""
    steps = case_type.steps[: at.proved + 1] if reading.situation in COMES_NO_FURTHER else case_type.steps
    for index, step in enumerate(steps):
        mark = _mark(step, index, reading, at)
        text, on = _told(step, mark, at, reading)
        yield PathStep(step.code, mark, text, step.waiting_on, step.part, on)


def _told(step: Step, mark: Mark, at: Standing, reading: Reading) -> tuple[Text, date | None]:
    """What is said of a step with that mark, and the day that is named with it; what is decided is not being decided."""
    if reading.situation is Situation.LETTER_COMING and mark is Mark.NOW and step.code == DECISION:
        return Sentence(Say.DECISION_BEING_SENT), at.since
    if mark is Mark.DONE:
        return step.done, at.done_on[step.code]
    return (step.now, at.since) if mark is Mark.NOW else (step.coming, None)


def _mark(step: Step, index: int, reading: Reading, at: Standing) -> Mark:
    if step.code in at.done_on:
        return Mark.DONE
    if index == at.index and at.has_begun:
        return Mark.NOW
    if step.code in at.open_since and (reading.comes_after_decision(step) or not reading.is_over):
        return Mark.COMING
    if index >= at.index:
        return Mark.COMING if step.only_if is None else Mark.MAYBE
    is_hearing = step.part is CitizenPart.HEARING
    if not reading.is_over and step.only_if is not None:
        may_still_come = index > at.proved or is_hearing or step.code in at.planned
        if may_still_come:
            return Mark.MAYBE
    was_not_needed = step.only_if is OnlyIf.NEEDED and not is_hearing and index < at.proved
    return Mark.SKIPPED if was_not_needed else Mark.UNKNOWN
