"""The two questions that are asked of KMD Nova. Both are reads, though they are sent as PUT."""

from collections.abc import Iterator
from types import TracebackType
from typing import Self
from uuid import uuid4

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from portal.sync.connectors.nova_wire import CASE_OUTPUT
from portal.sync.source import SourceFailed
from portal.sync.tokens import ClientCredentials
from portal.sync.transport import Reader, Route

CASE_PATH = "/api/Case/GetList"
TASK_PATH = "/api/Task/GetList"
ROWS_A_PAGE = 500
STATES = ("Opstaaet", "Oplyst", "Afgjort", "Bestilt", "Udfoert", "Afsluttet")

_QUERIES = {CASE_PATH: {"api-version": "2.0-Case"}, TASK_PATH: {"api-version": "1.0-Task"}}
_METHOD = "PUT"


class _Paging(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, hide_input_in_errors=True)

    has_more_rows: bool = False
    total_number_of_rows: int | None = Field(default=None, ge=0)


class Rows(BaseModel):
    """A page of an answer, its rows unread. A list that is empty may be absent."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, hide_input_in_errors=True)

    paging_information: _Paging
    cases: tuple[object, ...] | None = None
    task_list: tuple[object, ...] | None = None

    @property
    def rows(self) -> tuple[object, ...]:
        """The cases, or the tasks."""
        return self.cases or self.task_list or ()

    @property
    def total(self) -> int | None:
        """How many rows the source says there are on all pages."""
        return self.paging_information.total_number_of_rows


class NovaClient:
    """Nova's API at an address, asked in the portal's name."""

    def __init__(self, base_url: str, credentials: ClientCredentials, wire: httpx.BaseTransport | None = None) -> None:
        self._urls = {path: base_url.rstrip("/") + path for path in (CASE_PATH, TASK_PATH)}
        self._credentials = credentials
        routes = [credentials.route, *(Route(_METHOD, url) for url in self._urls.values())]
        self._reader = Reader(routes, wire)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.close()

    def case_pages(self) -> Iterator[Rows]:
        """All cases in any of the six states, a page at a time."""
        states = {"states": [{"progressState": state} for state in STATES]}
        return self._pages(CASE_PATH, {"states": states, "caseGetOutput": CASE_OUTPUT})

    def case(self, uuid: str) -> tuple[object, ...]:
        """The case of that uuid, whatever its state; nothing when there is none."""
        return self._ask(CASE_PATH, {"common": {"uuid": uuid}, "caseGetOutput": CASE_OUTPUT}, 1).rows

    def tasks(self, case_uuid: str) -> tuple[object, ...]:
        """The tasks of a case."""
        return tuple(row for page in self._pages(TASK_PATH, {"caseUuid": case_uuid}) for row in page.rows)

    def _pages(self, path: str, question: dict[str, object]) -> Iterator[Rows]:
        """Page after page until the source says it was the last, or goes on past its own total."""
        start = 1
        while True:
            page = self._ask(path, question, start)
            yield page
            start += min(len(page.rows), ROWS_A_PAGE)
            never_ends = page.total is not None and start > page.total + ROWS_A_PAGE
            if not page.rows or not page.paging_information.has_more_rows or never_ends:
                return

    def _ask(self, path: str, question: dict[str, object], start: int) -> Rows:
        common = question.get("common")
        body = question | {
            "common": {"transactionId": str(uuid4())} | (common if isinstance(common, dict) else {}),
            "paging": {"startRow": start, "numberOfRows": ROWS_A_PAGE, "calculateTotalNumberOfRows": True},
        }
        answer = self._credentials.send(self._reader, _METHOD, self._urls[path], _QUERIES[path], body)
        try:
            return Rows.model_validate(answer)
        except ValidationError:
            raise SourceFailed("page_unreadable") from None
