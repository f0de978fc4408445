"""The towns that tests live in."""

from datetime import date
from functools import cache
from random import Random

from portal.demo.keeping import Recipe
from portal.demo.town.founding import found_town
from portal.demo.town.lives import Town

DAY_ZERO = date(2026, 11, 22)


@cache
def town(size: int = 80, seed: int = 1, day_zero: date = DAY_ZERO) -> Town:
    return found_town(Recipe(seed, size, day_zero))


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 -- to be repeated, not a secret
