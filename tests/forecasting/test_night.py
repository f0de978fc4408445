"""The night's work: from the mirror to what is said, and what came of it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from portal.domain.said_ranges import DECISION_TARGET, RangeBasis, RangeOutcome, Silence, WhySaid
from portal.forecasting.night import fit_and_say, refresh
from portal.storage import schema
from portal.storage.engine import make_engine
from portal.storage.history import QuantileTableRow, StepVisitRow
from portal.storage.records.said_ranges import SaidRangeOutcomeRow, SaidRangeRow
from portal.storage.session import UngatedQuery, open_session
from tests.databases import Databases
from tests.forecasting.lives import CASE_TYPE, Life, Mirror, some_lives
from tests.storage.one_of_each import fill
from tests.world import World

TODAY = date(2026, 11, 23)
SLOW = Life(90_001, date(2026, 11, 1), {"received": date(2026, 11, 4), "assigned": date(2027, 6, 1)})


def night(day: date) -> datetime:
    """Two o'clock (UTC) in the night after a day."""
    return datetime.combine(day, time(2), tzinfo=UTC) + timedelta(days=1)


def a_year_of_lives() -> list[Life]:
    return [*some_lives(date(2026, 1, 1), TODAY, a_day=0.5), SLOW]


def said_of(world: World, life: Life, target: str = DECISION_TARGET) -> list[SaidRangeRow]:
    rows = [row for row in world.rows(SaidRangeRow) if row.case_id == life.case_id and row.target == target]
    return sorted(rows, key=lambda row: row.said_at)


def test_a_night_says_a_range_of_each_open_case_and_the_next_night_leaves_it_standing(world: World) -> None:
    lives = a_year_of_lives()
    Mirror(world, lives).show(TODAY)
    work = fit_and_say(world.engine, world.municipality, now=night(TODAY))
    still_open = {life.case_id for life in lives if life.decided_on > TODAY}
    of_decision = [row for row in world.rows(SaidRangeRow) if row.target == DECISION_TARGET]
    assert {row.case_id for row in of_decision} == still_open
    told = [row for row in of_decision if row.p90_on is not None]
    assert len(told) > 0.9 * len(of_decision)
    assert {row.why for row in told} == {WhySaid.FIRST}
    for row in told:
        days = [row.from_on, row.p10_on, row.p50_on, row.p80_on, row.p90_on, row.to_on]
        assert days == sorted(day for day in days if day is not None)
        assert row.cases >= 5
    assert {row.basis for row in of_decision if row.p90_on is None} <= {RangeBasis.NONE}
    again = fit_and_say(world.engine, world.municipality, now=night(TODAY) + timedelta(minutes=5))
    assert (again.said, again.version) == (0, work.version + 1)
    assert {row.version for row in world.rows(QuantileTableRow)} == {again.version}


def test_every_step_that_surely_comes_has_its_range_and_none_is_said_of_those_behind(world: World) -> None:
    Mirror(world, a_year_of_lives()).show(TODAY)
    fit_and_say(world.engine, world.municipality, now=night(TODAY))
    rows = [row for row in world.rows(SaidRangeRow) if row.case_id == SLOW.case_id]
    assert {row.target for row in rows} == {"collect", "talk", "assess", DECISION_TARGET}
    by_middle = sorted((row.p50_on, row.target) for row in rows if row.p50_on is not None)
    assert [target for _, target in by_middle] == ["collect", "talk", "assess", DECISION_TARGET]


def test_a_case_that_changes_is_told_anew_without_new_tables_and_only_it_is_read(world: World) -> None:
    lives = a_year_of_lives()
    mirror = Mirror(world, lives)
    mirror.show(TODAY)
    fit_and_say(world.engine, world.municipality, now=night(TODAY))
    mirror.show(TODAY + timedelta(days=1))
    moved = [life for life in lives if any(done_on == TODAY + timedelta(days=1) for done_on in life.done_on.values())]
    work = refresh(world.engine, world.municipality, now=night(TODAY) + timedelta(hours=12))
    assert work is not None
    assert moved
    assert work.version == 1
    assert work.cases == len(moved)
    for life in moved:
        if life.decided_on > TODAY + timedelta(days=1):
            assert [row.why for row in said_of(world, life)] == [WhySaid.FIRST, WhySaid.STEP_CHANGED]


def test_a_range_that_has_passed_is_said_anew_and_the_old_one_stays(world: World) -> None:
    mirror = Mirror(world, a_year_of_lives())
    mirror.show(TODAY)
    fit_and_say(world.engine, world.municipality, now=night(TODAY))
    (first,) = said_of(world, SLOW, "collect")
    assert first.p90_on is not None
    assert first.p90_on < date(2027, 1, 20)
    for day in (date(2026, 12, 7), date(2026, 12, 21), date(2027, 1, 4), date(2027, 1, 20)):
        mirror.show(day)
        fit_and_say(world.engine, world.municipality, now=night(day))
    rows = said_of(world, SLOW, "collect")
    assert rows[0] == first
    assert {row.why for row in rows[1:]} <= {WhySaid.RANGE_PASSED, WhySaid.MEDIAN_LEFT}
    assert len(rows) > 1


def test_what_came_of_a_range_is_noted_once(world: World) -> None:
    quick = Life(90_002, date(2026, 11, 2), {"received": date(2026, 11, 4), "assigned": date(2026, 11, 24)})
    mirror = Mirror(world, [*a_year_of_lives(), quick])
    mirror.show(TODAY)
    fit_and_say(world.engine, world.municipality, now=night(TODAY))
    mirror.show(TODAY + timedelta(days=2))
    fit_and_say(world.engine, world.municipality, now=night(TODAY + timedelta(days=2)))
    fit_and_say(world.engine, world.municipality, now=night(TODAY + timedelta(days=3)))
    (row,) = said_of(world, quick, "collect")
    (outcome,) = [each for each in world.rows(SaidRangeOutcomeRow) if each.said_range_id == row.id]
    assert row.p10_on is not None
    expected = RangeOutcome.SOONER if row.p10_on > date(2026, 11, 24) else RangeOutcome.INSIDE
    assert (outcome.outcome, outcome.came_on) == (expected, date(2026, 11, 24))


def test_reading_only_what_changed_gives_the_same_visits_as_reading_everything(world: World) -> None:
    mirror = Mirror(world, a_year_of_lives())
    for days in (40, 20, 5, 0):
        mirror.show(TODAY - timedelta(days=days))
        fit_and_say(world.engine, world.municipality, now=night(TODAY - timedelta(days=days)))
    kept = sorted(row.model_dump_json() for row in world.rows(StepVisitRow))
    fit_and_say(world.engine, world.municipality, now=night(TODAY), anew=True)
    assert sorted(row.model_dump_json() for row in world.rows(StepVisitRow)) == kept


def test_a_case_removed_from_the_case_system_comes_to_nothing(world: World) -> None:
    mirror = Mirror(world, a_year_of_lives())
    mirror.show(TODAY)
    fit_and_say(world.engine, world.municipality, now=night(TODAY))
    mirror.remove(SLOW, TODAY + timedelta(days=1))
    fit_and_say(world.engine, world.municipality, now=night(TODAY + timedelta(days=1)))
    outcomes = {each.said_range_id: each.outcome for each in world.rows(SaidRangeOutcomeRow)}
    assert {outcomes[row.id] for row in said_of(world, SLOW)} == {RangeOutcome.NEVER}
    assert SLOW.case_id not in {row.case_id for row in world.rows(StepVisitRow)}


def test_a_case_in_a_step_that_none_has_come_through_is_not_measured_on_all_others(world: World) -> None:
    done = {
        "reported": date(2026, 6, 2),
        "form": date(2026, 6, 9),
        "right": date(2026, 7, 1),
        "talk": date(2026, 11, 9),
    }
    rare = Life(90_003, date(2026, 6, 1), done | {"review22": date(2027, 6, 1)}, case_type="sickness_benefit")
    Mirror(world, [*a_year_of_lives(), rare]).show(TODAY)
    fit_and_say(world.engine, world.municipality, now=night(TODAY))
    (row,) = said_of(world, rare)
    assert (row.p90_on, row.silence) == (None, Silence.TOO_FEW)


def test_without_any_earlier_case_it_is_said_that_nothing_can_be_said(world: World) -> None:
    Mirror(world, [SLOW]).show(TODAY)
    fit_and_say(world.engine, world.municipality, now=night(TODAY))
    (row,) = said_of(world, SLOW)
    assert (row.basis, row.silence, row.p90_on, row.case_type) == (RangeBasis.NONE, "too_few", None, CASE_TYPE)


def test_what_was_said_can_be_neither_changed_nor_deleted_by_the_portal(world: World) -> None:
    Mirror(world, [SLOW]).show(TODAY)
    fit_and_say(world.engine, world.municipality, now=night(TODAY))
    with open_session(world.engine, "records", writes=True) as session:
        for change in (update(SaidRangeRow).values(cases=99), delete(SaidRangeRow)):
            with pytest.raises(UngatedQuery, match="only ever added"):
                session.execute(change)


def test_nor_past_it_in_the_database_itself(databases: Databases) -> None:
    engine = make_engine(databases.blank())
    schema.upgrade(engine)
    fill(engine)
    for table in ("said_range", "said_range_outcome"):
        for change in (f"UPDATE {table} SET case_id = case_id", f"DELETE FROM {table}"):  # noqa: S608 -- names of our own
            with engine.execution_options(writes=True).begin() as connection:
                with pytest.raises(DatabaseError, match="only ever added"):
                    connection.execute(text(change))
                connection.rollback()
    engine.dispose()
