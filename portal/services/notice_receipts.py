"""What a caseworker keeps of a notice that is posted: what was told, and who can see it."""

from uuid import UUID

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.notices import Notice, told
from portal.domain.refusals import NotThere
from portal.domain.sentences import Text
from portal.domain.value import value
from portal.domain.words import Words
from portal.services.case_facts import facts_for_staff
from portal.services.cases import UNNAMED
from portal.services.notices import told_text
from portal.services.party_views import PartyView, party_views
from portal.storage.audit import LookKind


@value
class NoticeReceipt:
    """A notice as it was posted, in its case, and what each party sees now."""

    case_id: CaseId
    case_number: str
    title: Words
    notice: Notice
    text: Text
    views: tuple[PartyView, ...]


def read_receipt(gate: Gate, case_id: CaseId, notice_id: UUID) -> NoticeReceipt:
    """Open the receipt of a notice; the look at the case is recorded.

    Raises:
        NotThere: there is no such case or notice, it was taken back, or the case is neither hers nor her team's.
    """
    admission = gate.case(case_id, Permission.NOTICE_POST)
    stored, facts = facts_for_staff(gate, admission)
    notice = next((each for each in told(facts.notices) if each.id == notice_id), None)
    if notice is None:
        raise NotThere
    gate.looked_at([admission], LookKind.CASE)
    case_type = facts.case_type
    title = case_type.name if case_type else UNNAMED
    return NoticeReceipt(
        case_id=case_id,
        case_number=facts.case_number,
        title=title,
        notice=notice,
        text=told_text(case_type.steps if case_type else (), notice, title),
        views=tuple(party_views(gate, admission, stored, facts.reading)),
    )
