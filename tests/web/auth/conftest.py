"""A portal with its two doors, and the demo provider behind them."""

import shutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask, Response
from pydantic import SecretStr
from sqlalchemy import Engine

from portal import clock, i18n
from portal.access.sign_ins import SignIns
from portal.access.viewer import CitizenViewer
from portal.config import Mode, Settings
from portal.demo.provider import Credentials, Misbehaviour, ProviderSettings, create_provider
from portal.municipality import Municipality, load
from portal.storage.engine import make_engine
from portal.storage.tables import metadata
from portal.web import auth, public_pages
from portal.web.appearance import serve_appearance
from portal.web.assets import serve_assets
from portal.web.fixed_parts import give_fixed_parts
from portal.web.language import offer_languages
from portal.web.wording import install_wording
from tests.web.auth.journeys import PORTAL, PROVIDER, Browser, Wire
from tests.world import NOWHERE

ROOT = Path(__file__).parents[3]
MUNICIPALITY = ROOT / "portal/demo/municipality"
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
"""Before the machine's own time, which the provider's library looks at: a token of the future is no hint."""


@pytest.fixture(scope="session")
def one_provider(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Misbehaviour]:
    """Made once, for its keys; every browser is a stranger to it."""
    credentials = {
        "citizens": Credentials("portal", "secret-of-citizens"),
        "staff": Credentials("portal-staff", "secret-of-staff"),
    }
    misbehaviour = Misbehaviour()
    settings = ProviderSettings(PROVIDER, PORTAL, credentials, tmp_path_factory.mktemp("keys"))
    return create_provider(settings, misbehaviour=misbehaviour), misbehaviour


@pytest.fixture
def misbehaviour(one_provider: tuple[Flask, Misbehaviour]) -> Iterator[Misbehaviour]:
    """Honest at the beginning of each test, and honest again after it."""
    misbehaviour = one_provider[1]
    yield misbehaviour
    for wrong in fields(misbehaviour):
        setattr(misbehaviour, wrong.name, wrong.default)


@pytest.fixture
def provider(one_provider: tuple[Flask, Misbehaviour]) -> Flask:
    return one_provider[0]


@pytest.fixture
def wire(provider: Flask) -> Wire:
    return Wire(provider)


@pytest.fixture
def settings() -> Settings:
    return Settings(
        mode=Mode.TEST,
        public_url=PORTAL,
        municipality=MUNICIPALITY,
        database_url=SecretStr("sqlite://"),
        secret_key=SecretStr("s" * 32),
        person_key=SecretStr("p" * 32),
        oidc_issuer=f"{PROVIDER}/citizens",
        oidc_client_id="portal",
        oidc_client_secret=SecretStr("secret-of-citizens"),
        staff_oidc_issuer=f"{PROVIDER}/staff",
        staff_oidc_client_id="portal-staff",
        staff_oidc_client_secret=SecretStr("secret-of-staff"),
        source="nova",
        source_url=f"{NOWHERE}/",
        source_token_url=f"{NOWHERE}/token",
        source_client_id="portal",
        source_client_secret=SecretStr("secret"),
    )


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "empty.sqlite"
    engine = make_engine(f"sqlite:///{path}")
    metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def municipality() -> Municipality:
    return load(MUNICIPALITY)


@pytest.fixture
def engine(tmp_path: Path, empty_database: Path) -> Iterator[Engine]:
    path = shutil.copy(empty_database, tmp_path)
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def sign_ins(engine: Engine, settings: Settings, municipality: Municipality) -> SignIns:
    return SignIns(engine, municipality, idle=timedelta(minutes=settings.session_idle_minutes))


@pytest.fixture
def portal(settings: Settings, sign_ins: SignIns, municipality: Municipality, wire: Wire) -> Flask:
    """Both doors, and behind each a page that says who came in."""
    app = Flask("portal", template_folder=str(ROOT / "templates"), root_path=str(ROOT))
    app.secret_key = settings.secret_key.get_secret_value()
    app.testing = True
    i18n.install(app.jinja_env)
    install_wording(app.jinja_env)
    serve_assets(app)
    serve_appearance(app, municipality)
    give_fixed_parts(app, municipality)
    offer_languages(app, municipality.languages, PORTAL)
    app.register_blueprint(public_pages.bp)
    app.context_processor(lambda: {"municipality": municipality, "viewer": None, "today": NOW.date(), "now": NOW})
    auth.install(app, settings, sign_ins, adapter=wire)

    def show_viewer(**_path: str) -> Response | str:
        viewer = auth.current_viewer()
        if viewer is None:
            return auth.session_ended_response()
        if isinstance(viewer, CitizenViewer):
            return f"citizen {viewer.person.name}"
        return f"staff {viewer.name} {viewer.caseworker_id} {viewer.team_id}"

    for rule in ("/sager", "/sager/<case>", "/medarbejder/"):
        app.add_url_rule(rule, rule, show_viewer, methods=["GET", "POST"])
    return app


@pytest.fixture
def browser(portal: Flask, provider: Flask) -> Browser:
    """Of somebody who has chosen English."""
    browser = Browser(portal, provider)
    browser.here.set_cookie("sprog-8000", "en", domain="127.0.0.1")
    return browser


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    with clock.frozen(NOW):
        yield
