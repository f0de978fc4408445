"""What a caller asks for: the request bodies, parsed and checked."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from portal.demo.town.records import TownCase

MOST_ROWS = 500
JsonObject = dict[str, object]


class QuestionRefused(Exception):  # noqa: N818 -- a refusal in words for the caller
    """The request makes no sense; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which rows are asked for. `start` counts from 0."""

    start: int
    rows: int
    with_total: bool

    @property
    def page(self) -> int:
        """The number of the page, from 1, if all pages are as long as this one."""
        return self.start // self.rows + 1 if self.rows else 1


@dataclass(frozen=True, slots=True)
class CaseQuestion:
    """A search for cases; what is None does not narrow it."""

    paging: Paging
    output: JsonObject
    uuid: str | None
    number: str | None
    states: frozenset[str] | None
    party: JsonObject
    kle: str | None
    facet: str | None

    @property
    def asks_for_all(self) -> bool:
        """Whether it does not look for one case, one person's or one kind."""
        return not (self.uuid or self.number or self.party or self.kle or self.facet)

    def matches(self, case: TownCase) -> bool:
        """Whether the case is one of those asked for."""
        return (
            self.uuid in {None, str(case.uuid)}
            and self.number in {None, case.number}
            and (self.states is None or case.progress in self.states)
            and self.kle in {None, case.kle}
            and self.facet in {None, case.facet}
            and self._has_party(case)
        )

    def _has_party(self, case: TownCase) -> bool:
        wanted = _text(self.party, "identification")
        numbering = _text(self.party, "identificationType")
        role = _text(self.party, "participantRole")
        if wanted is None:
            return True
        return any(
            party.number.replace("-", "") == wanted.replace("-", "")
            and numbering in {None, party.numbering}
            and role in {None, party.role}
            for party in case.parties
        )


@dataclass(frozen=True, slots=True)
class TaskQuestion:
    """A search for the tasks of one case."""

    paging: Paging
    case_uuid: UUID


def read_case_question(body: object) -> CaseQuestion:
    """Read the body of `Case/GetList`.

    Raises:
        QuestionRefused: something is missing or of the wrong kind.
    """
    question = _require_transaction(body)
    classification = _object(question, "caseClassification")
    return CaseQuestion(
        paging=_read_paging(question),
        output=_object(question, "caseGetOutput"),
        uuid=_text(_object(question, "common"), "uuid"),
        number=_text(_object(question, "caseAttributes"), "userFriendlyCaseNumber"),
        states=_read_states(question),
        party=_object(question, "caseParty"),
        kle=_text(_object(classification, "kleNumber"), "code"),
        facet=_text(_object(classification, "proceedingFacet"), "code"),
    )


def read_task_question(body: object) -> TaskQuestion:
    """Read the body of `Task/GetList`.

    Raises:
        QuestionRefused: something is missing or of the wrong kind.
    """
    question = _require_transaction(body)
    return TaskQuestion(_read_paging(question), _uuid("caseUuid", question.get("caseUuid")))


def _require_transaction(body: object) -> JsonObject:
    if not isinstance(body, dict):
        message = "The body must be a JSON object."
        raise QuestionRefused(message)
    question = cast("JsonObject", body)
    _uuid("common.transactionId", _object(question, "common").get("transactionId"))
    return question


def _read_paging(question: JsonObject) -> Paging:
    paging = _object(question, "paging")
    start = _whole_number(paging, "startRow", 1)
    rows = _whole_number(paging, "numberOfRows", MOST_ROWS)
    if rows > MOST_ROWS:
        message = f"paging.numberOfRows must be at most {MOST_ROWS}."
        raise QuestionRefused(message)
    return Paging(max(start, 1) - 1, rows, paging.get("calculateTotalNumberOfRows") is True)


def _read_states(question: JsonObject) -> frozenset[str] | None:
    states = _object(question, "states").get("states")
    if states is None:
        return None
    if not isinstance(states, list) or not all(isinstance(state, dict) for state in states):
        message = "states.states must be a list of objects."
        raise QuestionRefused(message)
    return frozenset(str(state.get("progressState")) for state in states)


def _object(parent: JsonObject, name: str) -> JsonObject:
    value = parent.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        message = f"{name} must be an object."
        raise QuestionRefused(message)
    return cast("JsonObject", value)


def _text(parent: JsonObject, name: str) -> str | None:
    value = parent.get(name)
    if value is None or isinstance(value, str):
        return value
    message = f"{name} must be a text."
    raise QuestionRefused(message)


def _whole_number(parent: JsonObject, name: str, default: int) -> int:
    value = parent.get(name, default)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    message = f"paging.{name} must be a whole number from 0."
    raise QuestionRefused(message)


def _uuid(name: str, value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        message = f"{name} must be a UUID."
        raise QuestionRefused(message) from None
