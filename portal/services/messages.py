"""Messages from parties about a case that is decided, as the staff answer them: by phone or by letter."""

from uuid import UUID

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.refusals import NotThere
from portal.domain.statement_requests import NothingSaid
from portal.services.journal import enter_once
from portal.storage.journal import EntryKind
from portal.storage.records.messages import MessageRow


def note_answer(gate: Gate, case_id: CaseId, message_id: UUID, words: str) -> None:
    """Note what a message was answered with: whether it is a complaint, or whether the case is looked at again.

    It is answered with the first note; what another has noted at the same time is entered too.

    Raises:
        NotThere: there is no such message, or the case is neither hers nor her team's.
        NothingSaid: there are no words.
    """
    admission = gate.case(case_id, Permission.CASE_HANDLE)
    message = next(iter(gate.held_rows(MessageRow, [admission], id=message_id)), None)
    if message is None:
        raise NotThere
    if not words:
        raise NothingSaid
    if message.answered_at is None:
        message.answered_at = gate.now
        gate.change(message)
    enter_once(gate, admission, EntryKind.MESSAGE_ANSWERED, words, subject_id=message.id, party_ref=message.party_ref)
