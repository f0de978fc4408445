"""Staff's sign-in with the municipality's own provider, and their sign-out."""

from flask import Blueprint, Response, render_template, request

from portal import clock
from portal.domain.refusals import Refusal
from portal.domain.sign_ins import Realm
from portal.services import sign_in
from portal.web.access_rules import public
from portal.web.auth.doors import current_doors
from portal.web.auth.passage import let_in, let_out, receive_answer, send_to_provider, show_refusal
from portal.web.auth.staff_claims import read_staff

bp = Blueprint("staff_sign_in", __name__, url_prefix="/medarbejder")
bp.register_error_handler(Refusal, show_refusal)


@bp.get("/log-ind")
@public("Whoever signs in is not signed in yet.")
def begin() -> Response:
    """Send a member of staff to the municipality's provider."""
    return send_to_provider(Realm.STAFF, {})


@bp.get("/log-ind/retur")
@public("The answer from the provider comes before there is a sign-in.")
def finish() -> Response:
    """Take the provider's answer and let the member of staff in."""
    doors = current_doors()
    answer, attempt = receive_answer(Realm.STAFF)
    token = sign_in.sign_staff_in(
        doors.sign_ins,
        read_staff(answer.id_claims, answer.userinfo, doors.staff_claims),
        doors.terms,
        id_token=answer.id_token,
        replaces=doors.by_realm[Realm.STAFF].cookie.read(request.cookies),
        now=clock.real(),
    )
    return let_in(Realm.STAFF, token, attempt)


@bp.post("/log-ud")
@public("Signing out twice does no harm.")
def end() -> Response:
    """Sign a member of staff out, here and at the provider."""
    return let_out(Realm.STAFF)


@bp.get("/log-ud/farvel")
@public("Whoever has signed out is not signed in.")
def say_goodbye() -> str:
    """Tell that the sign-out worked."""
    return render_template("auth/goodbye.html", sign_in_url=current_doors().by_realm[Realm.STAFF].sign_in_path)
