"""When the steps after the next one can be expected, and the decision, as far as it was measured."""

from collections.abc import Sequence
from dataclasses import replace

from portal.domain.case_types import DECISION
from portal.domain.expectations import Expected
from portal.domain.roadmap.measured import as_expected, next_target
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import Expectations, Mark, PathStep, Situation

_GOES_ON = frozenset({Situation.PATH, Situation.NOTICE})


def with_times(steps: Sequence[PathStep], reading: Reading, when: Expectations) -> tuple[PathStep, ...]:
    """The path with the measured time of each step that surely comes after the next one, up to the decision.

    None while the case waits for its party, or takes longer than was said; and none that ends before the next step is
    to come.
    """
    next_code = next_target(reading)
    if reading.situation not in _GOES_ON or when.late is not None or next_code is None or reading.decision_waits:
        return tuple(steps)
    said = {each.target: each for each in reading.facts.said}
    not_before = when.next_step.latest if when.next_step else reading.today

    def timed(step: PathStep) -> PathStep:
        if step.mark is not Mark.COMING or step.code == next_code:
            return step
        found = _measured(when.decision) if step.code == DECISION else as_expected(said.get(step.code), reading.today)
        return step if found is None or found.latest < not_before else replace(step, expected=found)

    return tuple(timed(step) for step in steps)


def _measured(found: Expected | None) -> Expected | None:
    return found if found is not None and found.basis.is_measured else None
