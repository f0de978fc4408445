"""What is said of a case: true ranges where there is much to go by, and silence where there is not."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.estimates.cells import Level
from portal.estimates.forecast import Basis, Forecast, Silence, Situations, forecast, forecast_many, locate
from portal.estimates.history import Floats, History
from portal.estimates.kept import Widening, Widenings
from portal.estimates.table import QuantileTable, fit
from portal.estimates.targets import DECISION, LEAVING, Target, start_of
from tests.estimates.synthetic import (
    ASSESSMENT,
    DECIDING,
    FIRST_DAY,
    MEDIAN_WORKING_DAYS,
    RECEIVED,
    STEPS,
    WAITING,
    synthetic_history,
    to_calendar,
    to_working,
)

AT = FIRST_DAY + 1_100
LOG = synthetic_history(7, 3_000)


def table_of(history: History, at: float = AT, target: Target = DECISION) -> QuantileTable:
    table = fit(history, at, target)
    assert table is not None
    return table


TABLE = table_of(LOG)


def said(
    table: QuantileTable, step: str, waited_days: float = 0, *, case_type: str = "type 00", ordinal: int = 1
) -> Forecast:
    return forecast(
        table,
        department="department 0",
        case_type=case_type,
        step=step,
        ordinal=ordinal,
        entered=AT - waited_days,
        as_of=AT,
    )


def days(found: Forecast) -> list[float]:
    assert found.p10 is not None
    assert found.p50 is not None
    assert found.p80 is not None
    assert found.p90 is not None
    return [found.p10, found.p50, found.p80, found.p90]


def test_a_case_with_much_data_is_told_what_is_true() -> None:
    found = said(TABLE, DECIDING, ordinal=3)
    now, spread = to_working(np.array([AT])), 0.6 * np.array([-1.2816, 0, 0.8416, 1.2816])
    true = to_calendar(now + MEDIAN_WORKING_DAYS[STEPS.index(DECIDING)] * np.exp(spread)) - AT
    assert np.abs(np.array(days(found)) / true - 1).max() < 0.25
    assert (found.basis, found.level) == (Basis.OWN, Level.OWN)
    assert found.n_own == found.n_basis > 300


def test_eight_of_ten_cases_come_within_the_range() -> None:
    later = (LOG.entered >= AT) & (LOG.entered < AT + 60) & ~np.isnan(LOG.decided)
    asked = LOG.take(later)
    row = TABLE.cells.rows(asked.department, asked.case_type, asked.step, asked.ordinal)
    found = forecast_many(TABLE, Situations(row, asked.entered, asked.entered)).days
    lasted = asked.decided - asked.entered
    assert len(lasted) > 300
    assert 0.75 < ((found[:, 0] <= lasted) & (lasted <= found[:, 3])).mean() < 0.85


def test_who_has_waited_long_is_told_a_later_date_than_who_begins() -> None:
    fresh, waiting = said(TABLE, ASSESSMENT, ordinal=2), said(TABLE, ASSESSMENT, 40, ordinal=2)
    assert days(waiting)[3] + 40 > days(fresh)[3]
    assert days(waiting)[0] < days(fresh)[0]


def test_a_new_case_type_is_told_what_the_step_takes_elsewhere_and_that_it_is_so() -> None:
    found = said(TABLE, ASSESSMENT, case_type="never seen", ordinal=2)
    assert (found.basis, found.n_own, found.level) == (Basis.POOLED, 0, Level.DEPARTMENT)
    assert found.n_basis > 500


def test_a_type_with_few_cases_of_its_own_is_pooled() -> None:
    is_rare = (LOG.case_type == 1) & (LOG.department == 0)
    all_but_four = np.unique(LOG.case[is_rare])[4:]
    found = said(table_of(LOG.take(~np.isin(LOG.case, all_but_four))), ASSESSMENT, case_type="type 01", ordinal=2)
    assert 0 < found.n_own < 5
    assert (found.basis, found.level) == (Basis.POOLED, Level.DEPARTMENT)


def test_without_any_case_nothing_is_said() -> None:
    assert fit(LOG, FIRST_DAY) is None
    found = forecast(None, department="", case_type="", step="", ordinal=1, entered=AT, as_of=AT)
    assert (found.p80, found.basis, found.silence) == (None, Basis.NONE, Silence.TOO_FEW)
    few = LOG.take(LOG.case < 4)
    assert said(table_of(few), DECIDING).silence is Silence.TOO_FEW


def test_when_most_cases_are_still_open_nothing_is_said() -> None:
    is_stuck = LOG.case % 3 > 0
    stuck = replace(LOG, decided=np.where(is_stuck, np.nan, LOG.decided), closed=np.where(is_stuck, np.nan, LOG.closed))
    assert said(table_of(stuck), DECIDING, ordinal=3).silence is Silence.UNSETTLED


def test_more_than_two_years_is_not_said() -> None:
    slow = replace(LOG, decided=LOG.decided + 900, closed=LOG.closed + 900, left=LOG.left + 900)
    table = table_of(slow, FIRST_DAY + 4_000)
    at = FIRST_DAY + 4_000
    found = forecast(
        table, department="department 0", case_type="type 00", step=DECIDING, ordinal=3, entered=at, as_of=at
    )
    assert (found.basis, found.silence) == (Basis.NONE, Silence.TOO_LONG)


def test_a_coming_step_starts_before_the_decision() -> None:
    deciding = table_of(LOG, target=start_of(DECIDING))
    leaving = table_of(LOG, target=LEAVING)
    ends, starts, decided = (days(said(table, RECEIVED)) for table in (leaving, deciding, TABLE))
    assert all(one < other < last for one, other, last in zip(ends, starts, decided, strict=True))


def test_a_proven_miss_widens_the_next_table() -> None:
    wider = fit(LOG, AT, widenings=Widenings(Widening.after(200, 130)))
    assert wider is not None
    here, there = days(said(TABLE, ASSESSMENT, ordinal=2)), days(said(wider, ASSESSMENT, ordinal=2))
    assert there[0] < here[0] < here[3] < there[3]
    assert there[1] == here[1]


def test_a_case_type_that_misses_in_a_step_is_widened_there_and_nowhere_else() -> None:
    widenings = Widenings(of_cell={("type 00", ASSESSMENT): Widening.after(200, 130)})
    wider = fit(LOG, AT, widenings=widenings)
    assert wider is not None
    for ordinal in (1, 2):
        here, there = days(said(TABLE, ASSESSMENT, ordinal=ordinal)), days(said(wider, ASSESSMENT, ordinal=ordinal))
        assert there[0] < here[0] < here[3] < there[3]
    assert said(wider, RECEIVED) == said(TABLE, RECEIVED)
    assert said(wider, ASSESSMENT, case_type="type 01") == said(TABLE, ASSESSMENT, case_type="type 01")


@given(
    step=st.sampled_from([*STEPS, "never seen"]),
    case_type=st.sampled_from(["type 00", "type 01", "never seen"]),
    ordinal=st.integers(1, 12),
    waited=st.floats(0, 3_000),
    longer=st.floats(0, 300),
)
def test_a_forecast_is_a_range_from_now_on(
    step: str, case_type: str, ordinal: int, waited: float, longer: float
) -> None:
    row = locate(TABLE, ["department 1"] * 2, [case_type] * 2, [step] * 2, np.array([ordinal] * 2))
    found = forecast_many(TABLE, Situations(row, np.array([AT - waited] * 2), np.array([AT, AT + longer])))
    assert (found.days >= 0).all()
    assert (np.diff(found.days, axis=1) >= 0).all()
    assert np.isfinite(found.days).all()


def test_one_case_and_many_are_told_the_same() -> None:
    row = locate(TABLE, ["department 0"] * 20_000, ["type 00"] * 20_000, [WAITING] * 20_000, np.full(20_000, 3))
    found = forecast_many(TABLE, Situations(row, np.full(20_000, AT - 3), np.full(20_000, AT)))
    assert (found.days == days(said(TABLE, WAITING, 3, ordinal=3))).all()
    assert found.is_said.all()


SMALL = synthetic_history(11, 400)


@settings(max_examples=10)
@given(seed=st.integers(0, 2**32 - 1), target=st.sampled_from([DECISION, LEAVING, start_of(DECIDING)]))
def test_nothing_that_lies_in_the_future_changes_a_forecast(seed: int, target: Target) -> None:
    here, there = table_of(SMALL, AT, target), table_of(_another_future(SMALL, seed), AT, target)
    for name in ("days", "unsettled", "own_outcomes", "basis_outcomes", "basis_level", "levels", "landmarks"):
        assert getattr(here, name).tobytes() == getattr(there, name).tobytes(), name
    assert here.rhythm.worked.tobytes() == there.rhythm.worked.tobytes()


def test_what_lies_in_the_past_does_change_it() -> None:
    sooner = replace(SMALL, decided=np.where(SMALL.decided < AT, SMALL.decided - 1, SMALL.decided))
    assert table_of(sooner).days.tobytes() != table_of(SMALL).days.tobytes()


def _another_future(history: History, seed: int) -> History:
    """The same up to `AT`; what comes after is other cases, other ends, or nothing at all."""
    rng = np.random.default_rng(seed)

    def other(moments: Floats) -> Floats:
        anything = np.where(rng.random(len(moments)) < 0.3, np.nan, AT + rng.exponential(100, len(moments)))
        return np.where(moments < AT, moments, anything)

    later = history.entered >= AT
    shuffled = np.where(later, AT + rng.exponential(50, len(history)), history.entered)
    changed = replace(
        history,
        entered=shuffled,
        left=other(history.left),
        decided=other(history.decided),
        closed=other(history.closed),
        step=np.where(later, rng.integers(len(STEPS), size=len(history)), history.step),
        case=np.where(later, rng.permutation(history.case), history.case),
    )
    return changed.take(~later | (rng.random(len(history)) < 0.7))


@pytest.mark.parametrize("target", [DECISION, LEAVING])
def test_a_case_that_has_waited_longer_than_anybody_is_no_trouble(target: Target) -> None:
    found = forecast(
        table_of(SMALL, AT, target),
        department="department 0",
        case_type="type 00",
        step=ASSESSMENT,
        ordinal=2,
        entered=AT - 5_000,
        as_of=AT,
    )
    assert found.basis in {Basis.NONE, Basis.POOLED}
