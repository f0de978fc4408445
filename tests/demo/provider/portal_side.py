"""A portal's side of a sign-in, against the provider's WSGI application."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet
from werkzeug.test import TestResponse

BASE_URL = "http://127.0.0.1:8001"
VERIFIER = "a-verifier-that-is-long-enough-to-be-accepted-here"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


@dataclass
class Portal:
    """One realm's client, with one browser."""

    browser: FlaskClient
    realm: str
    client_id: str
    secret: str
    return_path: str
    scope: str

    @property
    def question(self) -> dict[str, str]:
        """What an honest authorization request says."""
        return {
            "client_id": self.client_id,
            "response_type": "code",
            "scope": self.scope,
            "redirect_uri": f"http://127.0.0.1:8000{self.return_path}",
            "state": "the-state",
            "nonce": "the-nonce",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }

    def asks(self, **changes: str | None) -> TestResponse:
        """Send the browser to the provider; None takes a parameter away."""
        return self.get("/connect/authorize", self._changed(changes))

    def answers(self, answer: dict[str, str], **changes: str | None) -> TestResponse:
        """Press a button on the page that asks who to be."""
        path = f"/{self.realm}/connect/authorize"
        return self.browser.post(path, base_url=BASE_URL, query_string=self._changed(changes), data=answer)

    def redeems(self, response: TestResponse | str, **changes: str | None) -> TestResponse:
        """Swap the code for tokens, with the secret in the header; or in the form, when a change gives it."""
        code = response if isinstance(response, str) else told(response)["code"]
        form: dict[str, str | None] = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.question["redirect_uri"],
            "code_verifier": VERIFIER,
        }
        form |= changes
        auth = None if "client_id" in changes else (self.client_id, self.secret)
        path = f"/{self.realm}/connect/token"
        return self.browser.post(path, base_url=BASE_URL, data=_present(form), auth=auth)

    def signs_in(self, hint: str, **changes: str | None) -> dict[str, Any]:
        """The whole way to the tokens."""
        response = self.redeems(self.asks(login_hint=hint, **changes))
        assert response.status_code == 200, response.text
        tokens: dict[str, Any] = response.get_json()
        return tokens

    def reads(self, tokens: dict[str, Any]) -> dict[str, Any]:
        """The ID token's claims, its signature held against the published keys."""
        keys = KeySet.import_key_set(self.get("/.well-known/openid-configuration/jwks").get_json())
        return dict(jwt.decode(tokens["id_token"], keys, algorithms=["RS256"]).claims)

    def looks_up(self, tokens: dict[str, Any]) -> TestResponse:
        """Ask userinfo."""
        return self.get("/connect/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"})

    def get(
        self, path: str, question: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> TestResponse:
        """Get an address of the realm."""
        return self.browser.get(
            f"/{self.realm}{path}", base_url=BASE_URL, query_string=question or {}, headers=headers or {}
        )

    def _changed(self, changes: dict[str, str | None]) -> dict[str, str]:
        parameters: dict[str, str | None] = {**self.question, **changes}
        return _present(parameters)


def _present(parameters: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in parameters.items() if value is not None}


def told(response: TestResponse) -> dict[str, str]:
    """What the provider tells the portal on the way back."""
    assert response.status_code == 303, response.text
    return {name: values[0] for name, values in parse_qs(urlsplit(response.headers["Location"]).query).items()}


def citizens(browser: FlaskClient) -> Portal:
    """The portal's side for citizens, in that browser."""
    return Portal(browser, "citizens", "portal", "citizens-secret", "/log-ind/retur", "openid mitid ssn")


def staff(browser: FlaskClient) -> Portal:
    """The portal's side for staff, in that browser."""
    path = "/medarbejder/log-ind/retur"
    return Portal(browser, "staff", "portal-staff", "staff-secret", path, "openid profile")
