"""The review list as a file for a spreadsheet: UTF-8 with a mark at its beginning, semicolons, one line for each case.

Every cell is quoted: LibreOffice proposes commas as separators too, and several names in one cell stand with commas.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Final

from portal.domain.decisions import Outcome
from portal.domain.hearing_review import Finding, MendingStep
from portal.i18n import N_, gettext, language
from portal.services.hearing_review import ReviewRow

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
_BYTE_ORDER_MARK: Final = "\ufeff"
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[ReviewRow]) -> str:
    """The rows in the current language. Days are ISO dates; no cell can begin a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([gettext(heading) for heading in _HEADINGS])
    for row in rows:
        writer.writerow([_harmless(cell) for cell in _cells(row)])
    return _BYTE_ORDER_MARK + text.getvalue()


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


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell
