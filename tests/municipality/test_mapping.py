"""From the case system's states and tasks to the steps of a path."""

from datetime import date

import pytest

from portal.domain.cases import CaseState
from tests.municipality.material import Material

LAST_LINE_BEFORE = "car_support,task,Afprøvning af bil,trial,,"


@pytest.mark.parametrize(
    ("old", "new", "column", "told"),
    [
        (
            "bil,trial,,",
            "bil,test_drive,,",
            "step",
            'car_support has no step "test_drive". Write one of: received, assigned, collect',
        ),
        (
            "car_support,task,Afprøvning",
            "bike_support,task,Afprøvning",
            "case_type",
            'There is no case type "bike_support" in case_types.csv.',
        ),
        (
            "task,Afprøvning af bil",
            "chore,Afprøvning af bil",
            "kind",
            '"chore" is not known. Write one of: state, task.',
        ),
        (
            "task,Afprøvning af bil",
            "state,Afprøvning af bil",
            "value",
            '"Afprøvning af bil" is not known. Write one of: received, informing',
        ),
        ("task,Afprøvning af bil", "task,", "value", "It is empty."),
        ("bil,trial,,", "bil,trial,2026-02-30,", "valid_from", '"2026-02-30" is not a date.'),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told(material: Material, old: str, new: str, column: str, told: str) -> None:
    line = material.line_of("mapping.csv", LAST_LINE_BEFORE)
    material.change("mapping.csv", old, new)
    (problem,) = material.problems()
    assert problem.startswith(f"mapping.csv, line {line}, {column}: ")
    assert told in problem


def test_a_case_type_of_which_nothing_could_be_proved_is_told(material: Material) -> None:
    material.drop_lines("mapping.csv", "support_change,")
    assert material.problems() == [
        (
            "mapping.csv: Nothing leads to a step of support_change. "
            "Write which of the case system's states and tasks stand for which step."
        )
    ]


def test_one_title_that_means_two_steps_at_once_is_told(material: Material) -> None:
    first = material.line_of("mapping.csv", LAST_LINE_BEFORE)
    line = material.add_line("mapping.csv", "car_support,task,Afprøvning af bil,function,2026-01-01,")
    assert material.problems() == [
        (
            f'mapping.csv, line {line}, value: car_support has task "Afprøvning af bil" in line {first} too, at the same '
            "time. Leave one of them out, or let one end the day before the other begins."
        )
    ]


def test_a_title_may_come_to_mean_another_step(material: Material) -> None:
    material.change("mapping.csv", "bil,trial,,", "bil,trial,,2026-06-30")
    material.add_line("mapping.csv", "car_support,task,Afprøvning af bil,function,2026-07-01,")
    town = material.load()
    assert town.step_for_task("car_support", "Afprøvning af bil", date(2026, 6, 30)) == "trial"
    assert town.step_for_task("car_support", "Afprøvning af bil", date(2026, 7, 1)) == "function"


def test_an_unknown_state_is_told_with_those_that_are_known(material: Material) -> None:
    line = material.line_of("states.csv", "nova,Oplyst")
    material.change("states.csv", "nova,Oplyst,deciding", "nova,Oplyst,unknown")
    assert material.problems() == [
        (
            f'states.csv, line {line}, state: "unknown" is not known. '
            "Write one of: received, informing, hearing, deciding, decided, executing, closed."
        )
    ]


def test_a_state_that_means_two_things_is_told(material: Material) -> None:
    line = material.add_line("states.csv", "nova,Oplyst,decided")
    assert material.problems() == [
        f'states.csv, line {line}, source_state: nova\'s state "Oplyst" stands here twice. Leave one of them out.'
    ]


def test_another_case_system_may_use_the_same_word_for_something_else(material: Material) -> None:
    material.add_line("states.csv", "sbsys,Oplyst,informing")
    town = material.load()
    assert town.state("nova", "Oplyst") is CaseState.DECIDING
    assert town.state("sbsys", "Oplyst") is CaseState.INFORMING
