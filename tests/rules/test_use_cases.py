"""Pages and use cases reach personal data through an opened case of the gate, and in no other way."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAST_THE_GATE = {
    "admit",
    "begin",
    "begin_nested",
    "bind",
    "connect",
    "connection",
    "engine",
    "exec_driver_sql",
    "execute",
    "fetch",
    "get_bind",
    "open_line",
    "owner_engine",
    "raw_connection",
    "scalar",
    "scalars",
    "session",
    "stamp",
    "sync_engine",
}
QUERY_MAKERS = {"sqlalchemy", "sqlmodel", "sqlite3", "psycopg", "alembic"}
ROWS_AND_RECORDS = (
    *("portal.storage.session", "portal.storage.engine", "portal.storage.tables", "portal.storage.schema"),
    *("portal.storage.line", "portal.storage.prepared"),
)
OPENS = {"case", "case_of", "cases"}


def sources(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def queries(source: str) -> Iterator[str]:
    """What in a module of web or services goes past the gate."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in PAST_THE_GATE:
            yield f"line {node.lineno} says .{node.attr}"
        for name in _imported(node):
            if name.split(".")[0] in QUERY_MAKERS or name.startswith(ROWS_AND_RECORDS):
                yield f"line {getattr(node, 'lineno', 0)} imports {name}"


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = node.module or "."
        yield from (f"{module}.{alias.name}" for alias in node.names)


def begins_elsewhere(source: str) -> Iterator[str]:
    """The use cases of a module that do something before they open the case they are told of."""
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    openers = {function.name for function in functions if _opens(function, set())}
    for function in functions:
        names = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
        if "gate" in names and names & {"case_id", "answered", "breach_id"} and not _opens(function, openers):
            yield function.name


def _opens(function: ast.FunctionDef, openers: set[str]) -> bool:
    """Whether the first statement opens the case: by the gate, or by a function beside it that begins so."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    value = getattr(body[0], "value", None) if body else None
    if not isinstance(value, ast.Call) or any(isinstance(each, ast.Call) for each in value.args):
        return False
    match value.func:
        case ast.Attribute(value=ast.Name(id="gate"), attr=attr):
            return attr in OPENS
        case ast.Name(id=name):
            return name in openers
    return False


def test_no_page_and_no_use_case_makes_a_query() -> None:
    past = {
        str(path.relative_to(ROOT)): found
        for path in [*sources("portal/web"), *sources("portal/services")]
        if (found := list(queries(path.read_text(encoding="utf-8"))))
    }
    assert past == {}, "Ask the gate: gate.case, gate.rows, gate.stored_facts … or give Gate a method for it."


def test_a_use_case_opens_its_case_before_anything_else() -> None:
    late = {
        str(path.relative_to(ROOT)): names
        for path in sources("portal/services")
        if (names := list(begins_elsewhere(path.read_text(encoding="utf-8"))))
    }
    assert late == {}, (
        "Begin with `admission = gate.case(case_id, Permission…)`: what comes before it is open to anybody."
    )


@pytest.mark.parametrize(
    "source",
    [
        "gate.session.get(CaseRow, case_id)",
        "opened.session.execute(question)",
        "runtime().engine.connect()",
        "g.snapshot.open_line.send(question)",
        "snapshot.connection",
        "from sqlalchemy import select",
        "import sqlmodel as rows",
        "from portal.storage import engine",
        "from portal.storage.session import open_session",
        "def f():\n    import sqlite3",
    ],
)
def test_a_way_past_the_gate_is_found(source: str) -> None:
    assert list(queries(source)) != []


@pytest.mark.parametrize(
    "source",
    [
        "def f(gate, case_id):\n    return facts_of(gate, case_id)",
        "def f(gate, case_id, words):\n    if not words:\n        raise NothingSaid\n    gate.case(case_id, P)",
        'def f(gate, case_id):\n    """Why."""\n    log(case_id)\n    gate.case(case_id, P)',
        "def f(gate, *, case_id):\n    gate.may(P, case_id)",
        "def _hold(gate, answered):\n    gate.rows(T, [])\ndef f(gate, answered):\n    _hold(gate, answered)",
        "def f(gate, case_id):\n    gate.case(guess(gate, case_id), P)",
    ],
)
def test_a_use_case_that_begins_elsewhere_is_found(source: str) -> None:
    assert list(begins_elsewhere(source)) != []


@pytest.mark.parametrize(
    "source",
    [
        'def f(gate, case_id):\n    """Why."""\n    admission = gate.case(case_id, P)\n    return admission',
        "def f(gate, breach_id):\n    gate.case_of(T, breach_id, P)",
        "def _hold(gate, answered):\n    return gate.case(answered.case_id, P)\ndef f(gate, answered):\n    a = _hold(gate, answered)",
        "def f(gate, admission):\n    return gate.rows(T, [admission])",
    ],
)
def test_a_use_case_that_begins_with_the_gate_is_left_alone(source: str) -> None:
    assert list(begins_elsewhere(source)) == []
