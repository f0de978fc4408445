"""Who has looked at a case, and who can: for the citizen whose case it is."""

from collections.abc import Sequence
from datetime import datetime

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.value import value
from portal.services.case_facts import facts_of
from portal.services.cases import CasePage, case_page
from portal.services.mandates import Holder, holders_for
from portal.storage.audit import LookKind, LookRow, ViewerKind


@value
class SeenBy:
    """One look: by whom, in which capacity, when."""

    who: str
    viewer_kind: ViewerKind
    kind: LookKind
    when: datetime

    @property
    def on_behalf(self) -> bool:
        """Whether it was with a mandate."""
        return self.viewer_kind is ViewerKind.REPRESENTATIVE


@value
class SeenPage:
    """A case and the looks at it, newest first; only the newest 200."""

    page: CasePage
    looks: Sequence[SeenBy]
    can_see: Sequence[Holder]
    """Who has come with a mandate that covers the case."""


def read_looks(gate: Gate, case_id: CaseId) -> SeenPage:
    """Who has looked at the case. A representative of another party is not named to this one.

    Raises:
        NotThere, NotAllowed: as for the case itself; only the party herself is told.
    """
    admission = gate.case(case_id, Permission.LOOKS_READ)
    (facts,) = facts_of(gate, [admission])
    own = admission.party.ref if admission.party else None
    rows = [row for row in gate.rows(LookRow, [admission]) if _concerns(row, own)]
    newest = sorted(rows, key=lambda row: row.looked_at, reverse=True)[:200]
    looks = [SeenBy(_name(gate, row), row.viewer_kind, row.kind, row.looked_at) for row in newest]
    return SeenPage(case_page(gate, admission, facts), looks, holders_for(gate, admission))


def _name(gate: Gate, row: LookRow) -> str:
    """Who it was, as citizens were told at the time; of staff who have come under threat since, the team's name."""
    member = gate.municipality.staff_by_sign_in(row.viewer_ref) if row.viewer_kind is ViewerKind.STAFF else None
    if member is not None and member.show_team_only:
        return member.contact().name.da
    return row.shown_name or gate.municipality.name


def _concerns(row: LookRow, own: str | None) -> bool:
    """Staff's looks, the party's own, and those made on her behalf; never another party's."""
    return row.viewer_kind is ViewerKind.STAFF or own in {row.viewer_ref, row.on_behalf_of}
