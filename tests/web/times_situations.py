"""How long cases took, in every situation a page of it can be in: for everybody, and for the leader of a team."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from portal.domain.processing_times import Period, Times
from portal.services.processing_times import TimesPage, TypeTimes
from portal.storage.processing_times import ProcessingTimeRow, TimesCountRow
from tests.reading import Page
from tests.web import situations
from tests.world import MONDAY, TODAY, World

TEAM_TIMES: Final = "/medarbejder/behandlingstider"
_FIRST: Final = date(2025, 11, 24)


def _row(code: str, deadline_days: int | None, times: Times) -> TypeTimes:
    case_type = situations.case_type(code)
    return TypeTimes(case_type.name, case_type.deadline, deadline_days, times, None, None)


_ROWS: Final = (
    _row("building_permit", None, Times(196, 48, 63, None, None)),
    _row("additional_costs_adult", 84, Times(104, 80, 105, 59, 104)),
    _row("car_support", 273, Times(59, 187, 252, 54, 59)),
    _row("respite_adult", 58, Times(23, 58, 58, 23, 23)),
)
_FEW: Final = tuple(situations.case_type(code).name for code in ("bpa", "transition"))

PUBLIC_TIMES: Final[Mapping[str, TimesPage]] = {
    "times": TimesPage(_FIRST, TODAY, _ROWS, _FEW),
    "times_all_shown": TimesPage(_FIRST, TODAY, _ROWS[:2], ()),
    "times_too_few": TimesPage(_FIRST, TODAY, (), _FEW),
    "times_not_counted": TimesPage(None, None, (), ()),
}
"""The page for everybody."""


def leader_opens(world: World, *rows: tuple[str, Period, Times]) -> Page:
    """The leader of the disability team opens her figures when these have been counted."""
    count = TimesCountRow(last_on=TODAY, counted_at=MONDAY)
    team = world.municipality.teams.by_code["disability"].source_id
    counted = [
        ProcessingTimeRow(
            count_id=count.id,
            case_type=case_type,
            team=team,
            period=period,
            cases=times.cases,
            half_within_days=times.half_within_days,
            eight_of_ten_within_days=times.eight_of_ten_within_days,
            in_time=times.in_time,
            with_deadline=times.with_deadline,
        )
        for case_type, period, times in rows
    ]
    world.write(count, *counted)
    return world.caseworker("Lise").opens(TEAM_TIMES)


TEAM_FIGURES: Final = (
    ("additional_costs_adult", Period.YEAR, Times(104, 80, 105, 59, 104)),
    ("additional_costs_adult", Period.HALF, Times(51, 92, 118, 21, 51)),
    ("additional_costs_adult", Period.HALF_BEFORE, Times(53, 71, 88, 38, 53)),
    ("support_at_home", Period.YEAR, Times(140, 45, 58, 108, 140)),
    ("support_at_home", Period.HALF, Times(70, 45, 60, 52, 70)),
    ("support_at_home", Period.HALF_BEFORE, Times(70, 46, 57, 56, 70)),
    ("support_change", Period.YEAR, Times(28, 33, 59, None, None)),
)
"""Slower, a little faster, and too few for a half-year and without a deadline."""
