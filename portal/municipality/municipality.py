"""The municipality as the portal knows it: loaded once, never changed, asked by everybody else."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from portal.domain.case_types import CaseType
from portal.domain.cases import CaseState
from portal.domain.contacts import Contact, ContactKind
from portal.domain.words import Words
from portal.municipality.case_types import CaseTypes
from portal.municipality.mapping import Kind, Mapping
from portal.municipality.profile import Profile
from portal.municipality.staff import StaffMember, Team, Teams


@dataclass(frozen=True)
class Municipality(Profile):
    """Everything the municipality has said about itself; `Profile` holds name, phone, calendar and norms."""

    teams: Teams
    staff: tuple[StaffMember, ...]
    case_types: CaseTypes
    mapping: Mapping

    def case_type(self, code: str, on: date) -> CaseType | None:
        """A case type by its code, as it is on a day; None when there is none then."""
        return self.case_types.on(code, on)

    def case_type_for(self, kle_number: str, facet: str, on: date) -> CaseType | None:
        """The case type of a KLE number and facet on a day; None when they are not mapped, never a guess."""
        return self.case_types.marked(kle_number, facet, on)

    def state(self, source: str, source_state: str) -> CaseState:
        """How far a case has come that the case system `source` says is in `source_state`; else `UNKNOWN`."""
        return self.mapping.state(source, source_state)

    def step_for_state(self, case_type: str, state: CaseState, on: date) -> str | None:
        """The code of the furthest step that a state proves to have begun; None when it proves none."""
        return self.mapping.step(case_type, Kind.STATE, state.value, on)

    def step_for_task(self, case_type: str, title: str, on: date) -> str | None:
        """The code of the step that a task of exactly this title is about; None when it is mapped to none."""
        return self.mapping.step(case_type, Kind.TASK, title, on)

    def staff_by_source(self, source_id: str) -> StaffMember | None:
        """Who this is in the case system, whatever its capitals; None when the municipality has not named her."""
        return self._staff_by_source.get(source_id.casefold())

    def staff_by_sign_in(self, value: str) -> StaffMember | None:
        """Who signed in, by exactly the value of the configured claim; None when nobody is matched."""
        return self._staff_by_sign_in.get(value)

    def team(self, code: str) -> Team | None:
        """A team by its code."""
        return self.teams.by_code.get(code)

    def team_by_source(self, source_id: str) -> Team | None:
        """A team by what the case system calls it."""
        return self._teams_by_source.get(source_id.casefold())

    def team_of_case_type(self, code: str) -> Team | None:
        """The team that has the cases of a type; None for a type that does not exist."""
        return self.case_types.team(code)

    def switchboard(self) -> Contact:
        """How citizens reach the municipality when a case has neither a caseworker nor a team."""
        name = Words(self.name, self.name)
        return Contact(ContactKind.TEAM, name, None, self.phone, self.phone_hours, name)

    @cached_property
    def _staff_by_source(self) -> dict[str, StaffMember]:
        return {member.source_id.casefold(): member for member in self.staff}

    @cached_property
    def _staff_by_sign_in(self) -> dict[str, StaffMember]:
        return {member.sign_in: member for member in self.staff if member.sign_in}

    @cached_property
    def _teams_by_source(self) -> dict[str, Team]:
        return {team.source_id.casefold(): team for team in self.teams.by_code.values()}
