"""What was said to be expected, measured on earlier cases, as it stands in a roadmap today."""

from collections.abc import Sequence
from datetime import date

from portal.domain.case_types import DECISION, CaseType, Step
from portal.domain.expectations import Basis, Expected
from portal.domain.roadmap.reading import Reading
from portal.domain.roadmap.shape import ChangedRange
from portal.domain.said_ranges import (
    DECISION_TARGET,
    ChangeOfRange,
    RangeBasis,
    SaidRange,
    Silence,
    WhySaid,
    changes,
    passed_on,
    standing_range,
)


def said_of_next(reading: Reading) -> SaidRange | None:
    """The last thing said of the next step that is sure to come; of the decision, when that comes next."""
    target = next_target(reading)
    return standing_range(reading.facts.said, target) if target is not None else None


def said_of_decision(reading: Reading) -> SaidRange | None:
    """The last thing said of the decision."""
    return standing_range(reading.facts.said, DECISION_TARGET)


def as_expected(said: SaidRange | None, today: date) -> Expected | None:
    """The range as it is told; None when none was said, or when it has passed."""
    if said is None or said.found is None or said.words is None or said.words.latest < today:
        return None
    return Expected(
        earliest=said.words.earliest,
        latest=said.words.latest,
        basis=Basis.OWN if said.found.basis is RangeBasis.OWN else Basis.POOLED,
        said_on=said.said_on,
        words=said.words,
        likely_on=said.found.p80_on,
        median_on=said.found.p50_on,
        cases=said.found.cases,
        kept=said.kept,
    )


def silence_of(said: SaidRange | None) -> Silence | None:
    """Why no range was said; None when one was, or nothing was asked of the numbers yet."""
    return said.silence if said is not None and said.found is None else None


def measured_end(reading: Reading) -> date | None:
    """The last day of the first range that has passed since the case came to its step."""
    targets = {target for target in (next_target(reading), DECISION_TARGET) if target is not None}
    passed = (passed_on(reading.facts.said, target, reading.today) for target in targets)
    return min((day for day in passed if day is not None), default=None)


def changed_ranges(reading: Reading) -> Sequence[ChangedRange]:
    """Every change of what was said to be expected, the newest first.

    Of a step after the next one only what nobody could have foreseen: that the case has moved on changes all of them.
    """
    found = [_changed_range(reading.case_type, each) for each in reversed(list(changes(reading.facts.said)))]
    return [each for each in found if each is not None]


def _changed_range(case_type: CaseType | None, change: ChangeOfRange) -> ChangedRange | None:
    before, after = change.before, change.after
    if before.words is None:
        return None
    later = _later_step(case_type, before)
    if later is not None and after.why is WhySaid.STEP_CHANGED:
        return None
    return ChangedRange(
        after.target, before.words, after.words, after.said_on, after.why, later_step=later.coming if later else None
    )


def _later_step(case_type: CaseType | None, said: SaidRange) -> Step | None:
    """The step that a range is about, when it was not the next one where the case stood then."""
    if case_type is None or said.target == DECISION_TARGET:
        return None
    at, target_at = case_type.position(said.step), case_type.position(said.target)
    is_next = at is None or target_at is None or case_type.after(at) >= target_at
    return None if is_next else case_type.step(said.target)


def next_target(reading: Reading) -> str | None:
    """What the next step that is sure to come is among the targets; None where nothing is measured."""
    case_type, at = reading.case_type, reading.standing
    if case_type is None or at is None or not at.has_begun:
        return None
    decided_at = case_type.position(DECISION)
    next_at = case_type.after(at.index)
    if decided_at is None or at.index > decided_at:
        return None
    return DECISION_TARGET if next_at >= decided_at else case_type.steps[next_at].code
