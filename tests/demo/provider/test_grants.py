"""From a code to tokens, once and only for the one who asked."""

from datetime import UTC, datetime, timedelta

import pytest

from portal import clock
from portal.domain.assurance import Assurance
from portal.domain.mandates import MandateRight
from portal.web.auth.claims import read_neb
from portal.web.auth.privileges import PrivilegeGroup
from tests.demo.provider.portal_side import BASE_URL, Portal, told

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
READ, ACT = MandateRight.READ, MandateRight.ACT


def test_a_citizen_who_signs_in_is_the_one_the_portal_reads(portal: Portal) -> None:
    tokens = portal.signs_in("anna")
    identity = read_neb(portal.reads(tokens), portal.looks_up(tokens).get_json())
    assert (identity.name, identity.cpr) == ("Anna Test Andersen", "0101701234")
    assert identity.assurance is Assurance.SUBSTANTIAL
    assert identity.privileges == ()


def test_karen_brings_her_daughters_two_mandates(portal: Portal) -> None:
    tokens = portal.signs_in("karen")
    identity = read_neb(portal.reads(tokens), portal.looks_up(tokens).get_json())
    assert identity.privileges == (
        PrivilegeGroup("0101701234", frozenset({READ}), "32.18.20"),
        PrivilegeGroup("0101701234", frozenset({READ, ACT}), "32.18.04"),
    )
    assert identity.dropped_privileges == ()


def test_peter_brings_one_mandate_for_all_his_fathers_cases(portal: Portal) -> None:
    tokens = portal.signs_in("peter")
    (group,) = read_neb(portal.reads(tokens), portal.looks_up(tokens).get_json()).privileges
    assert (group.rights, group.kle_prefix) == (frozenset({READ, ACT}), None)


@pytest.mark.parametrize(
    "changes", [{}, {"prompt": "login", "idp_params": '{"mitid": {"loa_value": "high", "enable_step_up": true}}'}]
)
def test_lene_comes_at_level_low_whatever_is_asked(portal: Portal, changes: dict[str, str]) -> None:
    portal.signs_in("lene")
    tokens = portal.signs_in("lene", **changes)
    assert read_neb(portal.reads(tokens), portal.looks_up(tokens).get_json()).assurance is Assurance.LOW


def test_the_id_token_is_for_this_portal_this_question_and_five_minutes(portal: Portal) -> None:
    with clock.frozen(NOON):
        claims = portal.reads(portal.signs_in("anna"))
    now = int(NOON.timestamp())
    assert claims["iss"] == f"{BASE_URL}/citizens"
    assert claims["aud"] == "portal"
    assert claims["nonce"] == "the-nonce"
    assert (claims["iat"], claims["exp"], claims["auth_time"]) == (now, now + 300, now)


def test_the_cpr_number_is_in_userinfo_alone_and_only_for_who_asks(portal: Portal) -> None:
    tokens = portal.signs_in("karen")
    assert "1908471431" not in str(portal.reads(tokens))
    modest = portal.looks_up(portal.signs_in("karen", scope="openid mitid")).get_json()
    assert modest["mitid.identity_name"] == "Karen Test Andersen"
    assert "dk.cpr" not in modest
    assert not [name for name in modest if "privileges" in name]


def test_the_secret_may_be_sent_in_the_form_too(portal: Portal) -> None:
    response = portal.redeems(portal.asks(login_hint="anna"), client_id="portal", client_secret="citizens-secret")
    assert response.status_code == 200


@pytest.mark.parametrize(
    "client",
    [
        {"client_id": "portal", "client_secret": "wrong"},
        {"client_id": "portal", "client_secret": "staff-secret"},
        {"client_id": "portal-staff", "client_secret": "staff-secret"},
        {"client_id": "portal", "client_secret": "æ"},
        {"client_id": "portal"},
    ],
)
def test_a_client_without_the_right_secret_gets_nothing(portal: Portal, client: dict[str, str]) -> None:
    response = portal.redeems(portal.asks(login_hint="anna"), **client)
    assert response.status_code in {400, 401}
    assert response.get_json()["error"] == "invalid_client"


def test_a_replayed_code_is_refused(portal: Portal) -> None:
    code = told(portal.asks(login_hint="anna"))["code"]
    assert portal.redeems(code).status_code == 200
    assert portal.redeems(code).get_json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "change",
    [
        {"code_verifier": "another-verifier-that-is-long-enough-to-be-accepted"},
        {"code_verifier": None},
        {"code_verifier": "short"},
        {"redirect_uri": "http://127.0.0.1:8001/log-ind/retur"},
        {"redirect_uri": None},
    ],
)
def test_a_code_is_bound_to_the_one_who_asked_and_spent_by_a_wrong_try(
    portal: Portal, change: dict[str, str | None]
) -> None:
    code = told(portal.asks(login_hint="anna"))["code"]
    assert portal.redeems(code, **change).get_json()["error"] in {"invalid_grant", "invalid_request"}
    assert portal.redeems(code).get_json()["error"] == "invalid_grant"


def test_a_code_of_one_realm_is_nothing_in_the_other(portal: Portal, staff_portal: Portal) -> None:
    code = told(portal.asks(login_hint="anna"))["code"]
    assert staff_portal.redeems(code).get_json()["error"] == "invalid_grant"


@pytest.mark.parametrize(("seconds", "status"), [(59, 200), (60, 400)])
def test_a_code_lives_for_a_minute(portal: Portal, seconds: int, status: int) -> None:
    with clock.frozen(NOON):
        code = told(portal.asks(login_hint="anna"))["code"]
    with clock.frozen(NOON + timedelta(seconds=seconds)):
        assert portal.redeems(code).status_code == status


def test_only_the_code_flow_is_spoken(portal: Portal) -> None:
    assert portal.redeems("x", grant_type="password").get_json()["error"] == "unsupported_grant_type"
    assert portal.get("/connect/token").status_code == 405


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer wrong", "Basic cG9ydGFsOng=", "Bearer æ"])
def test_userinfo_is_closed_without_a_token(portal: Portal, header: str | None) -> None:
    response = portal.get("/connect/userinfo", headers={"Authorization": header} if header else {})
    assert response.status_code in {400, 401}
    assert "cpr" not in response.text


def test_userinfo_is_closed_when_the_token_has_lived_its_five_minutes(portal: Portal) -> None:
    with clock.frozen(NOON):
        tokens = portal.signs_in("anna")
    with clock.frozen(NOON + timedelta(seconds=299)):
        assert portal.looks_up(tokens).status_code == 200
    with clock.frozen(NOON + timedelta(seconds=300)):
        assert portal.looks_up(tokens).status_code == 401


def test_userinfo_is_closed_after_sign_out(portal: Portal) -> None:
    tokens = portal.signs_in("anna")
    portal.get("/connect/endsession", {"id_token_hint": tokens["id_token"]})
    assert portal.looks_up(tokens).status_code == 401


def test_a_session_ends_after_four_hours_and_says_so_beforehand(portal: Portal) -> None:
    with clock.frozen(NOON):
        userinfo = portal.looks_up(portal.signs_in("anna")).get_json()
    end = NOON + timedelta(hours=4)
    assert datetime.fromtimestamp(userinfo["session_expiry"], UTC) == end
    with clock.frozen(end - timedelta(seconds=1)):
        assert told(portal.asks(prompt="none"))["code"]
    with clock.frozen(end):
        assert told(portal.asks(prompt="none"))["error"] == "login_required"


@pytest.mark.parametrize(
    ("hint", "username", "name", "roles"),
    [
        ("skr", "skr", "Susanne Krogh", ["caseworker"]),
        ("jonas", "jon", "Jonas Winther", ["caseworker"]),
        ("led", "led", "Lise Damgaard", ["team_leader"]),
    ],
)
def test_staff_come_with_user_name_name_and_roles(
    staff_portal: Portal, hint: str, username: str, name: str, roles: list[str]
) -> None:
    tokens = staff_portal.signs_in(hint)
    for claims in (staff_portal.reads(tokens), staff_portal.looks_up(tokens).get_json()):
        assert (claims["preferred_username"], claims["name"], claims["roles"]) == (username, name, roles)


def test_the_same_person_is_always_the_same_subject_and_never_another(portal: Portal) -> None:
    first, second, other = (portal.reads(portal.signs_in(hint))["sub"] for hint in ("anna", "anna", "bo"))
    assert first == second != other
