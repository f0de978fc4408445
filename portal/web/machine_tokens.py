"""Tokens of other systems: only their SHA-256 is in the settings, and two may hold at once while one is exchanged."""

import hashlib
import hmac

from flask import Response, jsonify, request

from portal.config import Settings
from portal.web.access_rules import MachineToken


def shows_token(token: MachineToken, settings: Settings) -> bool:
    """Whether this request carries a bearer token that the settings know for that purpose."""
    known = {MachineToken.JOURNAL: settings.journal_token_sha256s}[token]
    authorization = request.authorization
    if authorization is None or authorization.type != "bearer" or not authorization.token:
        return False
    shown = hashlib.sha256(authorization.token.encode()).hexdigest()
    return any([hmac.compare_digest(shown, each) for each in known])  # noqa: C419 -- every one, in the same time


def token_missing_response() -> Response:
    """401: the caller must show its token."""
    response = jsonify(error="Show the token of this feed: Authorization: Bearer …")
    response.status_code = 401
    response.headers["WWW-Authenticate"] = "Bearer"
    return response
