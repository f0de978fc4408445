"""Who lives in the town."""

from datetime import date

from stdnum.dk import cpr

from portal.demo.town.inhabitants import Citizen, fill_up, invent_child
from tests.demo.town.towns import DAY_ZERO, chance

MOTHER = Citizen("mette", "Mette Test Mikkelsen", "2309881149")


def test_the_named_people_come_first_and_the_town_is_filled_up_behind_them() -> None:
    people = fill_up([MOTHER], 1000)
    assert people[0] == MOTHER
    assert len(people) == len({one.cpr for one in people}) == 1000
    assert fill_up([MOTHER], 0) == [MOTHER]


def test_invented_grown_ups_have_numbers_that_nobody_was_given() -> None:
    for one in fill_up([], 1000):
        assert date(1938, 1, 1) < cpr.get_birth_date(one.cpr) < date(1999, 1, 1)
        assert cpr.checksum(one.cpr) != 0


def test_a_child_is_as_old_as_it_is_said_to_be() -> None:
    for number in range(200):
        child = invent_child(MOTHER, number, 16, DAY_ZERO, chance(number))
        born = cpr.get_birth_date(child.cpr)
        assert 16 <= (DAY_ZERO - born).days / 365.25 < 17
        assert child.name.endswith(" Mikkelsen")
