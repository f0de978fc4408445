"""Citizens' sign-in with MitID, and their sign-out."""

import json

from flask import Blueprint, Response, render_template, request

from portal import clock
from portal.domain.refusals import Refusal
from portal.domain.sign_ins import Realm
from portal.i18n import language
from portal.services import sign_in
from portal.web.access_rules import public
from portal.web.auth.claims import PROFILES
from portal.web.auth.doors import current_doors
from portal.web.auth.passage import arrival_with, let_in, let_out, receive_answer, send_to_provider, show_refusal

bp = Blueprint("citizen_sign_in", __name__)
bp.register_error_handler(Refusal, show_refusal)

_SUBSTANTIAL = {"idp_params": json.dumps({"mitid": {"loa_value": "substantial"}})}
# Without `prompt=login` the broker would answer from the session that was refused.
_CHOOSE_AGAIN = {"prompt": "login", **_SUBSTANTIAL}
_STEP_UP = {
    "prompt": "login",
    "idp_params": json.dumps({"mitid": {"loa_value": "substantial", "enable_step_up": True}}),
}


@bp.get("/log-ind")
@public("Whoever signs in is not signed in yet.")
def begin() -> Response:
    """Send a citizen to MitID; with `hoejere=1` for a higher level than they came with, with `vaelg=1` as another."""
    asked = _SUBSTANTIAL
    if request.args.get("hoejere") == "1":
        asked = _STEP_UP
    elif request.args.get("vaelg") == "1":
        asked = _CHOOSE_AGAIN
    return send_to_provider(Realm.CITIZEN, {**asked, "language": language()})  # the broker's own name for it


@bp.get("/log-ind/retur")
@public("The answer from MitID comes before there is a sign-in.")
def finish() -> Response:
    """Take the answer from MitID and let the citizen in."""
    doors = current_doors()
    answer, attempt = receive_answer(Realm.CITIZEN)
    citizen = PROFILES[doors.settings.oidc_profile](answer.id_claims, answer.userinfo)
    token = sign_in.sign_citizen_in(
        doors.sign_ins, citizen, doors.terms, arrival_with(answer, Realm.CITIZEN), now=clock.real()
    )
    return let_in(Realm.CITIZEN, token, attempt)


@bp.post("/log-ud")
@public("Signing out twice does no harm.")
def end() -> Response:
    """Sign a citizen out, here and at MitID."""
    return let_out(Realm.CITIZEN)


@bp.get("/log-ud/farvel")
@public("Whoever has signed out is not signed in.")
def say_goodbye() -> str:
    """Tell citizens and staff that the sign-out worked."""
    return render_template("auth/goodbye.html")
