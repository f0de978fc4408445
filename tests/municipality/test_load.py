"""Eksempel Kommune's answers, and every fault told so that whoever keeps the files can mend it."""

from datetime import date
from pathlib import Path

import pytest

from portal.domain.case_types import Actor, CitizenPart, DeadlineUnit, OnlyIf, Release
from portal.domain.cases import CaseState, PartyRole
from portal.municipality import Municipality, MunicipalityRefused, load
from tests.municipality.material import Material

TODAY = date(2026, 11, 22)


def test_eksempel_kommune_has_fifteen_case_types_with_their_133_steps(eksempel: Municipality) -> None:
    case_types = [eksempel.case_type(code, TODAY) for code in eksempel.case_types.codes]
    assert len(case_types) == 15
    assert sum(len(case_type.steps) for case_type in case_types if case_type) == 133


def test_only_what_the_municipality_starts_itself_waits_for_a_caseworker_to_release_it(
    eksempel: Municipality,
) -> None:
    versions = eksempel.case_types.dated
    manual = {one.case_type.code for one in versions if one.case_type.release is Release.MANUAL}
    assert manual == {"child_assessment"}


def test_of_a_case_about_a_child_only_the_primary_party_sees_it_without_a_release(eksempel: Municipality) -> None:
    about_children = {"additional_costs_child", "respite_child", "transition"}
    shown = {one.case_type.code: one.case_type for one in eksempel.case_types.dated}
    assert {code for code, each in shown.items() if each.release is Release.PRIMARY} == about_children
    assert all(shown[code].shows_itself_to(PartyRole.PRIMARY) for code in about_children)
    assert not any(shown[code].shows_itself_to(PartyRole.SECONDARY) for code in about_children)


def test_every_step_that_waits_for_somebody_else_says_whom(eksempel: Municipality) -> None:
    steps = [step for dated in eksempel.case_types.dated for step in dated.case_type.steps]
    assert all((step.waiting_for is not None) == (step.waiting_on is Actor.THIRD_PARTY) for step in steps)


def test_a_step_that_may_not_come_promises_nothing(eksempel: Municipality) -> None:
    for dated in eksempel.case_types.dated:
        for step in dated.case_type.steps:
            if step.only_if is OnlyIf.GRANTED:
                assert step.coming.da.startswith(("Hvis du får ja", "Hvis I får ja")), step.coming.da
                assert step.coming.en.startswith("If the answer is yes"), step.coming.en


def test_every_state_a_running_case_can_have_leads_to_a_step(eksempel: Municipality) -> None:
    for code in eksempel.case_types.codes:
        for source_state in ("Opstaaet", "Oplyst", "Afgjort", "Bestilt", "Udfoert"):
            state = eksempel.state("nova", source_state)
            assert eksempel.step_for_state(code, state, TODAY), f"{code}: {source_state}"


def test_a_case_type_is_found_by_the_mark_of_the_case_system(eksempel: Municipality) -> None:
    car_support = eksempel.case_type_for("32.18.20", "G01", TODAY)
    assert car_support is not None
    assert car_support.code == "car_support"
    assert car_support.name.da == "Støtte til bil"
    assert car_support.deadline is not None
    assert (car_support.deadline.value, car_support.deadline.unit) == (9, DeadlineUnit.MONTHS)
    hearing = car_support.step("hearing")
    assert hearing is not None
    assert hearing.part is CitizenPart.HEARING


def test_what_is_not_mapped_is_never_guessed(eksempel: Municipality) -> None:
    assert eksempel.case_type_for("32.18.21", "G01", TODAY) is None
    assert eksempel.case_type_for("32.18.20", "G02", TODAY) is None
    assert eksempel.case_type("car_support", date(1999, 1, 1)) is None
    assert eksempel.state("nova", "Slettet") is CaseState.UNKNOWN
    assert eksempel.state("another", "Oplyst") is CaseState.UNKNOWN
    assert eksempel.step_for_task("car_support", "partshøring gennemført", TODAY) is None
    assert eksempel.step_for_state("car_support", CaseState.UNKNOWN, TODAY) is None
    assert eksempel.staff_by_source("nobody") is None
    assert eksempel.staff_by_sign_in("") is None
    assert eksempel.team("nobody") is None
    assert eksempel.team_by_source("1") is None
    assert eksempel.team_of_case_type("nothing") is None


def test_states_and_tasks_prove_steps(eksempel: Municipality) -> None:
    assert eksempel.state("nova", "Oplyst") is CaseState.DECIDING
    assert eksempel.step_for_state("car_support", CaseState.DECIDING, TODAY) == "decision1"
    assert eksempel.step_for_state("residential", CaseState.EXECUTING, TODAY) == "match"
    assert eksempel.step_for_task("car_support", "Partshøring gennemført", TODAY) == "hearing"


def test_a_caseworker_is_known_by_the_case_system_and_by_her_sign_in(eksempel: Municipality) -> None:
    susanne = eksempel.staff_by_sign_in("skr")
    assert susanne is not None
    assert susanne.name == "Susanne Krogh"
    assert eksempel.staff_by_source(susanne.source_id.upper()) is susanne
    assert susanne.team is eksempel.team_of_case_type("car_support")


def test_a_case_without_caseworker_and_team_still_has_a_phone(eksempel: Municipality) -> None:
    assert eksempel.switchboard().phone == eksempel.phone


def test_every_fault_is_told_at_once(material: Material) -> None:
    material.change("municipality.toml", 'phone = "70 00 01 00"', 'phone = "call us"')
    material.change("states.csv", "nova,Oplyst,deciding", "nova,Oplyst,thinking")
    material.change("steps.csv", ",28,84,third_party", ",28,84,nobody knows")
    (material.folder / "teams.csv").unlink()
    files = [line.split(",")[0].split(":")[0] for line in material.problems()]
    assert files == ["municipality.toml", "states.csv", "steps.csv", "teams.csv"]


def test_a_missing_folder_is_told_once(tmp_path: Path) -> None:
    with pytest.raises(MunicipalityRefused, match="There is no such folder"):
        load(tmp_path / "nowhere")


def test_an_empty_folder_names_every_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MunicipalityRefused) as refused:
        load(tmp_path)
    files = ["case_types.csv", "mapping.csv", "municipality.toml", "staff.csv", "states.csv", "steps.csv", "teams.csv"]
    assert [problem.file for problem in refused.value.problems] == files
    assert {problem.wrong for problem in refused.value.problems} == {"The file is missing."}
