"""The norms a municipality has set for itself. None of them stands in an act except the hours of a breach report."""

from dataclasses import dataclass
from functools import partial

from portal.municipality.settings_file import SettingsSection
from portal.municipality.texts import read_whole_number

_HOURS_TO_REPORT_A_BREACH = 72


@dataclass(frozen=True, slots=True)
class Norms:
    """How soon the municipality promises to act."""

    receipt_working_days: int
    """From an application to its receipt."""
    statement_answer_working_days: int
    """From a demand to be heard to an answer."""
    hearing_floor_working_days: int
    """The shortest time a citizen may be given to answer in a hearing."""
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


def read_norms(settings: SettingsSection) -> Norms:
    """The norms under `[norms]`."""
    section = settings.section("norms")
    if section is None:
        settings.refuse("norms", "The section is missing.", "Write [norms] and the norms under it.")
        return Norms(0, 0, 0, 0, 0, 0, 0, 0)
    days = partial(read_whole_number, least=1, most=365)
    norms = Norms(
        receipt_working_days=section.whole_number("receipt_working_days", days),
        statement_answer_working_days=section.whole_number("statement_answer_working_days", days),
        hearing_floor_working_days=section.whole_number("hearing_floor_working_days", days),
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
