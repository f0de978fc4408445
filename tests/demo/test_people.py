"""The people of the demo town."""

from datetime import date
from pathlib import Path

import pytest

from portal.demo.people import load_people
from portal.domain.assurance import Assurance

PEOPLE = load_people()
ANNA = """
[[citizens]]
key = "anna"
name = "Anna Test Andersen"
cpr = "0101701234"
"""
NO_STAFF = "staff = []\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "people.toml"
    path.write_text(NO_STAFF + text, encoding="utf-8")
    return path


def test_forty_four_citizens_and_three_of_the_staff_live_here() -> None:
    assert len(PEOPLE.citizens) == 44
    assert [member.preferred_username for member in PEOPLE.staff] == ["skr", "jon", "led"]


@pytest.mark.parametrize(
    ("key", "cpr"),
    [("anna", "0101701234"), ("bo", "0202804321"), ("skjult", "0505753338"), ("lene", "0404602226")],
)
def test_the_people_of_the_walk_have_the_numbers_everybody_knows_them_by(key: str, cpr: str) -> None:
    assert PEOPLE.citizens_by_key[key].cpr == cpr


def test_only_lene_has_mitid_at_level_low() -> None:
    assert [one.key for one in PEOPLE.citizens if one.level is not Assurance.SUBSTANTIAL] == ["lene"]
    assert PEOPLE.citizens_by_key["lene"].level is Assurance.LOW


def test_karen_may_read_one_case_of_annas_and_act_in_another() -> None:
    read, act = PEOPLE.citizens_by_key["karen"].mandates
    assert (read.giver, read.rights, read.kle) == ("anna", ("laes",), "32.18.20")
    assert (act.giver, act.rights, act.kle) == ("anna", ("laes", "handle"), "32.18.04")


def test_peter_may_act_in_all_his_fathers_cases() -> None:
    (mandate,) = PEOPLE.citizens_by_key["peter"].mandates
    assert (mandate.giver, mandate.rights, mandate.kle) == ("poul", ("laes", "handle"), None)


def test_poul_is_78_and_karen_is_old_enough_to_be_annas_mother() -> None:
    people = PEOPLE.citizens_by_key
    assert people["poul"].born_on == date(1948, 3, 12)
    assert people["anna"].born_on.year - people["karen"].born_on.year > 18


def test_everybodys_name_shows_that_they_are_invented() -> None:
    assert all(" Test " in citizen.name for citizen in PEOPLE.citizens)


@pytest.mark.parametrize(
    "text",
    [
        ANNA + ANNA,
        ANNA + ANNA.replace('"anna"', '"another"'),
        ANNA.replace("0101", "3102"),
        ANNA.replace("0101701234", "010170-1234"),
        ANNA + 'level = "Certain"',
        ANNA + 'birthday = "1970-01-01"',
        ANNA + '[[citizens.mandates]]\ngiver = "nobody"\nrights = ["laes"]',
        ANNA + '[[citizens.mandates]]\ngiver = "anna"\nrights = ["slette"]',
        ANNA + '[[citizens.mandates]]\ngiver = "anna"\nrights = []',
        ANNA + '[[citizens.mandates]]\ngiver = "anna"\nrights = ["laes"]\nkle = "32.1"',
        "[[citizens",
    ],
)
def test_a_list_of_people_that_makes_no_sense_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- the library words it, each its own way
        load_people(written(tmp_path, text))


def test_the_smallest_list_is_read(tmp_path: Path) -> None:
    (anna,) = load_people(written(tmp_path, ANNA)).citizens
    assert anna.name == "Anna Test Andersen"
