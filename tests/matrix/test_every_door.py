"""Every viewer at every door: what happens is what the policy says, and nothing else can be noticed."""

import pytest

from portal.app import create_app
from tests.matrix.disagreements import disagreements
from tests.world import World
from tools.access_matrix.doors import Door, doors_of
from tools.access_matrix.settings import to_look_at
from tools.access_matrix.table import WRITTEN_TO, document

_DOORS = doors_of(create_app(to_look_at()))


def test_the_table_in_the_documents_is_the_one_that_is_held() -> None:
    assert WRITTEN_TO.read_text(encoding="utf-8") == document(_DOORS), "Run `make matrix`, and read what changed aloud."


@pytest.mark.parametrize("door", _DOORS, ids=lambda door: door.name)
def test_what_happens_at_a_door_is_what_the_policy_says(world: World, door: Door) -> None:
    assert disagreements(world, door) == [], f"{door.name} ({door.words})"
