"""A log of cases made up by us, whose truth is known: how long each step really takes.

A working day is a weekday, around the clock. A case is received, assessed, sometimes waits for the citizen, and is
decided; 5 of 100 are withdrawn when they have been assessed. The length of each step is lognormal.
"""

import numpy as np

from portal.estimates.history import Floats, History, Ints

RECEIVED, ASSESSMENT, WAITING, DECIDING = "a_received", "b_assessment", "c_waiting_for_citizen", "d_deciding"
STEPS = (RECEIVED, ASSESSMENT, WAITING, DECIDING)
MEDIAN_WORKING_DAYS = (2.0, 15.0, 7.0, 4.0)
SPREAD = 0.6  # the standard deviation of the logarithm of a length
PACE = (1.0, 1.6)  # the second department takes so many times as long
WAITING_SHARE, WITHDRAWN_SHARE = 0.3, 0.05
FIRST_DAY = 18_263.0  # a Thursday, where the weeks of the clock of work begin
_DECIDING_PLACE, _WAITING_PLACE, _ASSESSMENT_PLACE = 3, 2, 1


def synthetic_history(
    seed: int,
    cases: int,
    *,
    days: float = 1400.0,
    case_types: int = 2,
    slower_from: float | None = None,
    slower: float = 1.5,
) -> History:
    """Cases received evenly over `days`, half of them in each department.

    Steps that begin after `slower_from` (days since 1970) take `slower` times as long.
    """
    rng = np.random.default_rng(seed)
    department, case_type = rng.integers(len(PACE), size=cases), rng.integers(case_types, size=cases)
    moment = to_calendar(np.sort(rng.uniform(0, days * 5 / 7, cases)))
    waits, withdrawn = rng.random(cases) < WAITING_SHARE, rng.random(cases) < WITHDRAWN_SHARE
    entered, left = np.full((4, cases), np.nan), np.full((4, cases), np.nan)
    for step, median in enumerate(MEDIAN_WORKING_DAYS):
        comes = waits if step == _WAITING_PLACE else np.ones(cases, bool)
        if step > _ASSESSMENT_PLACE:
            comes = comes & ~withdrawn
        length = median * np.array(PACE)[department] * np.exp(SPREAD * rng.standard_normal(cases))
        if slower_from is not None:
            length = np.where(moment >= slower_from, length * slower, length)
        entered[step, comes] = moment[comes]
        moment = np.where(comes, to_calendar(to_working(moment) + length), moment)
        left[step, comes] = moment[comes]
    decided = np.where(withdrawn, np.nan, left[_DECIDING_PLACE])
    return _history(entered, left, department, case_type, decided, moment)


def to_calendar(working: Floats) -> Floats:
    """From working days after `FIRST_DAY` to days since 1970: five to the week, Thursday, Friday, Monday, …"""
    week: Floats = np.floor(working / 5)
    within: Floats = working - week * 5
    return FIRST_DAY + week * 7 + np.where(within < 2, within, within + 2)


def to_working(moment: Floats) -> Floats:
    """From days since 1970 to working days after `FIRST_DAY`."""
    week: Floats = np.floor((moment - FIRST_DAY) / 7)
    within: Floats = moment - FIRST_DAY - week * 7
    return week * 5 + np.where(within < 2, within, np.maximum(within - 2, 2))


def _history(
    entered: Floats, left: Floats, department: Ints, case_type: Ints, decided: Floats, closed: Floats
) -> History:
    comes = ~np.isnan(entered)
    ordinal = np.cumsum(comes, axis=0)
    step, case = np.nonzero(comes)
    order = np.argsort(entered[step, case], kind="stable")
    step, case = step[order], case[order]
    return History(
        departments=tuple(f"department {number}" for number in range(len(PACE))),
        case_types=tuple(f"type {number:02}" for number in range(int(case_type.max()) + 1)),
        steps=STEPS,
        case=case,
        department=department[case],
        case_type=case_type[case],
        step=step,
        ordinal=ordinal[step, case],
        entered=entered[step, case],
        left=left[step, case],
        decided=decided[case],
        closed=closed[case],
    )
