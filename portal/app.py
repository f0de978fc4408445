"""The portal, put together in reading order. The one module that knows all."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, Request
from requests.adapters import BaseAdapter
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.sansio.http import parse_cookie
from werkzeug.utils import cached_property

from portal import i18n, log
from portal.access.runtime import EXTENSION, Runtime
from portal.access.sign_ins import SignIns
from portal.cli import register_commands
from portal.config import Settings
from portal.municipality import load
from portal.storage.engine import make_engine
from portal.web import auth, caseworker, citizen, health, journal_feed, machine_pages, public_pages
from portal.web.addresses import give_addresses
from portal.web.appearance import serve_appearance
from portal.web.assets import serve_assets
from portal.web.boot_check import check_endpoints
from portal.web.circumstance_kind import CircumstanceKindInPath
from portal.web.errors import turn_into_pages
from portal.web.fixed_parts import give_fixed_parts
from portal.web.form_token import guard_forms
from portal.web.headers import secure_headers
from portal.web.language import offer_languages
from portal.web.last_resort import answer_at_last
from portal.web.one_moment import answer_in_one_moment
from portal.web.own_host import answer_for_own_host
from portal.web.packing import pack_pages
from portal.web.page_context import give_templates_context
from portal.web.receipt_number import ReceiptNumber
from portal.web.request_address import RequestAddress
from portal.web.request_scope import hold_to_rules
from portal.web.wording import install_wording
from portal.web.wording.translated_templates import translate_templates

_TEMPLATES = Path(__file__).parent.parent / "templates"
_LARGEST_REQUEST_BYTES = 2 * 1024 * 1024
"""Room for a text far beyond what a form takes, so that it comes back to be shortened rather than being lost."""


class _Request(Request):
    """Flask's. Werkzeug looks for cookies in every header; a server of WSGI gives them in one."""

    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """The cookies that came along."""
        return parse_cookie(self.environ.get("HTTP_COOKIE"), self.dict_storage_class)  # type: ignore[return-value]


class _Portal(Flask):
    """Flask, for views of which none is async."""

    request_class = _Request

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Call everything as it is: Flask looked into fourteen functions on each page."""
        return func


def create_app(settings: Settings, *, provider_adapter: BaseAdapter | None = None) -> Flask:
    """The portal for these settings. A `provider_adapter` replaces the network on the way to the sign-in providers.

    Raises:
        MunicipalityRefused: the municipality's own material has faults; all are told at once.
        EndpointsRefused: an endpoint does not say who may call it, or lies or answers as none may.
    """
    log.configure(settings.mode)
    app = _Portal("portal", static_folder=None, template_folder=str(_TEMPLATES))
    translate_templates(app)
    _configure(app, settings)
    runtime = make_runtime(settings)
    app.extensions[EXTENSION] = runtime

    sign_ins = SignIns(runtime.engine, runtime.municipality, idle=timedelta(minutes=settings.session_idle_minutes))
    auth.install(app, settings, sign_ins, adapter=provider_adapter)
    hold_to_rules(app)
    guard_forms(app)
    for blueprint in (public_pages.bp, machine_pages.bp, health.bp, journal_feed.bp, citizen.bp, caseworker.bp):
        app.register_blueprint(blueprint)
    turn_into_pages(app)

    i18n.install(app.jinja_env)
    install_wording(app.jinja_env)
    give_addresses(app)
    give_templates_context(app)
    pack_pages(app)
    serve_assets(app)
    serve_appearance(app, runtime.municipality)
    give_fixed_parts(app, runtime.municipality)
    answer_in_one_moment(app)
    answer_at_last(app, runtime.municipality)
    offer_languages(app, runtime.municipality.languages, settings.public_url)
    answer_for_own_host(app, settings.public_url)
    secure_headers(app, settings)

    register_commands(app)
    check_endpoints(app)
    return app


def make_runtime(settings: Settings) -> Runtime:
    """What the portal runs on: the municipality's material and its databases."""
    engine = make_engine(settings.database_url.get_secret_value())
    sync_url, owner_url = settings.sync_database_url, settings.owner_database_url
    return Runtime(
        settings=settings,
        municipality=load(settings.municipality),
        engine=engine,
        sync_engine=make_engine(sync_url.get_secret_value()) if sync_url else engine,
        owner_engine=make_engine(owner_url.get_secret_value()) if owner_url else engine,
    )


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=_LARGEST_REQUEST_BYTES,
        MAX_FORM_PARTS=200,
        WTF_CSRF_TIME_LIMIT=None,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        TESTING=False,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.url_map.converters["circumstance_kind"] = CircumstanceKindInPath
    app.url_map.converters["receipt_number"] = ReceiptNumber
    app.url_map.converters["request_type"] = RequestAddress
