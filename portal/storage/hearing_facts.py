"""Hearings of any number of cases, read with Core in a fixed number of queries; none where there are none."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row as ResultRow
from sqlalchemy import select

from portal.domain.cases import CaseId
from portal.domain.hearing_duty import ChildConversation, Condition, HearingExemption, KnownFact
from portal.domain.hearings import Hearing, HearingAnswer, HearingFact, Objection
from portal.domain.more_time import MoreTimeAsk
from portal.domain.people import PersonRef
from portal.storage.one_or_many import OneOrMany
from portal.storage.record_kinds import CaseKinds, RecordKinds, with_any
from portal.storage.records.hearing_duty import (
    ChildConversationRow,
    HearingExemptionRow,
    KnownFactRow,
    UnmetConditionRow,
)
from portal.storage.records.hearings import (
    HearingAnswerRow,
    HearingFactRow,
    HearingObjectionRow,
    HearingRow,
    MoreTimeAskRow,
)
from portal.storage.session import GuardedSession


def load_hearings(session: GuardedSession, cases: CaseKinds) -> Mapping[CaseId, list[Hearing]]:
    """The hearings of each case, the oldest first: five queries where there are any."""
    found: dict[CaseId, list[Hearing]] = defaultdict(list)
    rows = _rows(session, HearingRow, with_any(cases, RecordKinds.HEARING), "opened_at")
    if not rows:
        return found
    held = {CaseId(row.case_id) for row in rows}
    facts = _by(_rows(session, HearingFactRow, held, "position"), "hearing_id")
    answers = _by(_rows(session, HearingAnswerRow, held, "given_at"), "hearing_id")
    objections = _by(_rows(session, HearingObjectionRow, held, "fact_id"), "answer_id")
    asks = _by(_rows(session, MoreTimeAskRow, held, "asked_at"), "hearing_id")
    for row in rows:
        said = [answer_of(each, objections[each.id]) for each in answers[row.id]]
        hearing = hearing_of(row, facts=facts[row.id], answers=said, asks=asks[row.id])
        found[hearing.case_id].append(hearing)
    return found


@dataclass(slots=True)
class HearingReasons:
    """Why parties of one case need not be heard, and conversations that count as hearing them; the oldest first."""

    exemptions: list[HearingExemption] = field(default_factory=list)
    conversations: list[ChildConversation] = field(default_factory=list)


def load_reasons(session: GuardedSession, cases: CaseKinds) -> Mapping[CaseId, HearingReasons]:
    """The reasons of each case: three queries where there are exemptions, one where there are conversations."""
    exemptions, conversations = _exemptions(session, cases), _conversations(session, cases)
    return {case_id: HearingReasons(exemptions[case_id], conversations[case_id]) for case_id in cases}


def _exemptions(session: GuardedSession, cases: CaseKinds) -> Mapping[CaseId, list[HearingExemption]]:
    found: dict[CaseId, list[HearingExemption]] = defaultdict(list)
    rows = _rows(session, HearingExemptionRow, with_any(cases, RecordKinds.EXEMPTION), "coded_at")
    if not rows:
        return found
    held = {CaseId(row.case_id) for row in rows}
    unmet = _by(_rows(session, UnmetConditionRow, held, "condition"), "exemption_id")
    facts = _by(_rows(session, KnownFactRow, held, "position"), "exemption_id")
    for row in rows:
        found[CaseId(row.case_id)].append(
            HearingExemption(
                party=PersonRef(row.party_ref),
                ground=row.ground,
                words=row.words,
                coded_at=row.coded_at,
                coded_by=row.coded_by_name,
                unmet=frozenset(Condition(each.condition) for each in unmet[row.id]),
                known_facts=tuple(KnownFact(each.text, each.how_known) for each in facts[row.id]),
            )
        )
    return found


def _conversations(session: GuardedSession, cases: CaseKinds) -> Mapping[CaseId, list[ChildConversation]]:
    found: dict[CaseId, list[ChildConversation]] = defaultdict(list)
    for row in _rows(session, ChildConversationRow, with_any(cases, RecordKinds.CONVERSATION), "held_on"):
        held = ChildConversation(PersonRef(row.party_ref), row.held_on, row.recorded_by_name)
        found[CaseId(row.case_id)].append(held)
    return found


def hearing_of(
    row: Any,  # noqa: ANN401 -- an ORM row or a Core row: the same names
    *,
    facts: Iterable[Any],
    answers: Sequence[HearingAnswer],
    asks: Iterable[Any],
) -> Hearing:
    """The hearing a row holds, with what hangs on it."""
    return Hearing(
        id=row.id,
        number=row.number,
        case_id=CaseId(row.case_id),
        party=PersonRef(row.party_ref),
        state=row.state,
        opened_at=row.opened_at,
        opened_by=row.opened_by_name,
        facts=tuple(HearingFact(each.id, each.kind, each.text, each.source, each.matters) for each in facts),
        answer_by=row.answer_by,
        considering=row.considering,
        documents=row.documents,
        seen_at=row.seen_at,
        answers=tuple(answers),
        asks=tuple(ask_of(each) for each in asks),
        concluded_at=row.concluded_at,
        closing_words=row.closing_words,
    )


def answer_of(row: Any, objections: Iterable[Any]) -> HearingAnswer:  # noqa: ANN401 -- as above
    """The answer a row holds, with what it says of single facts."""
    said = tuple(Objection(each.fact_id, each.words) for each in objections)
    return HearingAnswer(row.words, row.given_at, PersonRef(row.given_by_ref), said)


def ask_of(row: Any) -> MoreTimeAsk:  # noqa: ANN401 -- as above
    """The wish for more time a row holds."""
    return MoreTimeAsk(
        asked_at=row.asked_at,
        answer_by=row.answer_by,
        until_before=row.until_before,
        words=row.words,
        answered_at=row.answered_at,
        granted_until=row.granted_until,
        declined_words=row.declined_words,
    )


def _by(rows: Iterable[ResultRow[Any]], name: str) -> Mapping[UUID, list[ResultRow[Any]]]:
    found: dict[UUID, list[ResultRow[Any]]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _rows(
    session: GuardedSession,
    table: Any,  # noqa: ANN401 -- a table's class, which has no type of its own
    cases: Collection[CaseId],
    in_order: str,
) -> Sequence[ResultRow[Any]]:
    return _about_cases(table, in_order).read(session, cases)


@cache
def _about_cases(table: Any, in_order: str) -> OneOrMany:  # noqa: ANN401 -- as above
    columns = table.__table__.c
    return OneOrMany.by(columns.case_id, select(*columns).order_by(columns[in_order], columns.id))
