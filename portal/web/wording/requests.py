"""What parties ask, in words: what each kind is called, what happens then, and how it stands."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal import clock
from portal.domain.requests import Request, RequestStage, RequestType, answer_by
from portal.i18n import N_, gettext
from portal.municipality import Municipality
from portal.web.wording.days import coming_day, day

NAMES: Final[Mapping[RequestType, str]] = MappingProxyType(
    {
        RequestType.QUESTION: N_("Ask a question"),
        RequestType.CALL_ME: N_("Phone me"),
        RequestType.UPDATE: N_("Ask how far we have come"),
        RequestType.CONVERSATION: N_("Ask for a talk"),
        RequestType.PAPERS: N_("See the papers in your case"),
        RequestType.REVIEW: N_("Have your case looked at"),
        RequestType.DECISION_COMPLAINT: N_("Complain about the decision"),
        RequestType.HANDLING_COMPLAINT: N_("Complain about how we treat you"),
    }
)
"""What each is called, as something to choose."""

TITLES: Final[Mapping[RequestType, str]] = MappingProxyType(
    {
        RequestType.QUESTION: N_("A question"),
        RequestType.CALL_ME: N_("A call"),
        RequestType.UPDATE: N_("How far we have come"),
        RequestType.CONVERSATION: N_("A talk"),
        RequestType.PAPERS: N_("Seeing your papers"),
        RequestType.REVIEW: N_("Having the case looked at"),
        RequestType.DECISION_COMPLAINT: N_("A complaint about the decision"),
        RequestType.HANDLING_COMPLAINT: N_("A complaint about how you are treated"),
        RequestType.ABOUT_DECISION: N_("Words about the decision"),
    }
)
"""What each is called once it is sent."""

LEADS: Final[Mapping[RequestType, str]] = MappingProxyType(
    {
        RequestType.QUESTION: N_("Ask about anything in your case. You get an answer by %(day)s."),
        RequestType.CALL_ME: N_("We phone you by %(day)s."),
        RequestType.UPDATE: N_("We tell you how far we have come, and what is missing. You get an answer by %(day)s."),
        RequestType.CONVERSATION: N_("We find a time to talk with you. You hear from us by %(day)s."),
        RequestType.PAPERS: N_(
            "You have a right to see the papers in your case. You get them by %(day)s. If it takes longer, we write "
            "why, and when you get them."
        ),
        RequestType.REVIEW: N_("Choose who should look at your case. You hear from us how and when by %(day)s."),
        RequestType.DECISION_COMPLAINT: N_(
            "We look at the decision again. You get an answer by %(day)s. If we do not change it, we send your "
            "complaint on to %(board)s, and they decide."
        ),
        RequestType.HANDLING_COMPLAINT: N_(
            "Tell us what went wrong, or how you were treated. A leader answers you by %(day)s."
        ),
        RequestType.ABOUT_DECISION: N_("You get an answer by %(day)s."),
    }
)
"""What happens when it is sent."""

LABELS: Final[Mapping[RequestType, str]] = MappingProxyType(
    {
        RequestType.QUESTION: N_("What do you want to ask?"),
        RequestType.CALL_ME: N_("What is it about?"),
        RequestType.UPDATE: N_("Is there something special you want to know?"),
        RequestType.CONVERSATION: N_("What do you want to talk about?"),
        RequestType.PAPERS: N_("Which papers do you want to see?"),
        RequestType.REVIEW: N_("What should they look at?"),
        RequestType.DECISION_COMPLAINT: N_("Why do you disagree?"),
        RequestType.HANDLING_COMPLAINT: N_("What happened?"),
    }
)
"""What the field for words asks."""

HINTS: Final[Mapping[RequestType, str]] = MappingProxyType(
    {
        RequestType.CALL_ME: N_("You can leave this empty."),
        RequestType.UPDATE: N_("You can leave this empty."),
        RequestType.PAPERS: N_("You can leave this empty. Then it is all of them."),
        RequestType.REVIEW: N_("You can leave this empty."),
        RequestType.DECISION_COMPLAINT: N_("Write it in your own words. A few lines are enough."),
    }
)
"""What is said under it."""

WAITING: Final[Mapping[RequestType, str]] = MappingProxyType(
    {
        RequestType.CALL_ME: N_("We phone you by %(day)s."),
        RequestType.DECISION_COMPLAINT: N_("We are looking at the decision again. You get an answer by %(day)s."),
    }
)
"""How something stands that is owed an answer, where it is not just that."""

AN_ANSWER: Final = N_("We are waiting for nothing from you. You get an answer by %(day)s.")
LATE: Final = N_("You should have had an answer by %(day)s. We did not manage that, and we are sorry.")
LATE_CALL: Final = N_("We should have phoned you by %(day)s. We did not manage that, and we are sorry.")

ENDED: Final[Mapping[RequestStage, str]] = MappingProxyType(
    {
        RequestStage.ANSWERED: N_("Answered on %(day)s"),
        RequestStage.FORWARDED: N_("Sent on to %(board)s on %(day)s"),
        RequestStage.WITHDRAWN: N_("You took it back on %(day)s"),
    }
)
"""What has come of it."""

NEXT: Final[Mapping[RequestType, str]] = MappingProxyType(
    {
        RequestType.QUESTION: N_("A caseworker reads it and answers you here."),
        RequestType.CALL_ME: N_("A caseworker phones you. If you do not pick up, we try again and write here."),
        RequestType.UPDATE: N_("A caseworker looks at your case and answers you here."),
        RequestType.CONVERSATION: N_("A caseworker finds a time with you and writes it here."),
        RequestType.PAPERS: N_("We find the papers, and write here how you get them."),
        RequestType.REVIEW: N_("We write here who looks at your case, and when."),
        RequestType.DECISION_COMPLAINT: N_(
            "We go through the decision once more. If we change it, you get a new decision. If not, we send your "
            "complaint on to %(board)s with our reasons, and you can read them here."
        ),
        RequestType.HANDLING_COMPLAINT: N_("A leader reads it and answers you here."),
        RequestType.ABOUT_DECISION: N_(
            "A caseworker reads what you wrote. We tell you whether it is a complaint, or whether we should look at "
            "the case again."
        ),
    }
)
"""What happens with it now."""

BOARD: Final = "Ankestyrelsen"


def request_name(kind: RequestType) -> str:
    """What it is called."""
    return gettext(NAMES[kind])


def request_title(kind: RequestType) -> str:
    """What it is called once it is sent."""
    return gettext(TITLES[kind])


def request_lead(kind: RequestType, municipality: Municipality) -> str:
    """What happens when it is sent, and by when."""
    by = answer_by(kind, clock.today(), municipality.norms, municipality.calendar)
    return gettext(LEADS[kind], day=coming_day(by), board=BOARD)


def request_label(kind: RequestType) -> str:
    """What the field for words asks."""
    return gettext(LABELS[kind])


def request_hint(kind: RequestType) -> str:
    """What is said under that field."""
    return gettext(HINTS[kind]) if kind in HINTS else ""


def request_next(kind: RequestType) -> str:
    """What happens with it now."""
    return gettext(NEXT[kind], board=BOARD)


def request_standing(request: Request) -> str:
    """How it stands, and by when somebody acts."""
    if not request.is_open:
        ended_on = request.ended_at.astimezone(clock.COPENHAGEN).date() if request.ended_at else request.answer_by
        return gettext(ENDED[request.stage], day=day(ended_on), board=BOARD)
    if request.is_overdue(clock.today()):
        return gettext(LATE_CALL if request.type is RequestType.CALL_ME else LATE, day=day(request.answer_by))
    return gettext(WAITING.get(request.type, AN_ANSWER), day=coming_day(request.answer_by))
