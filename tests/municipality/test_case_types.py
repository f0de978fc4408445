"""The municipality's case types, each in the version of its day."""

from datetime import date

import pytest

from tests.municipality.material import Material

FILE = "case_types.csv"


def test_a_case_is_handled_by_the_rules_of_its_own_day(material: Material) -> None:
    material.change(FILE, "sickness_benefit,Sygedagpengeloven,", "sickness_benefit,Gammel lov,")
    material.change(
        FILE,
        "G01,yes,no,no,,,,,2020-01-01,\nbuilding_permit",
        "G01,yes,no,no,,,,,2020-01-01,2026-12-31\nbuilding_permit",
    )
    material.add_line(
        FILE,
        "sickness_benefit,Ny lov,Sygedagpenge,Sickness benefit,benefits,all,32.33.04,G01,yes,no,no,,,,,2027-01-01,",
    )
    town = material.load()
    for day, law in ((date(2026, 12, 31), "Gammel lov"), (date(2027, 1, 1), "Ny lov")):
        case_type = town.case_type("sickness_benefit", day)
        assert case_type is not None
        assert case_type.law == law
        assert town.case_type_for("32.33.04", "G01", day) is case_type


def test_a_path_may_lose_a_step_when_the_rules_change(material: Material) -> None:
    material.change("steps.csv", "1,30,municipality,,,nothing,,", "1,30,municipality,,,nothing,,2026-12-31")
    for proof in ("state,executing,payment,,", "task,Udbetal tillæg,payment,,"):
        material.change("mapping.csv", proof, f"{proof}2026-12-31")
    town = material.load()
    before = town.case_type("personal_supplement", date(2026, 12, 31))
    after = town.case_type("personal_supplement", date(2027, 1, 1))
    assert before is not None
    assert after is not None
    assert before.step("payment") is not None
    assert after.step("payment") is None
    assert (before.valid_to, after.valid_from) == (date(2026, 12, 31), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("old", "new", "column", "told"),
    [
        (
            ",all,32.18.20",
            ",perhaps,32.18.20",
            "release",
            '"perhaps" is not known. Write one of: all, primary, manual.',
        ),
        (",9,months", ",nine,months", "deadline_value", '"nine" cannot be used. Write a whole number from 1 up.'),
        (",9,months", ",,months", "deadline_value", "It is empty. Write something here."),
        (
            ",9,months",
            ",9,moons",
            "deadline_unit",
            '"moons" is not known. Write one of: days, working_days, weeks, months.',
        ),
        (
            "https://eksempel-kommune.example/sagsbehandlingstider#stoette-til-bil",
            "the website",
            "deadline_source",
            "is not an https address.",
        ),
        ("G01,yes,no,no,9", "G01,maybe,no,no,9", "is_social", '"maybe" is not known. Write yes or no.'),
        (
            "Car support,disability",
            "Car support,cars",
            "team",
            'There is no team "cars" in teams.csv. Write one of: disability, families, benefits, building.',
        ),
        (
            "stoette-til-bil,2020-01-01,",
            "stoette-til-bil,1/1 2020,",
            "valid_from",
            '"1/1 2020" is not a date. Write year-month-day',
        ),
        (
            "stoette-til-bil,2020-01-01,",
            "stoette-til-bil,2020-01-01,2019-12-31",
            "valid_to",
            "It ends before it begins.",
        ),
        ("Støtte til bil,Car", ",Car", "name_da", "It is empty. Write something here."),
    ],
)
def test_a_case_type_that_cannot_be_used_is_told(
    material: Material, old: str, new: str, column: str, told: str
) -> None:
    line = material.line_of(FILE, "car_support,")
    material.change(FILE, old, new)
    (problem,) = material.problems()
    assert problem.startswith(f"case_types.csv, line {line}, {column}: ")
    assert told in problem


def test_a_case_type_described_twice_for_the_same_day_is_told(material: Material) -> None:
    first = material.line_of(FILE, "transition,")
    line = material.add_line(
        FILE, "transition,BL § 122,Fra 16 til 18 år,Transition,families,primary,27.27.03,G01,yes,no,no,,,,,2027-01-01,"
    )
    assert material.problems() == [
        (
            f"case_types.csv, line {line}, valid_from: transition is valid at the same time as in line {first}. "
            "Let one end the day before the other begins."
        )
    ]


def test_two_case_types_with_one_mark_are_told(material: Material) -> None:
    first = material.line_of(FILE, "car_support,")
    line = material.line_of(FILE, "additional_costs_adult,")
    material.change(FILE, "32.18.04", "32.18.20")
    assert material.problems() == [
        (
            f"case_types.csv, line {line}, kle_number: 32.18.20 G01 stands for car_support in line {first} too. "
            "Give each case type its own KLE number and facet."
        )
    ]
