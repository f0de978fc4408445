"""The municipality's teams and people: whom a citizen can phone, and who signs in as whom."""

from dataclasses import dataclass, replace
from pathlib import Path

from portal.domain.case_facts import Absence
from portal.domain.contacts import NEVER_OPEN, Contact, ContactKind, PhoneHours
from portal.domain.words import Words
from portal.municipality.problems import Problems
from portal.municipality.tables import Row, Table
from portal.municipality.texts import read_phone, read_phone_hours

TEAMS_FILE = "teams.csv"
STAFF_FILE = "staff.csv"

_TEAM_COLUMNS = ("code", "source_id", "name_da", "name_en", "phone", "hours")
_STAFF_COLUMNS = (
    "source_id", "sign_in", "name", "role_da", "role_en", "team", "phone", "hours", "show_team_only",
)  # fmt: skip
_AWAY_COLUMNS = ("away_from", "away_to", "stand_in")
"""Columns that a municipality may leave out: when somebody is not at work, and the `source_id` of who answers then."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team as citizens know it; `source_id` is what the case system calls it."""

    code: str
    source_id: str
    name: Words
    phone: str
    hours: PhoneHours

    def contact(self) -> Contact:
        """How citizens reach the team."""
        return Contact(ContactKind.TEAM, self.name, None, self.phone, self.hours, self.name)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works with cases; `source_id` is who she is in the case system, `sign_in` at the sign-in."""

    source_id: str
    sign_in: str | None
    name: str
    role: Words
    team: Team
    phone: str
    hours: PhoneHours
    show_team_only: bool
    """Whether citizens are told the team's name and phone instead of hers, because she is under threat."""

    absence: Absence | None = None
    """When she is not at work, and whom to phone then; never why. None where the team alone is shown."""

    def contact(self) -> Contact:
        """How citizens reach her."""
        if self.show_team_only:
            return self.team.contact()
        name = Words(self.name, self.name)
        return Contact(ContactKind.PERSON, name, self.role, self.phone, self.hours, self.team.name)


@dataclass(frozen=True, slots=True)
class Teams:
    """All teams. Unreadable teams know nobody, and nothing can be checked against them."""

    by_code: dict[str, Team]
    is_readable: bool

    def named_in(self, row: Row) -> Team | None:
        """The team that `row` names in its column `team`; an unknown one is noted as a problem."""
        code = row.text("team")
        if code and code not in self.by_code and self.is_readable:
            known = ", ".join(self.by_code)
            row.refuse("team", f'There is no team "{code}" in {TEAMS_FILE}.', f"Write one of: {known}.")
        return self.by_code.get(code)


def read_teams(folder: Path, town_hours: PhoneHours, problems: Problems) -> Teams:
    """The teams of `teams.csv`; a team without hours has the municipality's."""
    table = Table(folder / TEAMS_FILE, _TEAM_COLUMNS, problems)
    teams: dict[str, Team] = {}
    source_ids = _Unique("source_id")
    for row in table.rows:
        team = Team(
            code=row.text("code"),
            source_id=source_ids.take(row),
            name=Words(row.text("name_da"), row.text("name_en")),
            phone=row.read("phone", read_phone, row.text("phone")),
            hours=row.read("hours", read_phone_hours, town_hours),
        )
        if team.code in teams:
            row.refuse("code", f'There is another team "{team.code}".', "Give each team its own code.")
        teams.setdefault(team.code, team)
    return Teams(teams, table.is_readable)


def read_staff(folder: Path, teams: Teams, problems: Problems) -> tuple[StaffMember, ...]:
    """The people of `staff.csv`; where phone or hours are empty they have their team's."""
    table = Table(folder / STAFF_FILE, _STAFF_COLUMNS, problems, may_have=_AWAY_COLUMNS)
    source_ids, sign_ins = _Unique("source_id"), _Unique("sign_in")
    staff: list[StaffMember] = []
    for row in table.rows:
        team = teams.named_in(row)
        source_id = source_ids.take(row)
        sign_in = sign_ins.take(row) if row.optional("sign_in") else None
        name, role = row.text("name"), Words(row.text("role_da"), row.text("role_en"))
        phone = row.read("phone", read_phone, team.phone if team else "")
        hours = row.read("hours", read_phone_hours, team.hours if team else NEVER_OPEN)
        show_team_only = row.flag("show_team_only")
        if team:
            staff.append(StaffMember(source_id, sign_in, name, role, team, phone, hours, show_team_only))
    known = {member.source_id.casefold(): member for member in staff}
    absences = {row.text("source_id"): _absence(row, known) for row in table.rows if row.optional("away_from")}
    return tuple(
        member if member.show_team_only else replace(member, absence=absences.get(member.source_id)) for member in staff
    )


def _absence(row: Row, known: dict[str, StaffMember]) -> Absence | None:
    """When somebody is away, the last day included, and who stands in; one of them alone is a mistake."""
    first, last = row.first_day("away_from"), row.last_day("away_to")
    stand_in = known.get((row.optional("stand_in") or "").casefold())
    if last is None or last < first:
        row.refuse("away_to", "Somebody who is away has a last day away.", "Write a day, away_from or later.")
        return None
    if stand_in is None:
        row.refuse("stand_in", "Nobody in this file has that source_id.", "Write the source_id of who answers then.")
        return None
    return Absence(first, last, stand_in.contact())


class _Unique:
    """Values of one column that may stand there only once; case systems and sign-ins do not agree on capitals."""

    def __init__(self, column: str) -> None:
        self._column = column
        self._lines: dict[str, int] = {}

    def take(self, row: Row) -> str:
        value = row.text(self._column)
        line = self._lines.setdefault(value.casefold(), row.line)
        if value and line != row.line:
            row.refuse(self._column, f'"{value}" stands in line {line} too.', "Give each row its own.")
        return value
