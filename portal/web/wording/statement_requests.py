"""Demands to be heard (forvaltningsloven § 21), in words that say what happens to the decision meanwhile."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal import clock
from portal.domain.roadmap.shape import HearingChoice
from portal.domain.statement_requests import Arrival, Channel, DeclineGround, RequestState, StatementRequest, Timing
from portal.i18n import N_, gettext
from portal.web.wording.days import coming_day, day
from portal.web.wording.hearings import MORE_TIME_ASKED, MORE_TIME_LATE

STATES: Final[Mapping[RequestState, str]] = MappingProxyType(
    {
        RequestState.RECEIVED: N_(
            "We have your request, and we are waiting to decide. You will get an answer by %(answer_by)s."
        ),
        RequestState.DATE_SET: N_("We are waiting to decide. You have until %(statement_by)s to say what you think."),
        RequestState.GIVEN: N_("We have what you said, and we will not decide until we have read it."),
        RequestState.CONSIDERED: N_("We have read what you said, and we will take it into account in the decision."),
        RequestState.LAPSED: N_(
            "You had until %(statement_by)s to say what you think. That time is over, and we are going on with the "
            "case. You can still ask to say something before we decide."
        ),
        RequestState.DECLINED: N_("We will not wait before we decide. You can read why here."),
        RequestState.WITHDRAWN: N_("You took your request back, so we are no longer waiting to decide."),
    }
)
"""What a demand has come to."""

STATES_AFTER: Final[Mapping[RequestState, str]] = MappingProxyType(
    {
        RequestState.RECEIVED: N_(
            "We have your request. Your case had been decided when you sent it. You will get an answer by %(answer_by)s."
        ),
        RequestState.DATE_SET: N_(
            "You have until %(statement_by)s to say what you think. Your case had been decided when you asked."
        ),
        RequestState.GIVEN: N_(
            "We have what you said. Your case had been decided when you wrote. A caseworker reads it, and tells you "
            "whether we should look at the case again."
        ),
        RequestState.CONSIDERED: N_("We have read what you said. Here is what it led to."),
        RequestState.LAPSED: N_("You had until %(statement_by)s to say what you think. That time is over."),
        RequestState.DECLINED: N_("We have answered your request. You can read our answer here."),
        RequestState.WITHDRAWN: N_("You took your request back."),
    }
)
"""The same of one that came when the case was decided: it holds nothing back."""

STATES_ENDED: Final[Mapping[RequestState, str]] = MappingProxyType(
    {
        **STATES_AFTER,
        RequestState.RECEIVED: N_(
            "We have your request. The case has ended without a decision. You will get an answer by %(answer_by)s."
        ),
        RequestState.DATE_SET: N_(
            "You have until %(statement_by)s to say what you think. The case has ended without a decision."
        ),
        RequestState.GIVEN: N_("We have what you said. The case has ended without a decision, and we will answer you."),
    }
)
"""The same where nothing was decided, and nothing will be."""

LATE_ANSWER: Final = N_(
    "We have your request, and we are waiting to decide. You should have had an answer by %(answer_by)s. We did not "
    "manage that, and we are sorry."
)

LATE_ANSWER_AFTER: Final = N_(
    "We have your request. Your case had been decided when you sent it. You should have had an answer by "
    "%(answer_by)s. We did not manage that, and we are sorry."
)

LATE_ANSWER_ENDED: Final = N_(
    "We have your request. The case has ended without a decision. You should have had an answer by %(answer_by)s. "
    "We did not manage that, and we are sorry."
)

TIMINGS: Final[Mapping[Timing, str]] = MappingProxyType(
    {Timing.NOW: N_("Now. I write it here"), Timing.LATER: N_("Later. I need more time")}
)
"""When somebody wants to be heard."""

CHANNELS: Final[Mapping[Channel, str]] = MappingProxyType(
    {Channel.WRITING: N_("In writing"), Channel.PHONE: N_("On the phone"), Channel.MEETING: N_("At a meeting")}
)
"""How somebody wants to be heard."""

DECLINE_GROUNDS: Final[Mapping[DeclineGround, str]] = MappingProxyType(
    {
        DeclineGround.STATUTORY_DEADLINE: N_("The law says when the case must be decided, and we cannot wait longer."),
        DeclineGround.ESSENTIAL_INTERESTS: N_("Deciding the case now matters so much to others that we cannot wait."),
        DeclineGround.SPECIAL_LAW: N_("Another law says how you can have your say in this kind of case."),
    }
)
"""The grounds of forvaltningsloven § 21(2) on which a demand may be declined."""

OFFERS: Final[Mapping[HearingChoice, str]] = MappingProxyType(
    {
        HearingChoice.DEMAND: N_(
            "Is there something we should know first? Then we will not decide until we have heard you."
        ),
        HearingChoice.FOLLOW: N_("You can write more, or take your request back."),
        HearingChoice.TELL: N_(
            "We have decided your case, and you will get the decision in a letter. You can still tell us what you "
            "think. A caseworker reads it, and tells you whether we should look at the case again. When you have the "
            "letter, you can also complain."
        ),
        HearingChoice.FOLLOW_TOLD: N_("You can write more, or take your request back."),
        HearingChoice.WRITE: N_(
            "The case is decided. You can still write to us. We will tell you whether it is a complaint, or whether "
            "we should look at the case again."
        ),
        HearingChoice.WRITE_OF_ENDED: N_("The case has ended. You can still write to us, and we will answer you."),
    }
)
"""What can be done to be heard."""

OFFER_HEADINGS: Final[Mapping[HearingChoice, str]] = MappingProxyType(
    {
        HearingChoice.DEMAND: N_("Say what you think before we decide your case"),
        HearingChoice.FOLLOW: N_("Say what you think before we decide your case"),
        HearingChoice.TELL: N_("Say what you think about the case"),
        HearingChoice.FOLLOW_TOLD: N_("Say what you think about the case"),
        HearingChoice.WRITE: N_("Write to us about the decision"),
        HearingChoice.WRITE_OF_ENDED: N_("Do you want to tell us something?"),
    }
)
"""What it is called, on its page and on the case's."""

OFFER_LINKS: Final[Mapping[HearingChoice, str]] = MappingProxyType(
    {
        HearingChoice.DEMAND: N_("Say what you think"),
        HearingChoice.FOLLOW: N_("Write more or take it back"),
        HearingChoice.TELL: N_("Say what you think"),
        HearingChoice.FOLLOW_TOLD: N_("Write more or take it back"),
        HearingChoice.WRITE: N_("Write to us"),
        HearingChoice.WRITE_OF_ENDED: N_("Write to us"),
    }
)
"""The button that goes with it."""


def request_state(request: StatementRequest) -> str:
    """What a demand has come to, and by when somebody acts."""
    today, ask = clock.today(), request.open_ask
    if ask is not None:
        return gettext(MORE_TIME_LATE if ask.answer_by < today else MORE_TIME_ASKED, answer_by=day(ask.answer_by))
    ahead = request.state is RequestState.DATE_SET
    return gettext(
        _state(request, is_late=request.state is RequestState.RECEIVED and request.answer_by < today),
        answer_by=day(request.answer_by),
        statement_by="" if request.statement_by is None else (coming_day if ahead else day)(request.statement_by),
    )


def _state(request: StatementRequest, *, is_late: bool) -> str:
    """The wording: what may still be demanded is only said while nothing is decided."""
    if request.arrival is Arrival.AFTER:
        return LATE_ANSWER_AFTER if is_late else STATES_AFTER[request.state]
    if request.arrival is Arrival.ENDED:
        return LATE_ANSWER_ENDED if is_late else STATES_ENDED[request.state]
    if request.state is RequestState.LAPSED and request.arrival is Arrival.BEFORE:
        return STATES_AFTER[request.state]
    return LATE_ANSWER if is_late else STATES[request.state]


def decline_ground(ground: DeclineGround) -> str:
    """Why a demand was declined."""
    return gettext(DECLINE_GROUNDS[ground])


def channel_name(channel: str) -> str:
    """How somebody wants to be heard, from the value a form carries."""
    return gettext(CHANNELS[Channel(channel)])


def timing_name(timing: str) -> str:
    """When somebody wants to be heard, from the value a form carries."""
    return gettext(TIMINGS[Timing(timing)])


def hearing_heading(choice: HearingChoice) -> str:
    """What it is called that can be done now to be heard."""
    return gettext(OFFER_HEADINGS[choice])


def hearing_offer(choice: HearingChoice) -> str:
    """What can be done now to be heard."""
    return gettext(OFFERS[choice])


def hearing_link(choice: HearingChoice) -> str:
    """What the button to it says."""
    return gettext(OFFER_LINKS[choice])
