"""The table of what is checked at sign-in is true: its tests exist, and no check of the code is left out."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from portal.domain.sign_ins import ProviderAnswerRefused
from portal.web.auth.refusal_pages import _PAGES

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs/sign-in-checks.md"
AUTH = ROOT / "portal/web/auth"

_ROW = re.compile(r"^\| .* \| (?:`(?P<log>[^`]+)`|—) \| `(?P<test>[^`]+)` \|$")
_TEST = re.compile(r"(?P<path>[\w/]+\.py)::(?P<name>\w+)(?:\[(?P<case>.+)\])?")


def rows() -> list[re.Match[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    written = [line for line in lines if line.startswith("| ") and not line.startswith(("| What goes", "| ---"))]
    read = [_ROW.match(line) for line in written]
    assert None not in read, "Write | what | against it | `log` or — | `tests/…::test_…` |."
    return [row for row in read if row]


@cache
def written_in(path: str) -> dict[str, set[str]]:
    """The tests of a file, each with the words that its cases are named by."""
    module = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {
        node.name: {word for decorator in node.decorator_list for word in words_in(decorator)}
        for node in module.body
        if isinstance(node, ast.FunctionDef)
    }


def words_in(decorator: ast.expr) -> Iterator[str]:
    for node in ast.walk(decorator):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Name):
            yield node.id


def is_written(test: str) -> bool:
    found = _TEST.fullmatch(test)
    if not found or not (ROOT / found["path"]).is_file():
        return False
    cases = written_in(found["path"]).get(found["name"])
    return cases is not None and (not found["case"] or found["case"] in cases)


_ANSWERS_REFUSED = {"ProviderAnswerRefused", "AnswerSaidTwice"}


def reasons() -> set[str]:
    """What the log can say: the checks an answer can fail, and the refusals that have a page of their own."""
    found = {kind.__name__ for kind in _PAGES if not issubclass(kind, ProviderAnswerRefused)}
    for path in AUTH.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _ANSWERS_REFUSED:
                found |= {str(each.value) for each in node.args if isinstance(each, ast.Constant)}
    return found


def test_every_test_of_the_table_exists() -> None:
    missing = [row["test"] for row in rows() if not is_written(row["test"])]
    assert missing == [], "Write the test, or name the one that shows it in docs/sign-in-checks.md."


def test_every_check_has_a_row() -> None:
    told = {row["log"] for row in rows()}
    assert reasons() - told == set(), "Say in docs/sign-in-checks.md what it stands against, and which test shows it."


def test_no_row_stands_twice() -> None:
    lines = [row[0] for row in rows()]
    assert len(set(lines)) == len(lines) > 50


@pytest.mark.parametrize(
    "test",
    [
        "tests/web/auth/test_nothing.py::test_a",
        "tests/web/auth/test_tokens.py::test_that_nobody_wrote",
        "tests/web/auth/test_tokens.py::test_an_id_token_with_a_wrong_claim_signs_nobody_in[no such case]",
        "tests/web/auth/test_tokens.py",
    ],
)
def test_a_test_that_nobody_wrote_is_found_out(test: str) -> None:
    assert not is_written(test)
