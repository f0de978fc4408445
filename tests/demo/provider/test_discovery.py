"""What a realm says of itself."""

import pytest
from authlib.oidc.discovery import OpenIDProviderMetadata

from tests.demo.provider.portal_side import BASE_URL, Portal


@pytest.fixture(params=["portal", "staff_portal"])
def realm(request: pytest.FixtureRequest) -> Portal:
    portal: Portal = request.getfixturevalue(request.param)
    return portal


def test_every_address_it_names_lies_under_its_issuer_and_answers(realm: Portal) -> None:
    said = realm.get("/.well-known/openid-configuration").get_json()
    issuer = f"{BASE_URL}/{realm.realm}"
    assert said["issuer"] == issuer
    addresses = [value for name, value in said.items() if name.endswith(("_endpoint", "jwks_uri"))]
    assert len(addresses) == 5
    for address in addresses:
        assert address.startswith(issuer + "/")
        assert realm.get(address.removeprefix(issuer)).status_code != 404


def test_it_promises_the_code_flow_with_pkce_and_to_name_itself(realm: Portal) -> None:
    said = realm.get("/.well-known/openid-configuration").get_json()
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["response_types_supported"] == ["code"]
    assert said["authorization_response_iss_parameter_supported"] is True
    assert said["id_token_signing_alg_values_supported"] == ["RS256"]
    OpenIDProviderMetadata(said).validate_scopes_supported()


def test_only_public_halves_of_its_keys_are_published(realm: Portal) -> None:
    (key,) = realm.get("/.well-known/openid-configuration/jwks").get_json()["keys"]
    assert not key.keys() & {"d", "p", "q", "dp", "dq", "qi"}
    assert key["kid"]


def test_the_two_realms_sign_with_different_keys(portal: Portal, staff_portal: Portal) -> None:
    first, second = (one.get("/.well-known/openid-configuration/jwks").get_json() for one in (portal, staff_portal))
    assert first["keys"][0]["n"] != second["keys"][0]["n"]
