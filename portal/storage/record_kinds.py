"""Which kinds of records there are about a case, told by the statement that reads the case.

Most cases have few: nobody asks for records that are not there, and a page is some queries shorter. It is found out
anew for each page, in the same moment of the database as everything else on it.
"""

from collections.abc import Collection, Mapping
from enum import IntFlag, auto
from functools import reduce
from operator import add
from typing import Any, Final

from sqlalchemy import Integer, Label, SQLColumnExpression, exists, literal_column

from portal.domain.cases import CaseId
from portal.storage.records.circumstances import CircumstanceRow
from portal.storage.records.hearing_duty import ChildConversationRow, HearingExemptionRow
from portal.storage.records.hearing_mendings import MendingStepRow
from portal.storage.records.hearings import HearingRow
from portal.storage.records.notices import NoticeRow
from portal.storage.records.requests import RequestRow
from portal.storage.records.said_ranges import SaidRangeRow
from portal.storage.records.statement_requests import StatementRequestRow


class RecordKinds(IntFlag):
    """Kinds of records, a bit for each."""

    NOTICE = auto()
    DEMAND = auto()
    CIRCUMSTANCE = auto()
    HEARING = auto()
    REQUEST = auto()
    MENDING = auto()
    EXEMPTION = auto()
    CONVERSATION = auto()
    SAID_RANGE = auto()


EVERY_KIND: Final = ~RecordKinds(0)

CaseKinds = Mapping[CaseId, RecordKinds]
"""Cases to read about, each with the kinds of records there may be about it."""

_TABLES: Final[Mapping[RecordKinds, type[Any]]] = {
    RecordKinds.NOTICE: NoticeRow,
    RecordKinds.DEMAND: StatementRequestRow,
    RecordKinds.CIRCUMSTANCE: CircumstanceRow,
    RecordKinds.HEARING: HearingRow,
    RecordKinds.REQUEST: RequestRow,
    RecordKinds.MENDING: MendingStepRow,
    RecordKinds.EXEMPTION: HearingExemptionRow,
    RecordKinds.CONVERSATION: ChildConversationRow,
    RecordKinds.SAID_RANGE: SaidRangeRow,
}


def kinds_about(case_id: SQLColumnExpression[Any]) -> Label[int]:
    """The kinds of records about a case, as a column `record_kinds` of a query on cases."""
    bits = [
        exists().where(table.__table__.c.case_id == case_id).cast(Integer) * literal_column(str(kind.value))
        for kind, table in _TABLES.items()
    ]
    return reduce(add, bits).label("record_kinds")


def with_any(cases: CaseKinds, kind: RecordKinds) -> Collection[CaseId]:
    """Those of the cases about which there may be records of a kind."""
    return [case_id for case_id, kinds in cases.items() if kind in kinds]
