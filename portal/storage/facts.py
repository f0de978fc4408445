"""All that roadmaps need, for any number of cases in a fixed number of queries, read with Core."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from portal.domain.case_facts import TaskEvidence
from portal.domain.cases import CaseId
from portal.domain.circumstances import Circumstance
from portal.domain.hearings import Hearing
from portal.domain.notices import Notice
from portal.domain.people import PersonRef
from portal.domain.requests import Request
from portal.domain.said_ranges import SaidRange
from portal.domain.statement_requests import StatementRequest
from portal.domain.value import value
from portal.storage.hearing_facts import load_hearings
from portal.storage.mirror import CaseEventRow, EventKind, TaskRow
from portal.storage.one_or_many import about_cases
from portal.storage.record_kinds import CaseKinds, RecordKinds, with_any
from portal.storage.records.circumstances import CircumstanceRow
from portal.storage.records.notices import NoticeRow
from portal.storage.requests import load_open_requests
from portal.storage.said_ranges import load_said
from portal.storage.session import GuardedSession
from portal.storage.statement_facts import load_demands

_NOTICE_NAMES: Final = (
    *("id", "kind", "step", "posted_at_step", "words", "acts", "acts_name", "expected_from", "expected_to", "part"),
    *("part_words", "posted_at", "posted_by_name", "version", "state", "change_reason"),
    "change_words",
)
_CIRCUMSTANCE_NAMES: Final = (
    *("id", "kind", "party_ref", "begun_on", "until_on", "promised_on", "other", "words", "reason", "noted_at"),
    *("noted_by_name", "ended_at"),
)

_TASKS: Final = about_cases(TaskRow, ("step", "status", "due_on", "started_on", "closed_on"), ("source_id",))
_CHANGES: Final = about_cases(CaseEventRow, ("kind", "before", "after", "observed_at"), ("observed_at",))
_CIRCUMSTANCES: Final = about_cases(CircumstanceRow, _CIRCUMSTANCE_NAMES, ("noted_at",))
_NOTICES: Final = about_cases(NoticeRow, _NOTICE_NAMES, ("posted_at", "version"))


@value
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
    asked: list[Request] = field(default_factory=list)
    """What is owed an answer besides."""
    circumstances: list[Circumstance] = field(default_factory=list)
    said: list[SaidRange] = field(default_factory=list)
    """When something was said to come, measured on earlier cases; the first first."""


def load_facts(session: GuardedSession, cases: CaseKinds) -> Mapping[CaseId, StoredFacts]:
    """The stored facts of each case: two queries for one case or for two hundred, and one for each kind of record.

    More where there are hearings or demands.
    """
    facts: dict[CaseId, StoredFacts] = {case_id: StoredFacts() for case_id in cases}
    for row in _TASKS.read(session, cases):
        if row.step is not None:
            task = TaskEvidence(row.step, row.status, row.due_on, row.started_on, row.closed_on)
            facts[row.case_id].tasks.append(task)
    for row in _CHANGES.read(session, cases):
        change = ObservedChange(row.kind, row.before, row.after, row.observed_at)
        facts[row.case_id].changes.append(change)
    for row in _NOTICES.read(session, with_any(cases, RecordKinds.NOTICE)):
        facts[row.case_id].notices.append(notice_of(row))
    for case_id, demands in load_demands(session, cases).items():
        facts[case_id].requests.extend(demands)
    for row in _CIRCUMSTANCES.read(session, with_any(cases, RecordKinds.CIRCUMSTANCE)):
        facts[row.case_id].circumstances.append(circumstance_of(row))
    for case_id, said_ranges in load_said(session, with_any(cases, RecordKinds.SAID_RANGE)).items():
        facts[case_id].said.extend(said_ranges)
    for case_id, hearings in load_hearings(session, cases).items():
        facts[case_id].hearings.extend(hearings)
    for case_id, owed in load_open_requests(session, cases).items():
        facts[case_id].asked.extend(owed)
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
        change_reason=row.change_reason,
        change_words=row.change_words,
    )


def circumstance_of(row: Any) -> Circumstance:  # noqa: ANN401 -- as above
    """The circumstance a row holds."""
    return Circumstance(
        id=row.id,
        kind=row.kind,
        begun_on=row.begun_on,
        noted_at=row.noted_at,
        noted_by=row.noted_by_name,
        party=PersonRef(row.party_ref) if row.party_ref else None,
        until=row.until_on,
        promised_on=row.promised_on,
        other=row.other,
        words=row.words,
        reason=row.reason,
        is_ended=row.ended_at is not None,
    )
