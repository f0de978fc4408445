"""The demo's case system answers as the real one does."""

from datetime import timedelta
from http import HTTPStatus

import pytest

from tests.demo.case_system.caller import CASES_URL, STATES, TASKS_URL, TOKEN_URL, Caller, uuids
from tests.demo.town.towns import DAY_ZERO, town

WHOLE = [case.uuid for case in town().cases_on(DAY_ZERO)]


def six_states() -> dict[str, object]:
    return {"states": {"states": [{"progressState": state} for state in STATES]}}


@pytest.mark.parametrize("rows", [1, 7, 40, 80, 500])
def test_page_by_page_every_case_comes_once_in_the_same_order(rows: int) -> None:
    caller, found, start = Caller(), [], 1
    while True:
        answer = caller.cases(start, rows, six_states())
        found += uuids(answer)
        told = answer.get_json()["pagingInformation"]
        assert told["totalNumberOfRows"] == len(WHOLE)
        if not told["hasMoreRows"]:
            break
        assert told["numberOfRows"] == rows
        start += rows
    assert found == WHOLE


def test_row_nought_is_row_one() -> None:
    caller = Caller()
    assert uuids(caller.cases(0, 3)) == uuids(caller.cases(1, 3)) == WHOLE[:3]


def test_asking_for_no_rows_gives_none_and_promises_none() -> None:
    answer = Caller().cases(1, 0).get_json()
    assert answer["cases"] == []
    assert answer["pagingInformation"]["hasMoreRows"] is False


def test_the_total_is_told_only_when_asked_for() -> None:
    answer = Caller().search(paging={"startRow": 1, "numberOfRows": 5})
    assert "totalNumberOfRows" not in answer.get_json()["pagingInformation"]


@pytest.mark.parametrize(
    "paging",
    [
        {"startRow": 1, "numberOfRows": 501},
        {"startRow": -1, "numberOfRows": 5},
        {"startRow": "1", "numberOfRows": 5},
        {"startRow": 1, "numberOfRows": True},
        [],
    ],
)
def test_paging_that_makes_no_sense_is_refused(paging: object) -> None:
    answer = Caller().search(paging=paging)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "paging" in answer.get_json()["message"]


@pytest.mark.parametrize("common", [{}, {"transactionId": "1"}, {"transactionId": None}, None, "x"])
def test_nothing_is_told_without_a_transaction_id(common: object) -> None:
    answer = Caller().search(common=common)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "common" in answer.get_json()["message"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b'"text"', b"null"])
def test_a_body_that_is_no_object_is_refused(body: bytes) -> None:
    caller = Caller()
    headers = {"Authorization": f"Bearer {caller.token}", "Content-Type": "application/json"}
    assert caller.client.put(CASES_URL, data=body, headers=headers).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("url", [CASES_URL, TASKS_URL])
def test_the_address_must_name_its_version(url: str) -> None:
    answer = Caller().put(url.replace("2.0", "1.9").replace("1.0", "0.9"), {})
    assert answer.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("url", [CASES_URL, TASKS_URL])
def test_nothing_can_be_done_here_but_reading(method: str, url: str) -> None:
    assert Caller().client.open(url, method=method).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("path", ["Case/Create", "Case/Update", "Task/Create", "Document/GetList", "Case"])
def test_there_are_no_other_calls(path: str) -> None:
    assert Caller().put(f"/api/{path}?api-version=2.0-Case", {}).status_code == HTTPStatus.NOT_FOUND
    assert Caller().client.get(TOKEN_URL).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("asked", ["0101701234", "010170-1234"])
def test_anna_is_found_however_her_number_is_written(asked: str) -> None:
    answer = Caller().search(caseParty={"identificationType": "CprNummer", "identification": asked})
    assert uuids(answer) == WHOLE[:3]


def test_a_search_can_be_narrowed_by_role_subject_state_number_and_uuid() -> None:
    caller, annas = Caller(), {"identificationType": "CprNummer", "identification": "0101701234"}
    assert uuids(caller.search(caseParty=annas | {"participantRole": "Sekundær"})) == []
    assert uuids(caller.search(caseParty=annas | {"identificationType": "CvrNummer"})) == []
    subject = {"kleNumber": {"code": "32.18.20"}}
    assert uuids(caller.search(caseParty=annas, caseClassification=subject)) == WHOLE[:1]
    closed = {"states": [{"progressState": "Afsluttet"}]}
    assert 0 < len(uuids(caller.search(states=closed))) < len(WHOLE)
    assert uuids(caller.search(states={"states": []})) == []
    assert uuids(caller.search(caseAttributes={"userFriendlyCaseNumber": "S2026-10002"})) == WHOLE[1:2]
    common = {"transactionId": str(WHOLE[0]), "uuid": str(WHOLE[0])}
    assert uuids(caller.search(common=common)) == WHOLE[:1]


@pytest.mark.parametrize(
    "question",
    [
        {"states": {"states": "Oplyst"}},
        {"states": ["Oplyst"]},
        {"caseParty": {"identification": 101701234}},
        {"caseClassification": {"kleNumber": "32.18.20"}},
        {"caseGetOutput": []},
    ],
)
def test_a_search_that_makes_no_sense_is_refused(question: dict[str, object]) -> None:
    assert Caller().search(**question).status_code == HTTPStatus.BAD_REQUEST


def test_the_next_day_is_on_the_wire_at_once() -> None:
    caller = Caller()
    names = {"caseworker": {"kspIdentity": {"fullName": True}}}

    def caseworker() -> object:
        return caller.cases(1, 1, {"caseGetOutput": names}).get_json()["cases"][0]["caseworker"]

    assert caseworker() == {"kspIdentity": {"fullName": "Susanne Krogh"}}
    caller.clock.day += timedelta(days=1)
    assert caseworker() == {"kspIdentity": {"fullName": "Jonas Winther"}}


def test_a_case_nobody_knows_has_no_list_of_tasks() -> None:
    answer = Caller().tasks("6b1c0a0e-6c7e-4b8d-9f0e-0b7c6f0f2a11")
    assert answer.status_code == HTTPStatus.OK
    assert "taskList" not in answer.get_json()


def test_annas_doctor_is_a_started_task() -> None:
    tasks = Caller().tasks(WHOLE[0]).get_json()["taskList"]
    assert [(task["taskTitle"], task["taskStatusCode"]) for task in tasks] == [
        ("Send kvittering", "F"),
        ("Fordel sagen", "F"),
        ("Indhent lægelige oplysninger", "S"),
        ("Ergoterapeutisk beskrivelse", "N"),
    ]
    assert tasks[2]["taskStartDate"] == "2026-10-03T00:00:00"
    assert tasks[2]["taskCloseDate"] is None
    assert tasks[2]["caseWorker"]["ident"] == "SKR"
    assert tasks[0]["caseWorkerGroup"]["name"] == "Handicap og Psykiatri"
