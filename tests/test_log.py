"""What the log says, and what it never does."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import pytest
import structlog
from alembic.runtime.migration import MigrationContext

from portal.config import Mode
from portal.log import HIDDEN, configure, hide_personal_data

JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXJl"


@contextmanager
def logging_in(mode: Mode) -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    configure(mode)
    try:
        yield
    finally:
        root.handlers, root.level = handlers, level
        structlog.reset_defaults()


def written(**event: object) -> dict[str, object]:
    return dict(hide_personal_data(None, "info", event))


@pytest.mark.parametrize(
    "text",
    [
        "no case for 0101701234",
        "no case for 010170-1234",
        "no case for 010170 1234, phoned twice",
        "GET /log-ind/retur?code=abc&state=def",
        "Authorization: Bearer abcdef",
        f"id_token was {JWT}",
        "the key is 4f8a2b1c9d3e4f8a2b1c9d3e4f8a2b1c9d3e4f8a",
    ],
)
def test_what_looks_like_a_number_or_secret_of_a_person_is_masked(text: str) -> None:
    said = str(written(event=text)["event"])
    assert HIDDEN in said
    assert not any(secret in said for secret in ("1234", "abc", "def", "eyJ", "4f8a"))


@pytest.mark.parametrize(
    "key",
    [
        "cpr",
        "citizen_name",
        "name",
        "case_title",
        "access_token",
        "client-secret",
        "code",
        "state",
        "Set-Cookie",
    ],
)
def test_what_is_personal_by_its_name_is_blanked(key: str) -> None:
    assert written(**{key: "Anna"}) == {key: HIDDEN}


def test_what_helps_and_harms_nobody_is_written_as_it_is() -> None:
    case_id = UUID("6f1c2b7e-5f0a-4a37-9b3e-2f4f0f3f5a11")
    event = {
        "event": "sync finished",
        "rows": 80,
        "status_code": 200,
        "case_state": "received",
        "seconds": 1.5,
    }
    assert written(**event, case_id=case_id) == {**event, "case_id": str(case_id)}


def test_a_number_is_masked_however_deep_it_lies_and_when_it_has_lost_its_zero() -> None:
    said = written(event="x", parties=[{"0202804321": "party", "numbers": (101701234, 7)}])
    assert said["parties"] == [{HIDDEN: "party", "numbers": [HIDDEN, 7]}]


@dataclass
class Citizen:
    called: str


def test_an_object_says_only_what_it_is() -> None:
    assert written(event="x", who=Citizen("Anna")) == {"event": "x", "who": "<Citizen>"}


def test_a_library_that_logs_a_cpr_number_is_masked_too(capsys: pytest.CaptureFixture[str]) -> None:
    with logging_in(Mode.TEST):
        logging.getLogger("somebody.else").warning("no such person: %s", "0101701234")
        line = json.loads(capsys.readouterr().err)
    assert line["event"] == f"no such person: {HIDDEN}"
    assert (line["level"], line["logger"]) == ("warning", "somebody.else")


def test_requests_of_the_libraries_are_not_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    with logging_in(Mode.TEST):
        logging.getLogger("authlib.oauth2").debug("client secret")
        logging.getLogger("urllib3.connectionpool").debug("GET /userinfo")
        assert capsys.readouterr().err == ""


def test_asking_whether_the_schema_is_at_head_writes_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    with logging_in(Mode.TEST):
        MigrationContext.configure(dialect_name="sqlite")
        assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("mode", "is_quoted"), [(Mode.DEMO, True), (Mode.PRODUCTION, False)])
def test_production_leaves_out_what_an_error_quotes(
    mode: Mode, is_quoted: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    with logging_in(mode):
        try:
            int("Anna writes")
        except ValueError:
            structlog.stdlib.get_logger("portal.test").exception("the form broke", case_id="c-1")
        written_line = capsys.readouterr().err
    line = json.loads(written_line)
    assert ("Anna writes" in written_line) is is_quoted
    assert line["exception"]["type"] == "ValueError"
    assert "test_log.py" in line["exception"]["places"][0]
    assert line["case_id"] == "c-1"
