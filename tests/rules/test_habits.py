"""What no module does, and what it does instead."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CLOCK = "portal/clock.py"
WORDING = "portal/web/wording/"
SPEAKS = ("portal/cli/", "portal/demo/")

INSTEAD = {
    "time": "Take the time as an argument, or ask portal.clock: now() for business, real() for the machine.",
    "print": "Log it, or in a command say it with click.echo.",
    "except": "Name what can go wrong: a bare except hides what nobody thought of.",
    "markup": "Write Markup in portal/web/wording alone, where every value in it is escaped.",
    "docstring": "Begin the file with a sentence on what its tests tell.",
}
_MOMENTS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}


def habits(source: str) -> Iterator[tuple[str, int]]:
    """Each habit of a module that has an `INSTEAD`, and its line."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name):
                if (owner, name) in _MOMENTS:
                    yield "time", node.lineno
            case ast.Call(func=ast.Name(id="print" | "pprint")):
                yield "print", node.lineno
            case ast.ExceptHandler(type=None):
                yield "except", node.lineno
            case ast.Call(func=ast.Name(id="Markup") | ast.Attribute(attr="Markup")):
                yield "markup", node.lineno


def is_allowed(habit: str, path: str) -> bool:
    match habit:
        case "time":
            return path == CLOCK
        case "print":
            return path.startswith(SPEAKS)
        case "markup":
            return path.startswith(WORDING)
    return False


@pytest.mark.parametrize("habit", [habit for habit in INSTEAD if habit != "docstring"])
def test_no_module_has_the_habit(habit: str) -> None:
    found = [
        f"{name}:{line}"
        for path in sorted((ROOT / "portal").rglob("*.py"))
        for name in [path.relative_to(ROOT).as_posix()]
        for found, line in habits(path.read_text(encoding="utf-8"))
        if found == habit and not is_allowed(habit, name)
    ]
    assert found == [], INSTEAD[habit]


def test_every_file_of_tests_says_what_it_tells() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == [], INSTEAD["docstring"]


@pytest.mark.parametrize(
    ("source", "habit"),
    [
        ("datetime.now(UTC)", "time"),
        ("datetime.datetime.utcnow()", "time"),
        ("day = date.today", "time"),
        ("time.time()", "time"),
        ('print("here")', "print"),
        ("try:\n    f()\nexcept:\n    pass", "except"),
        ("Markup(words)", "markup"),
        ("markupsafe.Markup(words)", "markup"),
    ],
)
def test_a_habit_is_found(source: str, habit: str) -> None:
    assert [found for found, _ in habits(source)] == [habit]
    assert not is_allowed(habit, "portal/services/cases.py")


@pytest.mark.parametrize("source", ["clock.now()", "gate.today", "opening.time", "escape(words)", "def f(now): ..."])
def test_what_is_no_habit_is_left_alone(source: str) -> None:
    assert list(habits(source)) == []
