"""Founds the town of a folder: from what the folder keeps, the demo's municipality and its people."""

from collections.abc import Mapping

from portal.demo.keeping import Recipe
from portal.demo.people import load_people
from portal.demo.settings_file import MUNICIPALITY_FOLDER
from portal.demo.town.change_of_support import plan_changes
from portal.demo.town.from_municipality import read_paths
from portal.demo.town.history import plan_history
from portal.demo.town.inhabitants import Citizen
from portal.demo.town.kinds_of_times import leave_out, plan_kinds_of_times
from portal.demo.town.lives import Life, Town
from portal.demo.town.paths import Paths
from portal.demo.town.planning import DEFAULT_SIZE, plan_town
from portal.demo.town.writing import Writer
from portal.municipality import Municipality, load


def found_history(recipe: Recipe) -> Town:
    """The cases that were finished in a town before its day zero; one made smaller than usual has none."""
    if recipe.size < DEFAULT_SIZE:
        return Town(())
    municipality, paths, _ = _read_material(recipe)
    return Town(tuple(plan_history(Writer(recipe.seed, recipe.day_zero, paths), paths, municipality.calendar)))


def found_town(recipe: Recipe) -> Town:
    """The town of a recipe; the same recipe, municipality and people give the same town.

    One that is not made smaller than usual has, besides, fifty people whose support was changed in one go, and four
    whose times are of other kinds.
    """
    _, paths, everybody = _read_material(recipe)
    citizens = leave_out(everybody)
    town = plan_town(recipe.seed, recipe.day_zero, recipe.size, paths, citizens)
    if recipe.size < DEFAULT_SIZE:
        return town
    writer = Writer(recipe.seed, recipe.day_zero, paths)
    changes = plan_changes(writer, paths, citizens)
    return Town((*town.lives, *changes, *plan_kinds_of_times(writer, paths, everybody).values()))


def found_kinds_of_times(recipe: Recipe) -> Mapping[str, Life]:
    """The four cases whose times are of other kinds, by what the demo calls whose they are; a smaller town has none."""
    if recipe.size < DEFAULT_SIZE:
        return {}
    _, paths, citizens = _read_material(recipe)
    return plan_kinds_of_times(Writer(recipe.seed, recipe.day_zero, paths), paths, citizens)


def _read_material(recipe: Recipe) -> tuple[Municipality, Paths, list[Citizen]]:
    people, municipality = load_people(), load(MUNICIPALITY_FOLDER)
    leaders = [member.preferred_username for member in people.staff if "caseworker" not in member.roles]
    paths = read_paths(municipality, recipe.day_zero, without_cases=leaders)
    return municipality, paths, [Citizen(one.key, one.name, one.cpr) for one in people.citizens]
