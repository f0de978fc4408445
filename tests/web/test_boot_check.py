"""The portal does not start while an endpoint lies or answers as none may; the message says what to write."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import BaseConverter

from portal.access.permissions import Permission
from portal.access.policy import ALLOWED
from portal.domain.sign_ins import Realm
from portal.web.access_rules import public, requires
from portal.web.boot_check import EndpointsRefused, check_endpoints
from portal.web.receipt_number import ReceiptNumber
from tests.world import PORTAL, World


@pytest.fixture
def app() -> Flask:
    """An app to be thrown away."""
    app = Flask("portal", static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.converters["receipt_number"] = ReceiptNumber
    return app


def page() -> Callable[..., str]:
    """A view of its own, for a rule is written on the view."""

    def view(**_values: object) -> str:
        return "A page"

    return view


def refused(app: Flask) -> str:
    with pytest.raises(EndpointsRefused) as refusal:
        check_endpoints(app)
    return str(refusal.value)


def test_an_endpoint_without_a_rule_is_named_and_told_what_to_add(app: Flask) -> None:
    app.add_url_rule("/ny", "citizen.new", page())
    assert refused(app) == 'citizen.new has no access rule. Add @requires(Permission…) or @public("reason").'


def test_a_permission_that_the_policy_says_nothing_of_is_named(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ALLOWED, Permission.HEARING_ANSWER)
    app.add_url_rule("/ny", "citizen.new", requires(Permission.HEARING_ANSWER)(page()))
    assert refused(app) == (
        "citizen.new asks for hearing_answer, of which portal/access/policy.py says nothing. Add its line."
    )


def test_an_app_that_is_left_to_answer_options_by_itself_is_refused() -> None:
    app = Flask("portal", static_folder=None)
    app.add_url_rule("/ny", "new", public("To see.")(page()))
    assert refused(app).startswith("new answers OPTIONS.")


def test_flasks_own_static_files_are_an_endpoint_too() -> None:
    app = Flask("portal")
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    assert "static has no access rule." in refused(app)


def test_a_view_that_no_address_leads_to_needs_its_rule_all_the_same(app: Flask) -> None:
    app.view_functions["citizen.lost"] = page()
    assert "citizen.lost has no access rule." in refused(app)


@pytest.mark.parametrize(
    ("permission", "path", "where"),
    [
        (Permission.CASE_HANDLE, "/sager/alle", "under /medarbejder"),
        (Permission.CASE_HANDLE, "/medarbejderen", "under /medarbejder"),
        (Permission.CASE_READ, "/medarbejder/sager", "outside /medarbejder"),
    ],
)
def test_a_permission_lies_where_its_sign_in_is_looked_for(
    app: Flask, permission: Permission, path: str, where: str
) -> None:
    app.add_url_rule(path, "new", requires(permission)(page()))
    assert f"new asks for {permission}, but lies at {path}. Put it {where}" in refused(app)


@pytest.mark.parametrize("parameter", ["<name>", "<string:name>", "<string(length=2):name>", "<path:name>"])
def test_a_parameter_that_takes_any_text_is_refused(app: Flask, parameter: str) -> None:
    app.add_url_rule(f"/sager/{parameter}", "new", requires(Permission.CASE_READ)(page()))
    assert "new takes any text for <name>. Write <uuid:name>, or give it a converter of its own" in refused(app)


def test_a_converter_that_takes_any_text_under_another_name_is_refused(app: Flask) -> None:
    app.url_map.converters["word"] = BaseConverter
    app.add_url_rule("/sager/<word:name>", "new", requires(Permission.CASE_READ)(page()))
    assert "new takes any text for <name>." in refused(app)


@pytest.mark.parametrize(
    "path", ["/Sager", "/sager/set_af", "/sager/sæt-af", "/sager//alle", "/sager/-af", "/s%C3%A6t"]
)
def test_a_path_is_in_lower_case_with_hyphens(app: Flask, path: str) -> None:
    app.add_url_rule(path, "new", public("To see.")(page()))
    assert refused(app) == f"new lies at {path}. Write paths in lower case, with hyphens between words."


def test_an_endpoint_that_answers_options_is_refused(app: Flask) -> None:
    app.add_url_rule("/ny", "new", public("To see.")(page()), methods=["GET", "OPTIONS"])
    assert refused(app) == ("new answers OPTIONS. Leave it to the 405 page, as PROVIDE_AUTOMATIC_OPTIONS=False does.")


def test_every_fault_is_told_at_once(app: Flask) -> None:
    app.add_url_rule("/Sager/<name>", "new", page())
    app.add_url_rule("/alt", "other", page())
    assert len(refused(app).splitlines()) == 4


def test_what_is_as_it_should_be_starts(app: Flask) -> None:
    app.add_url_rule("/", "front", public("To see.")(page()))
    app.add_url_rule("/sager/<uuid:case_id>/set-af", "seen", requires(Permission.LOOKS_READ)(page()))
    app.add_url_rule("/sager/<receipt_number:number>", "receipt", requires(Permission.CASE_READ)(page()))
    app.add_url_rule("/medarbejder/", "worklist", requires(Permission.WORKLIST_READ)(page()))
    app.add_url_rule(
        "/medarbejder/<int:page_number>", "more", requires(Permission.WORKLIST_READ)(page()), methods=["POST"]
    )
    check_endpoints(app)


def test_the_portal_itself_starts_and_no_permission_is_without_a_page(world: World) -> None:
    check_endpoints(world.app)
    rules = [getattr(view, "access_rule", None) for view in world.app.view_functions.values()]
    asked = {rule.permission for rule in rules if rule is not None}
    assert set(Permission) - asked == set(), "A permission that no page asks for opens nothing: delete it."
    assert {permission.realm for permission in Permission} == set(Realm)


def test_a_receipts_number_is_looked_for_only_when_it_can_be_one(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    router = world.app.url_map.bind("127.0.0.1")
    for number in ("2026-ACDEFHJ", "0001-9999999"):
        found, values = router.match(f"/sager/{case}/udtalelse/kvittering/{number}")
        assert (found, values) == ("citizen.statement_receipt", {"case_id": case, "number": number})
    for number in (
        "2026-ACDEFH",
        "2026-acdefhj",
        "2026-ACDEFHO",
        "x" * 10_000,
        "2026-ACDEFHJ%00",
        "..",
        "٢٠٢٦-ACDEFHJ",
    ):
        assert anna.client.get(f"/sager/{case}/udtalelse/kvittering/{number}", base_url=PORTAL).status_code == 404
        assert not router.test(f"/sager/{case}/udtalelse/kvittering/{number}")


def test_a_case_id_is_an_id_and_nothing_else(world: World) -> None:
    case: UUID = world.a_case()
    router = world.app.url_map.bind("127.0.0.1")
    assert router.test(f"/sager/{case}")
    for wrong in ("1", case.hex, f"{case}x", f"{{{case}}}", f"urn:uuid:{case}", "%27%20or%201=1"):
        assert not router.test(f"/sager/{wrong}")
