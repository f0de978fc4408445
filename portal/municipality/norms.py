"""The norms a municipality has set for itself; only the hours of a breach report have a limit in law (GDPR art. 33)."""

from functools import partial

from portal.domain.norms import Norms
from portal.municipality.settings_file import SettingsSection
from portal.municipality.texts import read_whole_number

_HOURS_TO_REPORT_A_BREACH = 72


def read_norms(settings: SettingsSection) -> Norms:
    """The norms under `[norms]`."""
    section = settings.section("norms")
    days = partial(read_whole_number, least=1, most=365)
    norms = Norms(
        receipt_working_days=section.whole_number("receipt_working_days", days),
        statement_answer_working_days=section.whole_number("statement_answer_working_days", days),
        question_answer_working_days=section.whole_number("question_answer_working_days", days),
        call_back_working_days=section.whole_number("call_back_working_days", days),
        update_answer_working_days=section.whole_number("update_answer_working_days", days),
        conversation_answer_working_days=section.whole_number("conversation_answer_working_days", days),
        review_answer_working_days=section.whole_number("review_answer_working_days", days),
        handling_complaint_working_days=section.whole_number("handling_complaint_working_days", days),
        hearing_floor_working_days=section.whole_number("hearing_floor_working_days", days),
        more_time_answer_working_days=section.whole_number("more_time_answer_working_days", days),
        unknown_step_answer_working_days=section.whole_number("unknown_step_answer_working_days", days),
        letter_confirm_working_days=section.whole_number("letter_confirm_working_days", days),
        third_party_reminder_days=section.whole_number("third_party_reminder_days", days),
        silence_days=section.whole_number("silence_days", days),
        breach_report_hours=section.whole_number(
            "breach_report_hours", partial(read_whole_number, least=1, most=_HOURS_TO_REPORT_A_BREACH)
        ),
    )
    section.refuse_unknown()
    return norms
