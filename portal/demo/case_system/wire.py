"""Cases and tasks as they look on the wire.

The names are those that public clients of KMD Nova read; the rest of the format is rebuilt from them. It never says
custody, birth date, protection, death, outcome, letter or since when a caseworker has the case.
"""

from collections.abc import Iterable
from datetime import date
from typing import cast

from portal.demo.town.records import Caseworker, Group, Party, Person, Progress, TownCase, TownTask
from portal.domain.cases import TaskStatus

JsonObject = dict[str, object]

_STATUS_CODES = {TaskStatus.NOT_STARTED: "N", TaskStatus.STARTED: "S", TaskStatus.FINISHED: "F"}
_SENSITIVITY = "Følsomme"
_FORMAT_VERSION = "2.0-Case"


def spell_case(case: TownCase, output: JsonObject) -> JsonObject:
    """The case with only those fields that `output` (the caller's `caseGetOutput`) asks for.

    The uuid is always there, and so is a field of the system's own that no client has asked for.
    """
    whole = {
        "caseAttributes": {
            "title": case.title,
            "userFriendlyCaseNumber": case.number,
            "caseDate": case.odd_date or _moment(case.opened_on),
        },
        "state": _spell_state(case),
        "caseParty": [_spell_party(number, party) for number, party in enumerate(case.parties, start=1)],
        "numberOfSecondaryParties": sum(party.role == "Sekundær" for party in case.parties),
        "numberOfDocuments": len(case.tasks),
        "numberOfJournalNotes": sum(task.closed_on is not None for task in case.tasks),
        "caseClassification": {"kleNumber": {"code": case.kle}, "proceedingFacet": {"code": case.facet}},
        "sensitivity": {"sensitivity": _SENSITIVITY},
        "caseworker": _spell_caseworker(case.caseworker),
        "responsibleDepartment": {"losIdentity": _spell_group(case.department)},
        "securityUnit": {"losIdentity": _spell_group(case.department)},
    }
    asked = cast("JsonObject", _only_asked({name: value for name, value in whole.items() if value is not None}, output))
    if "caseParty" in asked:
        asked["caseParties"] = asked.pop("caseParty")
    return {"common": {"uuid": str(case.uuid), "formatVersion": _FORMAT_VERSION}} | asked


def spell_tasks(tasks: Iterable[TownTask]) -> list[JsonObject]:
    """The tasks of a case, whole: there is no choice of fields for tasks."""
    return [_spell_task(task) for task in tasks]


def _spell_state(case: TownCase) -> JsonObject:
    state = case.odd_state or case.progress.value
    active = "Passive" if case.progress is Progress.CLOSED else "Active"
    return {
        "activeCode": active,
        "progressState": state,
        "title": state,
        "fromDate": _moment(case.progress_since),
    }


def _spell_party(index: int, party: Party) -> JsonObject:
    return {
        "index": str(party.uuid),
        "identificationType": party.numbering.value,
        "identification": party.number,
        "participantRole": party.role.value,
        "name": party.name,
        "sequence": index,
    }


def _spell_caseworker(caseworker: Caseworker | None) -> JsonObject | None:
    match caseworker:
        case Person(user_id, initials, name):
            return {"kspIdentity": {"novaUserId": user_id, "racfId": initials, "fullName": name}}
        case Group():
            return {"losIdentity": _spell_group(caseworker)}
        case None:
            return None


def _spell_group(group: Group) -> JsonObject:
    return {
        "novaUnitId": group.unit_id,
        "administrativeUnitId": group.number,
        "fullName": group.name,
        "userKey": group.key,
    }


def _spell_task(task: TownTask) -> JsonObject:
    spelt: JsonObject = {
        "taskUuid": str(task.uuid),
        "taskTitle": task.title,
        "taskDescription": "",
        "taskTypeName": "Aktivitet",
        "taskStatusCode": _STATUS_CODES[task.status],
        "taskDeadline": _moment(task.deadline_on),
        "taskCreateDate": _moment(task.created_on),
        "taskStartDate": _moment(task.started_on),
        "taskCloseDate": _moment(task.closed_on),
    }
    match task.caseworker:
        case Person(user_id, initials, name):
            spelt["caseWorker"] = {"id": user_id, "ident": initials, "name": name}
        case Group(unit_id, _, key, name):
            spelt["caseWorkerGroup"] = {"id": unit_id, "ident": key, "name": name}
        case None:
            pass
    return spelt


def _moment(day: date | None) -> str | None:
    return None if day is None else f"{day.isoformat()}T00:00:00"


def _only_asked(value: object, asked: object) -> object:
    """`value` narrowed to what the mask `asked` names; a list is narrowed entry by entry."""
    if asked is True:
        return value
    if isinstance(value, list):
        return [_only_asked(entry, asked) for entry in value]
    if not isinstance(value, dict) or not isinstance(asked, dict):
        return {}
    return {
        name: _only_asked(inner, asked[name])
        for name, inner in value.items()
        if asked.get(name) is True or (isinstance(asked.get(name), dict) and isinstance(inner, dict | list))
    }
