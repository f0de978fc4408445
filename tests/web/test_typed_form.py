"""Forms read what was typed. A file where words belong is a mistake of somebody's program, not of the portal."""

from io import BytesIO

import pytest

from portal.domain.cases import CaseState
from tests.world import PORTAL, Visitor, World


def send_file_as(visitor: Visitor, page: str, ending: str, field: str) -> int:
    """What is answered when a field of a form comes as a file."""
    form = visitor.opens(page).form(ending)
    sent = {**form.values, field: (BytesIO(b"words"), "words.txt")}
    return visitor.client.post(form.action, data=sent, base_url=PORTAL).status_code


def test_a_file_in_the_place_of_a_statement_is_told_to_the_citizen(world: World) -> None:
    case_id = world.a_case()
    assert send_file_as(world.citizen("Anna"), f"/sager/{case_id}/udtalelse", "/udtalelse", "words") == 422


@pytest.mark.parametrize("field", ["words", "expected_from", "acts_name"])
def test_a_file_in_a_notice_is_told_to_the_caseworker(world: World, field: str) -> None:
    case_id = world.a_case()
    page = f"/medarbejder/sager/{case_id}/naeste-skridt"
    assert send_file_as(world.caseworker(), page, "/naeste-skridt", field) in {200, 422}


def test_a_file_in_the_place_of_a_day_is_told_to_the_caseworker(world: World) -> None:
    case_id = world.a_case(state=CaseState.DECIDED)
    page = f"/medarbejder/sager/{case_id}"
    assert send_file_as(world.caseworker(), page, "/afgoerelse", "decided_on") == 422


def test_json_in_the_place_of_a_form_is_told_to_the_citizen(world: World) -> None:
    case_id = world.a_case()
    anna = world.citizen("Anna")
    form = anna.opens(f"/sager/{case_id}/udtalelse").form("/udtalelse")
    token = {"X-CSRFToken": form.values["csrf_token"]}
    answer = anna.client.post(form.action, json={**form.values, "words": 7}, headers=token, base_url=PORTAL)
    assert answer.status_code == 422
