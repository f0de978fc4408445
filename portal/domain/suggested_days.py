"""The days a caseworker is offered for a step that comes: its usual time, from working day to working day."""

from datetime import date, timedelta

from portal.domain.case_types import CaseType
from portal.domain.expectations import WIDEST_DAYS, typical_next
from portal.domain.position import Standing
from portal.domain.working_days import Calendar, next_working_day

_DAYS_WHEN_NOTHING_IS_TYPICAL = (7, 28)


def suggested_days(
    case_type: CaseType, standing: Standing | None, step: str, today: date, calendar: Calendar
) -> tuple[date, date]:
    """The first and the last day to offer for `step`, both working days and neither before today.

    The usual end of the present step, and after it the usual lengths (calendar days) of the steps that lie between;
    those that may not come are counted at the most alone. Of the step the case stands at: until its usual end.
    """
    at = standing.index if standing else 0
    wanted = case_type.position(step)
    first, last = _end_of_present(case_type, standing, today)
    if standing and standing.has_begun and wanted == at:
        first = today
    for between in case_type.steps[at + 1 : wanted if wanted is not None else at]:
        last += timedelta(days=between.max_days)
        if between.only_if is None:
            first += timedelta(days=between.min_days)
    last = min(max(first, last), first + timedelta(days=WIDEST_DAYS))
    return next_working_day(first, calendar), next_working_day(last, calendar)


def _end_of_present(case_type: CaseType, standing: Standing | None, today: date) -> tuple[date, date]:
    if standing and (usual := typical_next(case_type, standing, today)):
        return usual.earliest, usual.latest
    step = standing.step(case_type) if standing else None
    least, most = (step.min_days, step.max_days) if step and step.max_days else _DAYS_WHEN_NOTHING_IS_TYPICAL
    return today + timedelta(days=least), today + timedelta(days=most)
