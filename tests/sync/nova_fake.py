"""A case system on Nova's wire, held in memory, that can be told to go wrong. No sockets."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import httpx

API = "https://nova.test"
TOKEN_URL = "https://login.test/realms/NovaIntegration/protocol/openid-connect/token"
CASES = "/api/Case/GetList"
TASKS = "/api/Task/GetList"
SECRET = "the-source-client-secret"
SUSANNE = "5e0f0c1a-1b6e-4d2a-9a51-000000000001"
JONAS = "5e0f0c1a-1b6e-4d2a-9a51-000000000002"
DISABILITY = 900101

Record = dict[str, Any]


def uuid(number: int) -> str:
    return str(UUID(int=0xCA5E << 100 | number))


def person(cpr: str, name: str = "Test Testesen", role: str = "Primær") -> Record:
    return {"identificationType": "CprNummer", "identification": cpr, "participantRole": role, "name": name}


def caseworker(user_id: str) -> Record:
    return {"kspIdentity": {"novaUserId": user_id, "racfId": "SKR", "fullName": "Susanne Krogh"}}


def case(number: int, **differs: object) -> Record:
    """A case of additional costs, as the wire has it; `differs` replaces whole members."""
    whole: Record = {
        "common": {"uuid": uuid(number), "formatVersion": "2.0-Case"},
        "caseAttributes": {
            "title": "Secret title",
            "userFriendlyCaseNumber": f"S2026-{number}",
            "caseDate": "2026-09-01T00:00:00",
        },
        "state": {"activeCode": "Active", "progressState": "Oplyst"},
        "caseClassification": {"kleNumber": {"code": "32.18.04"}, "proceedingFacet": {"code": "G01"}},
        "caseParties": [person("010170-1234")],
        "caseworker": caseworker(SUSANNE),
        "responsibleDepartment": {"losIdentity": {"administrativeUnitId": DISABILITY, "fullName": "Handicap"}},
        "extraNobodyKnows": {"deep": [1, 2, 3]},
    }
    return deepcopy(whole | differs)


def closed(number: int) -> Record:
    return case(number, state={"activeCode": "Passive", "progressState": "Afsluttet"})


def task(number: int, title: str = "Send kvittering", status: str = "S", **differs: object) -> Record:
    return {
        "taskUuid": str(UUID(int=number)),
        "taskTitle": title,
        "taskDescription": "Secret description",
        "taskStatusCode": status,
        "taskDeadline": "2026-10-06T00:00:00",
        "taskCreateDate": "2026-09-02T08:00:00",
        "taskStartDate": "2026-09-03T08:00:00",
        "taskCloseDate": None,
    } | differs


class NovaFake(httpx.BaseTransport):
    """The wire itself: what reaches it has left the portal."""

    def __init__(self, *cases: Record) -> None:
        self.cases: list[Record] = list(cases)
        self.tasks: dict[str, list[Record]] = {}
        self.rows_a_page = 500
        self.claimed_total: int | None = None
        self.scripted: list[httpx.Response] = []
        """Answers to give, in order, in place of the true ones."""
        self.before_answer: Callable[[httpx.Request], None] = lambda _request: None
        self.rearrange: Callable[[list[list[Record]]], list[list[Record]]] | None = None
        """Makes other pages of the true ones."""
        self.sent: list[httpx.Request] = []
        self.tokens: set[str] = set()
        self.token_seconds = 300

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.sent.append(request)
        self.before_answer(request)
        if self.scripted:
            return self.scripted.pop(0)
        if str(request.url) == TOKEN_URL:
            return self._issue_token(request)
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            return httpx.Response(401, json={"message": "Unauthorized"})
        body = json.loads(request.content)
        assert request.method == "PUT"
        assert UUID(body["common"]["transactionId"]).version == 4
        assert 1 <= body["paging"]["numberOfRows"] <= 500
        match request.url.path, request.url.query:
            case "/api/Case/GetList", b"api-version=2.0-Case":
                return self._list_cases(body)
            case "/api/Task/GetList", b"api-version=1.0-Task":
                return self._list_tasks(body)
        raise AssertionError(f"Nova has no {request.url}")

    def asked_for(self, path: str) -> list[Record]:
        """The bodies of the requests to that path."""
        return [json.loads(request.content) for request in self.sent if request.url.path == path]

    def forget_tokens(self) -> None:
        self.tokens.clear()

    def _issue_token(self, request: httpx.Request) -> httpx.Response:
        form = parse_qs(request.content.decode())
        expected = {"grant_type": ["client_credentials"], "scope": ["client"], "client_secret": [SECRET]}
        if expected.items() <= form.items():
            token = f"token-{len(self.sent)}"
            self.tokens.add(token)
            return httpx.Response(200, json={"access_token": token, "expires_in": self.token_seconds})
        return httpx.Response(401, json={"error": "invalid_client"})

    def _list_cases(self, body: Record) -> httpx.Response:
        wanted = body["common"].get("uuid")
        if wanted is not None:
            found = [entry for entry in self.cases if entry.get("common", {}).get("uuid") == wanted]
            return httpx.Response(200, json={"pagingInformation": _paging(found, more=False, total=1), "cases": found})
        pages = self._pages(self.cases)
        start: int = body["paging"]["startRow"]
        total = len(self.cases) if self.claimed_total is None else self.claimed_total
        before = 1
        for number, page in enumerate(pages, start=1):
            if start <= before:
                paging = _paging(page, more=number < len(pages), total=total)
                return httpx.Response(200, json={"pagingInformation": paging, "cases": page})
            before += len(page)
        return httpx.Response(200, json={"pagingInformation": _paging([], more=False, total=total), "cases": []})

    def _pages(self, rows: list[Record]) -> list[list[Record]]:
        size = self.rows_a_page
        pages = [rows[start : start + size] for start in range(0, len(rows), size)]
        return self.rearrange(pages) if self.rearrange else pages

    def _list_tasks(self, body: Record) -> httpx.Response:
        rows = self.tasks.get(body["caseUuid"], [])
        answer: Record = {"pagingInformation": _paging(rows, more=False, total=len(rows))}
        return httpx.Response(200, json=answer | ({"taskList": rows} if rows else {}))


def _paging(rows: list[Record], *, more: bool, total: int) -> Record:
    return {"numberOfRows": len(rows), "hasMoreRows": more, "totalNumberOfRows": total}
