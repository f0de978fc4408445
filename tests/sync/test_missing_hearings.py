"""The demo town's batch of fifty changes of support, as the portal reads it: the twenty-nine unheard, and no other."""

from datetime import date, timedelta
from functools import cache

import httpx
import pytest
from click.testing import CliRunner
from flask import Flask

from portal import clock
from portal.access.oversight import review_of_all
from portal.access.runtime import EXTENSION, Runtime
from portal.cli.hearings import missing
from portal.demo.case_system import Credentials, create_case_system
from portal.demo.case_system.archive import Archive
from portal.demo.hearings import begin_hearings
from portal.demo.keeping import Recipe
from portal.demo.town.change_of_support import CASES, HEARD
from portal.demo.town.founding import found_history, found_town
from portal.demo.town.lives import Town
from portal.demo.town.planning import DEFAULT_SIZE
from portal.domain.hearing_review import Finding
from portal.services.hearing_review import ReviewFilter, ReviewRow, review_rows
from portal.sync.run import run_sync
from tests.sync.nova_fake import SECRET
from tests.sync.stories import START, Portal

UNHEARD = CASES - HEARD
RECIPE = Recipe(seed=1, size=DEFAULT_SIZE, day_zero=START.date())
KLE_OF_CHANGES = "27.24.01"


@cache
def changes_of_the_past() -> Town:
    return Town(tuple(life for life in found_history(RECIPE).lives if life.kle == KLE_OF_CHANGES))


@pytest.fixture
def portal_of_town(portal: Portal) -> Portal:
    archive = Archive(changes_of_the_past)
    system = create_case_system(found_town(RECIPE), Credentials("portal", SECRET), clock, archive=archive)
    for days in (0, 14):
        with clock.frozen(START + timedelta(days=days)):
            wire = httpx.WSGITransport(app=system)
            run_sync(portal.settings, portal.engine, portal.municipality, wire=wire)
            begin_hearings(runtime_of(portal))
    return portal


def runtime_of(portal: Portal) -> Runtime:
    return Runtime(portal.settings, portal.municipality, portal.engine, portal.engine, portal.engine)


def on_the_list(portal: Portal, wanted: ReviewFilter) -> list[ReviewRow]:
    cases, material = review_of_all(runtime_of(portal))
    return list(review_rows(cases, material, portal.municipality, START.date() + timedelta(days=14), wanted))


def test_the_list_is_the_twenty_nine_unheard_a_fortnight_later_too_and_is_searched_back_in_time(
    portal_of_town: Portal,
) -> None:
    rows = on_the_list(portal_of_town, ReviewFilter())
    assert len(rows) == UNHEARD
    assert {row.case_type for row in rows} == {"support_change"}
    assert {row.missing.finding for row in rows} == {Finding.CHANGED, Finding.CHANGED_UNDECIDED}
    days = [row.missing.settled_on for row in rows]
    assert days == sorted(days)

    every = rows
    until = on_the_list(portal_of_town, ReviewFilter(last_on=date(2026, 7, 31)))
    since = on_the_list(portal_of_town, ReviewFilter(first_on=date(2026, 8, 1)))
    assert 0 < len(until) < UNHEARD
    assert [*until, *since] == every
    assert on_the_list(portal_of_town, ReviewFilter(case_type="car_support")) == []
    teams = {row.team_id for row in every}
    assert sum(len(on_the_list(portal_of_town, ReviewFilter(team=team))) for team in teams) == UNHEARD
    assert on_the_list(portal_of_town, ReviewFilter(team="nobody")) == []


def test_the_command_writes_a_line_for_each(portal_of_town: Portal) -> None:
    app = Flask("portal")
    app.extensions[EXTENSION] = runtime_of(portal_of_town)
    with app.app_context(), clock.frozen(START + timedelta(days=14)):
        told = CliRunner().invoke(missing, ["--csv"])
        some = CliRunner().invoke(missing, ["--from", "2026-08-01", "--type", "support_change"])
        wrong = CliRunner().invoke(missing, ["--type", "no_such"])
    lines = told.stdout_bytes.decode("utf-8-sig").splitlines()
    assert (told.exit_code, len(lines)) == (0, 1 + UNHEARD)
    assert all(line.count(";") == lines[0].count(";") for line in lines)
    assert "Being mended: 0." in some.output
    assert wrong.exit_code != 0
