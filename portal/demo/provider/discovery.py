"""What a realm says of itself."""

from portal.demo.provider.grants import ALGORITHM
from portal.demo.provider.misbehaviour import JsonObject
from portal.demo.provider.realms import Realm


def describe(realm: Realm) -> JsonObject:
    """The discovery document (OpenID Connect Discovery 1.0, section 3)."""
    issuer = realm.issuer
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/connect/authorize",
        "token_endpoint": f"{issuer}/connect/token",
        "userinfo_endpoint": f"{issuer}/connect/userinfo",
        "end_session_endpoint": f"{issuer}/connect/endsession",
        "jwks_uri": f"{issuer}/.well-known/openid-configuration/jwks",
        "scopes_supported": list(realm.client.scopes),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login", "select_account"],
        "authorization_response_iss_parameter_supported": True,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "claims_parameter_supported": False,
    }
