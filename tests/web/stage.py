"""A stage for templates: the real templates, wordings and style in an app whose pages are given by hand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Flask, render_template
from jinja2 import StrictUndefined
from wtforms import BooleanField, Form, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types

from portal import i18n
from portal.domain.requests import RequestType
from portal.domain.statement_requests import Channel, Timing
from portal.web.appearance import serve_appearance
from portal.web.assets import serve_assets
from portal.web.citizen.request_form import CALLS
from portal.web.fixed_parts import give_fixed_parts
from portal.web.language import offer_languages
from portal.web.request_address import RequestAddress
from portal.web.wording import install_wording
from tests.web.situations import NOW, TODAY, municipality

ROOT: Final = Path(__file__).parents[2]

ORIGIN: Final = "https://portal.test"

ENDPOINTS: Final = {
    "citizen.overview": "/sager",
    "citizen.case": "/sager/<uuid:case_id>",
    "citizen.statement_request": "/sager/<uuid:case_id>/udtalelse",
    "citizen.statement_receipt": "/sager/<uuid:case_id>/udtalelse/kvittering/<number>",
    "citizen.withdraw_statement_request": "/sager/<uuid:case_id>/udtalelse/fortryd",
    "citizen.ask_for_time_to_speak": "/sager/<uuid:case_id>/udtalelse/mere-tid",
    "citizen.asked": "/sager/<uuid:case_id>/henvendelser",
    "citizen.ask": "/sager/<uuid:case_id>/henvendelser/ny/<request_type:kind>",
    "citizen.send_request": "/sager/<uuid:case_id>/henvendelser/ny/<request_type:kind>",
    "citizen.call_me": "/sager/<uuid:case_id>/henvendelser/ring-mig-op",
    "citizen.request_receipt": "/sager/<uuid:case_id>/henvendelser/<number>",
    "citizen.withdraw_request": "/sager/<uuid:case_id>/henvendelser/<number>/fortryd",
    "citizen.seen": "/sager/<uuid:case_id>/set-af",
    "citizen.mandates": "/fuldmagter",
    "citizen_sign_in.begin": "/log-ind",
    "citizen_sign_in.end": "/log-ud",
    "staff_sign_in.begin": "/medarbejder/log-ind",
    "public.front": "/",
    "public.accessibility": "/was",
    "public.help": "/hjaelp",
    "public.contact": "/kontakt",
    "public.privacy": "/privatliv",
    "public.cookies": "/cookies",
    "public.processing_times": "/behandlingstider",
    "public.processing_times_file": "/behandlingstider.csv",
}


@dataclass(frozen=True)
class Visitor:
    """Who is signed in."""

    name: str


class StatementForm(Form):
    """The fields that the page of a demand is given."""

    timing = RadioField(choices=[SelectChoice(timing.value) for timing in Timing], default=Timing.NOW.value)
    words = TextAreaField()
    channel = RadioField(choices=[SelectChoice(channel.value) for channel in Channel], default=Channel.WRITING.value)
    with_support_person = BooleanField()


class WishForm(Form):
    """The field of a wish for more time."""

    why = TextAreaField()


class RequestForm(Form):
    """The fields that the page of something asked is given; those of other kinds are taken out."""

    words = TextAreaField()
    phone = StringField()
    call_times = StringField()
    review_way = RadioField(choices=[SelectChoice(way.code) for way in municipality().review_ways])

    @classmethod
    def about(cls, kind: RequestType) -> "RequestForm":
        """The form for what is asked."""
        form = cls()
        if kind is not RequestType.REVIEW:
            del form.review_way
        if kind not in CALLS:
            del form.phone
            del form.call_times
        return form


def stage() -> Flask:
    """An app that draws pages and answers nothing but its style sheets and its logo."""
    app = Flask("portal", static_folder=None, template_folder=str(ROOT / "templates"))
    app.jinja_env.undefined = StrictUndefined
    i18n.install(app.jinja_env)
    install_wording(app.jinja_env)
    serve_assets(app)
    serve_appearance(app, municipality())
    give_fixed_parts(app, municipality())
    offer_languages(app, municipality().languages, ORIGIN)
    app.url_map.converters["request_type"] = RequestAddress
    for endpoint, path in ENDPOINTS.items():
        app.add_url_rule(path, endpoint, lambda **_: "")
    app.jinja_env.globals["csrf_token"] = lambda: "a-token"
    return app


def draw(
    app: Flask, template: str, *, viewer: Visitor | None = Visitor("Anna Test Andersen"), **context: object
) -> str:
    """One page as a browser gets it, at the moment of the situations unless a clock is frozen around it."""
    shared = {
        "municipality": municipality(),
        "viewer": viewer,
        "on_behalf_of": None,
        "today": TODAY,
        "now": NOW,
        "page": None,
    }
    with app.test_request_context():
        return render_template(template, **{**shared, **context})
