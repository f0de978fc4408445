"""What the demo's case system puts on the wire, to whom and how."""

from collections.abc import Iterator
from datetime import datetime

from tests.demo.case_system.caller import Caller, Json

EVERYTHING: Json = dict.fromkeys(
    (
        "caseAttributes", "caseParty", "state", "caseClassification", "caseworker", "responsibleDepartment",
        "securityUnit", "sensitivity", "numberOfSecondaryParties", "numberOfDocuments", "numberOfJournalNotes",
    ),
    True,
)  # fmt: skip


def cases(output: Json) -> list[dict[str, Json]]:
    found: list[dict[str, Json]] = Caller().search(caseGetOutput=output).get_json()["cases"]
    return found


def test_only_what_was_asked_for_is_told() -> None:
    output: Json = {"caseAttributes": {"title": True}, "state": {"progressState": True, "fromDate": False}}
    for case in cases(output):
        assert set(case) == {"common", "caseAttributes", "state"}
        assert set(case["caseAttributes"]) == {"title"}
        assert set(case["state"]) == {"progressState"}


def test_parties_are_masked_one_by_one() -> None:
    for case in cases({"caseParty": {"identification": True}}):
        assert set(case) == {"common", "caseParties"}
        assert case["caseParties"]
        assert all(set(party) == {"identification"} for party in case["caseParties"])


def test_who_asks_for_nothing_gets_the_ids_alone() -> None:
    assert {tuple(case) for case in cases({})} == {("common",)}
    assert {tuple(case) for case in cases({"caseAttributes": {}, "state": False, "nonsense": True})} == {
        ("caseAttributes", "common"),
    }


def test_a_caseworker_is_a_person_a_team_or_missing() -> None:
    kinds = [tuple(case["caseworker"]) if "caseworker" in case else None for case in cases(EVERYTHING)]
    assert {("kspIdentity",), ("losIdentity",), None} == set(kinds)
    assert kinds.count(None) == 1


def test_moments_have_no_zone_and_one_is_no_date_at_all() -> None:
    told = [str(case["caseAttributes"]["caseDate"]) for case in cases(EVERYTHING)]
    assert [moment for moment in told if not _is_naive(moment)] == ["2026-13-45T00:00:00"]


def test_one_state_is_known_to_no_list_but_is_told_to_who_asks_for_all_six() -> None:
    states = [case["state"]["progressState"] for case in cases(EVERYTHING)]
    assert states.count("Genoptaget") == 1


def test_there_are_fields_that_nobody_asked_for() -> None:
    assert {tuple(sorted(case["common"])) for case in cases({})} == {("formatVersion", "uuid")}


def test_the_wire_has_no_word_for_what_the_case_system_does_not_know() -> None:
    """Custody, birth, protection, death, outcome, letter and caseworker-since have no field, here or at Nova."""
    caller = Caller()
    tasks = [caller.tasks(case["common"]["uuid"]).get_json().get("taskList", []) for case in cases({})]
    assert set(_names(cases(EVERYTHING))) | set(_names(tasks)) == {
        *("common", "uuid", "formatVersion", "caseAttributes", "title", "userFriendlyCaseNumber", "caseDate"),
        *("state", "activeCode", "progressState", "fromDate", "numberOfDocuments", "numberOfJournalNotes"),
        *(
            "caseParties",
            "index",
            "identificationType",
            "identification",
            "participantRole",
            "name",
            "sequence",
        ),
        *("numberOfSecondaryParties", "caseClassification", "kleNumber", "proceedingFacet", "code"),
        *("sensitivity", "caseworker", "kspIdentity", "novaUserId", "racfId", "fullName", "losIdentity"),
        *("responsibleDepartment", "securityUnit", "novaUnitId", "administrativeUnitId", "userKey"),
        *("taskUuid", "taskTitle", "taskDescription", "taskTypeName", "taskStatusCode", "taskDeadline"),
        *("taskCreateDate", "taskStartDate", "taskCloseDate", "caseWorker", "caseWorkerGroup", "id", "ident"),
    }


def _names(told: object) -> Iterator[str]:
    if isinstance(told, dict):
        yield from told
    inner = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    for part in inner:
        yield from _names(part)


def _is_naive(moment: str) -> bool:
    try:
        return datetime.fromisoformat(moment).tzinfo is None
    except ValueError:
        return False
