"""What the roadmap says, before it is put into a language.

A sentence is a meaning with its dates and names; the page has one translated wording for each meaning.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from portal.domain.reasons import Reason
from portal.domain.value import value
from portal.domain.words import Words


class Say(StrEnum):
    """Every meaning the roadmap can say in the portal's own words."""

    NOTHING_TO_DO = "nothing_to_do"
    ANSWER_US = "answer_us"
    SEND_US_DOCUMENT = "send_us_document"
    MEET_US = "meet_us"
    HEAR_YOU_BY = "hear_you_by"
    MAY_COMPLAIN_UNTIL = "may_complain_until"
    COMPLAINT_TIME_OVER = "complaint_time_over"
    CHOOSE = "choose"

    NEXT_IS_PREPARED = "next_is_prepared"
    IN_PROGRESS_UNKNOWN = "in_progress_unknown"
    CANNOT_SEE_NEXT = "cannot_see_next"
    CANNOT_SEE_NEXT_LATE = "cannot_see_next_late"
    DECISION_BEING_SENT = "decision_being_sent"
    YOU_GET_A_LETTER = "you_get_a_letter"
    DECIDED_ON = "decided_on"
    CLOSED = "closed"
    NOTHING_MORE_COMES = "nothing_more_comes"
    NOTHING_MORE_UNLESS_COMPLAINT = "nothing_more_unless_complaint"
    LETTER_SAYS_WHAT_HAPPENS = "letter_says_what_happens"
    AFTER_YOUR_PART = "after_your_part"
    YOU_MAY_SPEAK_UNTIL = "you_may_speak_until"

    RANGE_PASSED = "range_passed"
    RANGE_PASSED_LATE = "range_passed_late"
    RANGE_PASSED_SAID_ANEW = "range_passed_said_anew"
    RANGE_PASSED_SAID_ANEW_LATE = "range_passed_said_anew_late"

    DECISION_WAITS_FOR_YOU = "decision_waits_for_you"
    WE_READ_YOUR_STATEMENT = "we_read_your_statement"
    WE_ANSWER_YOUR_REQUEST = "we_answer_your_request"
    WE_ANSWER_WHAT_YOU_TOLD = "we_answer_what_you_told"
    WE_ANSWER_ABOUT_TELLING = "we_answer_about_telling"
    YOU_MAY_TELL_UNTIL = "you_may_tell_until"

    DECISION_WAITS_FOR_ANSWER = "decision_waits_for_answer"
    WE_ANSWER_ABOUT_TIME = "we_answer_about_time"
    WE_READ_YOUR_ANSWER = "we_read_your_answer"
    MORE_TIME_ASKED = "more_time_asked"

    WE_CALL_YOU = "we_call_you"
    WE_ANSWER_QUESTION = "we_answer_question"
    WE_TELL_HOW_FAR = "we_tell_how_far"
    WE_ARRANGE_TALK = "we_arrange_talk"
    WE_GIVE_PAPERS = "we_give_papers"
    WE_ANSWER_ABOUT_REVIEW = "we_answer_about_review"
    WE_LOOK_AT_DECISION_AGAIN = "we_look_at_decision_again"
    WE_ANSWER_COMPLAINT = "we_answer_complaint"
    WE_ANSWER_ABOUT_DECISION = "we_answer_about_decision"

    INTERIM_HELP = "interim_help"
    NO_ANSWER = "no_answer"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    MOVED = "moved"
    REOPENED = "reopened"
    REMITTED = "remitted"
    COMPLAINT = "complaint"
    COMPLAINT_ON_HOLD = "complaint_on_hold"
    WAITING_LIST = "waiting_list"
    RUNNING_SUPPORT = "running_support"
    DELAYED_UNTIL = "delayed_until"
    DELAYED_WITHOUT_DAY = "delayed_without_day"
    WE_PHONE_YOU = "we_phone_you"

    APPLY_AGAIN = "apply_again"
    SEEN_IN_OTHER_CASE = "seen_in_other_case"
    THEY_WRITE_TO_YOU = "they_write_to_you"
    COMPLAINT_GOES_ON = "complaint_goes_on"
    PLACE_IS_TOLD = "place_is_told"
    FOLLOWED_UP = "followed_up"


@value
class OwnWords:
    """What a caseworker wrote, in Danish, exactly as written."""

    text: str


@value
class Month:
    """A month, where no day is meant: any day of it."""

    day: date


@value
class Sentence:
    """One meaning with its named values."""

    say: Say
    values: Mapping[str, date | str | Words | OwnWords | Month | Reason] = field(default_factory=dict)


Text = Words | Sentence | OwnWords
"""Anything a page can say: the municipality's words, the portal's, or a caseworker's own."""
