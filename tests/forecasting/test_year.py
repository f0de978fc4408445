"""A year of promises: what was said, what came, and that the pages tell the true count. And that nothing knew more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid4

import numpy as np

from portal.domain.cases import CaseState, PartyRole
from portal.domain.said_ranges import DECISION_TARGET, WhySaid
from portal.estimates.history import days_of
from portal.estimates.packing import unpacked
from portal.estimates.table import QuantileTable, fit
from portal.forecasting.history import load_history
from portal.forecasting.night import fit_and_say
from portal.storage.history import WHOLE_TAIL, KeptRateRow, QuantileTableRow
from portal.storage.mirror import CaseEventRow, EventKind, PartyRow
from portal.storage.records.said_ranges import SaidRangeRow
from portal.storage.said_ranges import PROVEN_MISS
from portal.storage.session import open_session
from tests.databases import empty, on_sqlite
from tests.forecasting.lives import STEPS, Life, Mirror, some_lives
from tests.world import TODAY, World, full_name, ref_of

BEGIN = date(2025, 11, 24)
BETWEEN_NIGHTS = timedelta(days=40)


@dataclass(frozen=True)
class Promise:
    """The first thing said in a step of a case of one target, as the ledger holds it."""

    case_id: UUID
    step: str
    target: str
    p10_on: date
    p90_on: date


def night(day: date) -> datetime:
    """Two o'clock (UTC) in the night after a day."""
    return datetime.combine(day, time(2), tzinfo=UTC) + timedelta(days=1)


def let_time_pass(world: World, lives: Sequence[Life], *, since: date = BEGIN) -> None:
    """A year, unless said."""
    mirror, day = Mirror(world, lives), since
    while day < TODAY:
        mirror.show(day)
        fit_and_say(world.engine, world.municipality, now=night(day))
        day += BETWEEN_NIGHTS
    mirror.show(TODAY - timedelta(days=1))
    fit_and_say(world.engine, world.municipality, now=night(TODAY - timedelta(days=1)))


def promises(world: World) -> list[Promise]:
    """Of each case the first range said in each step of each target."""
    first: dict[tuple[UUID, str, str], Promise] = {}
    for row in sorted(world.rows(SaidRangeRow), key=lambda row: row.said_at):
        is_made = row.why in {WhySaid.FIRST, WhySaid.STEP_CHANGED}
        if is_made and row.p10_on is not None and row.p90_on is not None:
            made = Promise(row.case_id, row.step, row.target, row.p10_on, row.p90_on)
            first.setdefault((row.case_id, row.step, row.target), made)
    return list(first.values())


def counted_by_hand(made: Iterable[Promise], lives: Sequence[Life], step: str, target: str) -> tuple[int, int]:
    """How many of those whose last day has passed were kept, by what the lives say and nothing the portal noted."""
    came = {life.case_id: came_on(life, target) for life in lives}
    due = [each for each in made if (each.step, each.target) == (step, target) and each.p90_on < TODAY]
    return sum(each.p10_on <= came[each.case_id] <= each.p90_on for each in due), len(due)


def came_on(life: Life, target: str) -> date:
    if target == DECISION_TARGET:
        return life.decided_on
    before = STEPS[STEPS.index(target) - 1]
    return life.done_on[before]


@on_sqlite
def test_after_a_year_the_page_tells_how_often_we_were_right_as_counted_by_hand(world: World) -> None:
    lives = some_lives(date(2025, 6, 1), TODAY, a_day=0.6)
    let_time_pass(world, lives)
    made = promises(world)
    told = {(row.step, row.target): (row.kept, row.due) for row in world.rows(KeptRateRow) if not row.team}
    assert len(told) >= 6
    for (step, target), count in told.items():
        assert count == counted_by_hand(made, lives, step, target), (step, target)
    every_kept, every_due = (sum(column) for column in zip(*told.values(), strict=True))
    assert every_due > 200
    assert 0.72 <= every_kept / every_due <= 0.90
    waiting = next(
        life for life in lives if life.done_on["assigned"] < TODAY - timedelta(days=5) < life.done_on["collect"]
    )
    party = PartyRow(case_id=waiting.case_id, person_ref=ref_of("Anna"), role=PartyRole.PRIMARY, name=full_name("Anna"))
    world.write(party)
    kept, due = counted_by_hand(made, lives, "collect", "talk")
    page = world.citizen("Anna").opens(f"/sager/{waiting.case_id}")
    assert f"Vores forventning har passet i {100 * kept // due} ud af 100 sager. Vi har talt {due} sager." in page.words


@on_sqlite
def test_promises_that_are_not_kept_widen_the_next_ones_and_the_leader_is_told(world: World) -> None:
    team = world.municipality.team("disability")
    assert team is not None
    lives = [replace(life, team=team.source_id) for life in some_lives(date(2026, 1, 1), date(2026, 6, 1), a_day=0.5)]
    slower = [
        replace(life, team=team.source_id)
        for life in some_lives(date(2026, 6, 1), TODAY, a_day=0.5, slower=3.0, seed=2, numbers=5000)
    ]
    let_time_pass(world, [*lives, *slower], since=date(2026, 5, 20))
    widened = {row.target: row.tail_per_mille for row in world.rows(QuantileTableRow)}
    assert min(widened.values()) < 1000
    page = world.caseworker("Lise").opens("/medarbejder/loefter")
    assert "Færre passer, end vi siger til borgerne." in page.words
    assert "De næste bliver gjort bredere." in page.words


@on_sqlite
def test_a_kind_of_case_that_became_slower_is_widened_alone_and_its_leader_is_told(world: World) -> None:
    team = world.municipality.team("disability")
    assert team is not None
    steady = some_lives(date(2026, 1, 1), TODAY, a_day=1.6)
    before = some_lives(date(2026, 1, 1), date(2026, 6, 1), a_day=0.4, seed=2, numbers=5000)
    slower = some_lives(date(2026, 6, 1), TODAY, a_day=0.4, slower=3.0, seed=3, numbers=7000)
    of_two = [
        *(replace(life, team=team.source_id) for life in steady),
        *(replace(life, team=team.source_id, case_type="support_at_home") for life in (*before, *slower)),
    ]
    let_time_pass(world, of_two, since=date(2026, 5, 20))
    missed = {(row.case_type, row.step) for row in world.rows(KeptRateRow) if row.team == "" and is_missed(row)}
    assert missed == {("support_at_home", "talk")}
    last_night = next(row for row in world.rows(QuantileTableRow) if row.target == DECISION_TARGET)
    assert last_night.tail_per_mille == WHOLE_TAIL
    kept, plain = unpacked(last_night.packed), table_without_widening(world, last_night.fitted_at)
    widened = np.flatnonzero((kept.days != plain.days).any(axis=(0, 2)))
    assert set(widened) == set(kept.cells.rows_of("support_at_home", "talk"))
    page = world.caseworker("Lise").opens("/medarbejder/loefter").words
    assert "Støtte i hjemmet 26 af 61 (42 %) Færre passer, end vi siger til borgerne. De næste bliver gjort" in page
    assert "Merudgifter (voksen) 204 af 255 (80 %) Intet taler imod 8 ud af 10" in page


def is_missed(row: KeptRateRow) -> bool:
    return row.target == DECISION_TARGET and row.verdict == PROVEN_MISS


def table_without_widening(world: World, fitted_at: datetime) -> QuantileTable:
    with open_session(world.engine, "history") as session:
        table = fit(load_history(session), days_of(fitted_at))
    assert table is not None
    return table


def a_future(lives: Sequence[Life], today: date, seed: int) -> list[Life]:
    """The same lives, with everything that is dated after tonight drawn anew, and others opened after it."""
    dice = Random(seed)  # noqa: S311 -- made-up cases
    anew = []
    for life in lives:
        done_on, last = {}, life.opened_on
        for step, day in life.done_on.items():
            last = day if day <= today else max(last, today + timedelta(days=1)) + timedelta(days=dice.randint(1, 90))
            done_on[step] = last
        anew.append(replace(life, done_on=done_on))
    return [*anew, *some_lives(today + timedelta(days=2), today + timedelta(days=40), seed=seed, numbers=7000)]


def known(world: World) -> tuple[object, ...]:
    """The tables to the last bit, and everything that was said."""
    tables = {row.target: row.packed for row in world.rows(QuantileTableRow)}
    said = sorted(row.model_dump_json(exclude={"id"}) for row in world.rows(SaidRangeRow))
    return tables, said


def test_no_forecast_knows_anything_that_happens_later(world: World) -> None:
    today = date(2026, 8, 1)
    lives = some_lives(date(2026, 2, 1), today, a_day=0.5)
    Mirror(world, lives).show(today)
    fit_and_say(world.engine, world.municipality, now=night(today))
    as_it_was = known(world)
    assert len(as_it_was[1]) > 20  # type: ignore[arg-type]  # a list
    for seed in (1, 2):
        empty(world.engine.url.render_as_string(hide_password=False))
        future = a_future(lives, today, seed)
        Mirror(world, future).show(today + timedelta(days=200))
        world.write(*(_decided_later(life, today) for life in future[: len(lives)] if life.decided_on > today))
        fit_and_say(world.engine, world.municipality, now=night(today))
        assert known(world) == as_it_was


def _decided_later(life: Life, today: date) -> CaseEventRow:
    """The case system's own word, after the day that is asked about."""
    return CaseEventRow(
        case_id=life.case_id,
        kind=EventKind.STATE_CHANGED,
        before=CaseState.RECEIVED.value,
        after=CaseState.DECIDED.value,
        observed_at=datetime.combine(today + timedelta(days=3), time(9), tzinfo=UTC),
        run_id=uuid4(),
    )
