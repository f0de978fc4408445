"""A database that is down or held by another is told as that: a kind page, what was typed, and when to try again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pytest
from flask import Flask
from pydantic import SecretStr
from sqlalchemy import event
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.storage.records.statement_requests import StatementRequestRow
from tests.reading import PageForm, read_page
from tests.web.bad_input.answers import header_faults, send
from tests.web.bad_input.sendings import Sending, filled
from tests.web.bad_input.test_typed_is_kept import WORDS, kept
from tests.world import PORTAL, Visitor, World

PHONE: Final = "70 00 01 00"
_PAGES: Final = ("/sager", "/fuldmagter", "/medarbejder/", "/medarbejder/status")


def path_of(own_town: World) -> Path:
    database = own_town.engine.url.database
    assert database is not None
    return Path(database)


@contextmanager
def gone(own_town: World) -> Iterator[None]:
    """The database cannot be opened while the block runs."""
    path = path_of(own_town)
    own_town.engine.dispose()
    path.rename(path.with_suffix(".away"))
    path.mkdir()
    yield
    path.rmdir()
    path.with_suffix(".away").rename(path)


@contextmanager
def held(own_town: World) -> Iterator[None]:
    """Another writer has the database and does not let go; nobody waits for it longer than a moment."""

    def do_not_wait(connection: sqlite3.Connection, _entry: object) -> None:
        connection.execute("PRAGMA busy_timeout=1")

    event.listen(own_town.engine, "connect", do_not_wait)
    own_town.engine.dispose()
    with closing(sqlite3.connect(path_of(own_town), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    event.remove(own_town.engine, "connect", do_not_wait)


def tells_to_try_again(answer: TestResponse) -> bool:
    page = read_page(answer)
    assert list(header_faults(answer)) == []
    assert "Traceback" not in page.source
    return (answer.status_code, answer.headers["Retry-After"]) == (503, "60") and "Prøv igen" in page.words


def the_form(own_town: World, anna: Visitor) -> PageForm:
    case_id = own_town.a_case()
    return anna.opens(f"/sager/{case_id}/udtalelse").forms()[-1]


def test_a_page_says_that_the_cases_are_out_of_reach_and_whom_to_phone(own_town: World) -> None:
    anna, susanne = own_town.citizen("Anna"), own_town.caseworker()
    with gone(own_town):
        for path in _PAGES:
            visitor = susanne if path.startswith("/medarbejder") else anna
            assert tells_to_try_again(visitor.client.get(path, base_url=PORTAL)), path
        assert PHONE in read_page(anna.client.get("/sager", base_url=PORTAL)).words
    assert anna.opens("/sager").status == 200


def test_pages_about_nobody_still_answer(own_town: World) -> None:
    nobody = Visitor(own_town.app.test_client())
    with gone(own_town):
        assert [nobody.opens(path).status for path in ("/", "/hjaelp", "/log-ud/farvel", "/nowhere")] == [
            200,
            200,
            200,
            404,
        ]
        assert nobody.client.get("/health/live", base_url=PORTAL).status_code == 200
        assert nobody.client.get("/health/ready", base_url=PORTAL).status_code == 503


def test_even_a_page_that_is_not_there_is_told_so_kindly(own_town: World) -> None:
    anna = own_town.citizen("Anna")
    with gone(own_town):
        answer = anna.client.get("/nowhere", base_url=PORTAL)
    assert answer.status_code in {404, 503}
    assert PHONE in read_page(answer).words


def test_what_was_typed_is_kept_when_the_database_is_gone(own_town: World) -> None:
    anna = own_town.citizen("Anna")
    form = the_form(own_town, anna)
    with gone(own_town):
        answer = send(anna, filled(form, words=WORDS))
    assert tells_to_try_again(answer)
    assert kept(answer) == [WORDS]
    assert own_town.rows(StatementRequestRow) == []


def test_what_was_typed_is_kept_when_another_writer_holds_the_database(own_town: World) -> None:
    anna = own_town.citizen("Anna")
    form = the_form(own_town, anna)
    with held(own_town):
        answer = send(anna, filled(form, words=WORDS))
    assert tells_to_try_again(answer)
    assert kept(answer) == [WORDS]
    assert send(anna, filled(form, words=WORDS)).status_code == 303


def test_pages_can_be_read_while_another_writes(own_town: World) -> None:
    anna = own_town.citizen("Anna")
    with held(own_town):
        assert anna.client.get("/fuldmagter", base_url=PORTAL).status_code == 200


@pytest.mark.parametrize("path", ["/log-ud", "/medarbejder/log-ud"])
def test_nobody_is_signed_in_or_out_and_the_page_says_so(own_town: World, path: str) -> None:
    visitor = own_town.caseworker() if path.startswith("/medarbejder") else own_town.citizen("Anna")
    home = "/medarbejder/" if path.startswith("/medarbejder") else "/sager"
    form = next(form for form in visitor.opens(home).every_form() if form.action == path)
    with gone(own_town):
        answer = send(visitor, Sending(path, body=filled(form).body))
    assert tells_to_try_again(answer)
    assert PHONE in read_page(answer).words


def test_a_postgresql_that_does_not_answer_gets_the_same_page(postgres_that_is_down: Flask) -> None:
    client = postgres_that_is_down.test_client()
    client.set_cookie("borger-8000", "a-token", domain="127.0.0.1")
    assert tells_to_try_again(client.get("/sager", base_url=PORTAL))


@pytest.fixture
def postgres_that_is_down(own_town: World) -> Flask:
    """A portal whose PostgreSQL is at a port where nobody listens."""
    url = SecretStr("postgresql://nobody:nothing@127.0.0.1:1/portal")
    return create_app(own_town.runtime.settings.model_copy(update={"database_url": url}))
