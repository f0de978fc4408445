from tests.world import World
def test_x(world: World) -> None:
    case = world.a_case()
    page = world.citizen("Anna").opens(f"/sager/{case}")
    print(page.status, page.words)
    print(page.section("now"))
    assert 0
