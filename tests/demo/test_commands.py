"""What the commands of the demo tell, and when they refuse."""

import os
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from portal.demo.keeping import Recipe, keep_recipe
from portal.demo.ports import HOST
from portal.demo.supervisor.children import PROJECT

RECIPE = Recipe(seed=1, size=80, day_zero=date(2026, 11, 22))


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    mine = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return subprocess.run(  # noqa: S603 -- our own commands
        [sys.executable, "-m", *words],
        cwd=PROJECT,
        env=mine | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_busy_port_ends_the_start_with_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = str(taken.getsockname()[1])
        told = command("portal.demo", DEMO_DIR=str(tmp_path / "town"), PORT=port)
    assert told.returncode == 1
    assert told.stderr == f"Port {port} is busy or not allowed; set PORT to a free one.\n"
    assert not (tmp_path / "town").exists()


@pytest.mark.parametrize("words", [("portal.demo",), ("portal.demo", "next-day"), ("portal.demo.case_system",)])
def test_nothing_of_the_town_runs_in_production(tmp_path: Path, words: tuple[str, ...]) -> None:
    keep_recipe(tmp_path, RECIPE)
    told = command(*words, DEMO_DIR=str(tmp_path), PORTAL_MODE="production")
    assert told.returncode == 1
    assert told.stderr.startswith("The demo town does not run with PORTAL_MODE=production")
    assert not (tmp_path / "clock.json").exists()


def test_a_day_passes_by_one_command(tmp_path: Path) -> None:
    keep_recipe(tmp_path, RECIPE)
    assert command("portal.demo", "next-day", DEMO_DIR=str(tmp_path)).stdout.startswith("It is day 1 in the town")
    told = command("portal.demo", "next-day", "--days", "3", DEMO_DIR=str(tmp_path))
    assert told.stdout.startswith("It is day 4 in the town")
    assert told.returncode == 0


@pytest.mark.parametrize("days", ["0", "-1", "many", "4000"])
def test_time_does_not_go_backwards(tmp_path: Path, days: str) -> None:
    keep_recipe(tmp_path, RECIPE)
    assert command("portal.demo", "next-day", "--days", days, DEMO_DIR=str(tmp_path)).returncode != 0
    assert not (tmp_path / "clock.json").exists()


def test_the_people_who_can_sign_in_are_told_without_their_numbers() -> None:
    told = command("portal.demo", "people").stdout
    assert "Anna Test Andersen" in told
    assert "Susanne Krogh" in told
    assert "0101701234" not in told


def test_a_case_system_without_a_town_says_so(tmp_path: Path) -> None:
    told = command("portal.demo.case_system", DEMO_DIR=str(tmp_path))
    assert (told.returncode, told.stderr) == (1, "There is no town here; start one with make demo.\n")
