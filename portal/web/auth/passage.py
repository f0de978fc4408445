"""The way out to a provider and back in, the same for citizens and staff."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Response, render_template, request

from portal import clock
from portal.domain.refusals import Refusal
from portal.domain.sign_ins import AnswerSaidTwice, ProviderAnswerRefused, Realm, SignInExpired
from portal.i18n import language
from portal.services import sign_in
from portal.web.auth.attempts import Attempt, begin_attempt
from portal.web.auth.doors import Door, current_doors, realm_of
from portal.web.auth.next_path import read_next_path
from portal.web.auth.oidc import ProviderAnswer
from portal.web.auth.refusal_pages import Way, page_for

_log = logging.getLogger(__name__)
_MAX_HINT_CHARACTERS = 100
RETRY_AFTER_SECONDS = 60
_ASKS = {Way.STEP_UP: {"hoejere": "1"}, Way.CHOOSE_AGAIN: {"vaelg": "1"}}
"""What the address of each way says."""


def go_to(address: str) -> Response:
    """See another page next, whatever was asked for."""
    return Response(status=303, headers={"Location": address})


def send_to_provider(realm: Realm, extra: Mapping[str, str]) -> Response:
    """Begin an attempt and send the browser to the provider, which is told the reader's language; no page between."""
    doors = current_doors()
    door = doors.by_realm[realm]
    attempt = begin_attempt(read_next_path(request.args.get("next"), home=door.home), now=clock.real())
    hint = request.args.get("login_hint", "")
    if hint and not doors.settings.is_production and len(hint) <= _MAX_HINT_CHARACTERS:
        extra = {**extra, "login_hint": hint}
    response = go_to(door.client.authorization_url(attempt, {**extra, "ui_locales": language()}))
    door.attempts.keep(response, attempt, request.cookies)
    return response


def receive_answer(realm: Realm) -> tuple[ProviderAnswer, Attempt]:
    """What the provider says about the person who came back, and the attempt it answers.

    Raises:
        SignInExpired: the answer belongs to no open attempt of this browser, or to one that has been answered.
        SignInRefused: for every other reason that nobody is signed in.

    """
    doors = current_doors()
    door = doors.by_realm[realm]
    if any(len(values) > 1 for _, values in request.args.lists()):
        raise AnswerSaidTwice("answer_twice")
    answer = request.args.to_dict()
    now = clock.real()
    attempt = door.attempts.find(answer.get("state", ""), request.cookies, now=now)
    doors.sign_ins.use_attempt(attempt.state, expires_at=attempt.expires_at)
    return door.client.redeem(answer, attempt, now=now), attempt


def arrival_with(answer: ProviderAnswer, realm: Realm) -> sign_in.Arrival:
    """How that person came back, with whatever sign-in their browser still holds."""
    return sign_in.Arrival(answer.id_token, current_doors().by_realm[realm].cookie.read(request.cookies))


def let_in(realm: Realm, token: str, attempt: Attempt) -> Response:
    """Give the browser its new cookie and take it where it wanted to go. No form of before counts any more."""
    door = current_doors().by_realm[realm]
    response = go_to(read_next_path(attempt.next_path, home=door.home))
    door.cookie.write(response, token)
    door.attempts.forget(response, attempt.state, request.cookies)
    return response


def let_out(realm: Realm) -> Response:
    """End the sign-in here with every form of it, then at the provider; say goodbye ourselves when it cannot."""
    doors = current_doors()
    door = doors.by_realm[realm]
    ended = sign_in.sign_out(doors.sign_ins, door.cookie.read(request.cookies), realm, now=clock.real())
    provider_url = door.client.sign_out_url(ended.id_token, door.goodbye_url) if ended else None
    response = go_to(provider_url or door.goodbye_url)
    door.cookie.delete(response)
    return response


def show_refusal(refusal: Refusal) -> Response:
    """The page for somebody who was not signed in. The attempt is over, whatever came of it."""
    door = current_doors().by_realm[realm_of(request.path)]
    page = page_for(refusal)
    _log.info("Sign-in refused: realm=%s reason=%s check=%s", door.realm.value, type(refusal).__name__, _name(refusal))
    body = render_template("auth/refused.html", page=page, way_url=_find_way(door, page.way))
    response = Response(body, status=page.status)
    if page.status is HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    door.attempts.forget(response, request.args.get("state", ""), request.cookies)
    return response


def _find_way(door: Door, way: Way) -> str:
    query = dict(_ASKS.get(way, ()))
    try:
        attempt = door.attempts.find(request.args.get("state", ""), request.cookies, now=clock.real())
    except SignInExpired:
        wanted = read_next_path(request.args.get("next"), home=door.home)
    else:
        wanted = attempt.next_path
    if wanted != door.home:
        query["next"] = wanted
    return f"{door.sign_in_path}?{urlencode(query)}" if query else door.sign_in_path


def _name(refusal: Refusal) -> str:
    """Which check failed, or what kept the provider away (`SSLError`, `ReadTimeout`); never in its words."""
    if isinstance(refusal, ProviderAnswerRefused):
        return refusal.check
    return type(refusal.__cause__).__name__ if refusal.__cause__ else ""
