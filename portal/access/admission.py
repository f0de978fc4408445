"""How a viewer stands to one case: as a party, for a party by mandate, or as the staff it is assigned to."""

from dataclasses import dataclass

from portal.access.viewer import CitizenViewer, Viewer
from portal.domain.case_types import CaseType
from portal.domain.cases import CaseId, PartyRole
from portal.domain.mandates import Mandate
from portal.domain.people import Person
from portal.storage.cases import CaseRecord


@dataclass(frozen=True, slots=True)
class Admission:
    """A viewer at the door of a case. What follows from it stands in the policy, not here."""

    case: CaseRecord
    case_type: CaseType | None
    viewer: Viewer
    party: Person | None = None
    """Whose case it is here: the viewer's own, or the giver's of the mandates. None for staff."""
    role: PartyRole | None = None
    """What that party is in the case; None for staff."""
    furthest_released: str | None = None
    """The last step released to that party by hand."""
    mandates: tuple[Mandate, ...] = ()
    """Mandates from that party that cover this case."""

    @property
    def case_id(self) -> CaseId:
        """The case."""
        return self.case.id

    @property
    def shows_itself(self) -> bool:
        """Whether the municipality says that a party in this role sees cases of this type without a release."""
        return self.case_type is not None and self.role is not None and self.case_type.shows_itself_to(self.role)

    @property
    def giver_number(self) -> int | None:
        """What an address calls the person acted for; None in one's own case, and for staff."""
        if not self.mandates or self.party is None or not isinstance(self.viewer, CitizenViewer):
            return None
        return self.viewer.giver_number(self.party.ref)

    @property
    def on_behalf_of(self) -> str | None:
        """The name of the person acted for; None in one's own case, and for staff."""
        return self.party.name if self.mandates and self.party else None
