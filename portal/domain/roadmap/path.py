"""The whole path: what is done, where the case stands, and what comes or may come.

Only evidence ticks a step. That a hearing was not needed is never concluded from its being missing.
"""

from collections.abc import Iterator

from portal.domain.case_types import CaseType, CitizenPart, OnlyIf, Step
from portal.domain.position import Standing
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import COMES_NO_FURTHER, Mark, PathStep


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
        text = {Mark.DONE: step.done, Mark.NOW: step.now}.get(mark, step.coming)
        on = {Mark.DONE: at.done_on.get(step.code), Mark.NOW: at.since}.get(mark)
        yield PathStep(step.code, mark, text, step.waiting_on, step.part, on)


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
