"""The provider as one WSGI application: two realms, their pages, the headers of every answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from portal.demo.people import People, load_people
from portal.demo.provider.clients import Addresses, Client
from portal.demo.provider.keys import load_key
from portal.demo.provider.ledger import Ledger
from portal.demo.provider.misbehaviour import Misbehaviour
from portal.demo.provider.pages import protect, show_refusal
from portal.demo.provider.realms import CitizensRealm, Realm, StaffRealm
from portal.demo.provider.views import RealmViews

_FAREWELLS = ("/", "/medarbejder/", "/log-ud/farvel")
_MOST_BODY_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Credentials:
    """A client's id and secret."""

    client_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """What the provider must know of the town."""

    base_url: str
    """Its own address, such as `http://127.0.0.1:8001`; the issuers lie under it."""
    public_url: str
    """The portal's address."""
    credentials: Mapping[str, Credentials]
    """The portal's client in each realm: `citizens` and `staff`."""
    key_folder: Path
    """Where its signing keys are, or will be made."""


def create_provider(
    settings: ProviderSettings, people: People | None = None, misbehaviour: Misbehaviour | None = None
) -> Flask:
    """Make the provider of a town. Only tests give other `people` than the town's, or a `misbehaviour`."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _MOST_BODY_BYTES
    app.config["TRUSTED_HOSTS"] = ["127.0.0.1"]
    inhabitants = people or load_people()
    for kind in (CitizensRealm, StaffRealm):
        realm = _open_realm(kind, settings, inhabitants, misbehaviour)
        app.register_blueprint(RealmViews(realm, app).blueprint)
    app.register_error_handler(HTTPException, _explain)
    app.after_request(protect)
    return app


def _open_realm(
    kind: type[Realm], settings: ProviderSettings, people: People, misbehaviour: Misbehaviour | None
) -> Realm:
    credentials = settings.credentials[kind.name]
    client = Client(
        credentials.client_id,
        credentials.secret,
        kind.scopes,
        Addresses(settings.public_url, [kind.returns_to]),
        Addresses(settings.public_url, _FAREWELLS),
    )
    return kind(
        issuer=f"{settings.base_url}/{kind.name}",
        client=client,
        key=load_key(settings.key_folder / f"{kind.name}.jwk"),
        people=people,
        ledger=Ledger(),
        misbehaviour=misbehaviour,
    )


def _explain(error: HTTPException) -> Response:
    response = show_refusal()
    response.status_code = error.code or 500
    return response
