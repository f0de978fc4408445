"""Pages for everybody: the front page, help, and the accessibility statement."""

from flask import Blueprint, Response, redirect, render_template

from portal.web.access_rules import public
from portal.web.request_scope import runtime

bp = Blueprint("public", __name__)


@bp.get("/")
@public("It says what one can do here, before signing in.")
def front() -> str:
    """What one can do here, and the way in."""
    return render_template("public/front.html")


@bp.get("/hjaelp")
@public("Whoever needs help may not be able to sign in.")
def help() -> str:  # noqa: A001 -- the endpoint's name
    """Whom to phone, and what to do when something does not work."""
    return render_template("public/help.html")


@bp.get("/was")
@public("The law asks for a statement that everybody can read (webtilgængelighedsloven § 4).")
def accessibility() -> Response:
    """Send the reader to the municipality's accessibility statement."""
    return redirect(runtime().municipality.accessibility_statement_url, code=302)  # type: ignore[return-value]
