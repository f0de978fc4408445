"""Each fence broken on purpose: the matrix says so, by the name of who comes through."""

from copy import deepcopy
from dataclasses import replace
from uuid import UUID

import pytest
from flask import Response, g

from portal.access import gate as gate_module
from portal.access.conditions import holds_mandate, is_assigned, is_party
from portal.access.permissions import Permission
from portal.access.policy import ALLOWED, VISIBLE
from portal.app import create_app
from portal.domain.cases import CaseId
from portal.services import cases
from portal.storage.mirror import PartyRow
from portal.web.access_rules import public, requires
from portal.web.request_scope import gate
from tests.matrix.disagreements import disagreements
from tests.matrix.ground import nothing
from tests.matrix.reading import example_of
from tests.matrix.visits import Grounds, visit
from tests.world import World
from tools.access_matrix.doors import Door, doors_of
from tools.access_matrix.settings import to_look_at
from tools.access_matrix.viewers import VIEWERS

DOORS = {door.name: door for door in doors_of(create_app(to_look_at()))}
CASE = DOORS["GET citizen.case"]
SEEN = DOORS["GET citizen.seen"]
FORM = DOORS["GET citizen.statement_request"]
RELEASE = DOORS["POST caseworker.release_case"]
AS_WRITTEN = deepcopy(ALLOWED)


def said(world: World, door: Door, *keys: str) -> list[str]:
    """What the matrix says of these viewers, held against the policy as it is written."""
    viewers = [viewer for viewer in VIEWERS if viewer.key in keys]
    return list(disagreements(world, door, viewers, visible=[*VISIBLE], allowed=AS_WRITTEN))


def test_a_case_that_is_not_released_shows_when_the_gate_forgets_to_ask(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_module, "VISIBLE", [[is_party], [holds_mandate], [is_assigned]])
    assert said(world, CASE, "party", "party_unreleased") == [
        "A party; the case is released by hand and has not been: yes, but the policy says: does not exist",
    ]


def test_a_policy_line_that_is_gone_is_missed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ALLOWED, Permission.CASE_RELEASE)
    (line,) = said(world, RELEASE, "nobody", "staff_unmatched", "caseworker")[:1]
    assert line.startswith("The caseworker whose case it is: answers 500")


def test_a_policy_line_that_lets_in_too_many_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ALLOWED, Permission.STATEMENT_REQUEST, [[is_party], [holds_mandate]])
    assert said(world, FORM, "party", "mandate_read", "mandate_expired") == [
        "A relative with a mandate to read: yes, but the policy says: is told why not",
    ]


def test_a_page_that_never_asks_the_gate_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen(case_id: UUID) -> str:
        return f"<h1>{case_id}</h1>"

    monkeypatch.setitem(world.app.view_functions, SEEN.endpoint, requires(Permission.LOOKS_READ)(seen))
    assert said(world, SEEN, "other_citizen", "party") == [
        "Another citizen: yes, but the policy says: does not exist",
        "A party: the page declares looks_read, but the gate was asked for nothing",
    ]


def test_a_page_whose_use_case_asks_for_something_else_does_not_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen(case_id: UUID) -> str:
        with gate() as opened:
            return cases.read_case(opened, CaseId(case_id), Permission.CASE_READ).case_number

    monkeypatch.setitem(world.app.view_functions, SEEN.endpoint, requires(Permission.LOOKS_READ)(seen))
    found = said(world, SEEN, "party")
    assert found[0].startswith("A party: answers 500")
    assert found[1] == "A party: the page declares looks_read, but the gate was asked for case_read"


def test_a_page_made_public_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen(case_id: UUID) -> str:
        return f"<h1>{case_id}</h1>"

    monkeypatch.setitem(world.app.view_functions, SEEN.endpoint, public("By mistake.")(seen))
    assert said(world, SEEN, "nobody") == [
        "Somebody who has not signed in: yes, but the policy says: must sign in",
    ]


def test_a_404_that_says_more_than_nothing_does_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = world.app.view_functions[CASE.endpoint]

    def case(case_id: UUID) -> object:
        if case_id in {row.case_id for row in world.rows(PartyRow)}:
            g.hint = "there is one"
        return before(case_id=case_id)

    monkeypatch.setitem(world.app.view_functions, CASE.endpoint, requires(Permission.CASE_READ)(case))
    monkeypatch.setitem(world.app.after_request_funcs, None, [*world.app.after_request_funcs[None], give_away])
    assert said(world, CASE, "other_citizen") == [
        "Another citizen: a 404 that differs from nothing's: headers, but the policy says: does not exist",
    ]


def give_away(response: Response) -> Response:
    response.headers["X-Hint"] = g.pop("hint", "nothing")
    return response


def test_a_new_endpoint_that_changes_something_asks_for_an_example() -> None:
    new = replace(RELEASE, endpoint="caseworker.close_case")
    with pytest.raises(AssertionError, match=r'Add "caseworker\.close_case": Example'):
        example_of(new)


def test_a_new_parameter_asks_what_it_leads_to(world: World) -> None:
    new = replace(CASE, parameters=frozenset({"case_id", "document_id"}))
    with pytest.raises(AssertionError, match=r"takes <document_id>\. Say in tests/matrix/ground\.py"):
        nothing().leads_to(world.app, new)


def test_a_new_viewer_asks_how_they_sign_in(world: World) -> None:
    with pytest.raises(AssertionError, match="how guardian signs in"):
        visit(Grounds(world), "guardian", example_of(CASE))
