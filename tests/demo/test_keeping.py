"""What the town keeps between two starts."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portal import clock
from portal.demo.keeping import Recipe, keep_recipe, make_folder, only_one, pass_days, read_recipe
from portal.demo.refusal import TownRefused

RECIPE = Recipe(seed=1, size=80, day_zero=date(2026, 11, 22))


def test_a_town_stays_what_it_was_first_made_of(tmp_path: Path) -> None:
    assert keep_recipe(tmp_path, RECIPE) == RECIPE
    assert keep_recipe(tmp_path, Recipe(2, 5, date(2026, 12, 24))) == RECIPE
    assert read_recipe(tmp_path) == RECIPE


def test_a_town_without_a_past_stays_without_and_one_that_was_never_asked_has_one(tmp_path: Path) -> None:
    assert keep_recipe(tmp_path, replace(RECIPE, has_past=False)) == read_recipe(tmp_path)
    assert not read_recipe(tmp_path).has_past
    (tmp_path / "town.json").write_text('{"seed": 1, "size": 80, "day_zero": "2026-11-22"}')
    assert read_recipe(tmp_path) == RECIPE


def test_days_pass_for_everybody_and_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_recipe(tmp_path, RECIPE)
    monkeypatch.setenv("DEMO_DIR", str(tmp_path))
    with clock.frozen(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        assert clock.today() == date(2026, 11, 22)
        assert pass_days(tmp_path, 1) == 1
        assert pass_days(tmp_path, 7) == 8
        assert clock.today() == date(2026, 11, 30)
    assert json.loads((tmp_path / "clock.json").read_text()) == {"offset_days": 8}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clock.json", "town.json"]


def test_no_day_passes_where_there_is_no_town(tmp_path: Path) -> None:
    with pytest.raises(TownRefused, match="There is no town in"):
        pass_days(tmp_path, 1)


def test_a_town_cannot_grow_older_than_ten_years(tmp_path: Path) -> None:
    keep_recipe(tmp_path, RECIPE)
    with pytest.raises(TownRefused, match="At most 3650 days"):
        pass_days(tmp_path, 3651)


@pytest.mark.parametrize("spoilt", ["", "{", "[]", "null", '{"seed": 1}', '{"seed":1,"size":5,"day_zero":"x"}'])
def test_a_spoilt_town_says_what_to_do(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "town.json").write_text(spoilt)
    with pytest.raises(TownRefused, match="remove the folder"):
        read_recipe(tmp_path)


@pytest.mark.parametrize("spoilt", ["", "{}", '{"offset_days": "many"}'])
def test_a_spoilt_clock_says_what_to_do(tmp_path: Path, spoilt: str) -> None:
    keep_recipe(tmp_path, RECIPE)
    (tmp_path / "clock.json").write_text(spoilt)
    with pytest.raises(TownRefused, match="remove the folder"):
        pass_days(tmp_path, 1)


def test_two_towns_do_not_share_a_folder(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(TownRefused, match="already runs"), only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "town").write_text("")
    with pytest.raises(TownRefused, match="DEMO_DIR cannot be used"):
        make_folder(tmp_path / "town")


def test_what_an_earlier_town_left_open_is_closed_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    ours = [tmp_path / name for name in ("town.env", "town.json", "portal.sqlite", "portal.sqlite-wal", "logs/web.log")]
    theirs = tmp_path / "notes.txt"
    for path in (*ours, theirs):
        path.write_text("")
        path.chmod(0o644)
    make_folder(tmp_path)
    assert {path.stat().st_mode & 0o777 for path in ours} == {0o600}
    assert theirs.stat().st_mode & 0o777 == 0o644
