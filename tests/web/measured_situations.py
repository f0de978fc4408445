"""Cases with measured ranges, as citizens meet them: with much data, pooled, without any, passed, and told by hand."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from portal.domain.case_facts import CaseFacts
from portal.domain.rounded_ranges import round_outward
from portal.domain.said_ranges import DECISION_TARGET, Found, KeptRate, RangeBasis, SaidRange, Silence, WhySaid
from tests.web.situations import BEGUN, KnownCase, facts, municipality, task, told_by_caseworker, waits_for_doctor

_STEP: Final = "collect"
_BEGAN: Final = date(2026, 11, 2)
_NEXT: Final = "function"


def said(
    target: str,
    first: date,
    last: date,
    *,
    on: date = _BEGAN,
    why: WhySaid = WhySaid.FIRST,
    **given: Any,  # noqa: ANN401 -- as the class takes it
) -> SaidRange:
    """A range said on the day the step began, from 212 cases of its own, right in 79 of 100 of 131."""
    basis, cases = given.pop("basis", RangeBasis.OWN), given.pop("cases", 212)
    median, likely = first + (last - first) / 2, first + (last - first) * 2 / 3
    base = SaidRange(
        target=target,
        step=_STEP,
        step_since=_BEGAN,
        said_on=on,
        why=why,
        found=Found(first, median, likely, last, basis, cases),
        words=round_outward(first, last, on, municipality().calendar),
        kept=KeptRate(104, 131),
    )
    return replace(base, **given)


def nothing_said(target: str, silence: Silence) -> SaidRange:
    """That nothing can be said."""
    return SaidRange(target, _STEP, _BEGAN, _BEGAN, WhySaid.FIRST, found=None, silence=silence)


def much_measured() -> CaseFacts:
    """A range of each coming step and of the decision, from many cases, often kept."""
    ranges = (
        said(_NEXT, date(2026, 12, 1), date(2026, 12, 17)),
        said("target", date(2026, 12, 17), date(2027, 1, 26), cases=208),
        said("decision1", date(2027, 1, 12), date(2027, 3, 1), basis=RangeBasis.POOLED, cases=31, kept=None),
        said(DECISION_TARGET, date(2027, 2, 8), date(2027, 4, 20)),
    )
    return replace(waits_for_doctor(), said=ranges)


def measured_elsewhere() -> CaseFacts:
    """Too few of its own; not told often enough yet to know whether it is right."""
    few: dict[str, Any] = {"basis": RangeBasis.POOLED, "cases": 43, "kept": KeptRate(6, 7)}
    ranges = (
        said(_NEXT, date(2026, 11, 26), date(2026, 12, 11), on=date(2026, 11, 23), **few),
        said(DECISION_TARGET, date(2027, 1, 18), date(2027, 3, 2), on=date(2026, 11, 23), **few),
    )
    return replace(waits_for_doctor(), said=ranges)


def not_measurable() -> CaseFacts:
    """So many cases stand open that nobody can know."""
    ranges = tuple(nothing_said(target, Silence.UNSETTLED) for target in (_NEXT, DECISION_TARGET))
    return replace(waits_for_doctor(), said=ranges)


def never_measured() -> CaseFacts:
    """No cases to measure on: the usual time, called that."""
    ranges = tuple(nothing_said(target, Silence.TOO_FEW) for target in (_NEXT, DECISION_TARGET))
    return replace(waits_for_doctor(), said=ranges)


def measured_time_passed() -> CaseFacts:
    """The range has passed; another was said, and why."""
    first = said(_NEXT, date(2026, 11, 9), date(2026, 11, 18))
    anew = said(
        _NEXT, date(2026, 11, 27), date(2026, 12, 18), on=date(2026, 11, 20), why=WhySaid.RANGE_PASSED, cases=24
    )
    decision = said(DECISION_TARGET, date(2027, 2, 8), date(2027, 4, 20))
    return replace(waits_for_doctor(), said=(first, decision, anew))


def measured_and_told() -> CaseFacts:
    """The caseworker has written a day of her own; what was measured stays beside it."""
    return replace(told_by_caseworker(), said=much_measured().said)


def deadline_often_missed() -> CaseFacts:
    """More than half of such cases are decided after the published deadline."""
    ranges = (said(DECISION_TARGET, date(2027, 6, 1), date(2027, 11, 30)),)
    return replace(waits_for_doctor(), said=ranges)


def decision_measured() -> CaseFacts:
    """The decision comes next, within three weeks."""
    ranges = (said(DECISION_TARGET, date(2026, 11, 25), date(2026, 12, 9), on=date(2026, 11, 20), cases=88),)
    done = (
        task(step, begun=date(2026, 11, 2), closed=date(2026, 11, 20))
        for step in ("collect", "function", "target", "decision1")
    )
    return facts(tasks=(*BEGUN, *done, task("decision", begun=date(2026, 11, 20))), said=ranges)


MEASURED_SITUATIONS: Final = (
    KnownCase("measured_much", much_measured),
    KnownCase("measured_elsewhere", measured_elsewhere),
    KnownCase("measured_not_possible", not_measurable),
    KnownCase("measured_never", never_measured),
    KnownCase("measured_passed", measured_time_passed),
    KnownCase("measured_and_told", measured_and_told),
    KnownCase("measured_decision", decision_measured),
    KnownCase("measured_past_deadline", deadline_often_missed),
)
"""What becomes of a range, in every way there is."""
