"""The addresses of one realm, named as the broker names its own."""

import json
from collections.abc import Callable
from typing import cast
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import AccessDeniedError, InvalidRequestError
from flask import Blueprint, Flask, Response, jsonify, request, url_for
from joserfc.jwk import KeySet

from portal.demo.provider.discovery import describe
from portal.demo.provider.grants import RealmServer
from portal.demo.provider.ledger import SignIn
from portal.demo.provider.misbehaviour import JsonObject, Misbehaviour
from portal.demo.provider.pages import show_choices, show_farewell, show_refusal
from portal.demo.provider.realms import Realm

_LEVELS = {"low", "substantial", "high"}
# What the page that asks who to be adds to the portal's question.
_PERSON = "person"
_ABORT = "abort"


class RealmViews:
    """What one realm answers over HTTP."""

    def __init__(self, realm: Realm, app: Flask) -> None:
        """Answer under the realm's name."""
        self._realm = realm
        self._server = RealmServer(realm, app)
        self._misbehaviour = realm.misbehaviour or Misbehaviour()
        self.blueprint = Blueprint(realm.name, __name__, url_prefix=f"/{realm.name}")
        self._route("/.well-known/openid-configuration", "discovery", self._discover, "GET")
        self._route("/.well-known/openid-configuration/jwks", "jwks", self._list_keys, "GET")
        self._route("/connect/authorize", "authorize", self._authorize, "GET", "POST")
        self._route("/connect/token", "token", self._issue_tokens, "POST")
        self._route("/connect/userinfo", "userinfo", self._tell_userinfo, "GET", "POST")
        self._route("/connect/endsession", "end_session", self._end_session, "GET", "POST")

    def _route(self, path: str, endpoint: str, view: Callable[[], Response], *methods: str) -> None:
        def answer() -> Response:
            return self._misbehaviour.answer(endpoint, view())

        self.blueprint.add_url_rule(path, endpoint, answer, methods=methods)

    def _discover(self) -> Response:
        return jsonify(self._misbehaviour.discovery(describe(self._realm)))

    def _list_keys(self) -> Response:
        keys = KeySet([self._realm.key]).as_dict(private=False)
        return jsonify(self._misbehaviour.jwks(dict(keys)))

    def _authorize(self) -> Response:
        current = self._realm.ledger.session(request.cookies.get(self._realm.cookie))
        try:
            grant = self._server.get_consent_grant(end_user=current)  # type: ignore[no-untyped-call]
            _check_level(grant.redirect_uri)
            sign_in = self._find_sign_in(grant.redirect_uri, grant.prompt, current)
        except OAuth2Error as refusal:
            refusal.state = request.values.get("state")
            return self._send_back(self._server.handle_response(*refusal()))
        except ValueError:  # the library cannot word a refusal that quotes odd characters
            return show_refusal()
        if sign_in is None:
            return self._ask(grant.redirect_uri)
        answer = self._server.create_authorization_response(grant_user=sign_in, grant=grant)
        response = self._send_back(cast("Response", answer))
        path = f"/{self._realm.name}/"
        response.set_cookie(self._realm.cookie, sign_in.cookie, path=path, httponly=True, samesite="Lax")
        return response

    def _find_sign_in(self, returns_to: str, prompt: str | None, current: SignIn | None) -> SignIn | None:
        """Who it is by now; None when they must be asked. An answer or a hint goes before a session."""
        if _ABORT in request.form:
            raise AccessDeniedError(self._realm.abort_description, redirect_uri=returns_to)
        if request.values.get("prompt") == "none":
            return current
        chosen = self._realm.find_account(request.form.get(_PERSON, ""))
        hinted = self._realm.find_account(request.values.get("login_hint", ""))
        account = chosen or hinted
        must_ask = prompt in {"login", "select_account"}
        if account is None:
            return None if must_ask else current
        if current is not None:
            if account == current.account and not must_ask and chosen is None:
                return current
            self._realm.ledger.end_session(current.session_id)
        return self._realm.ledger.open_session(account)

    def _ask(self, returns_to: str) -> Response:
        asked = [pair for pair in request.values.items(multi=True) if pair[0] not in {_PERSON, _ABORT}]
        action = f"{url_for(f'{self._realm.name}.authorize')}?{urlencode(asked)}"
        return show_choices(self._realm.title, self._realm.groups(), action, returns_to)

    def _send_back(self, response: Response) -> Response:
        """Tell the portal, and who tells it (RFC 9207); without an address to go to, tell the visitor."""
        if "Location" not in response.headers:
            return show_refusal()
        parts = urlsplit(response.location)
        said: JsonObject = dict(parse_qsl(parts.query, keep_blank_values=True))
        said = self._misbehaviour.authorization_response(said | {"iss": self._realm.issuer})
        response.location = urlunsplit(parts._replace(query=urlencode(said)))
        response.status_code = 303
        return response

    def _issue_tokens(self) -> Response:
        return self._tell(self._server.create_token_response, self._misbehaviour.token_response)

    def _tell_userinfo(self) -> Response:
        return self._tell(lambda: self._answer("userinfo"), self._misbehaviour.userinfo)

    def _answer(self, endpoint: str, asked: object = None) -> Response | None:
        answer = self._server.create_endpoint_response(endpoint, asked)  # type: ignore[no-untyped-call]
        return cast("Response | None", answer)

    def _tell(self, make: Callable[[], object], misbehave: Callable[[JsonObject], JsonObject]) -> Response:
        try:
            response = cast("Response", make())
        except (OAuth2Error, ValueError):
            response = jsonify(error="invalid_request")
            response.status_code = 400
        if response.status_code == 200:  # noqa: PLR2004 -- its plain meaning
            response.data = json.dumps(misbehave(json.loads(response.data)))
        return response

    def _end_session(self) -> Response:
        try:
            asked = self._server.validate_endpoint_request("end_session")
        except (OAuth2Error, ValueError):
            return show_refusal()
        if current := self._realm.ledger.session(request.cookies.get(self._realm.cookie)):
            self._realm.ledger.end_session(current.session_id)
        response = self._answer("end_session", asked) or show_farewell()
        if "Location" in response.headers:
            response.status_code = 303
        response.delete_cookie(self._realm.cookie, path=f"/{self._realm.name}/")
        return response


def _check_level(returns_to: str) -> None:
    """Refuse an `idp_params` that cannot be read; what it asks for changes nobody's MitID."""
    asked = request.values.get("idp_params")
    if asked is None:
        return
    try:
        level = json.loads(asked).get("mitid", {}).get("loa_value", "low")
    except (ValueError, AttributeError, RecursionError):
        level = None
    if not isinstance(level, str) or level not in _LEVELS:
        message = "The idp_params are not understood."
        raise InvalidRequestError(message, redirect_uri=returns_to)
