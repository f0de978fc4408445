"""The ways a provider can go wrong, so that tests can let this one go wrong too. The town never does.

Each field is given what the provider would honestly say and answers what it says instead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response
from joserfc import jwt
from joserfc.jwk import Key

JsonObject = dict[str, Any]


def _leave(said: JsonObject) -> JsonObject:
    return said


def _leave_answer(_endpoint: str, answer: Response) -> Response:
    return answer


def sign(header: JsonObject, claims: JsonObject, key: Key) -> str:
    """Sign an ID token honestly."""
    return jwt.encode(header, claims, key, algorithms=["RS256"])


@dataclass
class Misbehaviour:
    """What is said instead of the truth; may be changed while the provider runs."""

    discovery: Callable[[JsonObject], JsonObject] = _leave
    jwks: Callable[[JsonObject], JsonObject] = _leave
    authorization_response: Callable[[JsonObject], JsonObject] = _leave
    """The parameters on the way back to the portal: code or error, state, iss."""
    id_token: Callable[[JsonObject], JsonObject] = _leave
    """The claims of an ID token before it is signed."""
    sign: Callable[[JsonObject, JsonObject, Key], str] = sign
    """Header, claims and key to a token: another algorithm, another key, none."""
    token_response: Callable[[JsonObject], JsonObject] = _leave
    userinfo: Callable[[JsonObject], JsonObject] = _leave
    answer: Callable[[str, Response], Response] = _leave_answer
    """Any whole answer, given with the name of its endpoint: authorize, token, userinfo, jwks, …"""
