"""The demo municipality's own material, turned into what its case system knows of it."""

from collections.abc import Collection
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from portal.demo.town.paths import Path, Paths, PathStep
from portal.demo.town.records import Group, Person
from portal.domain.case_types import Step
from portal.domain.cases import CaseState
from portal.municipality import Municipality
from portal.municipality.case_types import DatedCaseType
from portal.municipality.mapping import Kind
from portal.municipality.staff import StaffMember, Team


def read_paths(municipality: Municipality, on: date, without_cases: Collection[str] = ()) -> Paths:
    """The municipality's case types, teams and staff as they are on a day.

    Staff who sign in as one of `without_cases` get no cases by chance. A case type without a team, or without a step that a decision proves, has no place in the town.
    """
    dated = [dated for dated in municipality.case_types.dated if dated.validity.holds(on)]
    paths = [path for one in dated if (path := _read_path(one, municipality, on, without_cases)) is not None]
    staff = {member.sign_in: _read_person(member) for member in municipality.staff if member.sign_in}
    return Paths({path.code: path for path in paths}, staff)


def _read_path(
    dated: DatedCaseType, municipality: Municipality, on: date, without_cases: Collection[str]
) -> Path | None:
    case_type = dated.case_type
    deciding = municipality.step_for_state(case_type.code, CaseState.DECIDING, on)
    decided = municipality.step_for_state(case_type.code, CaseState.DECIDED, on)
    if dated.team is None or deciding is None or decided is None:
        return None
    titles = _read_titles(municipality, case_type.code, on)
    team = [member for member in municipality.staff if member.team == dated.team]
    staff = [member for member in team if member.sign_in not in without_cases]
    return Path(
        code=case_type.code,
        title=case_type.name.da,
        since=dated.validity.first,
        kle=dated.kle_number,
        facet=dated.facet,
        team=_read_team(dated.team),
        team_code=dated.team.code,
        staff=tuple(_read_person(member) for member in staff),
        steps=tuple(_read_step(step, titles.get(step.code)) for step in case_type.steps),
        deciding=deciding,
        decided=decided,
    )


def _read_titles(municipality: Municipality, case_type: str, on: date) -> dict[str, str]:
    """The title of each step's task."""
    return {
        proof.step: title
        for (code, kind, title), proofs in municipality.mapping.proofs.items()
        for proof in proofs
        if code == case_type and kind is Kind.TASK and proof.validity.holds(on)
    }


def _read_step(step: Step, title: str | None) -> PathStep:
    return PathStep(step.code, title, step.min_days, step.max_days, step.only_if, step.waiting_on)


def _read_team(team: Team) -> Group:
    unit = str(uuid5(NAMESPACE_URL, f"unit:{team.source_id}"))
    return Group(unit, int(team.source_id), team.code.upper(), team.name.da)


def _read_person(member: StaffMember) -> Person:
    initials = (member.sign_in or f"Z{member.source_id[-3:]}").upper()
    return Person(member.source_id, initials, member.name)
