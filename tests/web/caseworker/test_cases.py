from tests.world import World


def test_x(world: World) -> None:
    case = world.a_case()
    s = world.caseworker()
    for path in (
        "/medarbejder/",
        "/medarbejder/status",
        f"/medarbejder/sager/{case}",
        f"/medarbejder/sager/{case}/naeste-skridt",
    ):
        page = s.opens(path)
        print(page.status, page.words, "\n")
    page = s.sends(page.form("naeste-skridt"))
    print(page.status, page.words, "\n")
    page = s.sends(page.form("naeste-skridt"), button=page.forms()[0].buttons[0][2])
    print(page.status, page.path, page.words, "\n")
    assert 0
