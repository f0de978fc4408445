"""Nothing personal leaves the mirror: not by the log, the quarantine, an error or the books of the sync."""

import logging

import httpx
import pytest
from sqlalchemy import Connection, MetaData, Table, select

from portal.storage.sync_runs import QuarantineRow, SyncRunRow
from tests.sync.nova_fake import SECRET, NovaFake, case, person, task, uuid
from tests.sync.stories import Portal

CPRS = ("0101701234", "010170-1234", "0202804321", "020280-4321")
NAMES = ("Anna Test Andersen", "Bo Test Bendtsen")
TITLES = ("Secret title", "Secret description", "Indhent oplysninger om Anna")


def troubled() -> NovaFake:
    nova = NovaFake(
        case(1, caseParties=[person("010170-1234", "Anna Test Andersen")]),
        case(2, caseParties=[person("020280-43211", "Bo Test Bendtsen")]),
        {"caseAttributes": {"title": "Secret title"}, "caseParties": [person("0202804321", "Bo Test Bendtsen")]},
        case(4, state={"progressState": None}, caseParties=[person("0202804321", "Bo Test Bendtsen")]),
    )
    nova.tasks[uuid(1)] = [task(1, "Indhent oplysninger om Anna")]
    return nova


def reflected_tables(connection: Connection) -> list[Table]:
    """Every table there is, known or not."""
    found = MetaData()
    found.reflect(connection)
    return list(found.tables.values())


def test_the_log_of_a_troubled_run_names_nobody(portal: Portal, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    nova = troubled()
    nova.scripted = [httpx.Response(503, text="Anna Test Andersen 010170-1234")]
    portal.sync(nova)
    nova.scripted = [httpx.Response(400, text="Anna Test Andersen 010170-1234")]
    portal.sync(nova)

    for word in (*CPRS, *NAMES, *TITLES, SECRET, *nova.tokens):
        assert word not in caplog.text


def test_the_books_of_the_sync_name_nobody(portal: Portal) -> None:
    portal.sync(troubled())

    books = repr(portal.rows(QuarantineRow)) + repr(portal.rows(SyncRunRow))
    assert len(portal.set_aside()) == 3
    for word in (*CPRS, *NAMES, *TITLES):
        assert word not in books


def test_the_mirror_keeps_neither_cpr_numbers_nor_internal_titles(portal: Portal) -> None:
    portal.sync(troubled())

    with portal.engine.connect() as connection:
        tables = reflected_tables(connection)
        kept = "".join(repr(connection.execute(select(table)).all()) for table in tables)
    assert "Anna Test Andersen" in kept
    for word in (*CPRS, *TITLES):
        assert word not in kept


def test_only_the_three_reads_ever_leave(portal: Portal) -> None:
    nova = troubled()
    for _ in range(2):
        portal.sync(nova)
    nova.cases.pop(0)
    portal.sync(nova)

    left = {(request.method, request.url.host, request.url.path) for request in nova.sent}
    assert left == {
        ("POST", "login.test", "/realms/NovaIntegration/protocol/openid-connect/token"),
        ("PUT", "nova.test", "/api/Case/GetList"),
        ("PUT", "nova.test", "/api/Task/GetList"),
    }
