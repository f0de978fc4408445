"""The municipality's teams and staff, and what citizens are told that they are called."""

import pytest

from portal.domain.contacts import ContactKind
from portal.domain.words import Words
from portal.municipality import Municipality
from tests.municipality.material import Material


def test_a_citizen_is_told_her_caseworkers_name_title_and_own_phone(eksempel: Municipality) -> None:
    susanne = eksempel.staff_by_sign_in("skr")
    assert susanne is not None
    contact = susanne.contact()
    assert contact.kind is ContactKind.PERSON
    assert (contact.name.da, contact.name.en) == ("Susanne Krogh", "Susanne Krogh")
    assert contact.title == Words("rådgiver", "adviser")
    assert contact.phone == "70 00 01 11"
    assert contact.team_name.da == "Handicap og Psykiatri"


def test_a_caseworker_under_threat_is_shown_as_her_team(eksempel: Municipality) -> None:
    mikkel = next(member for member in eksempel.staff if member.show_team_only)
    contact = mikkel.contact()
    assert contact == mikkel.team.contact()
    assert contact.kind is ContactKind.TEAM
    assert mikkel.name not in str(contact)
    assert mikkel.phone not in str(contact)


def test_who_has_no_phone_or_hours_of_her_own_has_those_of_her_team_and_the_town(material: Material) -> None:
    material.change("staff.csv", "building,70 00 01 41,mon-thu 10:00-12:00 13:00-14:00,no", "building,,,no")
    town = material.load()
    tove = next(member for member in town.staff if member.team.code == "building")
    assert tove.phone == "70 00 01 40"
    assert tove.hours == town.phone_hours


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "told"),
    [
        (
            "staff.csv",
            "adviser,disability,70 00 01 11",
            "adviser,cars,70 00 01 11",
            "team",
            'There is no team "cars" in teams.csv.',
        ),
        (
            "staff.csv",
            "70 00 01 11",
            "70 00 01",
            "phone",
            '"70 00 01" is not a Danish phone number. Write eight digits',
        ),
        (
            "staff.csv",
            "70 00 01 11,mon-thu 09:00-12:00",
            "70 00 01 11,mon-thu 9-12",
            "hours",
            '"9-12" is no stretch of time',
        ),
        ("staff.csv", "mon-thu 09:00-12:00,no", "mon-thu 09:00-12:00,", "show_team_only", "Write yes or no."),
        ("staff.csv", "rådgiver,adviser", "rådgiver,", "role_en", "It is empty."),
        ("teams.csv", "900101", "900102", "source_id", '"900102" stands in line'),
        ("teams.csv", "70 00 01 10", "", "phone", "It is empty."),
    ],
)
def test_staff_that_cannot_be_used_is_told(
    material: Material, file: str, old: str, new: str, column: str, told: str
) -> None:
    material.change(file, old, new)
    (problem,) = material.problems()
    assert problem.startswith(f"{file}, line ")
    assert f", {column}: " in problem
    assert told in problem


def test_two_people_cannot_sign_in_as_the_same(material: Material) -> None:
    first, line = material.line_of("staff.csv", ",skr,"), material.line_of("staff.csv", ",jon,")
    material.change("staff.csv", ",jon,", ",SKR,")
    assert material.problems() == [
        f'staff.csv, line {line}, sign_in: "SKR" stands in line {first} too. Give each row its own.'
    ]


def test_two_teams_cannot_have_one_code(material: Material) -> None:
    line = material.add_line("teams.csv", "families,900109,Familier,Families,70 00 01 50,")
    assert material.problems() == [
        f'teams.csv, line {line}, code: There is another team "families". Give each team its own code.'
    ]
