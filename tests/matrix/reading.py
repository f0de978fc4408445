"""What an answer amounts to, so that it can be held against the table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.test import TestResponse

from tests.matrix.examples import EXAMPLES, Example
from tests.matrix.ground import Ground, nothing
from tests.matrix.visits import Grounds, Visit, visit
from tests.reading import read_page
from tests.world import World, counted_queries
from tools.access_matrix.doors import Door
from tools.access_matrix.outcomes import Outcome
from tools.access_matrix.viewers import Visiting

_TOKEN = re.compile(rb'name="csrf_token" value="[^"]+"')
_SIGN_IN = ("/log-ind?next=", "/medarbejder/log-ind?next=")
_OTHER_REASON = "Du kan se siden her, men ikke gøre det, du lige prøvede."
"""What the page says when nobody has written why; it must never be that."""


@dataclass(frozen=True)
class Answer:
    """What somebody outside can see of an answer, and what it took."""

    status: int
    body: bytes
    headers: Sequence[tuple[str, str]]
    statements: Sequence[str]


def answer_of(
    world: World, door: Door, visiting: Visit, example: Example, ground: Ground
) -> tuple[TestResponse, Answer]:
    """Knock at a door, and note everything that can be noticed."""
    with counted_queries(world.engine) as sent:
        response = visiting.asks(world, door, example.form(visiting.ground), ground)
    seen = Answer(
        response.status_code, unaddressed(response.data, ground), sorted(response.headers.items()), tuple(sent)
    )
    return response, seen


def unaddressed(body: bytes, ground: Ground) -> bytes:
    """A page without its token, and without the address that the asker has written: that it may repeat."""
    for asked in (
        ground.case_id,
        ground.request_id,
        ground.asked_id,
        ground.notice_id,
        ground.breach_id,
        ground.hearing_id,
        ground.circumstance_id,
        ground.number,
    ):
        body = body.replace(str(asked).encode(), b"asked-for")
    return _TOKEN.sub(b"", body)


def happened(grounds: Grounds, door: Door, viewer: Visiting) -> Outcome | str:
    """What happens to that viewer at that door; in words when it is in no cell of any table."""
    world, example = grounds.world, example_of(door)
    visiting = visit(grounds, viewer.key, example)
    response, seen = answer_of(world, door, visiting, example, visiting.ground)
    if door.rule.token is not None:
        return Outcome.MACHINES_ONLY if response.status_code == 401 else f"answers {response.status}"
    if door.rule.permission is None:
        return Outcome.OPEN if response.status_code not in {401, 403, 404, 405, 500} else f"answers {response.status}"
    if _must_sign_in(door, response):
        return Outcome.SIGN_IN
    if response.status_code == 404:
        _, of_nothing = answer_of(world, door, visiting, example, nothing())
        return (
            Outcome.NOT_THERE
            if seen == of_nothing
            else f"a 404 that differs from nothing's: {_differs(seen, of_nothing)}"
        )
    if response.status_code == 403:
        page = read_page(response)
        has_reason = page.heading == "Det kan du ikke gøre her" and _OTHER_REASON not in page.words
        return Outcome.WHY_NOT if has_reason else f"is refused without a reason: {page.words}"
    if response.status_code not in _answers_of(door):
        return f"answers {response.status}: {read_page(response).words[:200]}"
    if door.is_list_of_cases:
        return Outcome.LISTED if str(visiting.ground.case_id) in response.text else Outcome.UNLISTED
    grounds.forget(visiting.ground)
    return Outcome.DOES


def example_of(door: Door) -> Example:
    """What is sent to that door."""
    if door.method == "GET":
        return Example(lambda _: {}, is_entered=False)
    assert door.endpoint in EXAMPLES, (
        f"{door.endpoint} changes something, and there is no example of what is sent to it. "
        f'Add "{door.endpoint}": Example(lambda ground: {{...}}) to EXAMPLES in tests/matrix/examples.py.'
    )
    return EXAMPLES[door.endpoint]


def _answers_of(door: Door) -> set[int]:
    """What a door answers when it does as asked: a page, or the way to one; what is searched for may be either."""
    if door.method == "GET":
        return {302} if door.words.startswith("From before:") else {200}
    return {200, 303} if door.is_list_of_cases else {303}


def _must_sign_in(door: Door, response: TestResponse) -> bool:
    if door.method == "GET":
        return response.status_code == 303 and response.location.startswith(_SIGN_IN)
    if response.status_code != 403:
        return False
    return read_page(response).heading == "Du er blevet logget ud"


def _differs(one: Answer, other: Answer) -> str:
    names = ("status", "body", "headers", "statements")
    return ", ".join(name for name in names if getattr(one, name) != getattr(other, name))
