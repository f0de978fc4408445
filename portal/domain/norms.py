"""The municipality's own norms: how soon it answers, reminds and asks. None of them is in an act."""

from portal.domain.value import value


@value
class Norms:
    """How soon the municipality promises to act."""

    receipt_working_days: int
    """From an application to its receipt."""
    statement_answer_working_days: int
    """From a demand to be heard to an answer."""
    question_answer_working_days: int
    """From a question, or words about a decision, to an answer."""
    call_back_working_days: int
    """From a wish to be phoned to the call."""
    update_answer_working_days: int
    """From a wish to know how far the case has come to an answer."""
    conversation_answer_working_days: int
    """From a wish for a talk to an appointment."""
    review_answer_working_days: int
    """From a wish to have the case looked at to an answer on how and when."""
    handling_complaint_working_days: int
    """From a complaint over the handling to an answer."""
    hearing_floor_working_days: int
    """The shortest time a citizen may be given to answer in a hearing."""
    more_time_answer_working_days: int
    """From a wish for more time in a hearing to an answer."""
    unknown_step_answer_working_days: int
    """"Vi skriver til dig senest": when no step can be shown."""
    letter_confirm_working_days: int
    """From a decision in the case system until a caseworker must have confirmed its letter."""
    third_party_reminder_days: int
    """Calendar days we wait for somebody else before we remind them."""
    silence_days: int
    """Calendar days without anything new after which the caseworker is asked for news."""
    breach_report_hours: int
    """Hours from a breach of personal data to its report; at most 72 (GDPR art. 33)."""
