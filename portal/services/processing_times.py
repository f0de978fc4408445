"""How long cases took, beside what was published: for everybody, for the leader of a team, and as a file."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from portal.access.gate import Gate
from portal.access.processing_times import times_of_all
from portal.access.runtime import Runtime
from portal.domain.case_types import DeadlineUnit, PublishedDeadline
from portal.domain.deadlines import published_deadline_on
from portal.domain.processing_times import Period, Times, days_of
from portal.domain.value import value
from portal.domain.words import Words
from portal.i18n import N_, gettext, language, ngettext
from portal.municipality import Municipality
from portal.services.spreadsheet import write_spreadsheet
from portal.storage.processing_times import CountedTimes

_HEADINGS: Final = (
    N_("Type of case"),
    N_("Deadline"),
    N_("Paragraph"),
    N_("Half within (days)"),
    N_("8 of 10 within (days)"),
    N_("Within the deadline"),
    N_("Decided, with a deadline"),
    N_("Decided"),
    N_("From"),
    N_("To"),
)


@value
class TypeTimes:
    """One kind of case: what is published of it now, and how long its cases took in the last 12 months.

    Of the two halves of that year there is nothing where either has too few cases.
    """

    title: Words
    deadline: PublishedDeadline | None
    deadline_days: int | None
    """How many calendar days the deadline comes to for an application received today."""
    year: Times
    half: Times | None
    half_before: Times | None


@value
class TimesPage:
    """All kinds of cases of which something is said, and those of which too few were decided."""

    first_on: date | None
    last_on: date | None
    """From which day to which cases are counted, both included; None before anything was counted."""
    rows: Sequence[TypeTimes]
    too_few: Sequence[Words]


def read_public_times(portal: Runtime, today: date) -> TimesPage:
    """What everybody may know: the times of all teams together.

    Raises:
        OutOfReach: the database cannot be reached.
    """
    return _page(times_of_all(portal), portal.municipality, today, portal.municipality.case_types.codes)


def read_team_times(gate: Gate) -> TimesPage | None:
    """The same of the team that the viewer leads, with how it has changed; None for whoever leads no team."""
    counted = gate.times_of_own_team()
    if counted is None:
        return None
    municipality = gate.municipality
    own = [code for code in municipality.case_types.codes if _is_of_team(municipality, code, gate)]
    return _page(counted, municipality, gate.today, own)


def as_spreadsheet(page: TimesPage) -> str:
    """The public figures as a file, in the current language. Days are calendar days, dates ISO dates."""
    return write_spreadsheet([gettext(heading) for heading in _HEADINGS], (_cells(page, row) for row in page.rows))


def deadline_length(deadline: PublishedDeadline) -> str:
    """How long a published deadline is, in its own unit."""
    match deadline.unit:
        case DeadlineUnit.DAYS:
            return ngettext("%(num)s\N{NO-BREAK SPACE}day", "%(num)s\N{NO-BREAK SPACE}days", deadline.value)
        case DeadlineUnit.WORKING_DAYS:
            return ngettext(
                "%(num)s\N{NO-BREAK SPACE}working day", "%(num)s\N{NO-BREAK SPACE}working days", deadline.value
            )
        case DeadlineUnit.WEEKS:
            return ngettext("%(num)s\N{NO-BREAK SPACE}week", "%(num)s\N{NO-BREAK SPACE}weeks", deadline.value)
        case DeadlineUnit.MONTHS:
            return ngettext("%(num)s\N{NO-BREAK SPACE}month", "%(num)s\N{NO-BREAK SPACE}months", deadline.value)


def _page(counted: CountedTimes, municipality: Municipality, today: date, codes: Iterable[str]) -> TimesPage:
    times = {(each.case_type, each.period): each.times for each in counted.measured}
    known = {code: case_type for code in codes if (case_type := municipality.case_type(code, today)) is not None}
    rows = []
    for code, case_type in known.items():
        if year := times.get((code, Period.YEAR)):
            halves = times.get((code, Period.HALF)), times.get((code, Period.HALF_BEFORE))
            deadline = case_type.deadline
            days = (published_deadline_on(deadline, today, municipality.calendar) - today).days if deadline else None
            both = halves if all(halves) else (None, None)
            rows.append(TypeTimes(case_type.name, deadline, days, year, *both))
    too_few = [case_type.name for code, case_type in known.items() if (code, Period.YEAR) not in times]
    first_on = days_of(Period.YEAR, counted.last_on)[0] if counted.last_on else None
    return TimesPage(
        first_on,
        counted.last_on,
        sorted(rows, key=lambda row: row.title.spoken(language())),
        sorted(too_few, key=lambda title: title.spoken(language())),
    )


def _is_of_team(municipality: Municipality, code: str, gate: Gate) -> bool:
    team = municipality.team_of_case_type(code)
    return team is not None and gate.leads(team.source_id)


def _cells(page: TimesPage, row: TypeTimes) -> Iterable[str]:
    year = row.year
    yield row.title.spoken(language())
    yield deadline_length(row.deadline) if row.deadline else ""
    yield row.deadline.paragraph if row.deadline else ""
    yield str(year.half_within_days)
    yield str(year.eight_of_ten_within_days)
    yield "" if year.in_time is None else str(year.in_time)
    yield "" if year.with_deadline is None else str(year.with_deadline)
    yield str(year.cases)
    yield page.first_on.isoformat() if page.first_on else ""
    yield page.last_on.isoformat() if page.last_on else ""
