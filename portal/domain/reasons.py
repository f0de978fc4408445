"""Why something takes longer, or waits: the reasons a caseworker chooses from, so that they can be counted."""

from enum import StrEnum
from typing import Final

from portal.domain.refusals import Refusal


class Reason(StrEnum):
    """A coded reason; what it was in this case stands beside it, in her own words."""

    REPORT = "report"
    """A report, or a doctor's answer, is waited for."""
    ILLNESS = "illness"
    MORE_INFORMATION = "more_information"
    """We need to know more than we do."""
    MANY_CASES = "many_cases"
    """There are more cases than we expected."""
    CITIZEN_ASKED = "citizen_asked"
    OUR_MISTAKE = "our_mistake"
    TREATMENT = "treatment"
    """A treatment has to end first."""
    OTHER_AUTHORITY = "other_authority"
    """Another authority or a court decides something first."""
    OTHER = "other"


class DayChangeUnexplained(Refusal):
    """A day that was told is to change, and nothing says why."""


DATE_REASONS: Final = (
    Reason.REPORT,
    Reason.ILLNESS,
    Reason.MORE_INFORMATION,
    Reason.MANY_CASES,
    Reason.CITIZEN_ASKED,
    Reason.OUR_MISTAKE,
    Reason.OTHER,
)
"""Why an expected day is changed, or a published deadline not kept."""

HOLD_REASONS: Final = (
    Reason.REPORT,
    Reason.TREATMENT,
    Reason.OTHER_AUTHORITY,
    Reason.CITIZEN_ASKED,
    Reason.OTHER,
)
"""Why a case is on hold."""
