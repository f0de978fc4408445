"""What parties have asked, read with Core: of any number of cases those still open, and one with all that came of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import or_, select

from portal.domain.cases import CaseId
from portal.domain.people import PersonRef
from portal.domain.requests import OPEN_STAGES, InterimAnswer, Request
from portal.storage.one_or_many import OneOrMany
from portal.storage.record_kinds import CaseKinds, RecordKinds, with_any
from portal.storage.records.requests import InterimAnswerRow, RequestRow
from portal.storage.session import GuardedSession

_REQUEST: Final = RequestRow.__table__.c  # type: ignore[attr-defined]  # SQLModel's own table
_IS_OPEN: Final = or_(*(_REQUEST.stage == stage for stage in sorted(OPEN_STAGES)))
_OPEN: Final = OneOrMany.by(
    _REQUEST.case_id, select(*_REQUEST).where(_IS_OPEN).order_by(_REQUEST.answer_by, _REQUEST.number)
)


def load_open_requests(session: GuardedSession, cases: CaseKinds) -> Mapping[CaseId, list[Request]]:
    """The requests of each case that are owed an answer, the nearest day first: one query, or none."""
    found: dict[CaseId, list[Request]] = defaultdict(list)
    for row in _OPEN.read(session, with_any(cases, RecordKinds.REQUEST)):
        found[CaseId(row.case_id)].append(request_of(row))
    return found


def request_of(row: Any, interim: Sequence[InterimAnswerRow] = ()) -> Request:  # noqa: ANN401 -- an ORM row or a Core row: the same names
    """The request a row holds, with the interim answers it was given."""
    return Request(
        id=row.id,
        number=row.number,
        case_id=CaseId(row.case_id),
        party=PersonRef(row.party_ref),
        type=row.type,
        words=row.words,
        stage=row.stage,
        received_at=row.received_at,
        answer_by=row.answer_by,
        phone=row.phone,
        call_times=row.call_times,
        review_way=row.review_way,
        is_late=row.is_late,
        taken_by=row.taken_by_name,
        taken_at=row.taken_at,
        ended_at=row.ended_at,
        answer_words=row.answer_words,
        interim_answers=tuple(
            InterimAnswer(each.reason, each.given_at, each.given_by_name, each.until_before, each.until)
            for each in sorted(interim, key=lambda each: each.given_at)
        ),
    )
