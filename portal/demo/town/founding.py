"""Founds the town of a folder: from what the folder keeps, the demo's municipality and its people."""

from portal.demo.keeping import Recipe
from portal.demo.people import load_people
from portal.demo.settings_file import MUNICIPALITY_FOLDER
from portal.demo.town.from_municipality import read_paths
from portal.demo.town.inhabitants import Citizen
from portal.demo.town.lives import Town
from portal.demo.town.planning import plan_town
from portal.municipality import load


def found_town(recipe: Recipe) -> Town:
    """The town of a recipe; the same recipe, municipality and people give the same town."""
    people = load_people()
    leaders = [member.preferred_username for member in people.staff if "caseworker" not in member.roles]
    paths = read_paths(load(MUNICIPALITY_FOLDER), recipe.day_zero, without_cases=leaders)
    citizens = [Citizen(one.key, one.name, one.cpr) for one in people.citizens]
    return plan_town(recipe.seed, recipe.day_zero, recipe.size, paths, citizens)
