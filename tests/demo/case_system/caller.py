"""A caller of the case system, as a sync would call it, and a clock that tests move."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.demo.case_system import Credentials, Misbehaviour, create_case_system
from tests.demo.town.towns import DAY_ZERO, town

CREDENTIALS = Credentials("portal-sync", "a secret for tests")
TOKEN_URL = "/realms/NovaIntegration/protocol/openid-connect/token"
CASES_URL = "/api/Case/GetList?api-version=2.0-Case"
TASKS_URL = "/api/Task/GetList?api-version=1.0-Task"
STATES = ("Opstaaet", "Oplyst", "Afgjort", "Bestilt", "Udfoert", "Afsluttet")
Json = dict[str, object]


@dataclass
class TownClock:
    day: date = DAY_ZERO
    at: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def real(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.day

    def pass_seconds(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Caller:
    misbehaviour: Misbehaviour | None = None
    clock: TownClock = field(default_factory=TownClock)
    client: FlaskClient = field(init=False)
    token: str = ""

    def __post_init__(self) -> None:
        app = create_case_system(town(), CREDENTIALS, self.clock, self.misbehaviour)
        self.client = app.test_client()
        self.sign_in()

    def ask_for_token(self, **form: str) -> TestResponse:
        whole = {
            "grant_type": "client_credentials",
            "client_id": CREDENTIALS.client_id,
            "client_secret": CREDENTIALS.client_secret,
            "scope": "client",
        }
        return self.client.post(TOKEN_URL, data=whole | form)

    def sign_in(self) -> None:
        self.token = self.ask_for_token().get_json()["access_token"]

    def put(self, url: str, body: object) -> TestResponse:
        return self.client.put(url, json=body, headers={"Authorization": f"Bearer {self.token}"})

    def cases(self, start: int = 1, rows: int = 500, question: Json | None = None) -> TestResponse:
        paging = {"startRow": start, "numberOfRows": rows, "calculateTotalNumberOfRows": True}
        whole = {"common": {"transactionId": str(uuid4())}, "paging": paging, "caseGetOutput": {}}
        return self.put(CASES_URL, whole | (question or {}))

    def search(self, **question: object) -> TestResponse:
        return self.cases(question=question)

    def tasks(self, case_uuid: object) -> TestResponse:
        paging = {"startRow": 1, "numberOfRows": 500}
        common = {"transactionId": str(uuid4())}
        return self.put(TASKS_URL, {"common": common, "paging": paging, "caseUuid": str(case_uuid)})


def uuids(answer: TestResponse) -> list[UUID]:
    assert answer.status_code == 200, answer.text
    return [UUID(case["common"]["uuid"]) for case in answer.get_json()["cases"]]
