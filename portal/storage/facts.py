"""All that roadmaps need, for any number of cases in a fixed number of queries, read with Core."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row as ResultRow
from sqlalchemy import select

from portal.domain.case_facts import TaskEvidence
from portal.domain.cases import CaseId
from portal.domain.decisions import Decision
from portal.domain.hearings import Hearing
from portal.domain.notices import Notice
from portal.domain.people import PersonRef
from portal.domain.statement_requests import Statement, StatementRequest
from portal.storage.hearing_facts import load_hearings
from portal.storage.mirror import CaseEventRow, EventKind, TaskRow
from portal.storage.records.decisions import DecisionRow
from portal.storage.records.notices import NoticeRow
from portal.storage.records.statement_requests import StatementRequestRow, StatementRow
from portal.storage.session import GuardedSession

_IN_ORDER: Final[Mapping[type[Any], tuple[str, ...]]] = {
    TaskRow: ("source_id",),
    CaseEventRow: ("observed_at",),
    NoticeRow: ("posted_at", "version"),
    StatementRequestRow: ("received_at",),
    StatementRow: ("given_at",),
    DecisionRow: (),
}
"""The oldest first, whatever order a database keeps its rows in."""


@dataclass(frozen=True, slots=True)
class ObservedChange:
    """A change seen in the case system: of caseworker (ids before and after) or of state."""

    kind: EventKind
    before: str | None
    after: str | None
    observed_at: datetime


@dataclass(slots=True)
class StoredFacts:
    """What is stored about one case, for all its parties."""

    tasks: list[TaskEvidence] = field(default_factory=list)
    changes: list[ObservedChange] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    requests: list[StatementRequest] = field(default_factory=list)
    hearings: list[Hearing] = field(default_factory=list)
    decision: Decision | None = None


def load_facts(session: GuardedSession, cases: Collection[CaseId]) -> Mapping[CaseId, StoredFacts]:
    """The stored facts of each case: seven queries for one case or for two hundred, more where there are hearings."""
    facts: dict[CaseId, StoredFacts] = {case_id: StoredFacts() for case_id in cases}
    for row in _rows(session, TaskRow, cases):
        if row.step is not None:
            task = TaskEvidence(row.step, row.status, row.due_on, row.started_on, row.closed_on)
            facts[row.case_id].tasks.append(task)
    for row in _rows(session, CaseEventRow, cases):
        change = ObservedChange(row.kind, row.before, row.after, row.observed_at)
        facts[row.case_id].changes.append(change)
    for row in _rows(session, NoticeRow, cases):
        facts[row.case_id].notices.append(notice_of(row))
    said = _statements(session, cases)
    for row in _rows(session, StatementRequestRow, cases):
        facts[row.case_id].requests.append(request_of(row, said[row.id]))
    for case_id, hearings in load_hearings(session, cases).items():
        facts[case_id].hearings.extend(hearings)
    for row in _rows(session, DecisionRow, cases):
        facts[row.case_id].decision = Decision(row.outcome, row.decided_on, row.letter_available_on)
    return facts


def notice_of(row: Any) -> Notice:  # noqa: ANN401 -- an ORM row or a Core row: the same names
    """The notice a row holds."""
    return Notice(
        id=row.id,
        case_id=CaseId(row.case_id),
        kind=row.kind,
        step=row.step,
        posted_at_step=row.posted_at_step,
        words=row.words,
        acts=row.acts,
        acts_name=row.acts_name,
        expected_from=row.expected_from,
        expected_to=row.expected_to,
        part=row.part,
        part_words=row.part_words,
        posted_at=row.posted_at,
        posted_by=row.posted_by_name,
        version=row.version,
        state=row.state,
    )


def request_of(row: Any, said: Sequence[Statement]) -> StatementRequest:  # noqa: ANN401 -- as above
    """The demand a row holds, with what was said."""
    return StatementRequest(
        id=row.id,
        number=row.number,
        case_id=CaseId(row.case_id),
        party=PersonRef(row.party_ref),
        made_by=PersonRef(row.made_by_ref),
        timing=row.timing,
        channel=row.channel,
        with_support_person=row.with_support_person,
        state=row.state,
        received_at=row.received_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        statement_by=row.statement_by,
        declined_on_ground=row.declined_on_ground,
        closing_words=row.closing_words,
        statements=tuple(said),
    )


def statement_of(row: Any) -> Statement:  # noqa: ANN401 -- as above
    """The statement a row holds."""
    return Statement(row.words, row.given_at, PersonRef(row.given_by_ref))


def _statements(session: GuardedSession, cases: Collection[CaseId]) -> Mapping[UUID, list[Statement]]:
    said: dict[UUID, list[Statement]] = defaultdict(list)
    for row in _rows(session, StatementRow, cases):
        said[row.request_id].append(statement_of(row))
    return said


def _rows(session: GuardedSession, table: type[Any], cases: Collection[CaseId]) -> Sequence[ResultRow[Any]]:
    columns = table.__table__.c
    query = select(*columns).where(columns.case_id.in_(list(cases)))
    query = query.order_by(*(columns[name] for name in _IN_ORDER[table]), columns.id)
    return session.execute(session.stamp(query)).all()
