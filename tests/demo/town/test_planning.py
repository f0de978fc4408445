"""The cases that the town begins with: those of the people the demo tells of, and all the others."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.demo.people import load_people
from portal.demo.settings_file import MUNICIPALITY_FOLDER
from portal.demo.town.change_of_support import CASES
from portal.demo.town.kinds_of_times import SCRIPTS
from portal.demo.town.planning import DEFAULT_SIZE
from portal.demo.town.records import Group, Numbering, Progress, Role, TownCase
from portal.demo.town.scripts import ODDITIES, STORIES
from portal.domain.cases import CaseState, TaskStatus
from portal.municipality import load
from tests.demo.town.towns import DAY_ZERO, town

MUNICIPALITY = load(MUNICIPALITY_FOLDER)
CPR = {citizen.key: citizen.cpr for citizen in load_people().citizens}


def cases_of(key: str, day: int = 0) -> dict[str, TownCase]:
    cases = town().cases_on(DAY_ZERO + timedelta(days=day))
    mine = [case for case in cases if any(_digits(party.number) == CPR[key] for party in case.parties)]
    return {_case_type(case): case for case in mine}


def under_way(case: TownCase) -> list[str]:
    """The steps whose tasks have begun and are not finished."""
    titles = [task.title for task in case.tasks if task.status is TaskStatus.STARTED]
    return [MUNICIPALITY.step_for_task(_case_type(case), title, DAY_ZERO) or "" for title in titles]


def test_annas_doctor_answers_on_day_one_and_jonas_takes_over() -> None:
    today, tomorrow = cases_of("anna")["car_support"], cases_of("anna", day=1)["car_support"]
    assert under_way(today) == ["collect"]
    assert today.caseworker is not None
    assert today.caseworker.name == "Susanne Krogh"
    assert under_way(tomorrow) == ["function"]
    assert tomorrow.caseworker is not None
    assert tomorrow.caseworker.name == "Jonas Winther"
    assert cases_of("anna", day=2)["car_support"] == tomorrow


@pytest.mark.parametrize("day", [0, 1, 2, 3])
def test_annas_other_cases_wait_before_the_decision_with_susanne(day: int) -> None:
    cases = cases_of("anna", day)
    assert set(cases) == {"car_support", "additional_costs_adult", "support_change"}
    assert under_way(cases["additional_costs_adult"]) == ["assess"]
    assert under_way(cases["support_change"]) == ["hearing"]
    for case_type in ("additional_costs_adult", "support_change"):
        caseworker = cases[case_type].caseworker
        assert caseworker is not None
        assert caseworker.name == "Susanne Krogh"
        assert cases[case_type].progress is Progress.ARISEN


@pytest.mark.parametrize(
    ("key", "case_types"),
    [
        ("bo", {"building_permit"}),
        ("poul", {"personal_supplement", "respite_adult"}),
        ("mette", {"child_assessment"}),
        ("amina", {"support_at_home", "disability_pension"}),
        ("skjult", {"support_at_home"}),
        ("lene", {"sickness_benefit"}),
        ("karen", set()),
        ("ove", {"bpa"}),
        ("tina", {"sickness_benefit"}),
        ("knud", {"building_permit"}),
        ("else", {"personal_supplement"}),
    ],
)
def test_the_people_the_demo_tells_of_have_their_cases_and_no_others(key: str, case_types: set[str]) -> None:
    assert set(cases_of(key)) == case_types
    for case in cases_of(key).values():
        assert len(under_way(case)) == 1


def test_mettes_child_is_the_primary_party_and_mette_the_secondary() -> None:
    child, parent = cases_of("mette")["child_assessment"].parties
    assert (child.role, parent.role) == (Role.PRIMARY, Role.SECONDARY)
    assert _digits(parent.number) == CPR["mette"]
    assert _digits(child.number) != CPR["mette"]


def test_poul_has_been_granted_respite_and_waits_for_a_place() -> None:
    case = cases_of("poul")["respite_adult"]
    assert case.progress is Progress.ORDERED
    assert under_way(case) == ["match"]


def test_eighty_cases_of_all_fifteen_types_stand_at_every_stage() -> None:
    cases = town().cases_on(DAY_ZERO)
    assert len(cases) == 80 + CASES + len(SCRIPTS)
    assert Counter(MUNICIPALITY.case_type_for(case.kle, case.facet, DAY_ZERO) is None for case in cases) == {
        False: 79 + CASES + len(SCRIPTS),
        True: 1,
    }
    assert len({case.kle for case in cases}) == 15 + 1
    states = Counter(MUNICIPALITY.state("nova", case.progress) for case in cases)
    assert min(states[state] for state in set(CaseState) - _STATES_NOVA_LACKS) >= 3
    received = [case for case in cases if sum(task.closed_on is not None for task in case.tasks) <= 1]
    assert len(received) >= 5


_STATES_NOVA_LACKS = {CaseState.INFORMING, CaseState.HEARING, CaseState.UNKNOWN}


def test_every_task_and_every_caseworker_is_known_to_the_municipality() -> None:
    later = DAY_ZERO + timedelta(days=1500)
    for case in town(size=300).cases_on(later):
        case_type = MUNICIPALITY.case_type_for(case.kle, case.facet, DAY_ZERO)
        if case_type is None:
            continue
        for task in case.tasks:
            assert MUNICIPALITY.step_for_task(case_type.code, task.title, DAY_ZERO), task.title
        if isinstance(case.caseworker, Group):
            assert MUNICIPALITY.team_by_source(str(case.caseworker.number))
        elif case.caseworker:
            assert MUNICIPALITY.staff_by_source(case.caseworker.user_id)


def test_each_oddity_is_there_once_and_belongs_to_nobody_the_demo_tells_of() -> None:
    cases = town().cases_on(DAY_ZERO)
    odd = [
        [case for case in cases if case.odd_date == "2026-13-45T00:00:00"],
        [case for case in cases if case.odd_state == "Genoptaget"],
        [case for case in cases if case.caseworker is None],
        [case for case in cases if MUNICIPALITY.case_type_for(case.kle, case.facet, DAY_ZERO) is None],
    ]
    assert [len(found) for found in odd] == [1, 1, 1, 1]
    told = {CPR[key] for key in [*{script.owner for script in STORIES}, "karen"]}
    assert not told & {_digits(party.number) for [case] in odd for party in case.parties}
    assert len({case.uuid for [case] in odd}) == 4


def test_one_case_is_with_a_team_although_it_has_long_been_assigned() -> None:
    number = len(STORIES) + [bool(script.caseworkers) for script in ODDITIES].index(True) + 1
    assert isinstance(town().cases_on(DAY_ZERO)[number].caseworker, Group)


def test_some_numbers_are_written_with_a_hyphen_and_some_parties_are_companies() -> None:
    parties = [party for case in town().cases_on(DAY_ZERO) for party in case.parties]
    people = [party for party in parties if party.numbering is Numbering.PERSON]
    assert {"-" in party.number for party in people} == {True, False}
    assert len(people) < len(parties)


def test_the_past_is_the_same_in_every_process() -> None:
    code = (
        "import hashlib; from tests.demo.town.towns import town, DAY_ZERO;"
        "print(hashlib.sha256(repr(town().cases_on(DAY_ZERO)).encode()).hexdigest())"
    )
    told = subprocess.run(  # noqa: S603 -- our own Python
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == hashlib.sha256(repr(town().cases_on(DAY_ZERO)).encode()).hexdigest()


@given(
    size=st.integers(min_value=5, max_value=2000),
    seed=st.integers(min_value=0, max_value=2**31),
    day_zero=st.dates(min_value=date(2026, 1, 1), max_value=date(2032, 1, 1)),
)
@settings(max_examples=12, deadline=None)
def test_a_town_of_any_size_has_as_many_cases_each_once(size: int, seed: int, day_zero: date) -> None:
    cases = town.__wrapped__(size, seed, day_zero).cases_on(day_zero)
    expected = size + (CASES + len(SCRIPTS) if size >= DEFAULT_SIZE else 0)
    assert len(cases) == expected
    assert len({case.uuid for case in cases}) == expected
    assert len({case.number for case in cases}) == expected
    people = {
        (_digits(party.number), party.name)
        for case in cases
        for party in case.parties
        if party.numbering is Numbering.PERSON
    }
    assert len({number for number, _ in people}) == len(people), "Two people share a CPR number."


def _digits(number: str) -> str:
    return number.replace("-", "")


def _case_type(case: TownCase) -> str:
    case_type = MUNICIPALITY.case_type_for(case.kle, case.facet, DAY_ZERO)
    return case_type.code if case_type else ""
