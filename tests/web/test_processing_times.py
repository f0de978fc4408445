"""Everybody may know how long cases take; the leader of a team sees whether it takes her team longer than before."""

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from click.testing import CliRunner

from portal import clock
from portal.access.processing_times import count_times
from portal.cli.times import count
from portal.domain.cases import CaseState, TaskStatus
from portal.domain.circumstances import CircumstanceKind
from portal.storage.processing_times import ProcessingTimeRow, TimesCountRow
from portal.storage.records.circumstances import CircumstanceRow
from tests.reading import Page, plain, read_page
from tests.world import MONDAY, PORTAL, TODAY, World

PAGE = "/behandlingstider"
OWN = "/medarbejder/behandlingstider"


def decided(
    world: World, days: Iterable[int], case_type: str = "support_at_home", *, on: date = TODAY, team: str = "disability"
) -> list[UUID]:
    """A closed case for each number of days it took until that day."""
    cases = []
    for taken in days:
        opened_on = on - timedelta(days=taken)
        case = world.a_case(case_type, state=CaseState.CLOSED, opened_on=opened_on, team=team, is_past=True)
        world.a_task(case, "decision", TaskStatus.FINISHED, started_on=on, closed_on=on)
        cases.append(case)
    return cases


def read(world: World, path: str) -> Page:
    """The page as anybody gets it."""
    return read_page(world.app.test_client().get(path, base_url=PORTAL))


def counted(world: World) -> None:
    """The worker has just counted."""
    count_times(world.runtime, now=clock.now())


def figures(page: Page) -> dict[str, list[str]]:
    """What stands under each heading, without the deadline."""
    return {
        section.xpath("string(.//h2)").strip(): [
            " ".join(dd.text_content().split())
            for dt, dd in zip(section.xpath(".//dt"), section.xpath(".//dd"), strict=True)
            if dt.text_content() != "Vores frist"
        ]
        for section in page.root.xpath("//section[contains(@class, 'times')]")
    }


def test_everybody_sees_the_deadline_and_beside_it_how_long_it_took(world: World) -> None:
    decided(world, [*range(1, 17), *range(73, 77), 57])
    world.a_case("support_at_home", state=CaseState.CLOSED, opened_on=TODAY - timedelta(days=9))  # taken back
    counted(world)
    page = read(world, PAGE)
    assert figures(page) == {"Støtte i hjemmet": ["11 dage", "57 dage", "16 af 21 (76 %)", "21 sager"]}
    assert "8 uger" in page.words
    assert "Retssikkerhedsloven § 3" in page.words
    assert "fra 24. november 2025 til 23. november 2026" in page.words


def test_types_with_fewer_than_twenty_are_named_and_not_shown(world: World) -> None:
    decided(world, [5] * 19)
    decided(world, [5] * 20, "car_support")
    counted(world)
    page = read(world, PAGE)
    assert list(figures(page)) == ["Støtte til bil"]
    hidden = [each.text_content() for each in page.root.xpath("//h2[@id='few-heading']/following-sibling::ul/li")]
    assert "Støtte i hjemmet" in hidden
    assert "Støtte til bil" not in hidden
    assert {row.case_type for row in world.rows(ProcessingTimeRow)} == {"car_support"}


def test_before_anything_is_counted_the_page_says_so(world: World) -> None:
    assert "Vi har ikke talt op endnu" in read(world, PAGE).words


def test_a_case_that_is_decided_anew_is_left_out(world: World) -> None:
    again = decided(world, [5] * 20)[0]
    special = CircumstanceRow(
        case_id=again,
        kind=CircumstanceKind.REMITTED,
        begun_on=TODAY,
        noted_at=MONDAY,
        noted_by_ref="skr",
        noted_by_name="S",
    )
    world.write(special)
    counted(world)
    assert figures(read(world, PAGE)) == {}


def test_a_decision_seen_in_the_state_alone_counts_from_the_day_it_was_seen(world: World) -> None:
    for _ in range(20):
        world.the_case_moves(world.a_case(opened_on=TODAY - timedelta(days=30)), CaseState.DECIDED)
    counted(world)
    assert figures(read(world, PAGE))["Støtte til bil"][0] == "30 dage"


def test_the_file_says_the_same_as_the_page_and_opens_in_danish(world: World) -> None:
    decided(world, range(1, 21))
    counted(world)
    answer = world.app.test_client().get(f"{PAGE}.csv", base_url=PORTAL)
    assert answer.mimetype == "text/csv"
    assert 'filename="behandlingstider-2026-11-23.csv"' in answer.headers["Content-Disposition"]
    assert answer.data.startswith("\ufeff".encode())
    _, row = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";")
    assert row[0] == "Støtte i hjemmet"
    assert row[1] == "8 uger"
    assert row[3:] == ["10", "16", "20", "20", "20", "2025-11-24", "2026-11-23"]


def test_counting_again_takes_the_place_of_what_was_counted(world: World) -> None:
    decided(world, [5] * 20)
    counted(world)
    counted(world)
    assert len(world.rows(TimesCountRow)) == 1
    with world.app.app_context():
        told = CliRunner().invoke(count)
    assert "4 figures" in told.output


def test_a_leader_sees_her_own_team_beside_the_half_year_before(world: World) -> None:
    decided(world, [40] * 20, on=TODAY - timedelta(days=200))
    decided(world, [52] * 20)
    decided(world, [3] * 30, team="benefits")
    counted(world)
    page = world.caseworker("Lise").opens(OWN)
    assert "Halvdelen har svar inden for 52 dage. Det er 12 dage mere end i halvåret før." in page.words
    rows = [[plain(cell.text_content()) for cell in row] for row in page.root.xpath("//tbody/tr")]
    assert rows == [
        ["Det halve år før20 sager", "40", "40", "100 %20 af 20"],
        ["Det seneste halve år20 sager", "52", "52", "100 %20 af 20"],
        ["Hele året40 sager", "40", "52", "100 %40 af 40"],
    ]
    for name in ("Susanne", "Anna"):
        assert name not in page.words


def test_that_half_have_an_answer_sooner_does_not_hide_that_the_others_wait_longer(world: World) -> None:
    decided(world, [40] * 14 + [50] * 6, on=TODAY - timedelta(days=200))
    decided(world, [39] * 14 + [70] * 6)
    counted(world)
    page = world.caseworker("Lise").opens(OWN)
    told = [(plain(line.text_content()), bool(line.xpath("strong"))) for line in page.root.xpath("//main//section//li")]
    assert told == [
        ("Halvdelen har svar inden for 39 dage. Det er 1 dag mindre end i halvåret før.", False),
        ("8 ud af 10 har svar inden for 70 dage. Det er 20 dage mere end før.", True),
        ("70 % er afgjort inden for fristen. I halvåret før var det 100 %.", True),
    ]


def test_a_half_year_of_fewer_than_twenty_is_no_trend(world: World) -> None:
    decided(world, [40] * 19, on=TODAY - timedelta(days=200))
    decided(world, [52] * 20)
    counted(world)
    page = world.caseworker("Lise").opens(OWN)
    assert "Der er afgjort for få i et af halvårene" in page.words
    assert [plain(row.xpath("string(th)")) for row in page.root.xpath("//tbody/tr")] == ["Hele året39 sager"]


def test_who_leads_no_team_sees_no_figures_of_one(world: World) -> None:
    decided(world, [5] * 20)
    counted(world)
    page = world.caseworker("Susanne").opens(OWN)
    assert "Kun lederen af et team kan se tallene." in page.words
    assert page.root.xpath("//table") == []
