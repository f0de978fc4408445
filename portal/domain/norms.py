"""The municipality's own norms: how soon it answers, reminds and asks. None of them is in an act."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Norms:
    """Each norm with its unit in its name; days without "working" are calendar days."""

    receipt_working_days: int
    statement_answer_working_days: int
    hearing_floor_working_days: int
    unknown_step_answer_working_days: int
    letter_confirm_working_days: int
    third_party_reminder_days: int
    silence_days: int
    breach_report_hours: int
