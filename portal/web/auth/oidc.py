"""The OpenID Connect client, for both realms: code flow with PKCE, and every check the library leaves to us."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from portal.domain.sign_ins import ProviderAnswerRefused, ProviderDown, SignInAborted, SignInExpired
from portal.web.auth.attempts import Attempt
from portal.web.auth.discovery import Provider, ProviderMetadata
from portal.web.auth.tokens import Expected, read_id_token
from portal.web.auth.transport import TIMEOUT_SECONDS, UNREADABLE, refuse_failure

# At DEBUG the library writes the code verifier to the log.
logging.getLogger("authlib").setLevel(logging.INFO)

SELECT_ACCOUNT = "select_account"
_PROVIDER_TROUBLE = {"server_error", "temporarily_unavailable"}
_MAX_HINT_CHARACTERS = 4000
_BAD_REQUEST = 400


@dataclass(frozen=True, slots=True)
class ClientRegistration:
    """How the provider knows the portal."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    scope: str


@dataclass(frozen=True, slots=True)
class ProviderAnswer:
    """What the provider said about somebody, checked to be said by it, to us, about one and the same person."""

    id_claims: dict[str, Any] = field(repr=False)
    userinfo: dict[str, Any] = field(repr=False)
    id_token: str = field(repr=False)


class OidcClient:
    """The portal as one provider's client."""

    def __init__(self, provider: Provider, registration: ClientRegistration) -> None:
        """Be the client of that provider with that registration."""
        self._provider = provider
        self._registration = registration

    def authorization_url(self, attempt: Attempt, extra: Mapping[str, str]) -> str:
        """Where to send the browser.

        Raises:
            ProviderDown, ProviderAnswerRefused: the provider cannot be found or trusted.

        """
        metadata = self._provider.metadata()
        asked = dict(extra)
        if asked.get("prompt") == SELECT_ACCOUNT and not metadata.lets_people_choose:
            asked["prompt"] = "login"
        with self._open_session(metadata) as session:
            url, _state = session.create_authorization_url(
                metadata.authorization_endpoint,
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
                **asked,
            )
        return str(url)

    def redeem(self, answer: Mapping[str, str], attempt: Attempt, *, now: datetime) -> ProviderAnswer:
        """Exchange the answer that came back with the browser for what the provider says about the person.

        Raises:
            SignInAborted: the person stopped.
            SignInExpired: the code has been used or is too old.
            ProviderDown: the provider does not answer.
            ProviderAnswerRefused: a check failed.

        """
        metadata = self._provider.metadata()
        _check_answer(answer, metadata)
        token = self._fetch_token(metadata, answer["code"], attempt)
        access_token, id_token = _read_tokens(token)
        expected = Expected(self._registration.client_id, attempt.nonce, access_token)
        id_claims = read_id_token(id_token, self._provider, expected, now=now)
        userinfo = self._provider.transport.fetch_object(
            metadata.userinfo_endpoint, "userinfo", {"Authorization": f"Bearer {access_token}"}
        )
        if userinfo.get("sub") != id_claims["sub"]:
            raise ProviderAnswerRefused("userinfo_sub")
        return ProviderAnswer(id_claims, userinfo, id_token)

    def sign_out_url(self, id_token: str | None, return_to: str) -> str | None:
        """Where the provider ends its own session; None when it has no such place or is down."""
        try:
            endpoint = self._provider.metadata().end_session_endpoint
        except (ProviderDown, ProviderAnswerRefused):
            return None
        if endpoint is None:
            return None
        query = {"client_id": self._registration.client_id, "post_logout_redirect_uri": return_to}
        if id_token and len(id_token) <= _MAX_HINT_CHARACTERS:
            query["id_token_hint"] = id_token
        return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(query)}"

    def _open_session(self, metadata: ProviderMetadata) -> OAuth2Session:
        session = OAuth2Session(
            self._registration.client_id,
            self._registration.client_secret,
            token_endpoint_auth_method=metadata.client_authentication,
            scope=self._registration.scope,
            redirect_uri=self._registration.redirect_uri,
            code_challenge_method="S256",
        )
        self._provider.transport.prepare(session, metadata.issuer)
        session.register_compliance_hook("access_token_response", _refuse_token_failure)
        return session

    def _fetch_token(self, metadata: ProviderMetadata, code: str, attempt: Attempt) -> Mapping[str, Any]:
        with self._open_session(metadata) as session:
            try:
                token: Mapping[str, Any] = session.fetch_token(
                    metadata.token_endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=attempt.verifier,
                    timeout=TIMEOUT_SECONDS,
                    allow_redirects=False,
                )
            except (requests.RequestException, OSError) as error:
                raise ProviderDown from error
            except (AuthlibBaseError, *UNREADABLE):
                raise ProviderAnswerRefused("token") from None
        return token


def _check_answer(answer: Mapping[str, str], metadata: ProviderMetadata) -> None:
    issuer = answer.get("iss")
    if issuer is None and metadata.names_itself_in_answers:
        raise ProviderAnswerRefused("answer_iss_missing")
    if issuer is not None and issuer != metadata.issuer:
        raise ProviderAnswerRefused("answer_iss")
    error = answer.get("error")
    if error == "access_denied":
        raise SignInAborted
    if error in _PROVIDER_TROUBLE:
        raise ProviderDown
    if error is not None:
        raise ProviderAnswerRefused("answer_error")
    if not answer.get("code"):
        raise ProviderAnswerRefused("answer_without_code")


def _refuse_token_failure(answer: requests.Response) -> requests.Response:
    """Only a plain 200 is a token response. A code that was used before is the browser's trouble, not the provider's."""
    if answer.status_code == _BAD_REQUEST:
        try:
            error = answer.json()["error"]
        except (KeyError, *UNREADABLE):
            error = None
        if error == "invalid_grant":
            raise SignInExpired
    refuse_failure(answer, "token")
    return answer


def _read_tokens(token: Mapping[str, Any]) -> tuple[str, str]:
    access_token, id_token = token.get("access_token"), token.get("id_token")
    if str(token.get("token_type")).lower() != "bearer":
        raise ProviderAnswerRefused("token_type")
    if not isinstance(access_token, str) or not access_token.isascii() or not access_token.isprintable():
        raise ProviderAnswerRefused("access_token")
    if not access_token or not isinstance(id_token, str) or not id_token:
        raise ProviderAnswerRefused("id_token_missing")
    return access_token, id_token
