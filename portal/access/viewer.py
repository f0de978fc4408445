"""Who is asking: a citizen with the mandates of this sign-in, or a member of staff."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from portal.domain.mandates import Mandate
from portal.domain.people import Person, PersonRef


class StaffRole(StrEnum):
    """What the municipality's staff provider says somebody may do here."""

    CASEWORKER = "caseworker"
    TEAM_LEADER = "team_leader"


@dataclass(frozen=True, slots=True)
class CitizenViewer:
    """A citizen who has signed in with MitID. Only mandates that still run are here."""

    sign_in_id: UUID
    person: Person
    mandates: tuple[Mandate, ...]
    ends_at: datetime

    @property
    def ref(self) -> PersonRef:
        """What the journal and the audit call them."""
        return self.person.ref

    @property
    def name(self) -> str:
        """Their name, as MitID gave it."""
        return self.person.name

    def giver_number(self, giver: PersonRef) -> int:
        """What an address calls somebody this sign-in holds a mandate from: a number from 1, that says nothing of them."""
        return sorted({mandate.giver for mandate in self.mandates}).index(giver) + 1


@dataclass(frozen=True, slots=True)
class StaffViewer:
    """A member of staff. Caseworker and team ids are the case system's; None when nobody was matched."""

    sign_in_id: UUID
    ref: str
    """What the journal and the audit call them."""
    name: str
    roles: frozenset[StaffRole]
    caseworker_id: str | None
    team_id: str | None
    ends_at: datetime


Viewer = CitizenViewer | StaffViewer
