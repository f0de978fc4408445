"""Staff's sign-in with the municipality's own provider, and their sign-out."""

from flask import Blueprint, Response, request

from portal import clock
from portal.domain.refusals import Refusal
from portal.domain.sign_ins import Realm
from portal.services import sign_in
from portal.web.access_rules import public
from portal.web.auth.doors import current_doors
from portal.web.auth.oidc import SELECT_ACCOUNT
from portal.web.auth.passage import arrival_with, let_in, let_out, receive_answer, send_to_provider, show_refusal
from portal.web.auth.staff_claims import read_staff

bp = Blueprint("staff_sign_in", __name__, url_prefix="/medarbejder")
bp.register_error_handler(Refusal, show_refusal)


@bp.get("/log-ind")
@public("Whoever signs in is not signed in yet.")
def begin() -> Response:
    """Send a member of staff to the municipality's provider; with `vaelg=1` to choose an account there."""
    chooses = request.args.get("vaelg") == "1"
    return send_to_provider(Realm.STAFF, {"prompt": SELECT_ACCOUNT} if chooses else {})


@bp.get("/log-ind/retur")
@public("The answer from the provider comes before there is a sign-in.")
def finish() -> Response:
    """Take the provider's answer and let the member of staff in."""
    doors = current_doors()
    answer, attempt = receive_answer(Realm.STAFF)
    member = read_staff(answer.id_claims, answer.userinfo, doors.staff_claims)
    token = sign_in.sign_staff_in(
        doors.sign_ins, member, doors.terms, arrival_with(answer, Realm.STAFF), now=clock.real()
    )
    return let_in(Realm.STAFF, token, attempt)


@bp.post("/log-ud")
@public("Signing out twice does no harm.")
def end() -> Response:
    """Sign a member of staff out, here and at the provider."""
    return let_out(Realm.STAFF)
