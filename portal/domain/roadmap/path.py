"""The whole path: what is done, where the case stands, and what comes or may come."""

from collections.abc import Iterator

from portal.domain.case_types import CaseType, CitizenPart, OnlyIf, Step
from portal.domain.decisions import gives_something
from portal.domain.position import DECISION, Standing
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import Mark, PathStep, Situation


def path(reading: Reading) -> tuple[PathStep, ...]:
    """Every step with its mark; empty when the case type is not known."""
    if reading.case_type is None or reading.standing is None:
        return ()
    return tuple(_steps(reading, reading.case_type, reading.standing))


def _steps(reading: Reading, case_type: CaseType, at: Standing) -> Iterator[PathStep]:
    for index, step in enumerate(case_type.steps):
        if not _belongs(step, index, reading, at):
            continue
        mark = _mark(step, index, reading, at)
        text = {Mark.DONE: step.done, Mark.NOW: step.now}.get(mark, step.coming)
        on = {Mark.DONE: at.done_on.get(step.code), Mark.NOW: at.since}.get(mark)
        yield PathStep(step.code, mark, text, step.waiting_on, step.part, on)


def _mark(step: Step, index: int, reading: Reading, at: Standing) -> Mark:
    if step.code in at.done_on:
        return Mark.DONE
    if index == at.index:
        return Mark.NOW
    if index > at.index:
        return Mark.COMING if step.only_if is None else Mark.MAYBE
    if step.part is CitizenPart.HEARING:
        return Mark.UNKNOWN if _is_over(reading) else Mark.MAYBE
    return Mark.SKIPPED if step.only_if is OnlyIf.NEEDED else Mark.UNKNOWN


def _belongs(step: Step, index: int, reading: Reading, at: Standing) -> bool:
    """Whether the path can still hold this step: what help brings is left out when nothing was given."""
    if step.only_if is not OnlyIf.GRANTED or step.code in at.done_on or index == at.index:
        return True
    if reading.situation is Situation.CLOSED:
        return False
    decision = reading.facts.decision
    return reading.situation is not Situation.DECIDED or decision is None or gives_something(decision.outcome)


def _is_over(reading: Reading) -> bool:
    """Whether it is too late to be heard before the decision."""
    over = {Situation.CLOSED, Situation.DECIDED, Situation.LETTER_COMING}
    return reading.situation in over or (reading.standing is not None and DECISION in reading.standing.done_on)
