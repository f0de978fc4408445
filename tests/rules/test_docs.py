"""What the README and the documents say exists: settings, commands, files, links, words and pictures."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from portal.cli.database import database
from portal.cli.estimates import estimates
from portal.cli.hearings import hearings
from portal.cli.journal import journal
from portal.cli.municipality import municipality
from portal.cli.sync import sync
from portal.cli.times import times
from portal.cli.worker import worker
from portal.config import PREFIX, Settings

ROOT = Path(__file__).parents[2]
DOCS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
COMMANDS: dict[str | None, click.Command] = {
    each.name: each for each in (database, estimates, hearings, journal, municipality, sync, times, worker)
}
MOST_PICTURE_BYTES = 60_000
FOLDERS = ("portal/", "templates/", "tests/", "static/", "docs/", "translations/", "tools/")
MADE_WHEN_ASKED = ("tests/pictures/",)
OF_THE_DEMO_AND_TESTS = {"PORTAL_TEST_POSTGRES_DSN"}

_LINK = re.compile(r"!?\[[^\]]*\]\((?P<to>[^)#\s]+)[^)]*\)")
_CODE = re.compile(r"`([^`\n]+)`|^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_DANISH = re.compile(r"\w*[æøåÆØÅ]\w*|\w+loven\b|\w*fuldmagt\w*")


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code(path: Path) -> Iterator[str]:
    """What a document sets as code, a line at a time."""
    for inline, block in _CODE.findall(source(path)):
        yield from (inline or block).splitlines()


@cache
def everything_said() -> str:
    return "\n".join(line for path in DOCS for line in code(path))


def settings() -> set[str]:
    return {PREFIX + name.upper() for name in Settings.model_fields}


def table_of_settings() -> list[str]:
    return re.findall(r"^\| `(PORTAL_\w+)` \|", source(ROOT / "docs/run.md"), re.MULTILINE)


def test_the_table_of_settings_has_each_setting_once() -> None:
    told = table_of_settings()
    assert sorted(told) == sorted(settings()), "The table is in docs/run.md, the settings in portal/config.py."


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_setting_that_is_named_is_one(path: Path) -> None:
    named = {name for name in re.findall(r"PORTAL_[A-Z0-9_]*[A-Z0-9]", source(path)) if not name.endswith("_")}
    assert named - settings() - OF_THE_DEMO_AND_TESTS == set()


def test_a_default_that_is_told_is_the_default() -> None:
    rows = re.findall(
        r"^\| `PORTAL_(\w+)` \| .*; (\d+)(?:, only downwards)? \|$", source(ROOT / "docs/run.md"), re.MULTILINE
    )
    told = {name.lower(): int(value) for name, value in rows}
    assert len(told) == 5
    assert told == {name: Settings.model_fields[name].default for name in told}


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    links = [link for link in _LINK.findall(source(path)) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(rf"(?:{'|'.join(FOLDERS)})[\w./-]*", everything_said()))
    kept = {name for name in named if not name.startswith(MADE_WHEN_ASKED) and "/de/" not in name}
    assert len(kept) > 50
    assert [name for name in sorted(kept) if not (ROOT / name).exists()] == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", source(ROOT / "Makefile"), re.MULTILINE))
    named = {word for words in re.findall(r"\bmake ((?:[a-z-]+ ?)+)", everything_said()) for word in words.split()}
    assert {"demo", "test", "pictures"} <= named
    assert named - targets == set()


def test_every_command_of_the_portal_that_is_named_exists() -> None:
    named = re.findall(r"flask --app wsgi ([a-z]+)(?: ([a-z]+))?", everything_said())
    assert len(named) > 5
    assert [words for words in named if not is_command(*words)] == []


def is_command(first: str, second: str) -> bool:
    command = COMMANDS.get(first)
    return second in command.commands if isinstance(command, click.Group) else command is not None and not second


@pytest.mark.parametrize(("first", "second"), [("sync", "write"), ("cook", ""), ("worker", "run")])
def test_a_command_that_does_not_exist_is_found(first: str, second: str) -> None:
    assert not is_command(first, second)


@cache
def names_in_code() -> set[str]:
    paths = [*ROOT.glob("portal/**/*.py"), *ROOT.glob("portal/demo/municipality/*")]
    words = {word for path in paths if path.suffix != ".pyc" for word in re.findall(r"\w+", source(path))}
    return words | {path.name for path in paths}


def glossary() -> list[list[str]]:
    lines = [line for line in source(ROOT / "docs/glossary.md").splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if row[0] not in {"Danish", "---"}]


def test_what_a_word_is_called_in_the_code_is_called_so() -> None:
    named = {name for row in glossary() for name in re.findall(r"`([\w.]+)`", row[2])}
    assert len(named) > 30
    unknown = [name for name in named if name not in names_in_code() and name.split(".")[-1] not in names_in_code()]
    assert sorted(unknown) == []


def test_every_danish_word_that_the_code_explains_itself_with_is_in_the_glossary() -> None:
    explained = " ".join(row[0] + " " + row[1] for row in glossary()).lower()
    used = {word for path in ROOT.glob("portal/**/*.py") for word in danish_words(ast.parse(source(path)))}
    assert [word for word in sorted(used) if word[:8] not in explained] == [], "Add it to docs/glossary.md."


def danish_words(module: ast.Module) -> Iterator[str]:
    """Of docstrings; what stands in quotes is a text, not a word of ours."""
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            said = re.sub(r'"[^"]*"|`[^`]*`', "", node.value.value)
            yield from (word.lower() for word in _DANISH.findall(said))


def test_pictures_are_light_and_none_lies_about_unused() -> None:
    pictures = sorted((ROOT / "docs/pictures").iterdir())
    assert [path.name for path in pictures if path.stat().st_size > MOST_PICTURE_BYTES] == [], "Run make docs-pictures."
    assert [path.name for path in pictures if f"pictures/{path.name}" not in source(ROOT / "README.md")] == []
