"""Each file holds one idea that its name says, and what is true stands on Python alone."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
MOST_LINES = 400
NAMES_THAT_SAY_NOTHING = {
    "common",
    "forms",
    "helper",
    "helpers",
    "info",
    "manager",
    "misc",
    "models",
    "util",
    "utils",
}


def modules(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def called(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def test_no_module_has_grown_past_one_idea() -> None:
    written = (path for path in modules("portal", "tests", "tools", "bench") if "migrations" not in path.parts)
    lines = {called(path): len(path.read_bytes().splitlines()) for path in written}
    too_long = {name: count for name, count in lines.items() if count > MOST_LINES}
    assert too_long == {}, "Name the second idea in it and give that its own file."


def test_every_name_says_what_is_inside() -> None:
    vague = [called(path) for path in modules("portal") if NAMES_THAT_SAY_NOTHING & {path.stem, path.parent.name}]
    assert vague == [], "Name the module after its duty."


def test_what_is_true_stands_on_python_alone() -> None:
    outside = [
        f"{called(path)} imports {name}"
        for path in modules("portal/domain")
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("portal.domain")
    ]
    assert outside == [], "Take the value as an argument."


def test_a_test_stands_where_its_module_stands() -> None:
    lost = [
        called(path)
        for path in modules("tests")
        if path.parent.name in {"domain", "estimates", "access", "storage"}
        and not (ROOT / "portal" / path.parent.name / f"{path.stem.removeprefix('test_')}.py").exists()
        and path.stem.startswith("test_")
    ]
    assert lost == [], "Name it after the module it tells about."
