"""Demands to be heard, of any number of cases, read with Core: one query, three where a date was set."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from portal.domain.cases import CaseId
from portal.domain.moved_days import MovedDay
from portal.domain.people import PersonRef
from portal.domain.statement_requests import Statement, StatementRequest
from portal.storage.hearing_facts import ask_of
from portal.storage.one_or_many import about_cases
from portal.storage.record_kinds import CaseKinds, RecordKinds, with_any
from portal.storage.records.statement_requests import (
    StatementDayMoveRow,
    StatementRequestRow,
    StatementRow,
    StatementTimeAskRow,
)
from portal.storage.session import GuardedSession

_NAMES: Final = (
    *("id", "number", "party_ref", "made_by_ref", "timing", "channel", "with_support_person", "state", "received_at"),
    *("answer_by", "answered_at", "statement_by", "declined_on_ground", "closing_words", "ended_at"),
)
_ASK_NAMES: Final = (
    *("request_id", "words", "asked_at", "answer_by", "until_before", "answered_at", "granted_until"),
    "declined_words",
)
_MOVE_NAMES: Final = ("request_id", "day_before", "moved_to", "reason", "words", "moved_at", "moved_by_name")
_SAID: Final = StatementRow.__table__.c  # type: ignore[attr-defined]  # SQLModel's own table
_DEMANDS: Final = about_cases(StatementRequestRow, _NAMES, ("received_at",)).also(
    lambda query: (
        query.outerjoin(StatementRow, _SAID.request_id == StatementRequestRow.id)
        .add_columns(_SAID.words, _SAID.given_at, _SAID.given_by_ref)
        .order_by(_SAID.given_at, _SAID.id)
    )
)
"""A row for each statement; one without, for a demand in which nothing was said yet."""
_ASKS: Final = about_cases(StatementTimeAskRow, _ASK_NAMES, ("asked_at",))
_MOVES: Final = about_cases(StatementDayMoveRow, _MOVE_NAMES, ("moved_at",))


def load_demands(session: GuardedSession, cases: CaseKinds) -> Mapping[CaseId, list[StatementRequest]]:
    """The demands of each case with what was said, and what became of the time that was given; the oldest first."""
    found: dict[CaseId, list[StatementRequest]] = defaultdict(list)
    rows = _DEMANDS.read(session, with_any(cases, RecordKinds.DEMAND))
    dated = {row.case_id for row in rows if row.statement_by is not None}
    asks, moves = (query.read(session, list(dated)) for query in (_ASKS, _MOVES))
    for request_id, each in groupby(rows, key=lambda row: row.id):
        request, *others = each
        said = [_statement(row) for row in (request, *others) if row.given_at is not None]
        wishes = [ask for ask in asks if ask.request_id == request_id]
        moved = [move for move in moves if move.request_id == request_id]
        found[CaseId(request.case_id)].append(_demand(request, said, wishes, moved))
    return found


def _demand(
    row: Any,  # noqa: ANN401 -- a row of Core
    said: Sequence[Statement],
    asks: Iterable[Any],
    moves: Iterable[Any],
) -> StatementRequest:
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
        ended_at=row.ended_at,
        statements=tuple(said),
        asks=tuple(ask_of(ask) for ask in asks),
        moved=tuple(_moved(move) for move in moves),
    )


def _statement(row: Any) -> Statement:  # noqa: ANN401 -- as above
    return Statement(row.words, row.given_at, PersonRef(row.given_by_ref))


def _moved(row: Any) -> MovedDay:  # noqa: ANN401 -- as above
    return MovedDay(row.day_before, row.moved_to, row.reason, row.words, row.moved_at, row.moved_by_name)
