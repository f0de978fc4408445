"""The review list as a file for a spreadsheet, one line for each case."""

from collections.abc import Iterable, Mapping
from typing import Final

from portal.domain.decisions import Outcome
from portal.domain.hearing_review import Finding, MendingStep
from portal.i18n import N_, gettext, language
from portal.services.hearing_review import ReviewRow
from portal.services.spreadsheet import write_spreadsheet

FINDINGS: Final[Mapping[str, str]] = {
    Finding.ADVERSE: N_("Decided against the party"),
    Finding.CHANGED: N_("Support changed by a decision"),
    Finding.CHANGED_UNDECIDED: N_("Support changed without a decision"),
    Finding.UNKNOWN: N_("Decided; nobody has said what"),
}
"""What was done."""

OUTCOMES: Final[Mapping[str, str]] = {
    Outcome.GRANTED: N_("Granted"),
    Outcome.PARTLY_GRANTED: N_("Partly granted"),
    Outcome.REFUSED: N_("Refused"),
    Outcome.REDUCED: N_("Reduced"),
    Outcome.STOPPED: N_("Stopped"),
    Outcome.REPLACED: N_("Replaced by something else"),
}
"""What was decided."""

STEPS: Final[Mapping[str, str]] = {
    MendingStep.TOLD: N_("Tell the citizen of the error"),
    MendingStep.HEARD: N_("Hear the citizen"),
    MendingStep.DECIDED: N_("Decide anew, with guidance on complaint"),
    MendingStep.RESTORED: N_("Consider restoring the old support"),
}
"""What is left to do."""

_HEADINGS: Final = (
    N_("Case number"),
    N_("Type of case"),
    N_("Team"),
    N_("Caseworker"),
    N_("What happened"),
    N_("Result"),
    N_("Date"),
    N_("Not heard"),
    N_("Being mended"),
    N_("Left to do"),
)


def as_csv(rows: Iterable[ReviewRow]) -> str:
    """The rows in the current language. Days are ISO dates."""
    return write_spreadsheet([gettext(heading) for heading in _HEADINGS], (_cells(row) for row in rows))


def _cells(row: ReviewRow) -> Iterable[str]:
    missing = row.missing
    yield row.case_number
    yield row.title.spoken(language())
    yield row.team
    yield row.caseworker
    yield gettext(FINDINGS[missing.finding])
    yield gettext(OUTCOMES[missing.outcome]) if missing.outcome else ""
    yield missing.settled_on.isoformat()
    yield ", ".join(row.parties)
    yield gettext("Yes") if missing.is_being_mended else gettext("No")
    yield ", ".join(gettext(STEPS[step]) for step in missing.next_steps)
