"""Every form of the portal, found by walking it, sent in every wrong way: a clear page, and never a mistake of ours."""

from uuid import UUID

import pytest
from werkzeug.routing import Rule

from portal.web.access_rules import rule_of
from tests.web.bad_input.answers import faults, send
from tests.web.bad_input.crawl import FoundForm
from tests.web.bad_input.quarter import Quarter
from tests.web.bad_input.sendings import PACKINGS, VALUES, WRONG_IDS, Sending, filled
from tests.world import World

ALONE = ("nothing", "long", "long Danish", "long emoji", "NUL", "broken UTF-8", "markup")
"""Tried in one field after the other each time; `make test-deep` does so with every value."""


def is_sent_by_a_form(town: World, rule: Rule) -> bool:
    """Whether somebody sends it from a page; what another system sends, it sends with a token of its own."""
    access = rule_of(town.app.view_functions[rule.endpoint])
    return "POST" in (rule.methods or ()) and access is not None and access.token is None


def test_every_form_that_writes_is_found(town: World, forms: list[FoundForm]) -> None:
    found = {each.endpoint for each in forms}
    sent = {rule.endpoint for rule in town.app.url_map.iter_rules() if is_sent_by_a_form(town, rule)}
    assert sent - found == set(), "Give the quarter a case in which somebody meets this form."


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_form_sent_wrong_gets_a_clear_page(quarter: Quarter, each_form: list[FoundForm], packing: str) -> None:
    wrong = []
    for found in each_form:
        sending = PACKINGS[packing](found.form)
        answer = send(quarter.visitors[found.who], sending)
        wrong += [f"{found.shape}: {fault}" for fault in faults(answer, sending.body)]
    assert wrong == []


@pytest.mark.parametrize("name", ALONE)
def test_whatever_somebody_types_gets_a_clear_page(quarter: Quarter, each_form: list[FoundForm], name: str) -> None:
    sendings = [(found, {field: VALUES[name]}) for found in each_form for field in found.typed]
    assert sendings
    assert wrong_answers(quarter, sendings) == []


@pytest.mark.parametrize("name", [name for name in VALUES if not name.startswith("long")])
def test_whatever_stands_in_every_field_at_once_gets_a_clear_page(
    quarter: Quarter, each_form: list[FoundForm], name: str
) -> None:
    sendings = [(found, dict.fromkeys(fields_of(found), VALUES[name])) for found in each_form]
    assert wrong_answers(quarter, sendings) == []


@pytest.mark.deep
@pytest.mark.parametrize("name", [name for name in VALUES if not name.startswith("long")])
def test_whatever_stands_in_any_field_gets_a_clear_page(
    quarter: Quarter, each_form: list[FoundForm], name: str
) -> None:
    sendings = [(found, {field: VALUES[name]}) for found in each_form for field in fields_of(found)]
    assert wrong_answers(quarter, sendings) == []


def fields_of(found: FoundForm) -> set[str]:
    return {*found.form.values, *found.form.choices} - {"csrf_token"}


def wrong_answers(quarter: Quarter, sendings: list[tuple[FoundForm, dict[str, bytes]]]) -> list[str]:
    wrong = []
    for found, fields in sendings:
        sending = filled(found.form, **fields)
        answer = send(quarter.visitors[found.who], sending)
        wrong += [f"{found.shape} {sorted(fields)}: {fault}" for fault in faults(answer, sending.body)]
    return wrong


def test_ids_of_others_and_of_nothing_are_not_there(town: World, quarter: Quarter, forms: list[FoundForm]) -> None:
    for found in forms:
        parts = found.form.action.split("/")
        _, named = town.app.url_map.bind("").match(found.form.action.partition("?")[0], method="POST")
        ids = {str(value) for value in named.values() if isinstance(value, UUID)}
        places = [place for place, part in enumerate(parts) if part in ids]
        for place in places:
            for wrong_id in (*WRONG_IDS, str(quarter.hidden_case)):
                path = "/".join([*parts[:place], wrong_id, *parts[place + 1 :]])
                sending = Sending(path, body=filled(found.form).body)
                answer = send(quarter.visitors[found.who], sending)
                assert list(faults(answer, sending.body)) == []
                assert answer.status_code in {400, 404, 405, 409, 422}, (path, answer.status_code)


def test_a_form_of_somebody_else_is_refused(quarter: Quarter, forms: list[FoundForm]) -> None:
    for found in forms:
        for who, visitor in quarter.visitors.items():
            if who == found.who or found.ends_sign_in:
                continue
            sending = filled(found.form)
            answer = send(visitor, sending)
            assert list(faults(answer, sending.body)) == []
            assert answer.status_code in {400, 403, 404}, (who, found.shape)
