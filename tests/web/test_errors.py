"""What somebody meets when an address is not quite right."""

import pytest

from tests.world import World


@pytest.mark.parametrize(
    ("path", "proper"),
    [
        ("/medarbejder", "/medarbejder/"),
        ("/log-ud//farvel", "/log-ud/farvel"),
        ("/log-ind//retur?state=a%20b", "/log-ind/retur?state=a%20b"),
    ],
)
def test_a_forged_host_never_leads_away_from_the_portal(world: World, path: str, proper: str) -> None:
    answer = world.app.test_client().get(path, base_url="http://evil.example")
    assert answer.location == proper
    assert b"evil.example" not in answer.data
