"""Where each thing that a case asks for is done."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

from flask import url_for

from portal.domain.circumstances import CircumstanceKind
from portal.domain.duties import DutyKind
from portal.services.worklist import Work, WorkKind

_IN_THE_NOTICE_FORM: Final = {
    DutyKind.GIVE_NEW_TIME,
    DutyKind.TELL_NEXT_STEP,
    DutyKind.RENEW_NOTICE,
    DutyKind.GIVE_NEWS,
    DutyKind.GO_ON_UNANSWERED,
}

_ASKED: Final = (
    DutyKind.CALL_BACK,
    DutyKind.GIVE_PAPERS,
    DutyKind.LOOK_AGAIN,
    DutyKind.ANSWER_COMPLAINT,
    DutyKind.ANSWER_ASKED,
)

_BY_LETTER: Final = {
    DutyKind.WRITE_BEFORE_DEADLINE,
    DutyKind.WRITE_MISSED_DEADLINE,
    DutyKind.WRITE_AGAIN,
}

_ON_THE_CASE_PAGE: Final[Mapping[str, str]] = MappingProxyType(
    {
        DutyKind.ANSWER_REQUEST: "udtalelser",
        DutyKind.CONSIDER_STATEMENT: "udtalelser",
        DutyKind.CONFIRM_LETTER: "afgoerelse",
        DutyKind.REMIND_THIRD_PARTY: "naeste-skridt",
        **dict.fromkeys(_ASKED, "henvendelser"),
        DutyKind.KEEP_PROMISED_DAY: "situation",
        WorkKind.RELEASE: "frigiv",
    }
)


def place(work: Work, case_id: UUID) -> str | None:
    """The address where it is done; None when that is not here, but in the case system or by letter."""
    if work.breach_id is not None:
        return url_for("caseworker.breach", breach_id=work.breach_id)
    if work.kind is WorkKind.UNHEARD:
        return url_for("caseworker.missing_hearing", case_id=case_id)
    if work.kind in _IN_THE_NOTICE_FORM:
        return url_for("caseworker.notice", case_id=case_id)
    if work.kind in _BY_LETTER:
        return url_for("caseworker.circumstance", case_id=case_id, special=CircumstanceKind.DELAYED_UNTIL)
    section = _ON_THE_CASE_PAGE.get(work.kind)
    return url_for("caseworker.case", case_id=case_id, _anchor=section) if section else None
