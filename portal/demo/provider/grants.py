"""Authlib's authorization server, told how this provider remembers and what it says."""

from datetime import timedelta
from typing import cast

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.oauth2.rfc6749 import ClientMixin, InvalidRequestError, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode, UserInfo, UserInfoEndpoint
from authlib.oidc.rpinitiated import EndSessionEndpoint, EndSessionRequest
from flask import Flask
from flask import request as http_request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from portal import clock
from portal.demo.provider.clients import Client
from portal.demo.provider.ledger import CODE_SECONDS, TOKEN_SECONDS, AccessToken, Code, SignIn
from portal.demo.provider.misbehaviour import JsonObject
from portal.demo.provider.realms import Realm

ID_TOKEN_SECONDS = 300
ALGORITHM = "RS256"


class RealmServer(AuthorizationServer):
    """The authorization server of one realm."""

    def __init__(self, realm: Realm, app: Flask) -> None:
        """Wire everything it can do."""
        self.realm = realm
        super().__init__(app, self._find_client, self._keep_token)
        self.register_grant(_CodeGrant, [_RequiredPkce(), _IdToken(realm)])
        protector = ResourceProtector()
        protector.register_token_validator(_BearerTokens(realm))
        self.register_endpoint(_Userinfo(realm, protector))  # type: ignore[arg-type]
        self.register_endpoint(_EndSession(realm))

    def _find_client(self, client_id: str) -> Client | None:
        client = self.realm.client
        return client if client_id == client.client_id else None

    def _keep_token(self, token: JsonObject, request: OAuth2Request) -> None:
        token["expires_in"] = TOKEN_SECONDS
        expires_at = clock.real() + timedelta(seconds=TOKEN_SECONDS)
        self.realm.ledger.keep_token(
            AccessToken(
                token=token["access_token"],
                client=self.realm.client,
                scope=token["scope"],
                sign_in=cast("SignIn", request.user),
                expires_at=expires_at,
            )
        )


class _CodeGrant(AuthorizationCodeGrant):
    """Codes are single use: whoever presents one, rightly or wrongly, spends it."""

    server: RealmServer

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        asked = http_request.values
        self.server.realm.ledger.keep_code(
            Code(
                code=code,
                client_id=self.server.realm.client.client_id,
                redirect_uri=asked["redirect_uri"],
                scope=request.scope,
                nonce=asked["nonce"],
                code_challenge=asked["code_challenge"],
                sign_in=cast("SignIn", request.user),
                expires_at=clock.real() + timedelta(seconds=CODE_SECONDS),
            )
        )

    def query_authorization_code(self, code: str, client: ClientMixin) -> Code | None:
        return self.server.realm.ledger.take_code(code, client)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        """Nothing is left to do: it was taken out when it was presented."""

    def authenticate_user(self, authorization_code: Code) -> SignIn:
        return authorization_code.sign_in


class _RequiredPkce(CodeChallenge):
    """PKCE with S256, asked of every client."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]  # noqa: RUF012 -- the library's way to be told

    def validate_code_challenge(self, grant: AuthorizationCodeGrant, redirect_uri: str) -> None:
        asked = http_request.values
        if not asked.get("code_challenge") or asked.get("code_challenge_method") != "S256":
            message = "A code_challenge with the method S256 is required."
            raise InvalidRequestError(message)
        super().validate_code_challenge(grant, redirect_uri)


class _IdToken(OpenIDCode):
    def __init__(self, realm: Realm) -> None:
        super().__init__(require_nonce=True)
        self.realm = realm

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        del nonce, request
        return False

    def resolve_client_private_key(self, client: Client) -> RSAKey:
        del client
        return self.realm.key

    def get_encode_header(self, client: Client) -> JsonObject:
        del client
        return {"alg": ALGORITHM, "kid": self.realm.key.kid}

    def get_client_claims(self, client: Client) -> JsonObject:
        now = int(clock.real().timestamp())
        return {
            "iss": self.realm.issuer,
            "aud": client.client_id,
            "iat": now,
            "exp": now + ID_TOKEN_SECONDS,
        }

    def generate_user_info(self, user: SignIn, scope: str) -> UserInfo:
        del scope
        return UserInfo(self.realm.id_token_claims(user))

    def encode_id_token(self, token: JsonObject, request: OAuth2Request) -> str:
        honest = super().encode_id_token(token, request)
        misbehaviour = self.realm.misbehaviour
        if misbehaviour is None:
            return honest
        said = jwt.decode(honest, self.realm.key)
        return misbehaviour.sign(dict(said.header), misbehaviour.id_token(dict(said.claims)), self.realm.key)


class _BearerTokens(BearerTokenValidator):
    def __init__(self, realm: Realm) -> None:
        super().__init__(realm=realm.name)
        self._ledger = realm.ledger

    def authenticate_token(self, token_string: str) -> AccessToken | None:
        return self._ledger.token(token_string)


class _Userinfo(UserInfoEndpoint):
    def __init__(self, realm: Realm, protector: ResourceProtector) -> None:
        super().__init__(resource_protector=protector)
        self._realm = realm

    def generate_user_info(self, user: SignIn, scope: str) -> UserInfo:
        return UserInfo(self._realm.userinfo_claims(user, scope))


class _EndSession(EndSessionEndpoint):
    """Sign-out asked for by the portal (OpenID Connect RP-Initiated Logout)."""

    def __init__(self, realm: Realm) -> None:
        super().__init__()
        self._realm = realm

    def _validate_id_token_hint(self, id_token_hint: str) -> JsonObject:
        # Its signature is what counts: it may have run out, and the library would ask the machine's clock.
        try:
            return dict(jwt.decode(id_token_hint, self._realm.key, algorithms=[ALGORITHM]).claims)
        except (JoseError, ValueError):
            message = "The id_token_hint is not an ID token of this issuer."
            raise InvalidRequestError(message) from None

    def end_session(self, end_session_request: EndSessionRequest) -> None:
        claims = end_session_request.id_token_claims or {}
        self._realm.ledger.end_session(claims.get("neb_sid", claims.get("sid")))
