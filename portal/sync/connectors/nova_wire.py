"""How KMD Nova spells cases and tasks, as far as the portal reads them; all else on the wire is ignored.

The names are those that public clients of Nova read. Dates come without a zone and are Copenhagen's.
"""

from datetime import date, datetime
from typing import Annotated, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from portal import clock
from portal.sync.source import MappingRefused

EARLIEST_YEAR = 1900
"""A date before this is a system's way of saying that there is none."""


def _parse_date(value: object) -> date:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise PydanticCustomError("not_a_date", "This is not a date.")
    if not EARLIEST_YEAR <= moment.year < date.max.year:
        raise PydanticCustomError("implausible_date", "This date cannot be meant.")
    return moment.date() if moment.tzinfo is None else moment.astimezone(clock.COPENHAGEN).date()


def _write_as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _refuse_nul(text: str) -> str:
    if "\0" in text:
        raise PydanticCustomError("unprintable", "This text cannot be kept.")
    return text


def _drop_empty(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


_Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(_refuse_nul)
]
_Code = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40), AfterValidator(_refuse_nul)
]
_LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300), AfterValidator(_refuse_nul)]
_Id = Annotated[_Text, BeforeValidator(_write_as_text)]
_MaybeId = Annotated[_Id | None, BeforeValidator(_drop_empty)]
_MaybeCode = Annotated[_Code | None, BeforeValidator(_drop_empty)]
_Date = Annotated[date, BeforeValidator(_parse_date)]
_MaybeDate = Annotated[_Date | None, BeforeValidator(_drop_empty)]


class _Wire(BaseModel):
    model_config = ConfigDict(
        extra="ignore", frozen=True, hide_input_in_errors=True, alias_generator=to_camel, populate_by_name=True
    )


class _Common(_Wire):
    uuid: UUID


class _Attributes(_Wire):
    user_friendly_case_number: _Id
    case_date: _Date


class _State(_Wire):
    progress_state: _Text


class _Coded(_Wire):
    code: _MaybeCode = None


class _Classification(_Wire):
    kle_number: _Coded | None = None
    proceeding_facet: _Coded | None = None


class WireParty(_Wire):
    """A party; only one of type `CprNummer` is a person."""

    identification_type: _Text | None = None
    identification: _Text | None = None
    participant_role: _Text | None = None
    name: _LongText | None = None


class _Ksp(_Wire):
    nova_user_id: _MaybeId = None


class _Los(_Wire):
    administrative_unit_id: _MaybeId = None


class _Caseworker(_Wire):
    ksp_identity: _Ksp | None = None
    los_identity: _Los | None = None


class _Department(_Wire):
    los_identity: _Los | None = None


class WireCase(_Wire):
    """An entry of `cases` in the answer of `Case/GetList`."""

    common: _Common
    case_attributes: _Attributes
    state: _State
    case_classification: _Classification | None = None
    case_parties: tuple[WireParty, ...] | None = None
    caseworker: _Caseworker | None = None
    responsible_department: _Department | None = None


class WireTask(_Wire):
    """An entry of `taskList` in the answer of `Task/GetList`."""

    task_uuid: _Id
    task_title: _LongText | None = None
    task_status_code: _MaybeCode = None
    task_deadline: _MaybeDate = None
    task_create_date: _MaybeDate = None
    task_start_date: _MaybeDate = None
    task_close_date: _MaybeDate = None


CASE_OUTPUT = {
    "caseAttributes": {"userFriendlyCaseNumber": True, "caseDate": True},
    "state": {"progressState": True},
    "caseClassification": {"kleNumber": {"code": True}, "proceedingFacet": {"code": True}},
    "caseParty": {"identificationType": True, "identification": True, "participantRole": True, "name": True},
    "caseworker": {"kspIdentity": {"novaUserId": True}, "losIdentity": {"administrativeUnitId": True}},
    "responsibleDepartment": {"losIdentity": {"administrativeUnitId": True}},
}
"""The fields that the portal asks for: what `WireCase` reads, and neither titles nor anything else."""

_Model = TypeVar("_Model", bound=_Wire)


def read_wire(model: type[_Model], record: object, pointer: str = "") -> _Model:
    """The record as `model`.

    Raises:
        MappingRefused: with a pointer that begins with `pointer`; without a word of the record.
    """
    try:
        return model.model_validate(record)
    except ValidationError as errors:
        first = errors.errors(include_url=False, include_context=False, include_input=False)[0]
        raise MappingRefused(pointer + "".join(f"/{part}" for part in first["loc"]), first["type"]) from None
