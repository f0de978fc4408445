"""Who can sign in in the demo town: the citizens and staff of `people.toml`."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from stdnum.dk import cpr as cpr_numbers
from stdnum.exceptions import ValidationError

from portal.domain.assurance import Assurance, AssuranceUnknown, normalise

PEOPLE = Path(__file__).with_name("people.toml")

Key = Annotated[str, Field(pattern=r"^[a-z]+$")]


def _refuse_no_date(number: str) -> str:
    try:
        cpr_numbers.get_birth_date(number)
    except ValidationError:
        message = "A CPR number begins with a date."
        raise ValueError(message) from None
    return number


def _read_level(level: object) -> Assurance:
    try:
        return normalise(level)
    except AssuranceUnknown:
        message = "A level is Low, Substantial or High."
        raise ValueError(message) from None


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GivenMandate(_Entry):
    """What one citizen lets another see or do, limited to a subject (a KLE prefix) or not."""

    giver: Key
    rights: Annotated[tuple[Literal["laes", "handle"], ...], Field(min_length=1)]
    kle: str | None = Field(default=None, pattern=r"^[0-9]{2}(\.[0-9]{2}){0,2}$")


class Citizen(_Entry):
    """A citizen with MitID. `key` is what the demo calls her."""

    key: Key
    name: str
    cpr: Annotated[str, Field(pattern=r"^[0-9]{10}$"), AfterValidator(_refuse_no_date)]
    level: Annotated[Assurance, BeforeValidator(_read_level)] = Assurance.SUBSTANTIAL
    about: str = ""
    """What the sign-in page says of her; empty for the town's many others."""
    mandates: tuple[GivenMandate, ...] = ()

    @property
    def born_on(self) -> date:
        """Her birthday, as her CPR number tells it."""
        return cpr_numbers.get_birth_date(self.cpr)


class StaffMember(_Entry):
    """Somebody who works for the municipality."""

    key: Key
    name: str
    preferred_username: Key
    roles: tuple[Literal["caseworker", "team_leader"], ...]
    about: str


class People(_Entry):
    """Everybody who can sign in."""

    citizens: tuple[Citizen, ...]
    staff: tuple[StaffMember, ...]

    @cached_property
    def citizens_by_key(self) -> dict[str, Citizen]:
        """The citizens by what the demo calls them."""
        return {citizen.key: citizen for citizen in self.citizens}

    @model_validator(mode="after")
    def _refuse_confusion(self) -> Self:
        keys = [citizen.key for citizen in self.citizens] + [member.key for member in self.staff]
        _refuse_twins("key", keys)
        _refuse_twins("cpr", [citizen.cpr for citizen in self.citizens])
        _refuse_twins("preferred_username", [member.preferred_username for member in self.staff])
        givers = {mandate.giver for citizen in self.citizens for mandate in citizen.mandates}
        if strangers := givers - self.citizens_by_key.keys():
            message = f"Nobody is called {', '.join(sorted(strangers))}, but a mandate is from them."
            raise ValueError(message)
        return self


def load_people(path: Path = PEOPLE) -> People:
    """Read the people of the town.

    Raises:
        ValueError: the file is not TOML or an entry makes no sense; the message says which.
    """
    return People.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def _refuse_twins(name: str, values: Sequence[str]) -> None:
    if len(set(values)) < len(values):
        message = f"Two people have the same {name}."
        raise ValueError(message)
