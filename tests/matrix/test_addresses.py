"""Templates lead where Flask would, whatever the request: also when it is made for one of two parties."""

from typing import Any

import pytest
from flask import Flask, url_for

from portal.app import create_app
from tests.matrix.ground import nothing
from tools.access_matrix.doors import Door, doors_of
from tools.access_matrix.settings import to_look_at

APP = create_app(to_look_at())
DOORS = doors_of(APP)
CASE = next(each for each in DOORS if each.endpoint == "citizen.case")


@pytest.mark.parametrize("asked", ["/sager", "/sager?for=2", "/sager?other=1"])
def test_an_address_in_a_template_is_the_one_that_flask_gives(asked: str) -> None:
    ground = nothing()
    with APP.test_request_context(asked):
        for door in DOORS:
            given = {name: getattr(ground, name) for name in door.parameters}
            assert of_template(APP, door, given) == url_for(door.endpoint, **given), door.endpoint


def test_one_party_of_two_stays_with_their_own() -> None:
    with APP.test_request_context("/sager?for=2"):
        assert of_template(APP, CASE, {"case_id": nothing().case_id}).endswith("?for=2")


def test_defaults_of_a_blueprint_and_of_one_within_it_count_too() -> None:
    app = create_app(to_look_at())
    app.url_defaults(lambda _, values: values.setdefault("by", "app"))
    app.url_default_functions["citizen"].append(lambda _, values: values.setdefault("til", "citizen"))
    with app.test_request_context("/sager"):
        given = of_template(app, CASE, {"case_id": nothing().case_id})
        assert given.endswith("?by=app&til=citizen")


def of_template(app: Flask, door: Door, given: dict[str, object]) -> str:
    ask: Any = app.jinja_env.globals["url_for"]
    return str(ask(door.endpoint, **given))
