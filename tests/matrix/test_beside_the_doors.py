"""What is beside a door: other methods, no form of ours, and the things of another case."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from portal.app import create_app
from portal.storage.journal import JournalEntryRow
from tests.databases import on_postgres_in_depth
from tests.matrix.examples import Example
from tests.matrix.ground import lay_ground, nothing
from tests.matrix.reading import answer_of, example_of, unaddressed
from tests.matrix.visits import Grounds, visit
from tests.world import PORTAL, World
from tools.access_matrix.doors import Door, doors_of
from tools.access_matrix.outcomes import Outcome, outcome
from tools.access_matrix.settings import to_look_at
from tools.access_matrix.viewers import VIEWERS

pytestmark = on_postgres_in_depth

DOORS = doors_of(create_app(to_look_at()))
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND")
FIRST_OF_PATH = list({door.path: door for door in DOORS}.values())
THINGS = {"request_id", "asked_id", "notice_id", "number"}
ANYBODY = ("nobody", "other_citizen", "party", "staff_other_team", "leader")
NOTHING_SENT = Example(lambda _: {}, is_entered=False)


def doors_with(method: str) -> Sequence[Door]:
    return [door for door in DOORS if door.method == method]


@pytest.mark.parametrize("door", FIRST_OF_PATH, ids=lambda door: door.path)
def test_a_method_that_no_door_has_gets_one_answer_whoever_asks(world: World, door: Door) -> None:
    used = {each.method for each in DOORS if each.path == door.path}
    grounds = Grounds(world)
    visits = [visit(grounds, who, NOTHING_SENT) for who in ANYBODY]
    for method in [method for method in METHODS if method not in used]:
        answers = set()
        for visiting in visits:
            for ground in (visiting.ground, nothing()):
                path = ground.leads_to(world.app, door)
                answer = visiting.client.open(path, method=method, base_url=PORTAL)
                answers.add((answer.status_code, unaddressed(answer.data, ground), tuple(answer.headers.items())))
        ((status, body, sent),) = answers
        allowed = {*used, "HEAD"} if "GET" in used else used
        assert (status, set(dict(sent)["Allow"].split(", "))) == (405, allowed), method
        assert b"<h1>" in body


@pytest.mark.parametrize("door", doors_with("GET"), ids=lambda door: door.name)
def test_asking_for_the_head_alone_says_no_more_and_no_less(world: World, door: Door) -> None:
    grounds = Grounds(world)
    for who in ANYBODY:
        visiting = visit(grounds, who, NOTHING_SENT)
        path = visiting.ground.leads_to(world.app, door)
        whole = visiting.client.get(path, base_url=PORTAL)
        head = visiting.client.head(path, base_url=PORTAL)
        assert (head.status_code, head.data) == (whole.status_code, b""), who
        assert head.headers.get("Location") == whole.headers.get("Location")


@pytest.mark.parametrize("door", doors_with("POST"), ids=lambda door: door.name)
def test_what_comes_from_no_form_of_ours_does_nothing_and_tells_of_nothing(world: World, door: Door) -> None:
    grounds = Grounds(world)
    of_somebody_else = visit(grounds, "other_citizen", NOTHING_SENT).csrf_token
    for viewer in VIEWERS:
        visiting = visit(grounds, viewer.key, example_of(door))
        entered = len(world.rows(JournalEntryRow))
        for token in ("", "made-up", of_somebody_else):
            with_token = replace(visiting, csrf_token=token)
            _, mine = answer_of(world, door, with_token, example_of(door), visiting.ground)
            assert mine.status in ({401} if door.rule.token else {400, 403, 404}), viewer.words
            if outcome(door, viewer) is Outcome.NOT_THERE:
                _, of_nothing = answer_of(world, door, with_token, example_of(door), nothing())
                assert mine == of_nothing, viewer.words
        assert len(world.rows(JournalEntryRow)) == entered, viewer.words


@pytest.mark.parametrize("door", [door for door in DOORS if door.parameters & THINGS], ids=lambda door: door.name)
def test_a_thing_of_another_case_is_not_there_behind_ones_own(world: World, door: Door) -> None:
    example = example_of(door)
    visiting = visit(Grounds(world), "leader" if door.path.startswith("/medarbejder/") else "party", example)
    for elsewhere in (lay_ground(world), lay_ground(world, of_another_team=True)):
        mine = visiting.ground.swapped(elsewhere, door.parameters & THINGS)
        _, theirs = answer_of(world, door, visiting, example, mine)
        _, of_nothing = answer_of(world, door, visiting, example, visiting.ground.swapped(nothing(), THINGS))
        assert theirs.status == 404
        assert theirs == of_nothing
