"""Every viewer at every door: what happens is what the policy says, and nothing else can be noticed."""

import pytest

from portal.app import create_app
from tests.matrix.disagreements import disagreements
from tests.world import World
from tools.access_matrix.doors import Door, doors_of
from tools.access_matrix.settings import to_look_at


@pytest.mark.parametrize("door", doors_of(create_app(to_look_at())), ids=lambda door: door.name)
def test_what_happens_at_a_door_is_what_the_policy_says(world: World, door: Door) -> None:
    assert disagreements(world, door) == [], f"{door.name} ({door.words})"
