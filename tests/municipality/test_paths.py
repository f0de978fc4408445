"""The paths of the municipality's case types."""

import pytest

from tests.municipality.material import Material

FILE = "steps.csv"
COLLECT = "car_support,3,collect,"


@pytest.mark.parametrize(
    ("old", "new", "column", "told"),
    [
        (",28,84,third_party", ",84,28,third_party", "max_days", "28 is less than min_days, 84."),
        (
            ",28,84,third_party",
            ",-1,84,third_party",
            "min_days",
            '"-1" cannot be used. Write a whole number from 0 up.',
        ),
        (
            ",84,third_party",
            ",84,the doctor",
            "waiting_on",
            '"the doctor" is not known. Write one of: citizen, municipality, third_party, nobody.',
        ),
        ("din læge,your doctor,nothing", ",your doctor,nothing", "waiting_for_da", "It is empty."),
        (
            "din læge,your doctor,nothing",
            "din læge,your doctor,dance",
            "part",
            '"dance" is not known. Write one of: nothing, meeting',
        ),
        ("licence,,28", "licence,sometimes,28", "only_if", '"sometimes" is not known. Write one of: needed, granted.'),
        ("collect,Vi henter oplysninger fra din læge og om dit kørekort,", "collect,,", "coming_da", "It is empty."),
    ],
)
def test_a_step_that_cannot_be_used_is_told(material: Material, old: str, new: str, column: str, told: str) -> None:
    line = material.line_of(FILE, COLLECT)
    material.change(FILE, old, new)
    (problem,) = material.problems()
    assert problem.startswith(f"steps.csv, line {line}, {column}: ")
    assert told in problem


def test_a_step_of_no_case_type_is_told(material: Material) -> None:
    line = material.add_line(FILE, "bike_support,1,received,a,b,c,d,e,f,,0,10,municipality,,,nothing,,")
    (problem,) = material.problems()
    assert problem.startswith(f'steps.csv, line {line}, case_type: There is no case type "bike_support"')


def test_a_path_with_a_step_left_out_is_told(material: Material) -> None:
    line = material.line_of(FILE, "transition,8,appeal,")
    material.change(FILE, "transition,8,", "transition,9,")
    assert material.problems() == [
        (
            f"steps.csv, line {line}, number: The steps of transition are not numbered 1, 2, 3 … "
            "Write 8, or give the missing step."
        )
    ]


def test_a_step_that_waits_for_us_names_nobody_else(material: Material) -> None:
    line = material.line_of(FILE, "car_support,5,target")
    material.change(FILE, ",14,28,municipality,,,nothing", ",14,28,municipality,lægen,the doctor,nothing")
    assert material.problems() == [
        f"steps.csv, line {line}, waiting_for_{language}: The step waits for municipality, not for somebody else. "
        'Leave it empty, or write third_party in "waiting_on".'
        for language in ("da", "en")
    ]


def test_a_path_without_a_decision_is_told(material: Material) -> None:
    line = material.line_of("case_types.csv", "building_permit,")
    material.change(FILE, "building_permit,7,decision,", "building_permit,7,verdict,")
    told = f'case_types.csv, line {line}, code: building_permit has no step "decision" in steps.csv.'
    assert any(problem.startswith(told) for problem in material.problems())


def test_a_path_with_two_decisions_is_told(material: Material) -> None:
    first = material.line_of(FILE, "building_permit,6,review")
    line = material.line_of(FILE, "building_permit,7,decision")
    material.change(FILE, "building_permit,6,review,", "building_permit,6,decision,")
    told = f'steps.csv, line {line}, code: building_permit has the step "decision" in line {first} too.'
    assert any(problem.startswith(told) for problem in material.problems())
