"""Meanings, the municipality's words and caseworkers' own words, as somebody reads them."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from markupsafe import Markup, escape

from portal import clock
from portal.domain.reasons import Reason
from portal.domain.roadmap.promises import ASKED_SAYS
from portal.domain.sentences import Month, OwnWords, Say, Sentence, Text
from portal.domain.words import Words
from portal.i18n import LANGUAGES, N_, day_in_words, language, month_in_words
from portal.web.wording.phrases import phrase
from portal.web.wording.reasons import because

SENTENCES: Final[Mapping[Say, str]] = MappingProxyType(
    {
        Say.NOTHING_TO_DO: N_("You do not have to do anything now. We will write when there is news."),
        Say.ANSWER_US: N_("Answer what we have asked you."),
        Say.SEND_US_DOCUMENT: N_("Send us what we still need from you."),
        Say.MEET_US: N_("We would like to talk with you. Phone us if you have not been given a time."),
        Say.HEAR_YOU_BY: N_("Read the information we are using, and tell us what you think of it."),
        Say.MAY_COMPLAIN_UNTIL: N_("If you disagree, you can complain. You have until %(date)s."),
        Say.COMPLAINT_TIME_OVER: N_("You do not have to do anything now. The last day to complain was %(date)s."),
        Say.CHOOSE: N_("You have a choice to make. Phone us if you are in doubt."),
        Say.NEXT_IS_PREPARED: N_("We are getting the next step ready."),
        Say.IN_PROGRESS_UNKNOWN: N_("Your case is in progress."),
        Say.CANNOT_SEE_NEXT: N_("We cannot see the next step here. We will write to you by %(date)s."),
        Say.CANNOT_SEE_NEXT_LATE: N_(
            "We cannot see the next step here. We should have written to you by %(date)s. "
            "We did not, and we are sorry. Please phone us."
        ),
        Say.DECISION_BEING_SENT: N_("We are getting the answer in your case ready."),
        Say.YOU_GET_A_LETTER: N_("You will get the answer in a letter."),
        Say.DECIDED_ON: N_("We decided your case on %(date)s."),
        Say.CLOSED: N_("Your case is closed. You can still read it here."),
        Say.NOTHING_MORE_COMES: N_("There are no more steps in this case. You can always phone us."),
        Say.NOTHING_MORE_UNLESS_COMPLAINT: N_("Nothing more will happen in this case unless you complain."),
        Say.LETTER_SAYS_WHAT_HAPPENS: N_("Your letter says what will happen now, and when."),
        Say.AFTER_YOUR_PART: N_("We will go on when we have heard from you, or when your time is up."),
        Say.YOU_MAY_SPEAK_UNTIL: N_(
            "Tell us what you think. You have until %(date)s, and we will not decide before then."
        ),
        Say.RANGE_PASSED: N_(
            "Your case is taking longer than we expected. We are sorry. You will get a new time or an explanation by %(date)s."
        ),
        Say.RANGE_PASSED_LATE: N_(
            "Your case is taking longer than we expected. We are sorry. You should have had a new time or an "
            "explanation by %(date)s. We did not manage that either."
        ),
        Say.RANGE_PASSED_SAID_ANEW: N_(
            "Your case is taking longer than we expected. We are sorry. We will write to you by %(date)s and explain why."
        ),
        Say.RANGE_PASSED_SAID_ANEW_LATE: N_(
            "Your case is taking longer than we expected. We are sorry. We should have written to you by %(date)s and "
            "explained why. We did not manage that either."
        ),
        Say.DECISION_WAITS_FOR_YOU: N_("We are waiting to hear from you before we decide. You have until %(date)s."),
        Say.WE_READ_YOUR_STATEMENT: N_(
            "We will not decide until we have read what you have told us. You will get an answer by %(date)s."
        ),
        Say.WE_ANSWER_YOUR_REQUEST: N_(
            "We are waiting to decide, because you want to say something first. You will get an answer from us by %(date)s."
        ),
        Say.WE_ANSWER_WHAT_YOU_TOLD: N_(
            "A caseworker reads what you have told us, and tells you by %(date)s whether we should look at the case "
            "again."
        ),
        Say.WE_ANSWER_ABOUT_TELLING: N_(
            "You asked us to hear what you think. You will get an answer from us by %(date)s."
        ),
        Say.YOU_MAY_TELL_UNTIL: N_("Tell us what you think. You have until %(date)s."),
        Say.DECISION_WAITS_FOR_ANSWER: N_(
            "We will not decide before you have answered, or your time is up on %(date)s."
        ),
        Say.WE_ANSWER_ABOUT_TIME: N_(
            "We are waiting to decide. You have asked for more time, and we will answer you by %(date)s. Your time "
            "does not run out before then."
        ),
        Say.WE_READ_YOUR_ANSWER: N_(
            "We will not decide until we have read your answer. We will tell you what it led to by %(date)s."
        ),
        Say.INTERIM_HELP: N_("You get help for a time, while we handle the case."),
        Say.NO_ANSWER: N_(
            "We still need %(what)s. If we do not hear from you by %(date)s, we will decide the case from what we know."
        ),
        Say.SUSPENDED: N_("The case is on hold, because %(reason)s. We will look at it again by %(date)s."),
        Say.WITHDRAWN: N_("You have withdrawn your application. You can always apply again."),
        Say.MERGED: N_("We now handle the case together with %(title)s. What you have sent us is included."),
        Say.MOVED: N_(
            "You have moved. %(municipality)s has your case now. Ask here until they have taken over: %(phone)s."
        ),
        Say.REOPENED: N_("We are looking at the case again, because %(reason)s."),
        Say.REMITTED: N_("Ankestyrelsen has sent the case back to us. We have to decide it again."),
        Say.COMPLAINT: N_(
            "We are looking at the decision again. You will hear from us by %(date)s. "
            "The decision applies, also while the complaint is handled."
        ),
        Say.COMPLAINT_ON_HOLD: N_(
            "We are looking at the decision again. You will hear from us by %(date)s. "
            "The decision does not apply while the complaint is handled."
        ),
        Say.WAITING_LIST: N_(
            "You have got a yes. There is no free place yet. We will write about the waiting time by %(date)s."
        ),
        Say.RUNNING_SUPPORT: N_("You get %(support)s. We will talk with you about how it is going in %(month)s."),
        Say.DELAYED_UNTIL: N_("You can expect an answer by %(date)s."),
        Say.DELAYED_WITHOUT_DAY: N_("We cannot say yet when we will decide. We will write to you again by %(date)s."),
        Say.WE_PHONE_YOU: N_("We will phone you about the case."),
        Say.APPLY_AGAIN: N_("There are no more steps in this case. Phone us if you want to apply again."),
        Say.SEEN_IN_OTHER_CASE: N_("You can see the next step in the other case."),
        Say.THEY_WRITE_TO_YOU: N_("Your new municipality will write to you about what happens now."),
        Say.COMPLAINT_GOES_ON: N_(
            "If we do not change the decision, we send your complaint on to Ankestyrelsen, and tell you why."
        ),
        Say.PLACE_IS_TOLD: N_("When there is a place for you, we will write to you about when it begins."),
        Say.FOLLOWED_UP: N_("We will agree with you on how and when we talk."),
        Say.MORE_TIME_ASKED: N_("You have asked for more time. We answer by %(date)s. You can answer us before that."),
        Say.WE_CALL_YOU: N_("We phone you by %(date)s."),
        Say.WE_ANSWER_QUESTION: N_("We answer your question by %(date)s."),
        Say.WE_TELL_HOW_FAR: N_("We tell you how far we have come by %(date)s."),
        Say.WE_ARRANGE_TALK: N_("You hear from us about a talk by %(date)s."),
        Say.WE_GIVE_PAPERS: N_("You get the papers in your case by %(date)s, or a reason and a new date."),
        Say.WE_ANSWER_ABOUT_REVIEW: N_("You hear from us who looks at your case, and when, by %(date)s."),
        Say.WE_LOOK_AT_DECISION_AGAIN: N_(
            "We are looking at the decision again. You hear from us by %(date)s. The decision holds meanwhile."
        ),
        Say.WE_ANSWER_COMPLAINT: N_("We answer your complaint by %(date)s."),
        Say.WE_ANSWER_ABOUT_DECISION: N_("We answer what you wrote about the decision by %(date)s."),
    }
)
"""A wording for each meaning."""

_ANSWER_IS_LATE: Final = N_(
    "You asked us for something, and should have heard from us by %(date)s. We did not manage that, and we are sorry."
)

PROMISES_PAST: Final[Mapping[Say, str]] = MappingProxyType(
    {
        Say.WE_READ_YOUR_STATEMENT: N_("We will not decide until we have read what you have told us."),
        Say.WE_ANSWER_YOUR_REQUEST: N_(
            "We are still waiting to decide, because you want to say something first. You should have had an answer "
            "by %(date)s. We did not manage that, and we are sorry."
        ),
        Say.WE_ANSWER_WHAT_YOU_TOLD: _ANSWER_IS_LATE,
        Say.WE_ANSWER_ABOUT_TELLING: _ANSWER_IS_LATE,
        Say.WE_ANSWER_ABOUT_TIME: N_(
            "We are waiting to decide. You have asked for more time, and should have had an answer by %(date)s. We "
            "did not manage that, and we are sorry. Your time does not run out before you have an answer."
        ),
        Say.WE_READ_YOUR_ANSWER: N_("We will not decide until we have read your answer."),
        **dict.fromkeys(ASKED_SAYS.values(), _ANSWER_IS_LATE),
        Say.NO_ANSWER: N_(
            "We still need %(what)s. We did not hear from you by %(date)s, so we decide the case from what we know."
        ),
        Say.SUSPENDED: N_(
            "The case is on hold, because %(reason)s. We should have looked at it again by %(date)s. "
            "We did not manage that, and we are sorry."
        ),
        Say.COMPLAINT: N_(
            "We are looking at the decision again. You should have heard from us by %(date)s. We did not manage that, "
            "and we are sorry. The decision applies, also while the complaint is handled."
        ),
        Say.COMPLAINT_ON_HOLD: N_(
            "We are looking at the decision again. You should have heard from us by %(date)s. We did not manage that, "
            "and we are sorry. The decision does not apply while the complaint is handled."
        ),
        Say.WAITING_LIST: N_(
            "You have got a yes. There is no free place yet. We should have written about the waiting time by "
            "%(date)s. We did not manage that, and we are sorry."
        ),
        Say.DELAYED_UNTIL: N_(
            "You should have had an answer by %(date)s. We did not manage that either, and we are sorry. "
            "We owe you a new letter."
        ),
        Say.DELAYED_WITHOUT_DAY: N_(
            "We cannot say yet when we will decide. We should have written to you again by %(date)s. "
            "We did not manage that, and we are sorry."
        ),
    }
)
"""What is said instead once the date has passed."""

_WORDS_KEPT: Final = 4096
_escaped_once: Final = lru_cache(maxsize=_WORDS_KEPT)(escape)
"""For the municipality's own words: there are some hundred, and a page says twenty."""


@lru_cache(maxsize=_WORDS_KEPT)
def _stopped_once(said: Markup) -> Markup:
    return said + "."


_ENDS = (".", "!", "?", ":", "…")


def say(text: Text) -> Markup:
    """A text in the current language: a meaning in its one wording, a caseworker's own words exactly as written."""
    match text:
        case Words():
            return _escaped_once(text.spoken(language()))
        case OwnWords():
            return danish(text.text)
        case Sentence():
            return phrase(_wording(text), **{name: _value(value) for name, value in text.values.items()})


def sentence(text: Text) -> Markup:
    """The same with a full stop at its end, for texts that the municipality or a caseworker wrote without one."""
    if isinstance(text, OwnWords):
        return danish(_closed(text.text))
    said = say(text)
    return said if said.endswith(_ENDS) else _stopped_once(said)


def danish(text: str) -> Markup:
    """A text that is Danish whatever the page speaks; on a page in another language it is marked so for who listens.

    Caseworkers write Danish, and laws are named in it.
    """
    spoken = LANGUAGES[0]
    return escape(text) if language() == spoken else Markup('<span lang="{}">{}</span>').format(spoken, text)


def _closed(text: str) -> str:
    text = text.strip()
    return text if text.endswith(_ENDS) else f"{text}."


def _wording(text: Sentence) -> str:
    promised_on = text.values.get("date")
    if text.say in PROMISES_PAST and isinstance(promised_on, date) and promised_on < clock.today():
        return PROMISES_PAST[text.say]
    return SENTENCES[text.say]


def _value(value: date | str | Words | OwnWords | Month | Reason) -> object:
    match value:
        case OwnWords():
            return danish(value.text.strip().rstrip("."))
        case Month():
            return month_in_words(value.day)
        case Reason():
            return because(value)
        case date():
            return day_in_words(value, clock.today())
        case Words():
            return value.spoken(language())
        case _:
            return value
