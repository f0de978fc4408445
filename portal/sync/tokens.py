"""Access tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4), kept until shortly before they end."""

from datetime import datetime, timedelta

import httpx
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from portal import clock
from portal.sync.source import SourceFailed
from portal.sync.transport import Reader, Route, parse_json

_MARGIN = timedelta(seconds=30)


class _TokenAnswer(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)

    access_token: SecretStr = Field(min_length=1)
    expires_in: int = Field(default=60, ge=0, le=24 * 3600)


class ClientCredentials:
    """Who the portal is to the case system, and the token it holds for that."""

    def __init__(self, token_url: str, client_id: str, client_secret: SecretStr, scope: str) -> None:
        self.route = Route("POST", token_url)
        self._client_id = client_id
        self._client_secret = client_secret
        self._scope = scope
        self._token: SecretStr | None = None
        self._ends_at: datetime | None = None

    def send(self, reader: Reader, method: str, url: str, query: dict[str, str], body: object) -> object:
        """Send a request in the portal's name and give back the JSON of its answer.

        An answer of 401 costs one new token and one more attempt.

        Raises:
            SourceFailed: the source did not answer as it should.
        """
        answer = self._send(reader, method, url, query, body)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            self._token = None
            answer = self._send(reader, method, url, query, body)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            raise SourceFailed("not_authorised")
        return parse_json(answer)

    def _send(self, reader: Reader, method: str, url: str, query: dict[str, str], body: object) -> httpx.Response:
        bearer = {"Authorization": f"Bearer {self._live_token(reader).get_secret_value()}"}
        return reader.send(lambda client: client.build_request(method, url, params=query, json=body, headers=bearer))

    def _live_token(self, reader: Reader) -> SecretStr:
        if self._token is None or self._ends_at is None or clock.real() >= self._ends_at:
            self._token, self._ends_at = self._ask_for_token(reader)
        return self._token

    def _ask_for_token(self, reader: Reader) -> tuple[SecretStr, datetime]:
        asked_at = clock.real()
        form = {
            "grant_type": "client_credentials",
            "client_id": self._client_id,
            "client_secret": self._client_secret.get_secret_value(),
            "scope": self._scope,
        }
        answer = reader.send(lambda client: client.build_request(self.route.method, self.route.url, data=form))
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            raise SourceFailed("token_refused")
        try:
            token = _TokenAnswer.model_validate(parse_json(answer))
        except ValidationError:
            raise SourceFailed("token_unreadable") from None
        lifetime = timedelta(seconds=token.expires_in)
        return token.access_token, asked_at + lifetime - min(_MARGIN, lifetime / 2)
