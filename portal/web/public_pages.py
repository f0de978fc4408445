"""Pages for everybody: the front page, help, contact, privacy, cookies, and the accessibility statement."""

from flask import Blueprint, Response, redirect, render_template

from portal import clock
from portal.access.sign_in_retention import KEPT as SIGN_INS_KEPT
from portal.domain.contacts import PhoneNow
from portal.web import public_times
from portal.web.access_rules import public
from portal.web.kept import KEPT
from portal.web.own_cookies import own_cookies
from portal.web.request_scope import runtime

bp = Blueprint("public", __name__)
public_times.add_to(bp)


@bp.get("/")
@public("It says what one can do here, before signing in.")
def front() -> str:
    """What one can do here, and the way in."""
    return render_template("public/front.html", phone_now=_phone_now())


@bp.get("/hjaelp")
@public("Whoever needs help may not be able to sign in.")
def help() -> str:  # noqa: A001 -- the endpoint's name
    """What to do when something does not work, and what the words mean."""
    settings = runtime().settings
    return render_template("public/help.html", idle=settings.session_idle_minutes, mandate=settings.mandate_minutes)


@bp.get("/kontakt")
@public("Whoever needs to reach us may not be able to sign in.")
def contact() -> str:
    """How the municipality is reached, whether the phone is open now, and whom to phone when it is not."""
    return render_template("public/contact.html", phone_now=_phone_now())


@bp.get("/privatliv")
@public("Everybody may know what is kept about people here, before they sign in (GDPR art. 13 and 14).")
def privacy() -> str:
    """What is kept about people, from where, why, and for how long; and what one can do about it."""
    settings = runtime().settings
    return render_template(
        "public/privacy.html",
        kept=KEPT,
        days=SIGN_INS_KEPT.days,
        idle=settings.session_idle_minutes,
        hours=settings.session_absolute_hours,
    )


@bp.get("/cookies")
@public("Everybody may know what is put in their browser (cookiebekendtgørelsen § 3).")
def cookies() -> str:
    """The cookies that are set here: what each is for, and how long it stays."""
    return render_template("public/cookies.html", cookies=own_cookies(runtime().settings.public_url))


@bp.get("/was")
@public("The law asks for a statement that everybody can read (webtilgængelighedsloven § 4).")
def accessibility() -> Response:
    """Send the reader to the municipality's accessibility statement."""
    return redirect(runtime().municipality.accessibility_statement_url, code=302)  # type: ignore[return-value]


def _phone_now() -> PhoneNow:
    municipality = runtime().municipality
    return municipality.phone_hours.now(clock.now().astimezone(clock.COPENHAGEN), municipality.calendar)
