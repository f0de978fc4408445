"""What a party asks us, whatever it is: a question, a call, their papers, a complaint. One kind of thing.

Each gets a receipt at once with a number and the day it is answered by. It waits for us until it is answered or taken
back. A demand to be heard before a decision (forvaltningsloven § 21) is another thing: see `statement_requests`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from portal.domain.cases import CaseId
from portal.domain.norms import Norms
from portal.domain.people import PersonRef
from portal.domain.refusals import Refusal
from portal.domain.value import value
from portal.domain.working_days import Calendar, add_working_days

PAPERS_WORKING_DAYS = 7
"""From a wish to see one's papers (aktindsigt) to an answer, or a reason and a new date (forvaltningsloven § 16(2))."""

COMPLAINT_DAYS = 28
"""From a complaint over a decision to its reassessment (retssikkerhedsloven § 66): four weeks, in calendar days."""


class RequestType(StrEnum):
    """What a party asks."""

    CALL_ME = "call_me"
    QUESTION = "question"
    UPDATE = "update"
    """How far the case has come."""
    CONVERSATION = "conversation"
    PAPERS = "papers"
    """To see the papers of the case (aktindsigt, forvaltningsloven § 9)."""
    REVIEW = "review"
    """To have the case looked at, in one of the ways that the municipality offers."""
    DECISION_COMPLAINT = "decision_complaint"
    """Over what was decided (klage, retssikkerhedsloven § 66)."""
    HANDLING_COMPLAINT = "handling_complaint"
    """Over how the case was handled."""
    ABOUT_DECISION = "about_decision"
    """Free words about a case that is decided: we say whether they are a complaint."""


COMPLAINTS = frozenset({RequestType.DECISION_COMPLAINT, RequestType.HANDLING_COMPLAINT})
"""What is said about something that went wrong."""

NEEDS_WORDS = frozenset(RequestType) - {RequestType.CALL_ME, RequestType.UPDATE, RequestType.PAPERS, RequestType.REVIEW}
"""What cannot be asked without words."""


class RequestStage(StrEnum):
    """How far a request has come. Who we wait for follows from it."""

    RECEIVED = "received"
    TAKEN = "taken"
    ANSWERED = "answered"
    FORWARDED = "forwarded"
    WITHDRAWN = "withdrawn"


OPEN_STAGES = frozenset({RequestStage.RECEIVED, RequestStage.TAKEN})
"""Stages in which an answer is owed."""

COMES_FROM: Mapping[RequestStage, frozenset[RequestStage]] = {
    RequestStage.TAKEN: OPEN_STAGES,
    RequestStage.ANSWERED: OPEN_STAGES,
    RequestStage.FORWARDED: OPEN_STAGES,
    RequestStage.WITHDRAWN: OPEN_STAGES,
}
"""What a request must be for somebody to make it another. It begins as received."""

MAY_BE_FORWARDED = frozenset({RequestType.DECISION_COMPLAINT})
"""What is sent on to Ankestyrelsen when we hold to what we decided (retssikkerhedsloven § 66)."""


class RequestOver(Refusal):
    """The request has been answered, sent on or taken back, so this can no longer be done to it."""


class NewDateTooEarly(Refusal):
    """A new date lies ahead, and after the one that was promised."""


class NotForwarded(Refusal):
    """Only a complaint over a decision is sent on."""


@value
class InterimAnswer:
    """That the answer takes longer: why, and the new date. The date that was promised before stays as not kept."""

    reason: str
    given_at: datetime
    given_by: str
    """The name shown to citizens."""
    until_before: date
    until: date


@value
class Request:
    """Something a party has asked in a case, and what has come of it."""

    id: UUID
    number: str
    case_id: CaseId
    party: PersonRef
    type: RequestType
    words: str
    stage: RequestStage
    received_at: datetime
    answer_by: date
    """The day that holds now; the first one promised stands in the first interim answer."""
    phone: str | None = None
    call_times: str | None = None
    """When a call suits, in the party's words."""
    review_way: str | None = None
    """The code of the way in which the case is to be looked at."""
    is_late: bool = False
    """Of a complaint over a decision: it came after the last day to complain, and is taken all the same."""
    taken_by: str | None = None
    """The name shown to citizens."""
    taken_at: datetime | None = None
    ended_at: datetime | None = None
    answer_words: str | None = None
    interim_answers: tuple[InterimAnswer, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether we owe an answer."""
        return self.stage in OPEN_STAGES

    def is_overdue(self, today: date) -> bool:
        """Whether an answer is owed and its day has passed."""
        return self.is_open and self.answer_by < today


def answer_by(kind: RequestType, received_on: date, norms: Norms, calendar: Calendar) -> date:
    """The day by which something asked on `received_on` is answered: by law, else by the municipality's norm."""
    if kind is RequestType.DECISION_COMPLAINT:
        return received_on + timedelta(days=COMPLAINT_DAYS)
    return add_working_days(received_on, _working_days(kind, norms), calendar)


def _working_days(kind: RequestType, norms: Norms) -> int:
    match kind:
        case RequestType.PAPERS:
            return PAPERS_WORKING_DAYS
        case RequestType.CALL_ME:
            return norms.call_back_working_days
        case RequestType.UPDATE:
            return norms.update_answer_working_days
        case RequestType.CONVERSATION:
            return norms.conversation_answer_working_days
        case RequestType.REVIEW:
            return norms.review_answer_working_days
        case RequestType.HANDLING_COMPLAINT:
            return norms.handling_complaint_working_days
        case _:
            return norms.question_answer_working_days


def take_over(request: Request, by: str, *, now: datetime) -> Request:
    """Say who will answer; somebody else may take it over from her.

    Raises:
        RequestOver: it has ended.
    """
    return replace(_moved(request, RequestStage.TAKEN), taken_by=by, taken_at=now)


def put_off(request: Request, interim: InterimAnswer, *, today: date) -> Request:
    """Say that the answer takes longer.

    Raises:
        RequestOver: it has ended.
        NewDateTooEarly: the new date has come, or is not after the one that was promised.
    """
    if not request.is_open:
        raise RequestOver
    if interim.until <= max(today, request.answer_by):
        raise NewDateTooEarly
    return replace(request, answer_by=interim.until, interim_answers=(*request.interim_answers, interim))


def answer(request: Request, words: str, *, now: datetime) -> Request:
    """Answer, in words the party reads.

    Raises:
        RequestOver: it has ended.
    """
    return replace(_moved(request, RequestStage.ANSWERED), answer_words=words, ended_at=now)


def forward(request: Request, reasons: str, *, now: datetime) -> Request:
    """Hold to the decision and send the complaint on to Ankestyrelsen, with reasons the party reads.

    Raises:
        RequestOver: it has ended.
        NotForwarded: it is no complaint over a decision.
    """
    if request.type not in MAY_BE_FORWARDED:
        raise NotForwarded
    return replace(_moved(request, RequestStage.FORWARDED), answer_words=reasons, ended_at=now)


def withdraw(request: Request, *, now: datetime) -> Request:
    """Take it back; nothing is owed any more.

    Raises:
        RequestOver: it has ended.
    """
    return replace(_moved(request, RequestStage.WITHDRAWN), ended_at=now)


def _moved(request: Request, to: RequestStage) -> Request:
    if request.stage not in COMES_FROM[to]:
        raise RequestOver
    return replace(request, stage=to)
